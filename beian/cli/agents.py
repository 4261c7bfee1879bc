"""`beian agent`: the support desk's agents."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table
from sqlalchemy import select

from beian.base.settings import Settings
from beian.cli.errors import CommandError
from beian.cli.held_conversations import tell_held
from beian.cli.present_stores import present_desk_database
from beian.cli.recorded import recorded_any
from beian.cli.terminal import stdout
from beian.desk.agent_rules import fault_of_display_name, fault_of_name, fault_of_password
from beian.desk.passwords import SHORTEST, hashed
from beian.desk.storage.agents import AgentStore, LastAdmin, NameTaken, NoSuchAgent
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from beian.desk.storage.second_factors import SecondFactors
from beian.desk.storage.tables import conversations
from beian.filing.filing_store import FilingStore

DEMO = "demo"
_ACTIONS = "add|list|disable|enable|password|role"
_ROLES = [role.value for role in Role]
_DEMO_FILE = "demo-agent"
_NOT_MADE = (
    "No agent for trying out is made, as there is {}: add agents with beian agent add NAME --admin."
)
_STILL_THERE = (
    "There is {}, and the agent demo, whose password lies in var/demo-agent, still signs in: add"
    " agents of your own, then beian agent disable demo."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar=_ACTIONS, required=True)
    add = actions.add_parser("add", help="add an agent; the password is asked for")
    add.add_argument("name", metavar="NAME", help="to sign in with: a-z, 0-9, . _ -")
    add.add_argument("--display", metavar="NAME", help="what visitors see (default: the name)")
    add.add_argument("--admin", action="store_true", help="the role admin")
    add.add_argument(
        "--role",
        metavar="ROLE",
        action="append",
        choices=_ROLES,
        help=f"one of {', '.join(_ROLES)}; several with --role for each (default: agent)",
    )
    actions.add_parser("list", help="show all agents")
    for action, does in (
        ("disable", "sign an agent out, and let nobody sign in as them"),
        ("enable", "let a disabled agent sign in again"),
    ):
        actions.add_parser(action, help=does).add_argument("name", metavar="NAME")
    password = actions.add_parser(
        "password", help="give an agent another password, which is asked for; signs them out"
    )
    password.add_argument("name", metavar="NAME")
    password.add_argument(
        "--without-second-factor",
        action="store_true",
        help="also turn the second factor off, for who has lost it",
    )
    role = actions.add_parser("role", help="give an agent these roles, in place of those before")
    role.add_argument("name", metavar="NAME")
    role.add_argument(
        "roles", metavar="ROLE", nargs="+", choices=_ROLES, help=f"of {', '.join(_ROLES)}"
    )


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if arguments.action == "add":
        with _agents(DeskDatabase(settings.desk_database_url)) as agents:
            _add(agents, arguments)
        return 0
    with _agents(present_desk_database(settings)) as agents:
        if arguments.action == "list":
            _list(agents)
        elif arguments.action == "password":
            _set_password(agents, arguments.name)
            if arguments.without_second_factor:
                _drop_second_factor(Settings.from_environment(), agents, arguments.name)
        elif arguments.action == "role":
            _set_roles(agents, arguments.name, arguments.roles)
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
    with _agents(DeskDatabase(settings.desk_database_url)) as agents:
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
            agents.add(DEMO, "Demo", hashed(password), {Role.ADMIN})
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
    fault = fault_of_name(name) or fault_of_display_name(display)
    if fault is not None:
        raise CommandError(fault)
    roles = {Role(role) for role in arguments.role or ()}
    if arguments.admin:
        roles.add(Role.ADMIN)
    password = _new_password()
    try:
        agents.add(name, display, hashed(password), roles or {Role.AGENT})
    except NameTaken:
        raise CommandError(f"There is an agent {name} already; `beian agent list`.") from None
    _audit(agents, "agent_added", name)
    stdout.print(f"{name} can sign in now.", markup=False)


def _list(agents: AgentStore) -> None:
    table = Table("name", "shown as", "roles", "state")
    known = agents.all()
    for agent in known:
        there = "available" if agent.available else "away"
        state = "disabled" if agent.disabled else there if agent.online else "offline"
        table.add_row(agent.name, escape(agent.display_name), ", ".join(sorted(agent.roles)), state)
    stdout.print(table if known else "No agents yet: add one with `beian agent add NAME`.")


def _switch(agents: AgentStore, action: str, name: str) -> None:
    with _known(name):
        (agents.disable if action == "disable" else agents.enable)(name.lower())
    _audit(agents, "agent_disabled" if action == "disable" else "agent_changed", name)
    stdout.print(f"{name} is {action}d.", markup=False)


def _set_password(agents: AgentStore, name: str) -> None:
    with _known(name):
        if agents.credentials(name.lower()) is None:
            raise NoSuchAgent(name)
        agents.set_password(name.lower(), hashed(_new_password()))
    _audit(agents, "password_set", name)
    stdout.print(f"{name} has the new password, and is signed out everywhere.", markup=False)


def _drop_second_factor(settings: Settings, agents: AgentStore, name: str) -> None:
    known = agents.credentials(name.lower())
    database = DeskDatabase(settings.desk_database_url)
    try:
        if known and SecondFactors(database, settings.secret()).drop(known.agent.id):
            _audit(agents, "second_factor_off", name)
            stdout.print(f"{name} signs in without a second factor.", markup=False)
    finally:
        database.close()


def _set_roles(agents: AgentStore, name: str, roles: list[str]) -> None:
    chosen = {Role(role) for role in roles}
    with _known(name):
        agents.set_roles(name.lower(), chosen)
    _audit(agents, "agent_changed", name)
    stdout.print(f"{name} has the roles {', '.join(sorted(chosen))}.", markup=False)


def _audit(agents: AgentStore, action: str, name: str) -> None:
    """Write into the audit log what was done to an agent, as the console does. No agent did it: the
    command line alone is named."""
    known = agents.credentials(name.lower())
    if known is None:
        return
    of_agent = action.startswith("agent_")
    roles = f" ({', '.join(sorted(known.agent.roles))})" if of_agent else ""
    agents.audited(None, action, None, f"{known.agent.name}{roles}, beian agent")


@contextmanager
def _known(name: str) -> Iterator[None]:
    """Tell where there is no agent of this name, or they are the last admin."""
    try:
        yield
    except LastAdmin as last:
        sentence = f"{name} is the last admin who may sign in. {last} Make another agent an admin"
        raise CommandError(f"{sentence} first: `beian agent role NAME admin`.") from last
    except NoSuchAgent:
        raise CommandError(f"There is no agent {name}; see `beian agent list`.") from None


def _new_password() -> str:
    """Ask twice for a password, or read it from the first line of standard input."""
    if sys.stdin.isatty():
        password = getpass.getpass(f"Password (at least {SHORTEST} characters): ")
        if getpass.getpass("Once more: ") != password:
            raise CommandError("These are two different passwords; nothing was done.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    fault = fault_of_password(password)
    if fault is not None:
        raise CommandError(f"{fault} Nothing was done.")
    return password


@contextmanager
def _agents(database: DeskDatabase) -> Iterator[AgentStore]:
    try:
        yield AgentStore(database)
    finally:
        database.close()
