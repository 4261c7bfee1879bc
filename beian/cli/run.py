"""`beian run`: start and supervise the processes of the assistant."""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack

from beian.base.settings import Settings
from beian.cli.agents import demo_agent
from beian.cli.errors import CommandError
from beian.cli.part_log import LogFolder
from beian.cli.paths import WIDGET
from beian.cli.preparation import open_store, require_configuration, served_model
from beian.cli.stack import Ports, running_stack
from beian.cli.stopping import Stopped, StopRequest
from beian.cli.supervision import Supervisor, Tell
from beian.cli.terminal import progress, stderr, stdout

DESK_PORT = 8000
DESK_URL = f"http://127.0.0.1:{DESK_PORT}"
RASA_PORT = 5005
ACTIONS_PORT = 5055


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=DESK_PORT, help="of the desk (default 8000)")
    parser.add_argument("--rasa-port", type=int, default=RASA_PORT, help="of Rasa (default 5005)")
    parser.add_argument(
        "--actions-port",
        type=int,
        help="runs the actions in a process of their own, as with database servers (then 5055)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; a part that ends or hangs is started again meanwhile.

    Raises CommandError where a part does not start in the first place.
    """
    settings = Settings.from_environment()
    actions_port = arguments.actions_port or (None if settings.local_actions else ACTIONS_PORT)
    ports = Ports(arguments.rasa_port, arguments.port, actions_port)
    ports.check()
    if not WIDGET.exists():
        raise CommandError("The web pages are not built yet: run `make run`, or `make web` first.")
    require_configuration(settings, with_desk=True)
    model = served_model()
    open_store(settings)
    agent = demo_agent(settings, _warn)
    stop = StopRequest.on_signals()
    started = time.monotonic()
    logs = LogFolder.at(settings.logs)
    try:
        with ExitStack() as running:
            with progress("Starting") as report:
                stack = running.enter_context(
                    running_stack(
                        model,
                        settings,
                        ports,
                        report,
                        keep_conversations=True,
                        pause=stop.pause,
                        logs=logs,
                    )
                )
            stdout.print(f"Ready in {time.monotonic() - started:.0f} s: {stack.desk_url}")
            stdout.print(f"Agents' console: {stack.desk_url}/console/")
            if agent is not None:
                stdout.print(f"  sign in as {agent.name} with {agent.password}", markup=False)
            stdout.print(_where_logs_are(logs), markup=False)
            stdout.print("Ctrl-C stops it.")
            Supervisor(stack.parts, _telling(logs), stop.pause, stack.missing).watch()
    except Stopped:
        stdout.print("Stopped.")
    return 0


def _warn(sentence: str) -> None:
    stderr.print(sentence, markup=False, style="yellow")


def _where_logs_are(logs: LogFolder) -> str:
    if logs.path is None:
        return "Logs: on standard error, as no folder for them can be written."
    return f"Logs: {logs.path}"


def _telling(logs: LogFolder) -> Tell:
    """Return what tells of the parts: in the terminal, and in a log of its own."""
    own = logs.log("run")

    def tell(sentence: str) -> None:
        stdout.print(sentence, markup=False)
        own.note("supervision", told=sentence)
        own.rotate()

    return tell
