"""`beian run`: start and supervise the processes of the assistant."""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack

from beian.base.settings import Settings
from beian.cli.agents import demo_agent
from beian.cli.errors import CommandError
from beian.cli.paths import WIDGET
from beian.cli.preparation import open_store, require_configuration, served_model
from beian.cli.stack import Ports, running_stack
from beian.cli.stopping import Stopped, StopRequest
from beian.cli.terminal import progress, stdout

DESK_PORT = 8000
DESK_URL = f"http://127.0.0.1:{DESK_PORT}"
RASA_PORT = 5005
ACTIONS_PORT = 5055
_WATCH_INTERVAL = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=DESK_PORT, help="of the desk (default 8000)")
    parser.add_argument("--rasa-port", type=int, default=RASA_PORT, help="of Rasa (default 5005)")
    parser.add_argument(
        "--actions-port",
        type=int,
        help="runs the actions in a process of their own, as with database servers (then 5055)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM (0), or until a part dies (CommandError)."""
    settings = Settings.from_environment()
    actions_port = arguments.actions_port or (None if settings.local_actions else ACTIONS_PORT)
    ports = Ports(arguments.rasa_port, arguments.port, actions_port)
    ports.check()
    if not WIDGET.exists():
        raise CommandError("The web pages are not built yet: run `make run`, or `make web` first.")
    require_configuration(settings, with_desk=True)
    model = served_model()
    open_store(settings)
    agent = demo_agent(settings)
    stop = StopRequest.on_signals()
    started = time.monotonic()
    try:
        with ExitStack() as running:
            with progress("Starting") as report:
                stack = running.enter_context(
                    running_stack(
                        model, settings, ports, report, keep_conversations=True, pause=stop.pause
                    )
                )
            stdout.print(f"Ready in {time.monotonic() - started:.0f} s: {stack.desk_url}")
            stdout.print(f"Agents' console: {stack.desk_url}/console/")
            if agent is not None:
                stdout.print(f"  sign in as {agent.name} with {agent.password}", markup=False)
            stdout.print("Ctrl-C stops it.")
            while (ended := stack.dead()) is None:
                stop.pause(_WATCH_INTERVAL)
            raise CommandError(ended.failure())
    except Stopped:
        stdout.print("Stopped.")
        return 0
