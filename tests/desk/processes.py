"""Real processes: desks that can be killed, and a Redis server."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT

PATIENCE = 120.0
"""Seconds: a desk takes ten times as long to start on a machine that is busy with other work."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class DeskProcess:
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """As a crash would: without any warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def desk_process(
    environment: Mapping[str, str],
    bot_url: str,
    log: Path,
    port: int | None = None,
    files: int | None = None,
    *,
    demo: bool = False,
) -> Iterator[DeskProcess]:
    """`python -m beian.desk`, alive; stopped at the end. `files`: how many it may open; `demo`:
    with the demo page."""
    port = port or free_port()
    command = [sys.executable, "-m", "beian.desk", "--port", str(port), "--bot", bot_url]
    command += ["--demo"] if demo else []
    with log.open("ab") as output:
        process = subprocess.Popen(
            command if files is None else ["prlimit", f"--nofile={files}", *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stderr=output,
            stdout=output,
        )
    desk = DeskProcess(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_until(f"{desk.url}/healthz", process, log)
        yield desk
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def redis_server(folder: Path, port: int | None = None) -> Iterator[str]:
    """The URL of a Redis server of this test's own (Debian's package redis-server)."""
    program = shutil.which("redis-server")
    assert program, "These tests need redis-server: apt-get install redis-server"
    port = port or free_port()
    settings = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen([program, *settings], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert time.monotonic() < deadline, "Redis did not start"
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_until(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, f"{url} does not answer"
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
