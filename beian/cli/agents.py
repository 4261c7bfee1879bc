"""`beian agent`: the support desk's agents."""

from __future__ import annotations

import argparse
import getpass
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.table import Table
from sqlalchemy import select

from beian.base.settings import Settings
from beian.cli.errors import CommandError
from beian.cli.held_conversations import tell_held
from beian.cli.recorded import recorded_any
from beian.cli.terminal import stdout
from beian.desk.passwords import SHORTEST, hashed
from beian.desk.storage.agents import AgentStore, NameTaken, NoSuchAgent
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from beian.desk.storage.tables import conversations
from beian.filing.filing_store import FilingStore

DEMO = "demo"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LONGEST_DISPLAY_NAME = 40
_DEMO_FILE = "demo-agent"
_NOT_MADE = (
    "No agent for trying out is made, as there is {}: add agents with beian agent add NAME --admin."
)
_STILL_THERE = (
    "There is {}, and the agent demo, whose password lies in var/demo-agent, still signs in: add"
    " agents of your own, then beian agent disable demo."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="add|list|disable|enable", required=True)
    add = actions.add_parser("add", help="add an agent; the password is asked for")
    add.add_argument("name", metavar="NAME", help="to sign in with: a-z, 0-9, . _ -")
    add.add_argument("--display", metavar="NAME", help="what visitors see (default: the name)")
    add.add_argument("--admin", action="store_true", help="may also change canned answers and such")
    actions.add_parser("list", help="show all agents")
    for action, does in (
        ("disable", "sign an agent out, and let nobody sign in as them"),
        ("enable", "let a disabled agent sign in again"),
    ):
        actions.add_parser(action, help=does).add_argument("name", metavar="NAME")


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with _agents(settings) as agents:
        if arguments.action == "add":
            _add(agents, arguments)
        elif arguments.action == "list":
            _list(agents)
        else:
            _switch(agents, arguments.action, arguments.name)
    if arguments.action == "disable":
        tell_held(settings, arguments.name.lower())
    return 0


@dataclass(frozen=True)
class DemoAgent:
    """The agent of a demonstration, with the password."""

    name: str
    password: str


def demo_agent(settings: Settings, tell: Callable[[str], None]) -> DemoAgent | None:
    """Return an agent to try the console with, added if there are none and nothing but the sample
    is there; tell why where there is data that is somebody's.

    None outside the embedded default, or where other agents were added.
    """
    if not settings.embedded:
        return None
    file = settings.var / _DEMO_FILE
    with _agents(settings) as agents:
        known = agents.all()
        real = real_data(settings)
        has_demo = any(agent.name == DEMO and not agent.disabled for agent in known)
        if known and not has_demo:
            return None
        if real is not None:
            tell(_STILL_THERE.format(real) if known else _NOT_MADE.format(real))
            return None
        if not known:
            password = secrets.token_urlsafe(9)
            file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as written:
                written.write(password)
            agents.add(DEMO, "Demo", hashed(password), Role.ADMIN)
    if not file.exists():
        return None
    return DemoAgent(DEMO, file.read_text(encoding="utf-8").strip())


def real_data(settings: Settings) -> str | None:
    """Return what is stored that is no demonstration; None where nothing is.

    Conversations count where the desk knows none of them: its store was lost.
    """
    filing = FilingStore(settings.database_url)
    try:
        if not filing.holds_only_sample():
            return "filing state of your own"
    finally:
        filing.close()
    database = DeskDatabase(settings.desk_database_url)
    try:
        with database.reading() as connection:
            if connection.execute(select(conversations.c.id).limit(1)).first() is not None:
                return None
    finally:
        database.close()
    if recorded_any(settings.tracker_database_url):
        return "conversations that the desk's store knows nothing of (was it deleted?)"
    return None


def _add(agents: AgentStore, arguments: argparse.Namespace) -> None:
    name = arguments.name.lower()
    display = (arguments.display or arguments.name).strip()
    if _NAME.fullmatch(name) is None:
        raise CommandError("A name has letters a-z, digits, dots, _ or -, at most 64.")
    if not 0 < len(display) <= _LONGEST_DISPLAY_NAME:
        raise CommandError(f"A display name has 1 to {_LONGEST_DISPLAY_NAME} characters.")
    password = _new_password()
    try:
        agents.add(name, display, hashed(password), Role.ADMIN if arguments.admin else Role.AGENT)
    except NameTaken:
        raise CommandError(f"There is an agent {name} already; `beian agent list`.") from None
    stdout.print(f"{name} can sign in now.", markup=False)


def _list(agents: AgentStore) -> None:
    table = Table("name", "shown as", "role", "state")
    known = agents.all()
    for agent in known:
        there = "available" if agent.available else "away"
        state = "disabled" if agent.disabled else there if agent.online else "offline"
        table.add_row(agent.name, agent.display_name, agent.role, state)
    stdout.print(table if known else "No agents yet: add one with `beian agent add NAME`.")


def _switch(agents: AgentStore, action: str, name: str) -> None:
    try:
        (agents.disable if action == "disable" else agents.enable)(name.lower())
    except NoSuchAgent:
        raise CommandError(f"There is no agent {name}; see `beian agent list`.") from None
    stdout.print(f"{name} is {action}d.", markup=False)


def _new_password() -> str:
    """Ask twice for a password, or read it from the first line of standard input."""
    if sys.stdin.isatty():
        password = getpass.getpass(f"Password (at least {SHORTEST} characters): ")
        if getpass.getpass("Once more: ") != password:
            raise CommandError("These are two different passwords; nothing was done.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < SHORTEST:
        raise CommandError(f"A password has at least {SHORTEST} characters; nothing was done.")
    return password


@contextmanager
def _agents(settings: Settings) -> Iterator[AgentStore]:
    database = DeskDatabase(settings.desk_database_url)
    try:
        yield AgentStore(database)
    finally:
        database.close()
