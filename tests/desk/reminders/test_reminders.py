"""What accounts are reminded of as the clock moves on, and of what no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest
from sqlalchemy.engine import Connection, Row

from beian.base.reminder_kinds import ORDER_CHANGES, OVERDUE, SMS_DEADLINE
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.reminders.outward import OutwardReminders
from beian.desk.reminders.texts import Told
from beian.desk.storage.refusals import switch_kinds
from beian.filing.orders import SMS_VALIDITY
from beian.filing.state import Account, Order, OrderKind, OrderState
from tests.desk.reminders.conftest import LINKS, Reminding, an_order, on_file, waits_for_sms
from tests.desk.test_metrics import figure
from tests.filing.builders import account, at, person, subject, website


def test_the_deadline_of_a_day_is_told_of_six_hours_and_one_hour_before(
    reminding: Reminding,
) -> None:
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00"))))
    assert reminding.look("2026-10-12T11:59") == []
    (first,) = reminding.look("2026-10-12T12:00")
    assert "短信核验还剩 6 小时，10 月 12 日 18:00（北京时间）截止" in first
    assert "李*的手机 139****4321" in first
    assert "不要再提醒我" in first
    assert reminding.look("2026-10-12T12:00") == []
    assert reminding.look("2026-10-12T16:59") == []
    (second,) = reminding.look("2026-10-12T17:00")
    assert "还剩 1 小时，" in second
    assert "不要再提醒我" not in second
    assert reminding.look("2026-10-12T18:00") == []
    assert reminding.look("2026-10-13T12:00") == []
    assert (
        figure(reminding.metrics, "beian_reminders_total", kind=SMS_DEADLINE, outcome="sent") == 2
    )
    assert figure(reminding.metrics, "beian_reminders_late_total", kind=SMS_DEADLINE) is None


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        # Six hours before is 02:20: put off to 08:00, by when one hour before was told.
        ("2026-10-13T08:20", ["07:20"]),
        # Both are due at 08:00: only the later.
        ("2026-10-13T09:00", ["08:00"]),
        ("2026-10-13T09:30", ["08:00", "08:30"]),
        ("2026-10-13T13:59", ["08:00", "12:59"]),
        ("2026-10-13T14:00", ["08:00", "13:00"]),
        # In the middle of the night: nobody is woken six hours before, everybody one hour before.
        ("2026-10-13T04:10", ["03:10"]),
        ("2026-10-13T03:59", ["21:59", "02:59"]),
        ("2026-10-13T04:00", ["03:00"]),
        ("2026-10-12T23:00", ["17:00", "22:00"]),
    ],
)
def test_at_night_only_what_can_not_wait_is_told_and_of_two_the_later(
    reminding: Reminding, deadline: str, told: list[str]
) -> None:
    end = at(deadline)
    reminding.store(on_file(waits_for_sms(end - SMS_VALIDITY)))
    edges = [end - timedelta(hours=6), end - timedelta(hours=1), end]
    edges += [at("2026-10-13T08:00"), at("2026-10-12T22:00"), at("2026-10-14T08:00")]
    moments = {edge + timedelta(minutes=minutes) for edge in edges for minutes in (-1, 0, 1)}
    heard: list[str] = []
    for moment in sorted(moments):
        reminding.clock.moment = moment
        heard += [moment.strftime("%H:%M") for _ in reminding.look()]
    assert heard == told


def test_a_deadline_that_an_import_has_moved_or_ended_fires_nothing(reminding: Reminding) -> None:
    waiting = waits_for_sms(at("2026-10-12T04:00"))
    reminding.store(on_file(waiting))
    assert reminding.look("2026-10-12T21:00") == []
    assert reminding.look("2026-10-12T22:30") == []
    again = replace(waiting, sms_sent_at=at("2026-10-12T21:00"))
    reminding.store(on_file(again))
    # Six hours before the first deadline was put off to the morning; that deadline is no more.
    assert reminding.look("2026-10-13T08:00") == []
    assert reminding.outcomes() == [(SMS_DEADLINE, "gone")]
    (told,) = reminding.look("2026-10-13T15:00")
    assert "10 月 13 日 21:00" in told
    verified = replace(again, state=OrderState.ADMINISTRATION_REVIEW)
    reminding.store(on_file(verified))
    (changed,) = reminding.look("2026-10-13T20:00")
    assert "已经到管局审核" in changed
    reminding.store(on_file())
    assert reminding.look("2026-10-13T20:30") == []


def test_an_import_tells_what_a_change_means_and_a_first_one_nothing(reminding: Reminding) -> None:
    draft = an_order(OrderState.DRAFT)
    reminding.store(on_file(draft))
    assert reminding.look() == []
    for state, words in (
        (OrderState.PROVIDER_REVIEW, "现在不用操作。初审通过后工信部会给网站负责人李*的手机"),
        (OrderState.RETURNED, "退回原因：照片看不清。\n这一次没有注销成功，备案还在。"),
        (OrderState.SUCCEEDED, "这个网站的备案已注销"),
    ):
        reason = "照片看不清。" if state is OrderState.RETURNED else None
        reminding.store(on_file(replace(draft, state=state, return_reason=reason)))
        (told,) = reminding.look()
        assert told.startswith("注销网站「晓梅烘焙笔记」（订单 BA1）：")
        assert words in told
        assert reminding.look() == []


def test_a_change_at_night_waits_for_the_morning_and_the_newest_is_told_alone(
    reminding: Reminding,
) -> None:
    waiting = waits_for_sms(at("2026-10-12T20:00"))
    reminding.store(on_file(waiting))
    reminding.clock.moment = at("2026-10-12T22:10")
    reminding.filing.replace_all(
        [on_file(replace(waiting, state=OrderState.ADMINISTRATION_REVIEW))], "test", None
    )
    assert reminding.look() == []
    reminding.store(on_file(replace(waiting, state=OrderState.SUCCEEDED)))
    assert reminding.look("2026-10-13T07:59") == []
    (told,) = reminding.look("2026-10-13T08:00")
    assert "已经办结" in told
    assert reminding.look("2026-10-13T08:01") == []
    assert reminding.outcomes() == [(ORDER_CHANGES, "gone"), (ORDER_CHANGES, "sent")]


def test_a_change_to_a_deadline_within_three_hours_is_told_at_night(reminding: Reminding) -> None:
    reminding.store(on_file(an_order(OrderState.PROVIDER_REVIEW)))
    reminding.look("2026-10-12T21:00")
    reminding.store(on_file(waits_for_sms(at("2026-10-12T01:30"))))
    (told,) = reminding.look("2026-10-12T23:00")
    assert "轮到您了" in told
    assert "还剩 2 小时 30 分钟" in told
    # Six hours before was due meanwhile: the change has said all of it.
    assert sorted(reminding.outcomes()) == [(ORDER_CHANGES, "sent"), (SMS_DEADLINE, "superseded")]
    (last,) = reminding.look("2026-10-13T00:30")
    assert "还剩 1 小时" in last


def test_a_new_order_is_told_of_unless_it_is_a_draft_and_a_vanished_one_is_not(
    reminding: Reminding,
) -> None:
    reminding.store(on_file())
    reminding.store(on_file(an_order(OrderState.DRAFT), waits_for_sms(order_id="BA2")))
    (told,) = reminding.look()
    assert "订单 BA2" in told
    reminding.store(on_file())
    assert reminding.look() == []


def test_past_the_twentieth_working_day_a_person_is_offered_once(reminding: Reminding) -> None:
    received = at("2026-09-14T10:00")
    with_administration = an_order(
        OrderState.ADMINISTRATION_REVIEW, administration_received_at=received
    )
    reminding.store(on_file(with_administration))
    # The 20th working day, past holidays and with make-up days, is 16 October.
    assert reminding.look("2026-10-16T23:59") == []
    assert reminding.look("2026-10-17T07:59") == []
    (told,) = reminding.look("2026-10-17T08:00")
    assert "已经超过通常最长的 20 个工作日（截至 2026 年 10 月 16 日）" in told
    (said,) = reminding.said()
    assert said.buttons == ("/request_human",)
    assert said.offer == "order_overdue"
    assert reminding.look("2026-11-20T10:00") == []


def test_each_kind_can_be_switched_off_by_the_operator_and_by_the_account(
    reminding: Reminding,
) -> None:
    with reminding.database.writing() as connection:
        switch_kinds(connection, "a1", [SMS_DEADLINE], on=False, by="chat")
    late = an_order(
        OrderState.ADMINISTRATION_REVIEW,
        order_id="BA2",
        administration_received_at=at("2026-08-03T10:00"),
    )
    reminding.kinds = (SMS_DEADLINE, ORDER_CHANGES)
    both = [waits_for_sms(at("2026-10-11T18:00")), late]
    reminding.store(on_file(*both), on_file(*both, account_id="a2"))
    assert len(reminding.look("2026-10-12T12:30")) == 1
    (said,) = reminding.said()
    assert [row.id for row in reminding.conversations("a2")] == [said.conversation]
    assert sorted(reminding.outcomes()) == [(SMS_DEADLINE, "off"), (SMS_DEADLINE, "sent")]
    with reminding.database.writing() as connection:
        switch_kinds(connection, "a1", [SMS_DEADLINE], on=True, by="chat")
    assert len(reminding.look("2026-10-12T17:00")) == 2
    assert reminding.kinds.count(OVERDUE) == 0


def test_it_is_said_in_the_account_s_language_in_the_conversation_that_is_open(
    reminding: Reminding, conversations: ConversationStore
) -> None:
    older = conversations.begin("zh", "a1").conversation
    newer = conversations.begin("en", "a1").conversation
    ended = conversations.begin("en", "a1").conversation
    conversations.end(ended.id)
    assert older.id != newer.id
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00")), language=None))
    (told,) = reminding.look("2026-10-12T12:00")
    assert told.startswith("Cancellation of the website “晓梅烘焙笔记” (order BA1): 6 h left")
    assert [said.conversation for said in reminding.said()] == [newer.id]
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00")), language="zh"))
    (told,) = reminding.look("2026-10-12T17:00")
    assert "还剩 1 小时" in told
    # What the conversation is held in stays.
    assert conversations.current(newer.id).language == "en"


def test_where_none_is_open_one_is_opened_for_the_account(reminding: Reminding) -> None:
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00")), language="en"))
    assert len(reminding.look("2026-10-12T12:00")) == 1
    (opened,) = reminding.conversations()
    assert (opened.state, opened.language, opened.last_seq) == ("bot", "en", 1)


def test_names_and_reasons_on_file_are_shown_as_they_are_written(reminding: Reminding) -> None:
    returned = an_order(OrderState.RETURNED, return_reason="见 [这里](https://evil.example) *急*")
    reminding.store(on_file(an_order(OrderState.PROVIDER_REVIEW)))
    reminding.store(on_file(returned))
    (told,) = reminding.look()
    assert "[这里\\](https\\://evil.example)" in told
    (mail,) = reminding.outgoing("mail")
    assert "见 [这里](https://evil.example) *急*" in mail["text"]


def test_what_comes_late_is_counted(reminding: Reminding) -> None:
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00"))))
    assert len(reminding.look("2026-10-12T14:30")) == 1
    assert figure(reminding.metrics, "beian_reminders_late_total", kind=SMS_DEADLINE) == 1


class BreaksOnce(OutwardReminders):
    """Fails in the middle of a transaction, the first time."""

    failures: ClassVar[list[str]] = []

    def enqueue(self, connection: Connection, row: Row, said: Told, *, mails: bool) -> None:
        super().enqueue(connection, row, said, mails=mails)
        if not self.failures:
            self.failures.append(row.account_id)
            raise RuntimeError


def test_a_failure_leaves_nothing_behind_and_is_tried_again(reminding: Reminding) -> None:
    BreaksOnce.failures.clear()
    reminding.outward = BreaksOnce(LINKS, "site.example")
    for account_id in ("a1", "a2"):
        reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00")), account_id=account_id))
    assert len(reminding.look("2026-10-12T12:00")) == 1
    failed = {"kind": "any", "outcome": "failed"}
    assert figure(reminding.metrics, "beian_reminders_total", **failed) == 1
    assert len(reminding.outgoing("mail")) == 1
    assert reminding.look("2026-10-12T12:04") == []
    assert len(reminding.look("2026-10-12T12:05")) == 1
    assert len(reminding.outgoing("mail")) == 2


def test_the_kind_of_an_order_decides_what_its_success_means(reminding: Reminding) -> None:
    first = an_order(OrderState.ADMINISTRATION_REVIEW, OrderKind.FIRST_FILING)
    reminding.store(on_file(first))
    reminding.store(on_file(replace(first, state=OrderState.SUCCEEDED)))
    (told,) = reminding.look()
    assert "备案信息已经生效" in told


DEAD = {"phone": "13800001006", "phone_reachable": False}
PAPERS = '/faq_phone_unreachable{"part": "list"}'


def dead_phone(language: str, *orders: Order) -> Account:
    site = website("w1", name="晓梅烘焙笔记", person_in_charge=person("李华", **DEAD))
    owner = subject(site, person_in_charge=person("李华", phone="13912344321"))
    return replace(account(owner, orders=orders), email="lin@example.cn", language=language)


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        ("zh", ("138****1006", "联系不上", "要备哪些材料"), ("留意手机", "请填写", "填写验证码")),
        (
            "en",
            ("138****1006", "can't be reached", "which papers"),
            ("Please enter", "keep an eye"),
        ),
    ],
)
def test_where_the_phone_is_dead_the_papers_are_led_to(
    reminding: Reminding, language: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    def told(moment: str, order: Order) -> str:
        reminding.store(dead_phone(language, order))
        (text,) = reminding.look(moment)
        assert PAPERS in reminding.said()[-1].buttons
        mail = reminding.outgoing("mail")[-1]["text"]
        hook = reminding.outgoing("webhook")[-1]["text"]
        for told in (text, mail, hook):
            assert [one for one in said if one not in told] == []
            assert [one for one in unsaid if one in told] == []
        assert "beian.miit.gov.cn" not in mail, "there is no code to enter"
        return text

    reminding.store(dead_phone(language))
    reminding.look("2026-10-12T10:00")
    sent = waits_for_sms(at("2026-10-12T11:00"))
    told("2026-10-12T10:30", replace(sent, state=OrderState.PROVIDER_REVIEW, sms_sent_at=None))
    told("2026-10-12T11:30", sent)
    told("2026-10-13T08:00", sent)
    told("2026-10-13T10:10", sent)
    told("2026-10-13T14:00", replace(sent, state=OrderState.RETURNED, return_reason="x"))
    told("2026-10-13T15:00", replace(sent, state=OrderState.DRAFT, sms_sent_at=None))
    told("2026-10-13T16:00", replace(sent, sms_sent_at=None))
    told("2026-10-14T15:00", replace(sent, state=OrderState.RETURNED))


@pytest.mark.parametrize("kind", [OrderKind.CANCEL_ACCESS, OrderKind.CHANGE])
def test_a_dead_phone_does_not_matter_to_an_order_that_cancels_no_filing(
    reminding: Reminding, kind: OrderKind
) -> None:
    reminding.store(dead_phone("zh"))
    reminding.look()
    reminding.store(dead_phone("zh", an_order(OrderState.PROVIDER_REVIEW, kind)))
    (text,) = reminding.look()
    assert "联系不上" not in text
    assert "138****1006" not in text
    assert PAPERS not in reminding.said()[-1].buttons
