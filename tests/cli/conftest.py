"""Runs the real `beian` command in subprocesses, with a store of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.paths import ROOT

BEIAN = [sys.executable, "-m", "beian.cli.main"]
SAMPLE_NOW = "2026-10-12T10:00:00+08:00"
LIMIT = 1500

Turns = list[dict[str, Any]]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the command: a fresh store, a standing clock, colours off."""
    store = tmp_path_factory.mktemp("store") / "filing.sqlite3"
    return {
        **os.environ,
        "BEIAN_DATABASE_URL": f"sqlite:///{store}",
        "BEIAN_SECRET": "a secret for the tests of the command line",
        "BEIAN_NOW": SAMPLE_NOW,
    }


@pytest.fixture(scope="session")
def beian(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run `beian ARGUMENTS` and return the finished process."""

    def run(
        *arguments: str, given: bytes = b"", **overrides: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*BEIAN, *arguments],
            input=given,
            capture_output=True,
            cwd=ROOT,
            env={**environment, **overrides},
            timeout=LIMIT,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def chat(beian: Callable[..., subprocess.CompletedProcess[bytes]]) -> Callable[..., Turns]:
    """Hold a whole conversation over `beian chat --json` and return its turns."""

    def hold(messages: Sequence[str | bytes], *arguments: str) -> Turns:
        lines = [m if isinstance(m, bytes) else m.encode() for m in messages]
        done = beian("chat", "--json", *arguments, given=b"\n".join(lines) + b"\n")
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    return hold


def said(turn: dict[str, Any]) -> str:
    """All that the assistant said in a turn."""
    return "\n".join(reply["text"] for reply in turn["replies"])


def buttons(turn: dict[str, Any]) -> list[dict[str, str]]:
    return [button for reply in turn["replies"] for button in reply["buttons"]]
