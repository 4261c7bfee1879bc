"""Opening hours that a test decides, and agents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, update

from beian.base.clock import utc_now
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.search_index import SearchIndex
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from beian.desk.storage.handoff_tables import agents
from beian.desk.storage.tables import conversations


@dataclass
class Hours:
    """Open as a test wants; answers are due a day later."""

    open: bool = True

    def is_open(self, moment: datetime) -> bool:
        del moment
        return self.open

    def opens_at(self, moment: datetime) -> datetime | None:
        return None if self.open else moment + timedelta(hours=12)

    def answer_due(self, moment: datetime) -> datetime:
        return moment + timedelta(days=1)


def listing_of(database: DeskDatabase) -> ConversationListing:
    """What the console shows of a store."""
    return ConversationListing(database, SearchIndex(database, b"a key"))


@dataclass(frozen=True)
class Person:
    """An agent who acts."""

    id: str
    display_name: str
    roles: frozenset[Role] = frozenset({Role.AGENT})


def hired(
    database: DeskDatabase, name: str, role: Role = Role.AGENT, *, there: bool = True
) -> Person:
    """An agent, known to the store; `there`: a console of theirs was seen just now."""
    row = {
        "id": f"agent-{name}",
        "name": name,
        "display_name": name.title(),
        "password_hash": "none",
        "role": role,
        "disabled": False,
        "available": True,
        "created_at": utc_now(),
        "seen_at": utc_now() if there else None,
        "failures": 0,
    }
    with database.writing() as connection:
        connection.execute(insert(agents), row)
    return Person(row["id"], row["display_name"], frozenset({role}))


def last_seen(database: DeskDatabase, person: Person, ago: timedelta) -> None:
    """A console of the agent was last there so long ago."""
    change = update(agents).where(agents.c.id == person.id).values(seen_at=utc_now() - ago)
    with database.writing() as connection:
        connection.execute(change)


def visitor_last_seen(database: DeskDatabase, where: str, ago: timedelta) -> None:
    """The visitor of this conversation was last there so long ago."""
    seen = {"visitor_seen_at": utc_now() - ago}
    with database.writing() as connection:
        connection.execute(update(conversations).where(conversations.c.id == where).values(**seen))
