"""The other commands, and what they say when something is wrong."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.serving import PATIENCE, serving

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_parse_gives_a_line_of_json_for_each_message(beian: Run) -> None:
    given = "注销备案要多久？\nWhere is my order BA20261012001?\n\n/greet\n".encode()
    done = beian("parse", "--json", given=given)
    assert done.returncode == 0, done.stderr
    parsed = [json.loads(line) for line in done.stdout.decode().splitlines()]
    fields = ["text", "language", "intent", "confidence", "ranking", "entities"]
    assert [list(one) for one in parsed] == [fields] * 4
    assert parsed[0]["intent"] == "faq_cancellation_time"
    assert parsed[0]["language"] == "zh"
    assert parsed[0]["ranking"][0]["name"] == "faq_cancellation_time"
    assert parsed[1]["intent"] == "my_order_progress"
    assert {e["entity"] for e in parsed[1]["entities"]} >= {"order_number"}
    assert parsed[3]["confidence"] < 1.0, "a typed payload is text"


def test_parse_takes_no_longer_for_a_message_of_any_length(beian: Run) -> None:
    """A million times one character took hours; the ends of a text are read, and found again."""
    order = "BA20261012001"
    given = f"{'注' * 1_000_000}\n{order}{'注' * 100_000}{order}\n".encode()
    done = beian("parse", "--json", given=given)
    assert done.returncode == 0, done.stderr
    one, other = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert len(one["text"]) == 1_000_000
    places = [
        (entity["start"], entity["end"])
        for entity in other["entities"]
        if entity["entity"] == "order_number"
    ]
    assert [other["text"][start:end] for start, end in places] == [order, order]
    assert places[1][0] == len(order) + 100_000


def test_an_import_that_is_refused_names_the_place_and_stores_nothing(
    beian: Run, tmp_path: Path
) -> None:
    file = tmp_path / "state.json"
    file.write_text('{"accounts": [{"account_id": "a", "subjects": [{"type": "club"}]}]}')
    store = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    done = beian("import", str(file), BEIAN_DATABASE_URL=store)
    assert done.returncode == 1
    assert "accounts[0].subjects[0].type" in done.stderr.decode()
    assert "nothing was imported" in done.stderr.decode()


def test_an_update_tells_what_became_of_orders_and_an_account_is_removed(
    beian: Run, tmp_path: Path
) -> None:
    store = {"BEIAN_DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}"}
    order = {"order_id": "o1", "kind": "change", "created_at": "2026-10-12T10:00:00+08:00"}
    for state, options in (("draft", ()), ("succeeded", ("--update",))):
        account = {"account_id": "a", "subjects": [], "orders": [{**order, "state": state}]}
        file = tmp_path / "state.json"
        file.write_text(json.dumps({"accounts": [account]}))
        done = beian("import", str(file), *options, **store)
        assert done.returncode == 0, done.stderr
    assert "a, o1 (change): draft -> succeeded" in done.stdout.decode()
    gone = beian("remove", "a", **store)
    assert gone.returncode == 0, gone.stderr
    assert "a, o1 (change): succeeded -> no longer on file" in gone.stdout.decode()
    again = beian("remove", "a", **store)
    assert again.returncode == 1
    assert "a is not in the filing store" in again.stderr.decode()


def test_a_template_is_written_once_and_imports_as_a_workbook(beian: Run, tmp_path: Path) -> None:
    file = tmp_path / "state.xlsx"
    assert beian("import", "--template", str(file)).returncode == 0
    again = beian("import", "--template", str(file))
    assert again.returncode == 1
    assert str(file) in again.stderr.decode()
    empty = beian("import", str(file), BEIAN_DATABASE_URL=f"sqlite:///{tmp_path / 'own.sqlite3'}")
    assert empty.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("chat", "--lang", "fr"),
        ("chat", "--as"),
        ("run", "--port", "x"),
        ("import",),
        ("import", "state.json", "--template", "state.xlsx"),
        ("import", "state.json", "--update", "--replace"),
        ("remove",),
    ],
)
def test_wrong_arguments_get_usage_and_code_2(beian: Run, arguments: tuple[str, ...]) -> None:
    done = beian(*arguments)
    assert done.returncode == 2
    assert b"usage: beian" in done.stderr + done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BEIAN_NOW", "yesterday"),
        ("BEIAN_SECRET", "short"),
        ("BEIAN_DATABASE_URL", "mysql://u:hidden@h/d"),
        ("BEIAN_DATABASE_URL", "sqlite:////proc/nowhere/filing.sqlite3"),
    ],
)
def test_a_wrong_setting_is_named_and_a_password_is_not_shown(
    beian: Run, variable: str, value: str
) -> None:
    done = beian("chat", "--json", given=b"hello\n", **{variable: value})
    message = done.stderr.decode()
    assert done.returncode == 1
    assert "Traceback" not in message
    assert "hidden" not in message
    assert message.count("beian chat:") == 1


def test_a_taken_port_is_said_at_once(beian: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = beian("run", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr.decode()


@pytest.mark.parametrize("port", ["99999", "-1", "0"])
def test_a_port_that_can_not_be_is_said_at_once(beian: Run, port: str) -> None:
    done = beian("run", f"--port={port}")
    assert done.returncode == 1
    assert f"There is no port {port}" in done.stderr.decode()


def _free(port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return True
        time.sleep(0.2)
    return False


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running_however_the_server_ends(
    environment: dict[str, str], tmp_path: Path, how: signal.Signals
) -> None:
    with serving(environment, tmp_path) as served:
        served.process.send_signal(how)
        served.process.wait(PATIENCE)
        assert all(map(_free, served.ports.all()))
        if how is not signal.SIGKILL:
            assert served.process.returncode == 0
            assert "Stopped." in served.said()
        assert {file.name for file in served.logs.iterdir()} >= {"desk.log", "rasa.log"}
        assert list(served.temporary.iterdir()) == []
