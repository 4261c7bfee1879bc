"""What holds of the frame after any conversation, with the real answers and without the model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa_sdk import Tracker

from actions.answering import take_turn
from actions.frame.frame import KINDS, PAPERS, SLOT, WHICH, Frame, Waiting, frame_in
from actions.frame.user import FilingService
from actions.references.refer import references
from actions.wording.replies import Reply
from beian.base.clock import Clock
from beian.base.service_tokens import sign_identity
from beian.filing.filing_store import FilingStore
from beian.filing.state import Document, SubjectType
from beian.nlu.intents import (
    AFFIRM,
    DECLINE_HUMAN,
    DENY,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    GREET,
    INFORM,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
    START_OVER,
    THANK,
)
from tests.actions.messages import message, typed_entities, understood
from tests.actions.test_references import ACCOUNT
from tests.filing.builders import at

SECRET = "a secret of the tests, long enough to sign"
MESSAGES = [
    ("注销要多久", "faq_cancellation_time"),
    ("how long does it take?", "faq_cancellation_time"),
    ("要什么材料", "faq_required_documents"),
    ("which papers do I need?", "faq_required_documents"),
    ("手机号换了怎么注销网站", "faq_phone_unreachable"),
    ("声明书怎么写", "faq_statement_letter"),
    ("到哪一步了", MY_ORDER_PROGRESS),
    ("我有哪些备案", MY_FILING_STATUS),
    ("其他网站受影响吗", "faq_other_websites_affected"),
    ("注销商城会影响别的网站吗", "faq_other_websites_affected"),
    ("主体和网站有什么区别", "faq_subject_vs_website"),
    ("还能撤回吗", "faq_withdraw_application"),
    ("验证码收不到", "faq_sms_verification"),
    ("怎么注销", "faq_how_to_cancel"),
    ("什么是空壳主体", "faq_empty_shell_definition"),
    ("商城", INFORM),
    ("官网那个", FALLBACK),
    ("the forum", FALLBACK),
    ("hanqiao.cn", INFORM),
    ("山行笔记呢", INFORM),
    ("尾号331", INFORM),
    ("第一个", INFORM),
    ("第二个", FALLBACK),
    ("the last one", INFORM),
    ("2", INFORM),
    ("另一个呢", INFORM),
    ("全部", INFORM),
    ("随便哪个", FALLBACK),
    ("最新的", INFORM),
    ("不是商城", DENY),
    ("不是商城，是官网", DENY),
    ("not the forum", DENY),
    ("不是第一个", DENY),
    ("不要商城，也不要官网", FALLBACK),
    ("不对", DENY),
    ("不对，我说的是论坛", DENY),
    ("网站", INFORM),
    ("主体", INFORM),
    ("不是主体，是网站", DENY),
    ("个人", INFORM),
    ("we are a company", FALLBACK),
    ("不是公司", DENY),
    ("护照", INFORM),
    ("我用的是身份证", FALLBACK),
    ("广东的", INFORM),
    ("那北京呢", FALLBACK),
    ("取消接入呢", INFORM),
    ("不知道", FALLBACK),
    ("I don't know", INFORM),
    ("再说一遍", FALLBACK),
    ("嗯", INFORM),
    ("好的", AFFIRM),
    ("是的", AFFIRM),
    ("不是", DENY),
    ("算了", DENY),
    ("谢谢", THANK),
    ("你好", GREET),
    ("啦啦啦", FALLBACK),
    ("天气怎么样", OUT_OF_SCOPE),
    ("没用", FEEDBACK_UNHELPFUL),
    ("转人工", REQUEST_HUMAN),
    ("不用人工", DECLINE_HUMAN),
    ("重新开始", START_OVER),
    ("notshop.com", INFORM),
]
"""What people say, and how it is understood."""


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation."""

    text: str
    intent: str
    before: Frame
    after: Frame
    replies: list[Reply]

    @property
    def responses(self) -> list[str]:
        return [reply.response for reply in self.replies]


@pytest.fixture(scope="module")
def filing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilingService]:
    store = FilingStore(f"sqlite:///{tmp_path_factory.mktemp('store') / 'filing.sqlite3'}")
    store.upgrade()
    store.add([ACCOUNT], "a test", None)
    yield FilingService(store, Clock(at("2026-10-12 10:00")), SECRET)
    store.close()


def conversation(
    filing: FilingService, said: Sequence[tuple[str, str]], *, signed_in: bool
) -> list[Turn]:
    """Hold a conversation; what is kept between two turns is what the store of trackers keeps."""
    identity = sign_identity(ACCOUNT.account_id if signed_in else None, SECRET)
    slots: dict[str, Any] = {"language": "zh"}
    turns = []
    for text, intent in said:
        parsed = {
            "text": text,
            "intent": understood(intent),
            "intent_ranking": [],
            "entities": typed_entities(text),
            "metadata": {"identity": identity},
        }
        before = frame_in(slots.get(SLOT))
        tracker = Tracker("a conversation", slots, parsed, [], False, None, {}, None)
        replies, events = take_turn(tracker, filing)
        for event in events:
            slots[event["name"]] = json.loads(json.dumps(event["value"]))
        turns.append(Turn(text, intent, before, frame_in(slots.get(SLOT)), replies))
    return turns


conversations = given(
    said=st.lists(st.sampled_from(MESSAGES), min_size=1, max_size=9), signed_in=st.booleans()
)


@conversations
@settings(max_examples=150)
def test_every_turn_says_something_and_keeps_what_was_said(
    filing: FilingService, said: list[tuple[str, str]], *, signed_in: bool
) -> None:
    for turn in conversation(filing, said, signed_in=signed_in):
        assert turn.replies
        if turn.intent == START_OVER:
            continue
        for name in ("subject_type", "document", "province"):
            known = getattr(turn.before, name)
            assert known is None or getattr(turn.after, name) is not None, (turn.text, name)
        assert turn.before.topic is None or turn.after.topic is not None
        assert turn.before.kind is None or turn.after.kind in KINDS


@conversations
@settings(max_examples=150)
def test_what_is_known_is_not_asked_again(
    filing: FilingService, said: list[tuple[str, str]], *, signed_in: bool
) -> None:
    for turn in conversation(filing, said, signed_in=signed_in):
        after = turn.after
        known = {
            "cancellation": after.kind,
            "subject_type": after.subject_type,
            "document": after.document,
        }
        asked = [name for name in PAPERS if f"utter_ask_{name}" in turn.responses]
        assert [name for name in asked if known[name] is not None] == [], turn.text
        assert not (signed_in and asked), "what decides is on file"


@conversations
@settings(max_examples=200)
def test_a_site_that_was_ruled_out_is_neither_spoken_of_nor_offered(
    filing: FilingService, said: list[tuple[str, str]], *, signed_in: bool
) -> None:
    for turn in conversation(filing, said, signed_in=signed_in):
        excluded = set(turn.after.excluded)
        pointed = references(message(turn.text, turn.intent), turn.before, ACCOUNT)
        assert not excluded & set(turn.after.about), turn.text
        assert turn.after.spoken_of not in excluded, turn.text
        if turn.intent != START_OVER:
            dropped = {key for key in set(turn.before.excluded) - excluded if "order:" not in key}
            assert dropped <= set(pointed.named), turn.text
        waiting = turn.after.waiting
        if waiting is not None and not set(waiting.options) <= excluded:
            assert not excluded & set(waiting.options), turn.text


@conversations
@settings(max_examples=200)
def test_a_question_is_asked_twice_in_a_row_at_most(
    filing: FilingService, said: list[tuple[str, str]], *, signed_in: bool
) -> None:
    """Unless the user asks the topic once more, which asks back anew."""
    last, times = None, 0
    for turn in conversation(filing, said, signed_in=signed_in):
        waiting = turn.after.waiting
        asked = waiting if waiting is not None and waiting.question in (WHICH, *PAPERS) else None
        if asked is None or not _is_asked_in(turn, asked):
            last = None if asked is None else last
            continue
        question = (asked.question, asked.topic, asked.part, asked.options)
        anew = question != last or turn.intent == asked.topic
        times = 1 if anew else times + 1
        last = question
        assert times <= 2, turn.text


def _is_asked_in(turn: Turn, waiting: Waiting) -> bool:
    """Return whether the turn's replies ask the question that waits."""
    if waiting.question == WHICH:
        return waiting.response in turn.responses
    return f"utter_ask_{waiting.question}" in turn.responses


@conversations
def test_whatever_was_said_the_next_question_is_answered(
    filing: FilingService, said: list[tuple[str, str]], *, signed_in: bool
) -> None:
    question = ("注销后还能重新备案吗", "faq_reapply")
    last = conversation(filing, [*said, question], signed_in=signed_in)[-1]
    assert last.after.topic == "faq_reapply"
    assert [one for one in last.replies if one.answers == "faq_reapply"] or last.responses[0] in (
        "utter_as_before",
        "utter_nothing_closer",
    )


# --- The value itself ---------------------------------------------------------------------------

names = st.text(max_size=8)
keys = st.lists(names, max_size=3).map(tuple)
frames = st.builds(
    Frame,
    topic=st.none() | names.filter(bool),
    part=st.none() | names.filter(bool),
    about=keys,
    spoken_of=st.none() | names.filter(bool),
    excluded=keys,
    options=keys,
    kind=st.none() | st.sampled_from(KINDS),
    subject_type=st.none() | st.sampled_from(SubjectType),
    document=st.none() | st.sampled_from(Document),
    province=st.none() | names.filter(bool),
    waiting=st.none()
    | st.builds(
        Waiting,
        question=names.filter(bool),
        topic=st.none() | names,
        part=st.none() | names,
        options=keys,
        response=st.none() | names,
        reminded=st.booleans(),
    ),
    said=keys,
    asked=names,
    unhelped=st.integers(0, 9),
    invited_to_sign_in=st.booleans(),
)


@given(frame=frames)
def test_a_frame_comes_back_from_the_store_as_it_was(frame: Frame) -> None:
    assert frame_in(json.loads(json.dumps(frame.as_slot()))) == frame


@given(frame=frames, name=names, value=st.integers())
def test_what_another_version_kept_beside_is_left_out(frame: Frame, name: str, value: int) -> None:
    known = {one.name for one in (*fields(Frame), *fields(Waiting))}
    slot = {**frame.as_slot(), **({} if name in known else {name: value})}
    if frame.waiting is not None and name not in known:
        slot["waiting"] = {**slot["waiting"], name: value}
    assert frame_in(json.loads(json.dumps(slot))) == frame


@pytest.mark.parametrize("slot", [None, "", "text", 5, [], {}, {"waiting": {}}, {"waiting": "x"}])
def test_what_holds_no_frame_is_an_empty_one(slot: object) -> None:
    assert frame_in(slot) == Frame()
