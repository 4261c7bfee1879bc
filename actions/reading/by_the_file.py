"""Questions in general words that the account's file decides: may it be handed in now, does
somebody have to act, is the number still valid, will a filing without access be cancelled."""

from __future__ import annotations

from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import Thing, things_of
from actions.references.mentions import BY_PERSON, mentions_in
from beian.filing.orders import orders_under_way
from beian.filing.provider_access import cancelled_accesses, filed_subjects, lost_accesses
from beian.filing.shells import empty_shell
from beian.filing.state import Account
from beian.nlu.intents import MY_FILING_STATUS
from beian.nlu.plain_words.general_wishes import (
    asks_for_the_phone_on_file,
    asks_whether_anything_is_filed,
    asks_whether_it_goes_by_itself,
    asks_whether_it_still_matters,
    asks_whether_possible_now,
    asks_whether_someone_has_to_act,
    speaks_of_a_person,
    speaks_of_access,
)
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.question_form import speaks_of_cancelling

_HALF_SURE = 0.5
_SURE = 0.9
"""Confidence from which a message asks what it was understood as: where its words may as well be
meant in general, and where they are plain."""
_OPEN_ORDER, _HOW = "faq_open_order", "faq_how_to_cancel"
_WHOSE_PHONE = ("faq_sms_verification", "whose_phone")
_NUMBER_STILL = ("faq_site_after_access_cancelled", "number_still")
_WITHOUT_ACCESS = ("faq_site_after_access_cancelled", "how_long")
_LEFT_ALONE = "faq_if_not_cancelled"


def asks_what_the_file_decides(
    own: tuple[Asked, ...],
    message: Message,
    frame: Frame,
    account: Account | None,
) -> Asked | None:
    """Return what a message asks that the file decides; None where it asks something else."""
    if account is None or message.pressed or len(own) > 1:
        return None
    asked = own[0] if own else Asked("", None, message.text)
    return (
        _number_without_access(asked, message, account)
        or _of_a_person(message, frame, account)
        or _whether_any(message)
        or _of_its_end(asked, message, account)
        or _whether_now(asked, message, account)
    )


def _number_without_access(asked: Asked, message: Message, account: Account) -> Asked | None:
    """Return a question for how all stands, where it is taken for one after access was cancelled
    and no access ever was."""
    if (asked.topic, asked.part) != _NUMBER_STILL or speaks_of_access(message.text):
        return None
    sites = [site for subject in account.subjects for site in subject.websites]
    if not sites or any(cancelled_accesses(site) for site in sites):
        return None
    return Asked(MY_FILING_STATUS, None, message.text)


def _of_a_person(message: Message, frame: Frame, account: Account) -> Asked | None:
    """Return a question for whose phone is checked, or which is on file, where a message asks
    whether somebody has to act, or for the phone of a person on file."""
    if message.confidence >= _SURE:
        return None
    things = {thing.key: thing for thing in things_of(account)}
    charges = [key for key, one in things.items() if _names_person_of(one, message.text)]
    if charges and asks_for_the_phone_on_file(message.text):
        return Asked(MY_FILING_STATUS, "person_in_charge", message.text)
    if not asks_whether_someone_has_to_act(message.text):
        return None
    found = mentions_in(message, things)
    named = {one.key for one in found if one.strength > BY_PERSON and not things[one.key].order}
    focus = [key for key in frame.about if key in charges or not charges]
    key = named.pop() if len(named) == 1 else next(iter(focus), None)
    if charges or (key is not None and speaks_of_a_person(message.text)):
        return Asked(*_WHOSE_PHONE, message.text, (key,) if key else ())
    return None


def _names_person_of(thing: Thing, text: str) -> bool:
    folded = folded_in_place(text)
    return any(person in folded for person in thing.people)


def _whether_any(message: Message) -> Asked | None:
    """Return a question for what is on file, where a message asks whether anything is."""
    if message.confidence >= _SURE or not asks_whether_anything_is_filed(message.text):
        return None
    return Asked(MY_FILING_STATUS, None, message.text)


def _of_its_end(asked: Asked, message: Message, account: Account) -> Asked | None:
    """Return what becomes of a shell, or of a filing without access, where a message asks whether
    it is left or cancelled by itself."""
    if message.confidence >= _SURE:
        return None
    lost = [one for one in lost_accesses(account.subjects) if not one.still_active]
    if lost and asks_whether_it_goes_by_itself(message.text):
        return Asked(*_WITHOUT_ACCESS, message.text)
    shell = any(empty_shell(subject) for subject in filed_subjects(account))
    if shell and asked.topic != _LEFT_ALONE and asks_whether_it_still_matters(message.text):
        return Asked(_LEFT_ALONE, None, message.text)
    return None


def _whether_now(asked: Asked, message: Message, account: Account) -> Asked | None:
    """Return a question for the order in the way, or how to cancel, where a message asks whether a
    cancellation may be handed in now."""
    if asked.topic in (_OPEN_ORDER, _HOW) or message.confidence >= _HALF_SURE:
        return None
    if not asks_whether_possible_now(message.text) or not speaks_of_cancelling(message.text):
        return None
    return Asked(_OPEN_ORDER if orders_under_way(account) else _HOW, None, message.text)
