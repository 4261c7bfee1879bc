"""What agents keep beside conversations: notes, tags, canned answers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import resources

from ruamel.yaml import YAML
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.conversations.transitions import locked
from beian.desk.protocol.agents_api import Note
from beian.desk.storage.agents import Agent
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import canned, notes, tags
from beian.desk.storage.records import written_time

_FIELDS = ("id", "shortcut", "title", "zh", "en")


class ShortcutTaken(Exception):
    """Another canned answer has this shortcut."""


class NoSuchCanned(Exception):
    """No canned answer has this id."""


class AnnotationStore:
    """Notes, tags and canned answers. Raises StoreUnavailable where the database does not
    answer."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def add_note(self, conversation_id: str, agent: Agent, text: str) -> Note:
        """Return a private note of an agent, as the agents' API shows it. Raises
        NoSuchConversation."""
        note_id, moment = uuid.uuid4().hex, utc_now()
        row = {
            "id": note_id,
            "conversation_id": conversation_id,
            "agent_id": agent.id,
            "text": text,
            "at": moment,
        }
        with self._database.writing() as connection:
            locked(connection, conversation_id)
            connection.execute(insert(notes), row)
        return {
            "id": note_id,
            "agent": {"id": agent.id, "display_name": agent.display_name},
            "text": text,
            "at": written_time(moment),
        }

    def set_tags(self, conversation_id: str, wanted: Sequence[str]) -> list[str]:
        """Replace the tags of a conversation. Raises NoSuchConversation."""
        chosen = sorted(set(wanted))
        with self._database.writing() as connection:
            locked(connection, conversation_id)
            connection.execute(delete(tags).where(tags.c.conversation_id == conversation_id))
            if chosen:
                rows = [{"conversation_id": conversation_id, "tag": tag} for tag in chosen]
                connection.execute(insert(tags), rows)
        return chosen

    def canned(self) -> list[dict[str, str]]:
        """Return every canned answer, by shortcut."""
        with self._database.reading() as connection:
            rows = connection.execute(select(canned).order_by(canned.c.shortcut)).mappings()
            return [{name: row[name] for name in _FIELDS} for row in rows]

    def seed_canned(self, first: Sequence[Mapping[str, str]]) -> None:
        """Add the first canned answers if there are none."""
        rows = [{**answer, "id": uuid.uuid4().hex} for answer in first]
        with self._database.writing() as connection:
            if connection.execute(select(func.count()).select_from(canned)).scalar_one() == 0:
                with suppress(IntegrityError), connection.begin_nested():  # in the same moment
                    connection.execute(insert(canned), rows)

    def write_canned(
        self, fields: Mapping[str, str], canned_id: str | None = None
    ) -> dict[str, str]:
        """Add a canned answer, or change one. Raises ShortcutTaken or NoSuchCanned."""
        row = {**fields, "id": canned_id or uuid.uuid4().hex}
        with self._database.writing() as connection:
            try:
                if canned_id is None:
                    connection.execute(insert(canned), row)
                    return row
                query = update(canned).where(canned.c.id == canned_id).values(**fields)
                done = connection.execute(query)
            except IntegrityError as error:
                raise ShortcutTaken(fields["shortcut"]) from error
            if done.rowcount == 0:
                raise NoSuchCanned(canned_id)
            return row

    def drop_canned(self, canned_id: str) -> None:
        """Delete a canned answer. Raises NoSuchCanned."""
        with self._database.writing() as connection:
            done = connection.execute(delete(canned).where(canned.c.id == canned_id))
            if done.rowcount == 0:
                raise NoSuchCanned(canned_id)


def first_canned() -> list[dict[str, str]]:
    """Return the canned answers that a new desk begins with: canned.yml beside this file."""
    file = resources.files("beian.desk.conversations") / "canned.yml"
    first: list[dict[str, str]] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return first
