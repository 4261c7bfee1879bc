"""Client frames: what is taken, and what is said of the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.storable import why_not_storable
from beian.desk.protocol.frames import Refused, as_json, checked_frame, read_json

HELLO = {"type": "hello", "protocol": 1}
SEND = {"type": "send", "id": "message-1", "text": "你好"}


@pytest.mark.parametrize(
    "frame",
    [
        HELLO,
        {**HELLO, "token": "a.b.c", "language": "en", "after": 3},
        {**HELLO, "conversation": {"id": "conversation", "key": "k" * 43}},
        SEND,
        {"type": "send", "id": "message-1", "payload": "/affirm"},
        {"type": "token", "token": "a.b.c"},
        {"type": "language", "language": "zh"},
        {"type": "history", "before": 7},
        {"type": "feedback", "message": "message-2", "value": None},
        {"type": "feedback", "message": "message-2", "value": "down", "reason": "wrong"},
        {"type": "rate", "score": 4, "comment": "quick"},
        {"type": "new"},
        {"type": "ping"},
    ],
)
def test_frames_of_the_schema_are_taken_as_they_are(frame: dict[str, Any]) -> None:
    assert checked_frame(read_json(json.dumps(frame))) == frame


@pytest.mark.parametrize(
    ("frame", "place"),
    [
        ({"type": "shout"}, "type"),
        ({}, "type"),
        ({"type": "send", "id": "message-1"}, "/"),
        ({**SEND, "payload": "/affirm"}, "/"),
        ({**SEND, "id": "short"}, "/id"),
        ({**SEND, "account": "lin"}, "account"),
        ({**HELLO, "after": -1}, "/after"),
        ({**HELLO, "conversation": {"id": "conversation"}}, "/conversation"),
        ({"type": "rate", "score": 6}, "/score"),
        ({"type": "rate", "score": True}, "/score"),
        ({"type": "feedback", "message": "message-2", "value": "sideways"}, "/value"),
    ],
)
def test_other_frames_are_refused_with_the_place(frame: dict[str, Any], place: str) -> None:
    with pytest.raises(Refused, match=place) as refused:
        checked_frame(frame)
    assert refused.value.code == "bad_frame"


def test_a_refusal_names_the_message() -> None:
    with pytest.raises(Refused) as refused:
        checked_frame({**SEND, "text": ""})
    assert refused.value.frame["id"] == "message-1"


@pytest.mark.parametrize("raw", ["", "hello", "[1", '{"a": NaN}', b"\xff\xfe", "[" * 100_000])
def test_what_is_not_json_is_refused(raw: str | bytes) -> None:
    with pytest.raises(Refused, match="Not JSON"):
        read_json(raw)


@pytest.mark.parametrize("frame", [[], 1, None, "hello"])
def test_what_is_no_object_is_refused(frame: object) -> None:
    with pytest.raises(Refused, match="JSON object"):
        checked_frame(frame)


def test_another_version_is_told_apart() -> None:
    with pytest.raises(Refused) as refused:
        checked_frame({"type": "hello", "protocol": 2, "whatever": "it has"})
    assert refused.value.code == "protocol_version"


@given(st.text(alphabet=st.characters(), min_size=1))
def test_every_text_becomes_storable_and_loses_nothing_that_is_text(text: str) -> None:
    taken = checked_frame({**SEND, "text": text})["text"]
    assert why_not_storable(taken) is None
    assert len(taken) == len(text)
    if why_not_storable(text) is None:
        assert taken == text


def test_frames_are_written_short_and_in_their_own_script() -> None:
    assert as_json({"type": "message", "text": "你好"}) == '{"type":"message","text":"你好"}'
