"""The action server: closed to callers without the key, and clear about a fault at its start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from beian.base.service_tokens import service_key
from tests.actions.calls import call_of
from tests.paths import ROOT

SECRET = "the secret of the action server's tests"


def environment(folder: Path) -> dict[str, str]:
    database = f"sqlite:///{folder / 'filing.sqlite3'}"
    return {**os.environ, "BEIAN_DATABASE_URL": database, "BEIAN_SECRET": SECRET}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running action server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "actions", "--port", str(port)],
        cwd=ROOT,
        env=environment(tmp_path_factory.mktemp("store")),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(f"{url}/health", process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail("The action server did not start.")


CALL = call_of("action_faq_reapply")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer "},
        {"Authorization": f"Bearer {SECRET}"},
        {"Authorization": f"Bearer {service_key('actions', 'another secret')}"},
        {"Authorization": f"Bearer {service_key('rasa', SECRET)}"},
        {"Authorization": service_key("actions", SECRET)},
        {"Authorization": "Bearer ÿ".encode("latin-1")},
    ],
)
@pytest.mark.parametrize("path", ["/webhook", "/actions", "/anything"])
def test_callers_without_the_key_are_refused(
    server: str, headers: dict[str, str | bytes], path: str
) -> None:
    answer = requests.post(server + path, json=CALL, headers=headers, timeout=60)
    assert answer.status_code == 401
    assert "secret" in answer.json()["error"]


def test_with_the_key_an_action_answers(server: str) -> None:
    headers = {"Authorization": f"Bearer {service_key('actions', SECRET)}"}
    answer = requests.post(f"{server}/webhook", json=CALL, headers=headers, timeout=60)
    assert answer.status_code == 200
    uttered = [message["response"] for message in answer.json()["responses"]]
    assert uttered == ["utter_faq_reapply", "utter_sign_in_offer"]


def test_whether_it_lives_anybody_on_the_machine_may_ask(server: str) -> None:
    assert requests.get(f"{server}/health", timeout=60).json() == {"status": "ok"}


def test_a_faulty_setting_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "actions", "--port", "1"],
        cwd=ROOT,
        env={**environment(tmp_path), "BEIAN_SECRET": "short"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "BEIAN_SECRET has 5 characters" in done.stderr
    assert "Traceback" not in done.stderr
