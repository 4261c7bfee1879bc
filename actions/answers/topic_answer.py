"""The shape that the answer of every topic has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import ClassVar

from actions.answers.place import place_in, place_of
from actions.answers.provider_rules import chosen_values, for_place, needed, rule_first, sayable
from actions.answers.situation import TIMES, times_of, values_of, values_told
from actions.frame.frame import PERSON
from actions.frame.things import order_key, sort_of, target_key, things_of, website_key
from actions.frame.user import Standing
from actions.reading.elsewhere import asks_elsewhere
from actions.reading.question import ACCESS, Question
from actions.references.candidates import order_candidates, order_name_again
from actions.wording.links import links_of
from actions.wording.replies import Choice, Reply, Value, reply, wording
from actions.wording.topic_files import answered_in, has_part
from beian.filing.checked_phone import checked_phone, is_unreachable
from beian.filing.orders import Target
from beian.filing.provider_access import filed_subjects, lost_accesses
from beian.filing.provinces import PROVINCES
from beian.filing.situation_states import PAST, State
from beian.filing.situations import (
    Situation,
    of_unreachable_phone,
    orders_in,
    past_but_others,
    situation,
    states_told,
)
from beian.filing.state import Account, FilingStatus
from beian.nlu.intents import MY_FILING_STATUS, MY_ORDER_PROGRESS
from beian.nlu.topics.model import Part, Topic, answer_name, title_name


class TopicAnswer(ABC):
    """Answers the questions of one topic, generally or from the user's filing state.

    The first that there is answers: a state of the thing in question for which the topic's file has
    an answer; a method `part_NAME` of the class, or the part's answer; what the account adds
    (`personal`); the general answer. A subclass names its intent as `topic`. `personal_answer` is
    False where an account adds nothing, so that nobody is asked to sign in for it;
    `same_for_every_kind` is True where it plays no part what is cancelled; `shorter` is the part
    that answers where the same was said just before; `starts_anew` is True where it tells what to
    do for a cancellation that is not with the administration yet. A topic without a subclass of its
    own gets one in actions.topics.registry.
    """

    personal_answer: ClassVar[bool] = True
    starts_anew: ClassVar[bool] = False
    same_for_every_kind: ClassVar[bool] = False
    shorter: ClassVar[str | None] = None

    @property
    @abstractmethod
    def topic(self) -> str:
        """The intent that is answered; a class attribute in each subclass."""

    def general(self, question: Question) -> list[Reply]:
        """Return the answer that is right without knowing the user."""
        del question
        return [reply(answer_name(self.topic))]

    def of_part(self, question: Question, part: str) -> list[Reply]:
        """Return the answer to a narrower question within the topic."""
        own = getattr(self, f"part_{part}", None)
        if own is not None:
            replies: list[Reply] = own(question)
            return replies
        return [reply(answer_name(f"{self.topic}/{part}"))]

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return the answer for an account. May raise WhichOne."""
        del account
        return self.general(question)

    def follow_up(self, question: Question) -> list[Reply]:
        """Return the general answer to "and for a company?", "那网站呢?" after this topic."""
        if question.kind == ACCESS and self.same_for_every_kind:
            return self.general(question)
        if question.kind and self.same_for_every_kind:
            return [reply("utter_same_for_every_kind"), *self.general(question)]
        if question.kind:
            return [reply(f"utter_kind_{question.kind}")]
        if question.spoken_subject_type:
            return [reply("utter_same_for_both_types"), *self.general(question)]
        return self.general(question)

    def asks(self, question: Question) -> str | None:
        """Return what to ask before more can be said: one of actions.frame.frame.PAPERS."""
        del question
        return None

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer to this user. May raise WhichOne."""
        part = question.asked.part
        answered = answered_in(self.topic, part)
        replies = self._of_elsewhere(question, answered) or self._for_state(question, answered)
        if replies is None:
            replies = self.of_part(question, part) if part and answered else self._whole(question)
            replies = [for_place(one, question, answered) for one in replies]
        if answered is None:
            return replies
        replies = rule_first(replies, question, answered)
        replies = [_with_links(one, question, answered) for one in replies]
        return _leading_on(replies, self.topic, self.next(question, answered))

    def in_general(self, question: Question) -> list[Reply]:
        """Return the answer that holds for what is not on file, whoever asks."""
        part = question.asked.part
        if part is not None and answered_in(self.topic, part) is not None:
            return [reply(answer_name(f"{self.topic}/{part}"))]
        return [reply(answer_name(self.topic))]

    def next(self, question: Question, answered: Topic | Part) -> Sequence[str]:
        """Return what buttons below the answer lead to, as the file says it."""
        del question
        return [one.name for one in answered.next]

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question. May raise WhichOne.

        Where it is open which one is meant, and the answers speak of a stage at which one order is,
        that order is meant.
        """
        account = question.user.account
        assert account is not None
        lost = self._of_lost_access(question, answered, account)
        if lost is not None and not question.is_guess:
            return lost
        found = question.situation
        if found.target is not None or found.order is not None:
            past = self.starts_anew and question.is_guess and past_but_others(found, account)
            return situation(account, None, None, question.now) if past else found
        for state in answered.states:
            if self.starts_anew and state in PAST:
                continue
            there = order_candidates(orders_in(state, account, question.now), account)
            if question.kind is not None and not question.of_kind(there):
                continue
            chosen = question.one_of(there, "utter_which_order")
            if chosen is not None:
                return situation(account, None, chosen.thing, question.now)
        return lost or found

    def _of_lost_access(
        self, question: Question, answered: Topic | Part, account: Account
    ) -> Situation | None:
        """Return the situation of the only website that has lost its access, where the answers
        speak of that and no website is spoken of."""
        told = {State.CUT_OFF.value, State.ACCESS_LOST.value} & answered.states.keys()
        spoken_of = {*question.frame.about, question.frame.spoken_of or ""}
        meant = (thing for thing in things_of(account) if thing.key in spoken_of)
        sorts = {sort_of(target_key(thing.target)) for thing in meant if thing.target}
        if not told or not {"website", "service"}.isdisjoint(sorts):
            return None
        if "subject" in {sort_of(key) for key in question.frame.about}:
            return None
        subjects = filed_subjects(account)
        lost = [one for one in lost_accesses(tuple(subjects)) if not one.still_active]
        websites = {one.website.website_id: one for one in lost}
        if len(websites) != 1 or website_key(lost[0].website) in question.frame.excluded:
            return None
        target = Target(lost[0].subject, lost[0].website)
        return situation(account, target, None, question.now)

    def _of_elsewhere(
        self, question: Question, answered: Topic | Part | None
    ) -> list[Reply] | None:
        """Return the general answer to who asks of a provider that holds nothing of theirs."""
        if answered is None or question.message.provider is None or question.user.account is None:
            return None
        if not answered.answer.where:
            return None
        found = self.situation(question, answered)
        if not asks_elsewhere(question, answered.answer, found):
            return None
        question.spoken_of = None
        return [for_place(reply(answered.answer.name), question, answered)]

    def _for_state(self, question: Question, answered: Topic | Part | None) -> list[Reply] | None:
        """Return the answer for a state of the thing in question, if the file has one."""
        account = question.user.account
        if answered is None or not answered.states:
            return None
        frame = question.frame
        found = Situation(frozenset())
        states = states_told(frame.province, frame.subject_type)
        values = values_told(frame.province)
        place = place_of(question)
        if account is not None:
            found = self.situation(question, answered)
            on_file = _states_of(question, found) | _types(question, found)
            if (
                frame.phone_lost
                and found.target is not None
                and _may_be_lost(found.target, account)
            ):
                on_file |= {one.value for one in of_unreachable_phone(found.target, found.states)}
            states = on_file | states if State.NOTHING_FILED in found.states else on_file
            values = {**values, **values_of(found, account, question.now)}
            if found.target is not None and _asks_times(answered):
                values |= _times(question, found.target.subject.province)
            if found.order is not None and question.before.spoken_of == order_key(found.order):
                values["order"] = order_name_again(found.order, account)
            place = place_in(found, account)
        for state, varied in answered.states.items():
            response = sayable(varied, place, values) if state in states else None
            if response is not None:
                if state in _OF_SHELLS and found.target is not None:
                    values["number"] = found.target.subject.filing_number
                past = State.OVERDUE in found.states and state != State.OVERDUE.value
                if past and "last_day" in values:
                    values["last_day"] = wording("utter_day_past", day=values["last_day"])
                question.spoken_of = question.spoken_of or _key(found, question.frame.excluded)
                offers = PERSON if response.offer else None
                return [
                    Reply(response.name, chosen_values(values, needed(response)), offers=offers)
                ]
        return None

    def _whole(self, question: Question) -> list[Reply]:
        """Return the answer to the topic as a whole."""
        user = question.user
        if user.account is not None:
            return self.personal(question, user.account)
        answer = self.follow_up(question) if question.is_follow_up else self.general(question)
        if not self.personal_answer:
            return answer
        if user.standing is Standing.UNKNOWN_ACCOUNT:
            return [reply("utter_account_unknown"), *answer]
        if user.standing is Standing.STORE_UNAVAILABLE:
            return [reply("utter_store_unavailable"), *answer]
        invited = question.frame.invited_to_sign_in and self.topic not in ONLY_ON_FILE
        if not question.is_follow_up and not invited:
            return [*answer, Reply(SIGN_IN, helped_by_sign_in=True)]
        return answer


def _may_be_lost(target: Target, account: Account) -> bool:
    """Return whether the phone that somebody said is lost may be the one checked for a target: not
    where another one is on file as out of reach, and this one is not."""
    dead = any(
        is_unreachable(checked_phone(one.target)) for one in things_of(account) if one.target
    )
    return not dead or is_unreachable(checked_phone(target))


def _states_of(question: Question, found: Situation) -> set[str]:
    """Return the states of a situation; of a website that the message itself names, and that is
    cancelled, that comes before what its subject has become."""
    states = {state.value for state in found.states}
    website = found.target.website if found.target else None
    if website is not None and question.reading.named == website_key(website):
        gone = website.status is FilingStatus.CANCELLED
        return states - _OF_SHELLS if gone else states
    return states


def _types(question: Question, found: Situation) -> set[str]:
    """Return the type of subject that was just named, else of the one in question, as a state."""
    of_target = found.target.subject.type if found.target else None
    subject_type = question.spoken_subject_type or of_target
    return {subject_type.value} if subject_type else set()


def _asks_times(answered: Topic | Part) -> bool:
    """Return whether answers for states tell how long the province has taken of late."""
    said = (one for varied in answered.states.values() for one in varied.variants)
    return any(needed(one) & TIMES for one in said)


def _times(question: Question, province: str) -> dict[str, Value]:
    return times_of(question.review_times(province)) if province in PROVINCES else {}


def _key(found: Situation, excluded: Collection[str]) -> str | None:
    """Return the key of what a situation is of; None where it was ruled out."""
    keys = [order_key(found.order)] if found.order else []
    keys += [target_key(found.target)] if found.target else []
    return next((key for key in keys if key not in excluded), None)


ONLY_ON_FILE = (MY_FILING_STATUS, MY_ORDER_PROGRESS)
"""Topics of which nothing can be told without an account."""
SIGN_IN = "utter_sign_in_offer"
_OF_SHELLS = frozenset((State.EMPTY_SHELL.value, State.SHELL_WITH_WEBSITES.value))


def _with_links(said: Reply, question: Question, answered: Topic | Part) -> Reply:
    """Return a reply with buttons that open the pages which its answer sends to."""
    response = next((one for one in answered.said if one.name == said.response), None)
    if response is None or not response.links:
        return said
    account = question.user.account
    general = said.response in [one.name for one in answered.answer.variants]
    if account is None or general:
        place = place_of(question)
    else:
        place = place_in(question.situation, account)  # it speaks of a thing by name
    return replace(said, links=links_of(response, place.provider, signed_in=account is not None))


def _leading_on(replies: list[Reply], topic: str, following: Sequence[str]) -> list[Reply]:
    """Return the replies with buttons to what comes next, below the last one."""
    if not following or not replies or replies[-1].choices:
        return replies
    *before, last = replies
    return [*before, replace(last, choices=_buttons(following, topic))]


def leading_on(topic: str | None, part: str | None) -> list[Choice]:
    """Return buttons to what comes next after a topic, or a part of it."""
    answered = topic and answered_in(topic, part)
    if not topic or not answered:
        return []
    return _buttons([one.name for one in answered.next], topic)


def _buttons(names: Sequence[str], topic: str) -> list[Choice]:
    return [_button(name, topic) for name in names]


def _button(name: str, topic: str) -> Choice:
    """Return the button that asks a topic, a part of this one ("list") or of another."""
    own = has_part(topic, name)
    intent = f"{topic}/{name}" if own else name
    return intent_choice(intent)


def intent_choice(intent: str) -> Choice:
    """Return a button that asks a topic, or a part of it ("faq_reapply/same_account")."""
    topic, _, part = intent.partition("/")
    payload = f"/{topic}" + (f'{{"part": "{part}"}}' if part else "")
    return Choice(wording(title_name(intent)), payload)
