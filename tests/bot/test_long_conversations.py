"""A conversation of any length, with the trained model and the real actions.

That a session ends must not be noticed; so whole conversations are held twice, once with a
session for each message and once with none that ends, and must go the same way.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import EventVerbosity
from rasa.utils.endpoints import EndpointConfig

from beian.bot.channel import BadRequest, _checked_body
from beian.bot.sessions import SessionLength
from tests.bot.trained_bot import AS_SERVED, Visitor, said, titles, trained_bot

EACH_MESSAGE = SessionLength(settled=1, hard=1)
ENDLESS = SessionLength(settled=10**9, hard=10**9)


@pytest.fixture(scope="module", params=["patched Rasa", "plain Rasa"])
def agent(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Agent]:
    plain = request.param == "plain Rasa"
    with trained_bot(tmp_path_factory.mktemp("bot"), plain=plain) as agent:
        yield agent


CONVERSATIONS: dict[str, tuple[str | None, list[str]]] = {
    "papers asked for to the end, with a question in between": (
        None,
        [
            "备案时的手机号早就停机了，怎么注销",
            '/inform{"subject_type": "enterprise"}',
            "什么是空壳主体？",
            "护照",
            "网站",
            "如果是个人呢",
        ],
    ),
    "papers asked for in English, stopped": (
        None,
        ["My phone number on file is dead. How do I cancel?", "stop", "hello", "thanks"],
    ),
    "which one, by its place and by a button": (
        "haoyue-travel",
        ["声明书模板发我一份", "第二个", "手机号换了怎么注销网站？", "第一个", "那公司呢"],
    ),
    "follow-ups": (
        "lin-individual",
        ["手机号换了怎么注销网站？", "那公司呢", "注销网站要多久？", "主体呢", "谢谢"],
    ),
    "a language asked for": (
        None,
        ["你好", "请用英文回答", "注销备案要多久？", "123", "用中文", "how long does it take?"],
    ),
    "an offer, and no": (
        None,
        ["注销备案 材料 多久 网站 空壳 电话 主体 接入", "不是", "注销要多久"],
    ),
    "an answer of no use, and yes": (None, ["注销要多久", "没用", "好的", "你好"]),
    "an offer that an answer came after": (None, ["没用", "注销要多久", "好的"]),
    "starting over": ("lin-individual", ["手机号换了怎么注销？", "重新开始", "那网站呢"]),
}


def hold(agent: Agent, name: str, length: SessionLength = AS_SERVED) -> int:
    """Hold one of the conversations; return how many messages it has."""
    account, messages = CONVERSATIONS[name]
    visitor = Visitor(agent, account, length)
    for message in messages:
        visitor.say(message)
    return len(messages)


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_nobody_notices_that_a_session_ends(agent: Agent, name: str) -> None:
    account, messages = CONVERSATIONS[name]
    often, never = (Visitor(agent, account, length) for length in (EACH_MESSAGE, ENDLESS))
    for message in messages:
        assert often.say(message) == never.say(message), message
    starts = [event for event in often.everything() if isinstance(event, SessionStarted)]
    assert len(starts) == len(messages)
    assert len([e for e in never.everything() if isinstance(e, SessionStarted)]) == 1


def test_the_conversations_above_hold_what_they_are_named_for(agent: Agent) -> None:
    visitor = Visitor(agent, None, EACH_MESSAGE)
    papers = CONVERSATIONS["papers asked for to the end, with a question in between"][1]
    replies = [visitor.say(message) for message in papers]
    assert "企业" in titles(replies[0])
    assert "空壳" in said(replies[2])
    assert "护照" in titles(replies[2]), "the question that waits comes back after the answer"
    assert "营业执照" in str(replies[4]["replies"]), "it stands on the checklist"
    assert "手印" in str(replies[5]["replies"])
    which = Visitor(agent, "haoyue-travel", EACH_MESSAGE)
    assert "网站：皓悦旅行（haoyue-demo.cn）" in titles(which.say("声明书模板发我一份"))
    assert "haoyue-demo.cn" in said(which.say("第二个"))
    regret = Visitor(agent, None, EACH_MESSAGE)
    regret.say("没用")
    assert regret.say("好的")["handoff"]


def test_a_session_stays_short_however_long_the_conversation(agent: Agent) -> None:
    length = SessionLength(settled=30, hard=60)
    visitor = Visitor(agent, "lin-individual", length)
    longest = 0
    for turn in range(40):
        visitor.say(["手机号用不了，怎么注销？", "注销要多久？", "那公司呢", "谢谢"][turn % 4])
        longest = max(longest, len(visitor.session()))
    assert longest < 60
    assert len([e for e in visitor.everything() if isinstance(e, UserUttered)]) == 40
    carried = [event for event in _beginning(visitor) if isinstance(event, SlotSet)]
    assert 0 < len(carried) == len({event.key for event in carried})
    assert "session_started_metadata" not in {event.key for event in carried}


def _beginning(visitor: Visitor) -> list[Event]:
    """What the session held before the first message in it."""
    events = visitor.session()
    return events[: next(i for i, e in enumerate(events) if isinstance(e, UserUttered))]


def test_a_question_that_waits_is_carried_from_session_to_session(agent: Agent) -> None:
    visitor = Visitor(agent, None, EACH_MESSAGE)
    visitor.say("备案时的手机号早就停机了，怎么注销")
    for _ in range(3):
        visitor.say("你好")
    assert "护照" in titles(visitor.say('/inform{"subject_type": "enterprise"}'))


def test_who_comes_back_the_next_day_is_not_asked_again_at_once(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(agent)
    visitor.say("请用英文回答")
    visitor.say("My phone number on file is dead. How do I cancel?")
    tomorrow = time.time() + 24 * 3600
    monkeypatch.setattr("beian.bot.sessions.time.time", lambda: tomorrow)
    answered = visitor.say("你好")
    assert len(answered["replies"]) == 1
    assert answered["language"] == "en", "what was established stays"


def test_a_message_that_is_sent_again_is_answered_again_and_handled_once(agent: Agent) -> None:
    visitor = Visitor(agent, "lin-individual")
    visitor.say("你好", message="m1")
    first = visitor.say("手机号换了怎么注销网站？", message="m2")
    before = len(visitor.session())
    again = visitor.say("手机号换了怎么注销网站？", message="m2")
    assert again == first
    assert again["replies"]
    assert len(visitor.session()) == before
    visitor.say("手机号换了怎么注销网站？", message="m3")
    assert len(visitor.session()) > before


def test_messages_without_an_id_are_each_handled(agent: Agent) -> None:
    visitor = Visitor(agent)
    visitor.say("你好")
    before = len(visitor.session())
    assert visitor.say("你好")["replies"]
    assert len(visitor.session()) > before


def test_a_message_is_answered_again_where_it_ended_a_session(agent: Agent) -> None:
    visitor = Visitor(agent, None, EACH_MESSAGE)
    visitor.say("你好", message="m1")
    first = visitor.say("注销要多久？", message="m2")
    assert visitor.say("注销要多久？", message="m2") == first
    assert len([e for e in visitor.everything() if isinstance(e, UserUttered)]) == 2


def test_a_message_that_found_no_answer_is_handled_when_it_is_sent_again(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(agent)
    nowhere = EndpointConfig("http://127.0.0.1:1/webhook")
    with monkeypatch.context() as down:
        down.setattr(agent.processor, "action_endpoint", nowhere)
        apology = visitor.say("注销要多久？", message="m1")
    answered = visitor.say("注销要多久？", message="m1")
    assert said(answered) != said(apology)
    assert "1–20" in said(answered)


def test_a_pressed_button_is_answered_in_the_language_of_the_caller(agent: Agent) -> None:
    visitor = Visitor(agent)
    assert visitor.say("/greet", language="en")["language"] == "en"
    assert visitor.say("你好", language="en")["language"] == "zh"
    pressed = visitor.say("/faq_cancellation_time", language="en")
    assert pressed["language"] == "en"
    assert "working days" in said(pressed)
    assert visitor.say("123", language="zh")["language"] == "en", "no script: as before"
    assert visitor.say("/faq_cancellation_time")["language"] == "en"


def test_the_language_that_the_user_asked_for_outweighs_the_callers(agent: Agent) -> None:
    visitor = Visitor(agent)
    visitor.say("请用英文回答", language="zh")
    pressed = visitor.say("/faq_cancellation_time", language="zh")
    assert pressed["language"] == "en"
    assert pressed["slots"]["language_choice"] == "en"
    assert pressed["entities"] == []


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_tracker_kept_in_memory_is_the_one_that_is_stored(agent: Agent, name: str) -> None:
    account, messages = CONVERSATIONS[name]
    visitor = Visitor(agent, account)
    store = agent.tracker_store._tracker_store  # Rasa wraps ours
    for message in messages:
        visitor.say(message, debug=False)
        kept = store._kept.get(visitor.conversation)
        if kept is None:  # a session has just begun
            continue
        stored = asyncio.run(store._retrieve(visitor.conversation, False))
        states = [tracker.current_state(EventVerbosity.ALL) for tracker in (kept, stored)]
        assert json.loads(json.dumps(states[0])) == json.loads(json.dumps(states[1]))
        assert kept.followup_action == stored.followup_action
        assert kept.past_states(agent.domain) == stored.past_states(agent.domain)


@pytest.mark.parametrize("message", [7, "", ["m1"], "m" * 256, {}])
def test_an_id_of_another_form_is_refused(message: Any) -> None:
    request = SimpleNamespace(json={"conversation": "c", "text": "你好", "message": message})
    with pytest.raises(BadRequest, match="`message`"):
        _checked_body(request)
