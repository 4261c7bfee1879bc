"""A part of the assistant: a process that is started, asked whether it answers, and stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from beian.cli.child_environment import quiet_environment
from beian.cli.part_log import PartLog
from beian.cli.paths import HOME
from beian.cli.processor_time import processor_seconds
from beian.cli.scratch import empty

ANSWER_SECONDS = 2.0
_LOG_LINES_SHOWN = 12
_DUMP_SECONDS = 1.0


@dataclass(frozen=True)
class Plan:
    """How a part is started. `command`: a module and its arguments; `alive`, `ready`: addresses
    that answer 200 as soon as it lives, and works; `inherited`: open files that it is given;
    `scratch`: its folder for temporary files, emptied with each start."""

    name: str
    command: tuple[str, ...]
    alive: str
    ready: str
    secret: str = field(repr=False)
    inherited: tuple[int, ...] = ()
    scratch: Path | None = None


class Part:
    """A running part."""

    def __init__(self, plan: Plan, log: PartLog) -> None:
        self.plan = plan
        self.log = log
        self.process = self._started()

    @property
    def name(self) -> str:
        return self.plan.name

    def start_again(self) -> None:
        """Start it anew; its process has ended."""
        self._let_go()
        self.process = self._started()

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def lives(self) -> bool:
        """Return whether it answers within ANSWER_SECONDS."""
        return answers(self.plan.alive)

    def processor_seconds(self) -> float | None:
        """Return how much processor time its process has used; None where that is not known."""
        return processor_seconds(self.process.pid)

    def is_ready(self) -> bool:
        return answers(self.plan.ready)

    def cause(self) -> str:
        """Return how its process ended, in words."""
        code = self.process.returncode
        if code is None or code >= 0:
            return f"ended with code {code}"
        name = signal.Signals(-code).name if -code in set(signal.Signals) else "unknown"
        memory = ", as the system does when memory runs out" if -code == signal.SIGKILL else ""
        return f"was ended by signal {-code} ({name}{memory})"

    def failure(self) -> str:
        """Return the message for a process that has ended."""
        tail = "\n".join(f"  {line}" for line in self.log.last_lines(_LOG_LINES_SHOWN))
        return f"{self.name} {self.cause()}. Its last words:\n{tail}"

    def kill(self) -> None:
        """End it at once, even where it is frozen; what it was at goes into its log first."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGUSR1)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_DUMP_SECONDS)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask_to_stop(self) -> None:
        self._let_go()
        self.process.terminate()

    def stop_by(self, seconds: float) -> None:
        """Wait for its end; kill it after so many seconds."""
        try:
            self.process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _let_go(self) -> None:
        """Close the pipe by which it knows that this process is there."""
        if self.process.stdin is not None:
            self.process.stdin.close()

    def _started(self) -> subprocess.Popen[bytes]:
        environment = quiet_environment(self.plan.secret)
        if self.plan.scratch is not None:
            empty(self.plan.scratch)
            environment["TMPDIR"] = str(self.plan.scratch)
        with contextlib.ExitStack() as opened:
            output = self.log.opened()
            if output is not None:
                opened.enter_context(output)
            return subprocess.Popen(
                [sys.executable, "-m", "beian.cli.child", *self.plan.command],
                cwd=HOME,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=output or sys.stderr,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.plan.inherited,
            )


def answers(url: str) -> bool:
    """Return whether an address answers 200 within ANSWER_SECONDS."""
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False
