"""Start and stop the processes of the assistant: Rasa, the actions, the desk."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import requests
from ruamel.yaml import YAML

from beian.base.contact import read_contact
from beian.base.service_tokens import ACTION_SERVER, service_key
from beian.base.settings import LOOPBACK, Settings
from beian.cli.errors import CommandError
from beian.cli.event_broker import event_broker
from beian.cli.part import Part, Plan
from beian.cli.part_log import LogFolder
from beian.cli.paths import CREDENTIALS, ENDPOINTS
from beian.cli.private_file import PrivateFile, private_file
from beian.cli.scratch import scratch_folder
from beian.cli.terminal import Report

ACTIONS, RASA, DESK = "The action server", "Rasa", "The desk"
START_LIMIT = 300
"""Seconds within which every part must answer."""
STOP_LIMIT = 8
"""Seconds a part has to stop by itself."""
_LOG_NAMES = {ACTIONS: "actions", RASA: "rasa", DESK: "desk"}
_READY_ANSWER_SECONDS = 10
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
        return next((part for part in self.parts if part.has_ended()), None)

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
            waiting = [part for part in waiting if not part.is_ready()]
            pause(0.1)

    def missing(self) -> list[str]:
        """Return what the desk can't reach, by its own account."""
        if self.ports.desk is None:
            return []
        try:
            answered = requests.get(f"{self.desk_url}/readyz", timeout=_READY_ANSWER_SECONDS)
            return [part for part, state in answered.json().items() if state == "down"]
        except (requests.RequestException, ValueError, AttributeError):
            return ["desk"]

    def stop(self) -> None:
        """Stop every part; one that does not end within STOP_LIMIT is killed."""
        for part in self.parts:
            part.ask_to_stop()
        deadline = time.monotonic() + STOP_LIMIT
        for part in self.parts:
            part.stop_by(deadline - time.monotonic())


@contextlib.contextmanager
def running_stack(
    model: Path,
    settings: Settings,
    ports: Ports,
    report: Report,
    *,
    keep_conversations: bool,
    pause: Pause = time.sleep,
    logs: LogFolder | None = None,
    log_prefix: str = "",
) -> Iterator[Stack]:
    """Yield a stack that is ready, and stop it at the end.

    Raises CommandError where a port is taken or a part does not start, or SettingsError.
    `keep_conversations`: conversations outlive the stack, in the tracker's database. `pause`: waits
    between two looks at the parts; what it raises ends the start, and stops them. `logs`: where
    each part's log is, named by the part with `log_prefix` before; the settings' by default.
    """
    logs = logs or LogFolder.at(settings.logs)
    ports.check()
    read_contact()
    secret = settings.secret()
    with contextlib.ExitStack() as kept:
        endpoints = kept.enter_context(
            private_file(_endpoints(settings, ports, secret, keep_conversations))
        )
        scratch = kept.enter_context(scratch_folder(settings.var))
        stack = Stack([], ports, secret)
        kept.callback(stack.stop)
        for plan in _plans(model, endpoints, ports, secret, scratch):
            stack.parts.append(Part(plan, logs.log(f"{log_prefix}{_LOG_NAMES[plan.name]}")))
        stack.wait_until_ready(report, pause)
        yield stack


def free_ports(number: int) -> list[int]:
    """Return ports that nothing is using now."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]


def _plans(
    model: Path, endpoints: PrivateFile, ports: Ports, secret: str, scratch: Path | None
) -> Iterator[Plan]:
    """Yield how each part is started that has a port, in the order in which they start."""

    def plan(
        name: str, command: list[str], alive: str, ready: str, inherited: tuple[int, ...] = ()
    ) -> Plan:
        folder = None if scratch is None else scratch / _LOG_NAMES[name]
        return Plan(name, tuple(command), alive, ready, secret, inherited, folder)

    if ports.actions is not None:
        health = f"http://{LOOPBACK}:{ports.actions}/health"
        yield plan(ACTIONS, ["actions", "--port", str(ports.actions)], health, health)
    bot = f"http://{LOOPBACK}:{ports.rasa}"
    health = f"{bot}/webhooks/desk/"
    command = ["beian.bot", "run", "--interface", LOOPBACK, "--port", str(ports.rasa)]
    command += ["--model", str(model), "--endpoints", str(endpoints.path)]
    command += ["--credentials", str(CREDENTIALS)]
    yield plan(RASA, command, health, health, endpoints.inherited)
    if ports.desk is not None:
        desk = f"http://{LOOPBACK}:{ports.desk}"
        command = ["beian.desk", "--port", str(ports.desk), "--demo", "--bot", bot]
        yield plan(DESK, command, f"{desk}/healthz", f"{desk}/readyz")


def _endpoints(settings: Settings, ports: Ports, secret: str, keep_conversations: bool) -> str:
    """Return the project's endpoints.yml with the actions and the tracker store of this run."""
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
    written = StringIO()
    yaml.dump(endpoints, written)
    return written.getvalue()
