"""The ministry's SMS verification."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.answers.code_of_service import code_of_service
from actions.answers.progress import progress
from actions.answers.topic_answer import TopicAnswer
from actions.frame.things import target_key
from actions.reading.question import ACCESS, Question
from actions.references.candidates import order_candidates, order_name
from actions.wording.replies import Reply, Value, day, duration, moment, reply, wording
from actions.wording.topic_files import answered_in
from beian.base.clock import SHANGHAI
from beian.filing.checked_phone import checked_phone
from beian.filing.masking import mask_name
from beian.filing.orders import is_cancellation, open_orders, sms_step
from beian.filing.state import Account, Document, OrderState
from beian.nlu.plain_words.wrong_entries import wrong_entries_said
from beian.nlu.text.said_times import SaidTime, said_span
from beian.nlu.topics.model import answer_name

_MOST_WRONG = 5
"""Wrong entries after which the next one returns the order."""


class SmsVerification(TopicAnswer):
    topic = "faq_sms_verification"

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; for an order that cancels nothing, where it stands."""
        account = question.user.account
        named = question.mentioned(order_candidates(account.orders, account)) if account else []
        by_key = [one for one in named if one.key in question.frame.about]
        if account is not None and len(by_key) == 1 and not is_cancellation(by_key[0].thing):
            question.spoken_of = by_key[0].key
            return progress(question, account, by_key[0].thing)
        said = self._said(question)
        if said is None:
            return self._counted(question, super().answer(question))
        lead, may_be_late = said
        if may_be_late and question.asked.part in (None, "validity"):
            question = question.about(replace(question.asked, part="expired"), question.frame)
        first, *others = super().answer(question)
        return [replace(first, lead=lead or first.lead), *others]

    @staticmethod
    def _counted(question: Question, replies: list[Reply]) -> list[Reply]:
        """Return the answer on wrong entries, led by how many are left of those allowed, where the
        message says how many there were."""
        count = wrong_entries_said(question.text)
        if question.asked.part != "wrong_entries" or count is None or not replies:
            return replies
        left = _MOST_WRONG - count
        response = "utter_wrong_entries_left" if left > 0 else "utter_no_wrong_entry_left"
        lead = wording(response, count=str(count), left=str(left))
        return [replace(replies[0], lead=lead), *replies[1:]]

    def _said(self, question: Question) -> tuple[Value | None, bool] | None:
        """Return whether the time that the message names is early enough, in a sentence if it is
        surely one of the two, and whether it may be too late; None where it names none."""
        account = question.user.account
        text = question.message.without_what_is_denied
        said = said_span(text, question.now.astimezone(SHANGHAI))
        answered = answered_in(self.topic, question.asked.part)
        if said is None or account is None or answered is None:
            return None
        order = self.situation(question, answered).order
        step = sms_step(order, question.now) if order is not None else None
        if step is None or step.expired or said.earliest == step.deadline:
            return None
        return _verdict(said, step.deadline)

    def general(self, question: Question) -> list[Reply]:
        if question.user.account is None and question.frame.kind == ACCESS:
            return [reply("utter_no_text_for_access")]
        return super().general(question)

    def part_needed(self, question: Question) -> list[Reply]:
        if question.user.account is None and question.frame.kind == ACCESS:
            return [reply("utter_no_text_for_access")]
        return [reply(answer_name(f"{self.topic}/needed"))]

    def part_validity(self, question: Question) -> list[Reply]:
        """Return until when the code of an order is good of which no phone is on file."""
        account = question.user.account
        order = question.situation.order if account is not None else None
        step = sms_step(order, question.now) if order is not None else None
        if account is None or order is None or step is None or step.expired:
            return [reply(answer_name(f"{self.topic}/validity"))]
        left = duration(step.deadline - question.now)
        values = {"sent": moment(step.sent_at), "deadline": moment(step.deadline), "left": left}
        return [reply("utter_code_valid_until", order=order_name(order, account), **values)]

    def part_whose_phone(self, question: Question) -> list[Reply]:
        """Return whose phone gets the code; of an app or mini program, who may be the one."""
        general = [reply(answer_name(f"{self.topic}/whose_phone"))]
        account = question.user.account
        target = question.situation.target if account is not None else None
        if account is None or target is None:
            return general
        question.spoken_of = question.spoken_of or target_key(target)
        return code_of_service(target, account, question.now) or general

    def part_last_six(self, question: Question) -> list[Reply]:
        """Return whose document counts, and which it is, as far as that is on file."""
        general = [reply(answer_name(f"{self.topic}/last_six"))]
        account = question.user.account
        found = question.situation if account is not None else None
        checked = checked_phone(found.target) if found and found.target else None
        person = checked.person if checked else None
        on_file = person.document if person is not None else None
        document = on_file or question.frame.document
        permit = Document.HK_MACAU_PERMIT
        if person is None or document is None or permit in (document, question.spoken_document):
            return general
        name = wording(f"utter_document_{document.value}")
        return [reply("utter_last_six_of", person=mask_name(person.name), document=name)]

    def personal(self, question: Question, account: Account) -> list[Reply]:
        waiting = [o for o in open_orders(account) if o.state is OrderState.SMS_VERIFICATION]
        chosen = question.one_of(order_candidates(waiting, account), "utter_which_order")
        if chosen is None:
            return [reply("utter_no_order_waits_for_sms"), *self.general(question)]
        told = progress(question, account, chosen.thing)
        step = sms_step(chosen.thing, question.now)
        return told if step and step.expired else [*told, reply("utter_sms_how_to")]


def _verdict(said: SaidTime, deadline: datetime) -> tuple[Value | None, bool]:
    """Return what is said of a time, if it lies on one side of the deadline, and whether it may be
    too late."""
    if said.earliest < deadline <= said.latest:
        return None, True
    if not said.names_day:
        return wording("utter_then_is_too_late"), True
    when = moment(said.latest) if said.earliest == said.latest else day(said.earliest)
    if said.latest < deadline:
        return wording("utter_is_in_time", said=when), False
    return wording("utter_is_too_late", said=when), True
