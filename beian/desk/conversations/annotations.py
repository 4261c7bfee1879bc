"""What agents keep beside conversations: notes, tags, canned answers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import resources
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.conversations.transitions import locked
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import canned, notes, tags
from beian.desk.storage.records import written_time

_FIELDS = ("id", "shortcut", "title", "zh", "en")


class ShortcutTaken(Exception):
    """Another canned answer has this shortcut."""


class NoSuchCanned(Exception):
    """There is no canned answer of this id."""


class AnnotationStore:
    """Notes, tags and canned answers. StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def add_note(self, conversation_id: str, agent: Any, text: str) -> dict[str, Any]:
        """Return a private note of an agent, as the agents' API shows it. NoSuchConversation."""
        row = {
            "id": uuid.uuid4().hex,
            "conversation_id": conversation_id,
            "agent_id": agent.id,
            "text": text,
            "at": utc_now(),
        }
        with self._database.writing() as connection:
            locked(connection, conversation_id)
            connection.execute(insert(notes), row)
        return {
            "id": row["id"],
            "agent": {"id": agent.id, "display_name": agent.display_name},
            "text": text,
            "at": written_time(row["at"]),
        }

    def set_tags(self, conversation_id: str, wanted: Sequence[str]) -> list[str]:
        """These tags and no others. NoSuchConversation."""
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
        """Canned answers to begin with, where there are none."""
        rows = [{**answer, "id": uuid.uuid4().hex} for answer in first]
        with self._database.writing() as connection:
            if connection.execute(select(func.count()).select_from(canned)).scalar_one() == 0:
                with suppress(IntegrityError), connection.begin_nested():  # in the same moment
                    connection.execute(insert(canned), rows)

    def write_canned(
        self, fields: Mapping[str, str], canned_id: str | None = None
    ) -> dict[str, str]:
        """Add a canned answer, or change one. ShortcutTaken, NoSuchCanned."""
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
        """NoSuchCanned."""
        with self._database.writing() as connection:
            done = connection.execute(delete(canned).where(canned.c.id == canned_id))
            if done.rowcount == 0:
                raise NoSuchCanned(canned_id)


def first_canned() -> list[dict[str, str]]:
    """Return the canned answers that a new desk begins with: canned.yml beside this file."""
    file = resources.files("beian.desk.conversations") / "canned.yml"
    first: list[dict[str, str]] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return first
