"""Structured logs, and that nothing of what people write gets into them."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st

from beian.base.errors import StoreUnavailable
from beian.desk import logs
from beian.desk.event_log import WITHHELD, Fields, event_logger
from beian.desk.logs import FIELDS, OF_THE_SERVER, JsonLines, set_up
from tests.desk.conftest import SECRET

PHONE = "13812345678"
TEXT = f"我的手机换了, my number was {PHONE}"
PRIVATE = [TEXT, PHONE, "张三", "Alice", "11010519491231002X", "hello there"]
logger = event_logger("desk.tests")
foreign = logging.getLogger("library")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where logs go for a test; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    stream = io.StringIO()
    set_up(stream)
    yield stream
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_a_line_of_json_with_its_fields(stream: io.StringIO) -> None:
    logger.warning(
        "redis_unreachable",
        seq=12,
        code="too_fast",
        stage="bot",
        ms=8.25,
        transport="websocket",
        error="StoreUnavailable",
        port=8000,
        signal=15,
    )
    (line,) = lines(stream)
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "warning",
        "logger": "desk.tests",
        "event": "redis_unreachable",
        "seq": 12,
        "code": "too_fast",
        "stage": "bot",
        "ms": 8.25,
        "transport": "websocket",
        "error": "StoreUnavailable",
        "port": 8000,
        "signal": 15,
    }


def test_the_time_is_that_of_the_event_in_utc() -> None:
    record = logging.makeLogRecord({"created": 1_790_000_000.25, "msg": "x", "name": "desk"})
    line = json.loads(JsonLines().format(record))
    assert line["time"] == "2026-09-21T14:13:20.250Z"


def test_a_conversation_can_be_told_apart_but_not_opened(stream: io.StringIO) -> None:
    for conversation in ("Zk3yXw-conversation-1", "Zk3yXw-conversation-2") * 2:
        logger.info("answering_failed", conversation=conversation)
    shown = [line["conversation"] for line in lines(stream)]
    assert shown[:2] == shown[2:]
    assert shown[0] != shown[1]
    assert "Zk3" not in stream.getvalue()


@pytest.mark.parametrize("private", PRIVATE)
def test_no_field_takes_what_people_write(stream: io.StringIO, private: str) -> None:
    names = [*FIELDS, "text", "phone", "account", "comment", "frame", "detail"]
    digits = "".join(c for c in private if c.isdigit())
    values = [private, [private], {"text": private}, private.encode(), ValueError(private)]
    values += [int(digits)] if digits else []
    for name in names:
        for value in values:
            logger.error("bot_refused", **{name: value})
    written = stream.getvalue()
    assert len(lines(stream)) == len(names) * len(values)
    assert private not in written
    assert json.dumps(private)[1:-1] not in written
    assert not digits or digits not in written


@pytest.mark.parametrize("private", PRIVATE)
def test_no_event_takes_what_people_write(stream: io.StringIO, private: str) -> None:
    for said in (private, f"failed for {private}", {"text": private}, ValueError(private)):
        logger.error(said)  # type: ignore[arg-type]
        foreign.error(said)
    foreign.error("failed for %s", private)
    event_logger(f"desk.{private}").error("bot_refused")
    found = lines(stream)
    assert [line["event"] for line in found] == [*[WITHHELD] * 9, "bot_refused"]
    del found[-1]["logger"]  # a plain word can be the name of a logger
    assert private not in json.dumps(found, ensure_ascii=False)
    assert PHONE not in stream.getvalue()


def test_of_a_withheld_message_the_place_is_told(stream: io.StringIO) -> None:
    logger.error(TEXT)
    foreign.error(TEXT)
    for line in lines(stream):
        assert line["at"].startswith("tests/desk/test_logs.py:")


def fail(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        raise StoreUnavailable(text) from error


@pytest.mark.parametrize("private", PRIVATE)
def test_an_exception_is_told_by_class_and_place_without_its_message(
    stream: io.StringIO, private: str
) -> None:
    try:
        fail(private)
    except StoreUnavailable:
        logger.exception("answering_failed")
        foreign.error("answering_failed", exc_info=True, stack_info=True)
    assert private not in stream.getvalue()
    for line in lines(stream):
        assert line["exception"]["class"] == "StoreUnavailable"
        assert line["exception"]["because_of"] == ["ValueError"]
        assert line["exception"]["at"][-1].startswith("tests/desk/test_logs.py:")
        assert line["exception"]["at"][-1].endswith(" fail")


def test_an_error_field_holds_the_name_of_a_class_even_of_one_that_is_new(
    stream: io.StringIO,
) -> None:
    logger.error("bot_refused", error="BotBurnt")
    kind = type("BotBurnt", (RuntimeError,), {})
    logger.error("bot_refused", error=kind.__name__)
    assert ["error" in line for line in lines(stream)] == [False, True]


def test_causes_that_go_round_in_a_circle_come_to_an_end(stream: io.StringIO) -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    foreign.error("answering_failed", exc_info=first)
    assert len(lines(stream)[0]["exception"]["because_of"]) == 5


@pytest.mark.parametrize("arguments", [("a",), ("a", "b", "c"), ()])
def test_arguments_that_do_not_fit_do_no_harm(arguments: tuple[str, ...]) -> None:
    message = "failed for %s and %d"
    record = foreign.makeRecord("desk", logging.ERROR, __file__, 1, message, arguments, None)
    assert json.loads(JsonLines().format(record))["event"] == WITHHELD


def test_a_stream_that_is_gone_says_nothing_elsewhere(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    stream.close()
    foreign.error("failed for %s", PHONE)
    assert capsys.readouterr().err == ""


def test_a_lost_exception_of_a_task_does_not_quote(stream: io.StringIO) -> None:
    async def forgotten() -> None:
        raise ValueError(TEXT)

    async def main() -> None:
        task = asyncio.ensure_future(forgotten())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task
        gc.collect()

    asyncio.run(main())
    (line,) = lines(stream)
    assert line["logger"] == "asyncio"
    assert line["exception"]["class"] == "ValueError"
    assert PHONE not in stream.getvalue()


def test_warnings_do_not_quote_either(stream: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        set_up(stream)
        warnings.warn(TEXT, UserWarning, stacklevel=1)
    (line,) = lines(stream)
    assert line["logger"] == "py.warnings"
    assert PHONE not in stream.getvalue()


async def broken_app(scope: Any, receive: Any, send: Any) -> None:
    """An application whose start fails with what somebody wrote."""
    del scope, send
    await receive()
    raise ValueError(TEXT)


def test_the_server_logs_the_same_way(stream: io.StringIO) -> None:
    uvicorn_logger = logging.getLogger("uvicorn.error")
    uvicorn_logger.addHandler(logging.StreamHandler(stream))
    set_up(stream)
    config = uvicorn.Config(broken_app, port=0, log_config=None, lifespan="on", ws="wsproto")
    with pytest.raises(SystemExit):
        uvicorn.Server(config).run()
    found = lines(stream)
    assert {line["logger"] for line in found} == {"uvicorn.error"}
    events = [line["event"] for line in found]
    assert "Started server process [%d]" in events
    assert "Application startup failed. Exiting." in events
    assert any(line.get("exception", {}).get("class") == "ValueError" for line in found)
    assert PHONE not in stream.getvalue()
    assert SECRET not in stream.getvalue()


def test_below_the_level_nothing_is_logged(stream: io.StringIO) -> None:
    set_up(stream, logging.WARNING)
    logger.info("bot_refused")
    assert stream.getvalue() == ""


def test_no_path_of_the_machine_is_told() -> None:
    assert logs._shortened(logs.__file__) == "beian/desk/logs.py"
    assert logs._shortened(uvicorn.__file__) == "uvicorn/__init__.py"
    assert logs._shortened("/home/somebody/elsewhere.py") == "elsewhere.py"


@given(st.text(), st.sampled_from([*FIELDS, "text"]))
def test_whatever_is_logged_is_one_line_of_json(text: str, name: str) -> None:
    record = logging.makeLogRecord(
        {"msg": text, "name": text, "pathname": __file__, "lineno": 1, name: text}
    )
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] in {WITHHELD, *OF_THE_SERVER}


def test_each_field_that_an_event_may_tell_has_its_form() -> None:
    assert set(Fields.__annotations__) == set(FIELDS)


def test_of_an_event_nothing_but_its_fields_is_kept_in_the_record(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logger.error(TEXT, text=TEXT, conversation="c")  # type: ignore[call-arg]
    (record,) = caplog.records
    assert TEXT not in [record.getMessage(), *map(str, vars(record).values())]
    assert record.pathname == __file__
