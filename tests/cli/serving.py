"""`beian run` as a process, with folders of its own for stores, logs and temporary files."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from beian.cli.stack import Ports
from tests.cli.conftest import BEIAN
from tests.paths import ROOT

PATIENCE = 600.0
"""Seconds: Rasa alone took more than a minute to start on a machine with much else to do."""
MODULES = {"The action server": "actions", "Rasa": "beian.bot", "The desk": "beian.desk"}


@dataclass(frozen=True)
class Serving:
    process: subprocess.Popen[bytes]
    ports: Ports
    output: Path
    logs: Path
    temporary: Path
    """What TMPDIR names."""
    environment: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports.desk}"

    def said(self) -> str:
        """All that it has printed so far."""
        return self.output.read_text(encoding="utf-8")

    def until(self, wanted: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=PATIENCE).status_code == 200
        except requests.RequestException:
            return False

    def part(self, name: str) -> int:
        """The process of a part."""
        listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, check=True)
        for line in listing.stdout.decode().splitlines()[1:]:
            pid, parent, arguments = line.split(maxsplit=2)
            wanted = f"beian.cli.child {MODULES[name]} "
            if int(parent) == self.process.pid and wanted in arguments:
                return int(pid)
        raise AssertionError(f"{name} does not run")

    def strike(self, how: signal.Signals, *names: str) -> None:
        """Send a signal to parts, and return when each is back by a new process."""
        before = {name: self.said().count(f"{name} answers again") for name in names}
        for name in names:
            os.kill(self.part(name), how)
        self.until(
            lambda: all(
                self.said().count(f"{name} answers again") > times for name, times in before.items()
            )
        )
        self.until(self.is_ready)


@contextmanager
def serving(environment: Mapping[str, str], folder: Path) -> Iterator[Serving]:
    """`beian run` with an action server, ready; stopped at the end."""
    ports = Ports.free(with_desk=True, with_actions=True)
    command = [*BEIAN, "run", "--port", str(ports.desk), "--rasa-port", str(ports.rasa)]
    command += ["--actions-port", str(ports.actions)]
    output, logs, temporary = folder / "output", folder / "log", folder / "temporary"
    temporary.mkdir()
    given = {
        **environment,
        "BEIAN_DATABASE_URL": f"sqlite:///{folder / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "BEIAN_LOGS": str(logs),
        "TMPDIR": str(temporary),
    }
    with output.open("wb") as written:
        process = subprocess.Popen(
            command, cwd=ROOT, env=given, stdout=written, stderr=subprocess.STDOUT
        )
    served = Serving(process, ports, output, logs, temporary, given)
    try:
        served.until(lambda: "\nReady in" in served.said())
        yield served
    finally:
        process.terminate()
        process.wait(PATIENCE)
