"""Start, watch and stop the processes of the assistant: Rasa, the actions, the desk."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from beian.base.contact import read_contact
from beian.base.service_tokens import ACTION_SERVER, service_key
from beian.base.settings import LOOPBACK, Settings
from beian.cli.child_environment import quiet_environment
from beian.cli.errors import CommandError
from beian.cli.event_broker import event_broker
from beian.cli.paths import CREDENTIALS, ENDPOINTS, HOME
from beian.cli.terminal import Report

START_LIMIT = 120
"""Seconds within which every part must answer."""
STOP_LIMIT = 8
"""Seconds a part has to stop by itself."""
_LOG_LINES_SHOWN = 12
_HIGHEST_PORT = 65_535


Pause = Callable[[float], None]
"""Sleeps for so many seconds."""


@dataclass(frozen=True)
class Ports:
    """The ports on which the parts listen. Without a port of its own, the desk is not started, and
    Rasa runs the actions itself."""

    rasa: int
    desk: int | None = None
    actions: int | None = None

    @classmethod
    def free(cls, *, with_desk: bool = False, with_actions: bool = False) -> Ports:
        rasa, desk, actions = free_ports(3)
        return cls(rasa, desk if with_desk else None, actions if with_actions else None)

    def all(self) -> list[int]:
        return [port for port in (self.rasa, self.desk, self.actions) if port is not None]

    def check(self) -> None:
        """Raise CommandError where a port is taken, or none can have that number."""
        for port in self.all():
            if not 0 < port <= _HIGHEST_PORT:
                raise CommandError(f"There is no port {port}: choose one of 1 to {_HIGHEST_PORT}.")
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((LOOPBACK, port))
                except OSError as error:
                    raise CommandError(
                        f"Port {port} is taken by another program ({error.strerror}). "
                        f"Stop that program, or choose other ports."
                    ) from error


@dataclass
class Part:
    """One process of the stack."""

    name: str
    process: subprocess.Popen[bytes]
    health: str
    log: Path

    def failure(self) -> str:
        """Return the message for a process that has ended."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        tail = "\n".join(f"  {line}" for line in lines[-_LOG_LINES_SHOWN:])
        return f"{self.name} ended with code {self.process.returncode}. Its last words:\n{tail}"


class Stack:
    """The running parts. Use `running_stack`, which stops them whatever happens."""

    def __init__(self, parts: list[Part], ports: Ports, secret: str) -> None:
        self.parts = parts
        self.ports = ports
        self.secret = secret

    @property
    def desk_url(self) -> str:
        return f"http://{LOOPBACK}:{self.ports.desk}"

    @property
    def bot_url(self) -> str:
        return f"http://{LOOPBACK}:{self.ports.rasa}/webhooks/desk/messages"

    def dead(self) -> Part | None:
        """Return a part that has ended, or None."""
        return next((part for part in self.parts if part.process.poll() is not None), None)

    def wait_until_ready(self, report: Report, pause: Pause = time.sleep) -> None:
        """Return when every part answers. Raises CommandError where one ends or takes too long."""
        deadline = time.monotonic() + START_LIMIT
        waiting = list(self.parts)
        while waiting:
            names = [part.name for part in waiting]
            report(f"waiting for {', '.join(names)}")
            ended = self.dead()
            if ended is not None:
                raise CommandError(ended.failure())
            if time.monotonic() > deadline:
                raise CommandError(f"Not ready after {START_LIMIT} s: {', '.join(names)}.")
            waiting = [part for part in waiting if not _answers(part.health)]
            pause(0.1)

    def stop(self) -> None:
        """Stop every part; one that does not end within STOP_LIMIT is killed."""
        for part in self.parts:
            if part.process.stdin is not None:
                part.process.stdin.close()
            part.process.terminate()
        deadline = time.monotonic() + STOP_LIMIT
        for part in self.parts:
            try:
                part.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.process.kill()
                part.process.wait()


@contextlib.contextmanager
def running_stack(
    model: Path,
    settings: Settings,
    ports: Ports,
    report: Report,
    *,
    keep_conversations: bool,
    pause: Pause = time.sleep,
) -> Iterator[Stack]:
    """Yield a stack that is ready, and stop it at the end.

    Raises CommandError where a port is taken or a part does not start, or SettingsError.
    `keep_conversations`: conversations outlive the stack, in the tracker's database. `pause`: waits
    between two looks at the parts; what it raises ends the start, and stops them.
    """
    ports.check()
    read_contact()
    secret = settings.secret()
    with tempfile.TemporaryDirectory(prefix="beian-") as folder:
        private = Path(folder)
        endpoints = private / "endpoints.yml"
        _write_endpoints(endpoints, settings, ports, secret, keep_conversations)
        stack = Stack([], ports, secret)
        try:
            if ports.actions is not None:
                stack.parts.append(_start_actions(private, ports.actions, secret))
            stack.parts.append(_start_rasa(private, model, endpoints, ports, secret))
            if ports.desk is not None:
                stack.parts.append(_start_desk(private, ports, secret))
            stack.wait_until_ready(report, pause)
            yield stack
        finally:
            stack.stop()


def free_ports(number: int) -> list[int]:
    """Return ports that nothing is using now."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]


def _start_actions(private: Path, port: int, secret: str) -> Part:
    command = ["actions", "--port", str(port)]
    health = f"http://{LOOPBACK}:{port}/health"
    return _start("The action server", command, health, private / "actions.log", secret)


def _start_rasa(private: Path, model: Path, endpoints: Path, ports: Ports, secret: str) -> Part:
    command = ["beian.bot", "run", "--interface", LOOPBACK, "--port", str(ports.rasa)]
    command += ["--model", str(model), "--endpoints", str(endpoints)]
    command += ["--credentials", str(CREDENTIALS), "--log-file", str(private / "rasa-debug.log")]
    health = f"http://{LOOPBACK}:{ports.rasa}/webhooks/desk/"
    return _start("Rasa", command, health, private / "rasa.log", secret)


def _start_desk(private: Path, ports: Ports, secret: str) -> Part:
    command = ["beian.desk", "--port", str(ports.desk), "--demo"]
    command += ["--bot", f"http://{LOOPBACK}:{ports.rasa}"]
    health = f"http://{LOOPBACK}:{ports.desk}/readyz"
    return _start("The desk", command, health, private / "desk.log", secret)


def _start(name: str, command: list[str], health: str, log: Path, secret: str) -> Part:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "beian.cli.child", *command],
            cwd=HOME,
            env=quiet_environment(secret),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Part(name, process, health, log)


def _write_endpoints(
    path: Path, settings: Settings, ports: Ports, secret: str, keep_conversations: bool
) -> None:
    """Write the project's endpoints.yml with the actions and the tracker store of this run."""
    yaml = YAML(typ="safe")
    endpoints: dict[str, Any] = yaml.load(ENDPOINTS.read_text(encoding="utf-8"))
    actions: dict[str, Any] = endpoints["action_endpoint"]
    if ports.actions is None:
        del actions["url"]
        actions["actions_module"] = "actions"
    else:
        actions["url"] = f"http://{LOOPBACK}:{ports.actions}/webhook"
        actions["headers"] = {"Authorization": f"Bearer {service_key(ACTION_SERVER, secret)}"}
    if keep_conversations:
        endpoints["tracker_store"] = {
            "type": "beian.bot.tracker_store.SessionTrackerStore",
            "url": settings.tracker_database_url,
            "alone": settings.embedded,
        }
    if settings.broker_url is not None:
        endpoints["event_broker"] = event_broker(settings.broker_url)
    path.touch(mode=0o600)
    yaml.dump(endpoints, path)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
