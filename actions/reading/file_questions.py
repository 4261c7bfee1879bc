"""A message that asks plainly what is on file: on which day an order was handed in, whether a site
is cancelled, whether its access works."""

from __future__ import annotations

import re

from actions.frame.context import SURE_OF_ITSELF
from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import order_key, subject_key, target_key, things_of
from actions.reading.file_holds import any_cut, has_moved, is_on_file, waits_for_code
from actions.reading.file_parts import as_asked, each_once
from actions.references.named_orders import no_order_at_the_place
from actions.references.naming import speaks_of_a_month
from actions.references.refer import References, references
from actions.references.related import (
    is_being_ended,
    is_known,
    is_of_someone,
    touching_parties,
    with_places,
)
from beian.filing.orders import open_cancellations
from beian.filing.provider_access import active_accesses, filed_subjects
from beian.filing.providers import provider_of, spoken_providers
from beian.filing.situations import only_target
from beian.filing.state import Account, OrderKind, OrderState
from beian.nlu.file_questions.claims import asks_to_confirm
from beian.nlu.file_questions.finding import file_question, file_questions
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.file_questions.relations import (
    asks_for_one_person,
    cancelling_places,
    words_of_touching,
)
from beian.nlu.file_questions.tally import tally_in
from beian.nlu.intents import (
    FALLBACK,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
)
from beian.nlu.plain_words.asking_clauses import asks, split_clauses
from beian.nlu.plain_words.at_provider import clauses_of_being_at
from beian.nlu.plain_words.compares import compares
from beian.nlu.plain_words.order_signs import place_sign
from beian.nlu.plain_words.order_wishes import speaks_of_withdrawing
from beian.nlu.plain_words.server_words import speaks_of_a_server

_BY_WHO = re.compile(
    r"(?:(?:and|so|ok|but),? )*(?:who\b|what (?:has |have )?(?:happened|came|became|become)\b"
    r"|how (?:long|many|did)\b)",
    re.IGNORECASE,
)
"""Words that ask, though a clause that begins so may also tell of somebody."""
_OF_STATES = (FileQuestion.IS_CANCELLED, FileQuestion.HAS_ACCESS)
_NEARLY_GENERAL = (FileQuestion.LEFT, FileQuestion.GIVEN_UP, FileQuestion.CODE_PHONE)
"""Questions whose words ask in general as often."""
_OF_ACCESS = ("faq_site_after_access_cancelled", "faq_access_cancelled_by_bureau")
_TAKEN_FOR = {
    FileQuestion.BY_WHOM: (
        "faq_abandon_order_impact",
        "faq_access_cancelled_by_bureau",
        "faq_cancelled_by_administration",
        "faq_withdraw_application",
    ),
    FileQuestion.CODE_PHONE: ("faq_sms_verification",),
    FileQuestion.CUT_BY: ("faq_access_cancelled_by_bureau",),
    FileQuestion.LONGEST: ("faq_cancellation_time",),
    FileQuestion.SHORTEST: ("faq_cancellation_time",),
    FileQuestion.TALLY: (
        "faq_abandon_order_impact",
        "faq_access_cancelled_by_bureau",
        "faq_cancellation_time",
        "faq_site_after_access_cancelled",
    ),
    FileQuestion.TOOK: ("faq_cancellation_time",),
    FileQuestion.NUMBER: ("faq_site_after_access_cancelled",),
    FileQuestion.SO_FAR: ("faq_site_after_access_cancelled", "faq_empty_shell_cause"),
    FileQuestion.WHOSE_NUMBER: ("faq_sms_verification", "faq_phone_unreachable"),
}
"""Topics that questions for the file are surely taken for."""
_RECKONED = (FileQuestion.LONGEST, FileQuestion.SHORTEST, FileQuestion.TALLY)
_OF_THE_FILE = (MY_FILING_STATUS, MY_ORDER_PROGRESS)
RELATIONS = (
    FileQuestion.ACTS,
    FileQuestion.BEYOND,
    FileQuestion.CLASHES,
    FileQuestion.OUTCOME,
    FileQuestion.TOUCHES,
    FileQuestion.WHAT_CHANGES,
)
"""Questions that the file answers wherever their words stand and it knows what they are about."""
_SURELY_ANOTHER = 0.9
"""Confidence from which a message that names no thing asks what it was understood as."""


def asks_of_the_file(
    own: tuple[Asked, ...],
    message: Message,
    pointed: References,
    frame: Frame,
    account: Account | None,
) -> tuple[Asked, ...]:
    """Return the questions of a message; those that ask plainly what is on file as such."""
    if account is None or message.pressed or not account.subjects:
        return own
    at_provider = _at_provider(message, pointed, frame, account)
    if at_provider is not None:
        return (at_provider,)
    touching = _touching(message, pointed, frame, account)
    if len(own) > 1:
        several = each_once(_of_several(one, message, frame, account) for one in own)
        return _with_touching(several, touching)
    found = [] if touching is None else [touching]
    if no_order_at_the_place(message, frame.in_focus, account):
        found.append(as_asked(FileQuestion.BEYOND, message.text, frame.in_focus))
    there = pointed
    if pointed.bare and len(pointed.named) == 1 and place_sign(message.text) is not None:
        return tuple(found) or own  # no query: it names the first, or the last, of the orders
    for asked, words in file_questions(message.text):
        if _only_tells(asked, words, message.text):
            continue
        there = _pointed_in(words, message, there, frame, account)
        about = _about(message, there, frame, account)
        if asked is FileQuestion.CODE_PHONE and not there.named:
            about = frame.about if len(frame.about) == 1 else _whose_text_was_sent(account)
        if asked in RELATIONS:
            of_several = there.open and asked is FileQuestion.ACTS
            about = about or (() if of_several else there.named) or frame.in_focus
        if asked is FileQuestion.CLASHES:
            named = () if there.open else with_places(there.named, words, message, account)
            beside = () if len(named) > 1 else frame.in_focus
            about = tuple(dict.fromkeys((*(named or about), *beside)))
        is_part_of_it = touching is not None and words in touching.text and asked in _OF_STATES
        if not is_part_of_it and _counts(asked, message, there, about, account):
            found.append(as_asked(asked, words, _of_all_named(words, there, about, account)))
    found.sort(key=lambda one: message.text.find(one.text))
    return tuple(found) or _goes_on_with_a_tally(message, frame) or own


def _counts(
    asked: FileQuestion,
    message: Message,
    pointed: References,
    about: tuple[str, ...],
    account: Account,
) -> bool:
    """Return whether a question that a message has the words for is one for the file."""
    if asked is FileQuestion.ACTS and not is_of_someone(message, account):
        return False
    if asked in RELATIONS:
        found = file_questions(message.without_what_is_denied)
        if asked not in [one for one, _ in found]:
            return False
        unknown_month = asked is FileQuestion.OUTCOME and speaks_of_a_month(message.text)
        if unknown_month and not pointed.named:
            return False  # another order than that which is spoken of
        return is_known(asked, about, account)
    return is_on_file(asked, account) and _is_asked(asked, message, pointed, about, account)


def _whose_text_was_sent(account: Account) -> tuple[str, ...]:
    """Return the key of the only open cancellation whose text was sent; none where several were."""
    after = (OrderState.SMS_VERIFICATION, OrderState.ADMINISTRATION_REVIEW)
    going = [one for one in open_cancellations(account) if one.state in after]
    sent = [one for one in going if one.kind is not OrderKind.CANCEL_ACCESS]
    return (order_key(sent[0]),) if len(sent) == 1 else ()


def _touching(
    message: Message, pointed: References, frame: Frame, account: Account
) -> Asked | None:
    """Return the question whether cancelling one thing touches another, where a message names both,
    or one beside what is being cancelled."""
    words = words_of_touching(message.without_what_is_denied)
    if words is None or speaks_of_a_server(words) or speaks_of_withdrawing(words):
        return None
    there = _pointed_in(words, message, pointed, frame, account)
    meant = tuple(key for key in there.named if key not in pointed.denied)
    named = () if there.open else with_places(meant, words, message, account)
    says_which = len(named) > 1 and bool(cancelling_places(words))
    puts_right = message.corrects or bool(pointed.denied)
    about = named if says_which or puts_right else (*frame.in_focus, *named)
    parties = touching_parties(words, message, about, account)
    if parties is None:
        return None
    of_access = OrderKind.CANCEL_ACCESS.value in message.values("cancellation_kind")
    if not says_which and (of_access or not is_being_ended(parties[0], account)):
        return None
    return as_asked(FileQuestion.TOUCHES, words, parties)


def _at_provider(
    message: Message, pointed: References, frame: Frame, account: Account
) -> Asked | None:
    """Return the question whether a site is at the provider that a message names: where it asks
    that, or says so and the file has it otherwise ("jobs also runs on Aliyun")."""
    spoken = spoken_providers(message.text)
    things = {thing.key: thing for thing in things_of(account)}
    for start, end, is_asked in clauses_of_being_at(message.text, [(s, e) for _, s, e in spoken]):
        inside = references(message.within(start, end), frame, account)
        named = inside.named if not inside.open else ()
        if is_asked and not named:
            named = frame.in_focus if len(pointed.named) != 1 else pointed.named
        targets = [things[key].target for key in named if key in things]
        held = [one.website or one.service for one in targets if one is not None]
        if len(named) != 1 or len(held) != 1 or held[0] is None:
            continue
        codes = {code for code, s, e in spoken if start <= s and e <= end}
        there = {provider_of(one.provider) for one in active_accesses(held[0])}
        if is_asked or not codes & there:
            return as_asked(FileQuestion.AT_PROVIDER, message.text[start:end], named)
    return None


def _with_touching(several: tuple[Asked, ...], touching: Asked | None) -> tuple[Asked, ...]:
    """Return the questions of a message, that for what is touched in the place of its topic."""
    if touching is None:
        return several
    replaced = [
        touching if one.topic == touching.topic or words_of_touching(one.text) else one
        for one in several
    ]
    return tuple(dict.fromkeys(replaced if touching in replaced else (*several, touching)))


def _goes_on_with_a_tally(message: Message, frame: Frame) -> tuple[Asked, ...]:
    """Return the query that a message puts after a question for the file ("and the quickest?")."""
    was_of_the_file = frame.topic in _OF_THE_FILE and bool(frame.part)
    if not was_of_the_file or tally_in(message.text, frame.asked) is None:
        return ()
    return (as_asked(FileQuestion.TALLY, message.text, ()),)


def _only_tells(asked: FileQuestion, words: str, text: str) -> bool:
    """Return whether the words of a question stand in a clause that tells something, beside others
    that ask: "the colleague who did our filing left, can I still ...?"."""
    clauses = split_clauses(text)
    start = max(text.find(words), 0)
    end = start + len(words)
    inside = [one for one in clauses if one.start < end and start < one.start + len(one.text)]
    asking = [one.text for one in inside if asks(one)]
    if not asking:
        tells = words.isascii() and not _BY_WHO.match(words)
        return tells and any(asks(one) for one in clauses)
    telling = [one.text for one in inside if not asks(one)]
    by_asking = [found for one in asking for found, _ in file_questions(one)]
    return asked not in by_asking and any(file_question(one) is asked for one in telling)


def _of_all_named(
    words: str, pointed: References, about: tuple[str, ...], account: Account
) -> tuple[str, ...]:
    """Return the keys of all that a question names; of all websites, where it compares what it
    names but in part ("home vs tickets")."""
    several = pointed.named if len(pointed.named) > 1 and not pointed.open else about
    if len(several) < 2 and compares(words):
        sites = [thing.key for thing in things_of(account) if thing.is_filed_website]
        return tuple(sites) if len(sites) > 1 else several
    return several


def _pointed_in(
    words: str, message: Message, pointed: References, frame: Frame, account: Account
) -> References:
    """Return what one question of a message refers to: what its own words name, else what the
    whole message does."""
    start = message.text.find(words)
    if start < 0 or len(words) == len(message.text):
        return pointed
    there = references(message.within(start, start + len(words)), frame, account)
    if len(pointed.named) == 1 and there.open:
        return pointed  # of several that the words may mean, the one that the rest names
    return there if there.named else pointed


def _of_several(one: Asked, message: Message, frame: Frame, account: Account) -> Asked:
    """Return one of several questions, as one for the file if it is one; whether it is cancelled
    is seldom plain in a half of a message."""
    found = file_questions(one.text)
    if not found:
        return one
    asked, words = found[0]
    seldom_plain = asked is FileQuestion.IS_CANCELLED or _names_no_number(asked, words)
    if seldom_plain or not is_on_file(asked, account):
        return one
    pointed = _pointed_in(one.text, message, References(), frame, account)
    one_named = pointed.named if len(pointed.named) == 1 else ()
    about = _of_all_named(words, pointed, one_named, account)
    return as_asked(asked, one.text if len(about) > 1 else words, about)


def _about(
    message: Message, pointed: References, frame: Frame, account: Account
) -> tuple[str, ...]:
    """Return the key of the one thing that a question is about; none where it is open."""
    if pointed.named:
        return pointed.named if len(pointed.named) == 1 else ()
    subjects = filed_subjects(account)
    if set(message.values("target")) == {"subject"} and len(subjects) == 1:
        return (subject_key(subjects[0]),)
    if len(frame.about) == 1:
        return frame.about
    if frame.spoken_of is not None:
        return (frame.spoken_of,)
    target = only_target(account)
    return () if target is None else (target_key(target),)


def _is_asked(
    asked: FileQuestion,
    message: Message,
    pointed: References,
    about: tuple[str, ...],
    account: Account,
) -> bool:
    """Return whether a message that has the words for it asks of the file, and not in general."""
    of_the_account = message.intent in (MY_FILING_STATUS, MY_ORDER_PROGRESS)
    names_one = len(pointed.named) == 1
    if _is_answered_as_it_is(asked, message, pointed, account):
        return False
    if asked not in _OF_STATES:
        least = SURE_OF_ITSELF if asked in _NEARLY_GENERAL else _SURELY_ANOTHER
        unsure = message.intent in (FALLBACK, OUT_OF_SCOPE) or message.confidence < least
        taken = message.intent in _TAKEN_FOR.get(asked, ())
        return of_the_account or bool(pointed.named) or unsure or taken
    if len(pointed.named) > 1:
        return asked is FileQuestion.HAS_ACCESS
    if names_one:
        return True
    unsure = message.intent == FALLBACK or message.confidence < SURE_OF_ITSELF
    of_access = asked is FileQuestion.HAS_ACCESS and message.intent in _OF_ACCESS
    never_cut = of_access and not any_cut(account)
    return never_cut or (bool(about) and (of_the_account or unsure))


def _is_answered_as_it_is(
    asked: FileQuestion, message: Message, pointed: References, account: Account
) -> bool:
    """Return whether what a message was understood as tells more than the file of one thing: who is
    in charge of all, whether something may be submitted beside an order, which order waits for its
    code, a site that goes on elsewhere."""
    if asked is FileQuestion.UNDER_WAY:
        names_some = bool(pointed.named) and not pointed.every
        return names_some and not asks_to_confirm(message.text)
    if pointed.named or asked in _RECKONED:  # of a province, how long that takes
        return not pointed.named and message.province is not None
    if asked is FileQuestion.IN_CHARGE:
        sure = message.confidence >= _SURELY_ANOTHER and not asks_for_one_person(message.text)
        return message.part == "person_in_charge" and sure
    if asked is FileQuestion.WHOSE_NUMBER:
        return bool(message.values("cancellation_kind"))
    if asked is FileQuestion.CODE_PHONE:
        return message.part == "whose_phone" and waits_for_code(account)
    return asked is FileQuestion.HAS_ACCESS and has_moved(account)


def _names_no_number(asked: FileQuestion, words: str) -> bool:
    """Return whether a question asks whose a phone is by no digits of it: the one to be checked."""
    return asked is FileQuestion.WHOSE_NUMBER and not any(one.isdigit() for one in words)
