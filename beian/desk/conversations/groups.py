"""Groups of agents, and the assignment of conversations to them.

A visitor who waits for a person gets, of the group that fits best, the agent who is there and has
the fewest conversations. Where none of them has room for a while, anybody who is there does. Agents
may take any conversation themselves, as ever.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.conversations import presence
from beian.desk.conversations.absence import Released
from beian.desk.conversations.blocks import block_of
from beian.desk.conversations.handoff_question import Reception
from beian.desk.conversations.presence import serving, taking
from beian.desk.conversations.transitions import Change, NoSuchConversation, change_state, locked
from beian.desk.conversations.wanted_topic import understood_topic
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ChangedBy, State
from beian.desk.storage.handoff_tables import agents, groups, transitions
from beian.desk.storage.records import MessageContent
from beian.desk.storage.tables import conversations


class GroupNameTaken(Exception):
    """Another group has this name."""


class NoSuchGroup(Exception):
    """No group has this id."""


@dataclass(frozen=True)
class Group:
    """Who serves what: `topics`, `languages` and `sites` (hosts) that are for the group, none: any;
    `members`: ids of agents; `most_each`: up to how many conversations an agent has, one more is
    assigned; `all_after_minutes`: after which anybody is assigned."""

    name: str
    members: tuple[str, ...]
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    most_each: int = 3
    all_after_minutes: int = 3
    id: str = ""

    @classmethod
    def of_row(cls, row: Row) -> Group:
        lists = {
            name: tuple(getattr(row, name)) for name in ("members", "topics", "languages", "sites")
        }
        return cls(
            name=row.name,
            most_each=row.most_each,
            all_after_minutes=row.all_after_minutes,
            id=row.id,
            **lists,
        )

    def fits(self, topic: str | None, language: str, site: str | None) -> bool:
        """Return whether a conversation is for the group."""
        wanted = ((self.topics, topic), (self.languages, language), (self.sites, site))
        return all(not known or value in known for known, value in wanted)

    @property
    def bounds(self) -> int:
        """Return by how much the group is bound: more is more special."""
        return sum(map(bool, (self.topics, self.languages, self.sites)))


def fitting(
    known: Iterable[Group], topic: str | None, language: str, site: str | None
) -> Group | None:
    """Return the most special group that a conversation is for; of several, the first by name."""
    fit = [group for group in known if group.fits(topic, language, site)]
    return min(fit, key=lambda group: (-group.bounds, group.name)) if fit else None


def all_groups(connection: Connection) -> list[Group]:
    """Return every group, by name."""
    return [Group.of_row(row) for row in connection.execute(select(groups).order_by(groups.c.name))]


class GroupStore:
    """The groups of a desk store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase, reception: Reception) -> None:
        self._database = database
        self._reception = reception

    def all(self) -> list[Group]:
        """Return every group, by name."""
        with self._database.reading() as connection:
            return all_groups(connection)

    def add(self, group: Group) -> Group:
        """Add a group. Raises GroupNameTaken."""
        added = replace(group, id=uuid.uuid4().hex)
        with self._database.writing() as connection:
            try:
                connection.execute(insert(groups), _as_columns(added))
            except IntegrityError as error:
                raise GroupNameTaken(group.name) from error
        return added

    def change(self, group: Group) -> Group:
        """Put a group in the place of the one with its id. Raises GroupNameTaken or NoSuchGroup."""
        query = update(groups).where(groups.c.id == group.id).values(**_as_columns(group))
        with self._database.writing() as connection:
            try:
                done = connection.execute(query)
            except IntegrityError as error:
                raise GroupNameTaken(group.name) from error
            if done.rowcount == 0:
                raise NoSuchGroup(group.id)
        return group

    def drop(self, group_id: str) -> None:
        """Delete a group. Raises NoSuchGroup."""
        with self._database.writing() as connection:
            if connection.execute(delete(groups).where(groups.c.id == group_id)).rowcount == 0:
                raise NoSuchGroup(group_id)

    def assign_waiting(self, moment: datetime | None = None) -> Released:
        """Assign those who wait, the longest first, as far as agents have room; return what each
        visitor is told. Visitors who have left the page wait on."""
        if not self._reception.asks:  # another support desk assigns
            return {}
        query = (
            select(conversations)
            .where(conversations.c.state == State.WAITING)
            .order_by(conversations.c.waiting_since, conversations.c.id)
        )
        with self._database.reading() as connection:
            known = all_groups(connection)
            waiting = connection.execute(query).all() if known else []
            topics = [understood_topic(connection, row) for row in waiting]
        assigned: Released = {}
        for row, topic in zip(waiting, topics, strict=True):
            group = fitting(known, topic, row.language, row.site)
            if group is None or not presence.is_there(row):
                continue
            since = row.wait_began_at or row.waiting_since
            for_all = (moment or utc_now()) - since >= timedelta(minutes=group.all_after_minutes)
            with suppress(NoSuchConversation), self._database.writing() as connection:
                now = locked(connection, row.id)
                if now.state != State.WAITING or block_of(connection, now, by_address=False):
                    continue
                found = _least_loaded(connection, None if for_all else group.members, group)
                if found is not None:
                    change = Change(State.WITH_AGENT, ChangedBy.DESK, to_agent_id=found.id)
                    change_state(connection, now, change)
                    joined = self._reception.notice("agent_joined", now.language)
                    text = joined.text.format(name=found.display_name)
                    told = MessageContent(text, joined.buttons, joined.links)
                    assigned[row.id] = rows.say(connection, row.id, [told])
        return assigned


def _least_loaded(
    connection: Connection, members: Collection[str] | None, group: Group
) -> Row | None:
    """Return the agent with the fewest conversations, of these or of all, who is there and takes
    some, and has room; of several, the one to whom none was given for longest.

    The agents are locked until the transaction ends, so that two desks never count the same room.
    """
    query = taking().order_by(agents.c.id).with_for_update(key_share=True)
    if members is not None:
        query = query.where(agents.c.id.in_(members))
    able = serving(connection.execute(query).all())
    loads = _counts(connection, able)
    lately = _last_given(connection, able)
    free = [row for row in able if loads.get(row.id, 0) < group.most_each]
    return min(
        free,
        key=lambda row: (loads.get(row.id, 0), lately.get(row.id, 0), row.id),
        default=None,
    )


def _counts(connection: Connection, people: Sequence[Row]) -> dict[str, int]:
    """Return how many conversations each of these agents has."""
    query = (
        select(conversations.c.agent_id, func.count().label("count"))
        .where(
            and_(
                conversations.c.state == State.WITH_AGENT,
                conversations.c.agent_id.in_([row.id for row in people]),
            )
        )
        .group_by(conversations.c.agent_id)
    )
    return {row.agent_id: row.count for row in connection.execute(query)}


def _last_given(connection: Connection, people: Sequence[Row]) -> dict[str, int]:
    """Return the number of the last transition that gave each of these agents a conversation."""
    query = (
        select(transitions.c.to_agent_id, func.max(transitions.c.id).label("last"))
        .where(transitions.c.to_agent_id.in_([row.id for row in people]))
        .group_by(transitions.c.to_agent_id)
    )
    return {row.to_agent_id: row.last for row in connection.execute(query)}


def _as_columns(group: Group) -> dict[str, object]:
    lists = ("members", "topics", "languages", "sites")
    return {**asdict(group), **{name: list(getattr(group, name)) for name in lists}}
