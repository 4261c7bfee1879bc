"""Macros: several steps in a conversation at one press, all of them or none."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from beian.desk.conversations import tickets
from beian.desk.conversations.handoff_question import Reception, tell_of_ticket
from beian.desk.conversations.handoff_store import ActingAgent, Closed, HandoffStore, NotYours
from beian.desk.conversations.transitions import Change, change_state, locked
from beian.desk.conversations.variables import filled
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ChangedBy, Ending, Reason, State
from beian.desk.storage.handoff_tables import macros, tags
from beian.desk.storage.records import Message
from beian.desk.wording import words

MOST_TAGS = 20


class NoSuchMacro(Exception):
    """No macro has this id."""


class Unfilled(Exception):
    """Variables of a macro have no value in this conversation: `names`, in braces."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True)
class Macro:
    """Steps in their order: the tags and the topic that the conversation gets, what is said, the
    paper that is asked for, and what becomes of it. What is empty is left out; a text that is empty
    in the visitor's language is said in the other."""

    title: str
    zh: str = ""
    en: str = ""
    paper_zh: str = ""
    paper_en: str = ""
    tags: tuple[str, ...] = ()
    topic: str | None = None
    ending: Ending = Ending.KEEP
    id: str = ""

    @classmethod
    def of_row(cls, row: Row) -> Macro:
        values = {name: getattr(row, name) for name in cls.__dataclass_fields__}
        return cls(**{**values, "tags": tuple(row.tags), "ending": Ending(row.ending)})

    def texts(self, language: str, values: Mapping[str, str | None]) -> list[str]:
        """Return what is said in a language, with its variables filled in. Raises Unfilled."""
        said = self.zh or self.en if language == "zh" else self.en or self.zh
        paper = self.paper_zh or self.paper_en
        if language != "zh":
            paper = self.paper_en or self.paper_zh
        said, missing = filled(said, values)
        paper, missing_in_paper = filled(paper, values)
        if missing or missing_in_paper:
            raise Unfilled(sorted({*missing, *missing_in_paper}))
        wanted = words("paper_wanted", language).format(paper=paper) if paper else ""
        return [text for text in (said, wanted) if text]


@dataclass(frozen=True)
class Ran:
    """What a macro has said for the agent, and what the desk has said at its end; `handed`: whether
    the conversation is the agent's no more."""

    messages: list[Message]
    notices: list[Message]
    handed: bool


class MacroStore:
    """The macros of a desk store. Raises StoreUnavailable where the database does not answer."""

    def __init__(
        self, database: DeskDatabase, handoffs: HandoffStore, reception: Reception
    ) -> None:
        self._database = database
        self._handoffs = handoffs
        self._reception = reception

    def all(self) -> list[Macro]:
        """Return every macro, by title."""
        query = select(macros).order_by(macros.c.title, macros.c.id)
        with self._database.reading() as connection:
            return [Macro.of_row(row) for row in connection.execute(query)]

    def find(self, macro_id: str) -> Macro:
        """Return a macro. Raises NoSuchMacro."""
        query = select(macros).where(macros.c.id == macro_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NoSuchMacro(macro_id)
        return Macro.of_row(row)

    def add(self, macro: Macro) -> Macro:
        added = replace(macro, id=uuid.uuid4().hex)
        with self._database.writing() as connection:
            connection.execute(insert(macros), _as_columns(added))
        return added

    def change(self, macro: Macro) -> Macro:
        """Put a macro in the place of the one with its id. Raises NoSuchMacro."""
        query = update(macros).where(macros.c.id == macro.id).values(**_as_columns(macro))
        with self._database.writing() as connection:
            if connection.execute(query).rowcount == 0:
                raise NoSuchMacro(macro.id)
        return macro

    def drop(self, macro_id: str) -> None:
        """Delete a macro. Raises NoSuchMacro."""
        with self._database.writing() as connection:
            if connection.execute(delete(macros).where(macros.c.id == macro_id)).rowcount == 0:
                raise NoSuchMacro(macro_id)

    def run(
        self,
        conversation_id: str,
        agent: ActingAgent,
        run_id: str,
        macro: Macro,
        values: Mapping[str, str | None],
    ) -> Ran:
        """Do all steps of a macro in the agent's conversation. A known `run_id` says nothing a
        second time. Raises NotYours, Closed, Unfilled or NoSuchConversation, with nothing done."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if rows.by_id(connection, conversation_id, f"{run_id}-0") is not None:
                return Ran([], [], handed=False)
            if row.state == State.CLOSED:
                raise Closed(conversation_id)
            if row.state != State.WITH_AGENT or row.agent_id != agent.id:
                raise NotYours
            texts = macro.texts(row.language, values)
            _tag(connection, conversation_id, macro.tags)
            if macro.topic is not None:
                rows.change(connection, conversation_id, topic=macro.topic)
            said = [
                self._handoffs.say_in(connection, row, agent, f"{run_id}-{place}", text)[0]
                for place, text in enumerate(texts)
            ]
            notices = self._end(connection, row, agent, macro)
            return Ran(said, notices, handed=macro.ending != Ending.KEEP)

    def _end(
        self, connection: Connection, row: Row, agent: ActingAgent, macro: Macro
    ) -> list[Message]:
        if macro.ending == Ending.CLOSE:
            return self._handoffs.close_in(connection, row, agent)
        if macro.ending == Ending.RETURN:
            return self._handoffs.give_back_in(connection, row, agent)
        if macro.ending == Ending.TICKET:
            returned = Change(State.BOT, ChangedBy.AGENT, agent.id, Reason.RETURNED)
            change_state(connection, row, returned)
            ticket = tickets.open_ticket(
                connection,
                row.id,
                topic=macro.topic or row.topic,
                contact=None,
                due_at=self._reception.answer_due(),
            )
            return tell_of_ticket(connection, row, ticket, "ticket_asking_contact", self._reception)
        return []


def _as_columns(macro: Macro) -> dict[str, object]:
    return {**asdict(macro), "tags": list(macro.tags)}


def _tag(connection: Connection, conversation_id: str, wanted: Sequence[str]) -> None:
    """Add tags to those that a conversation has, as far as there is room."""
    query = select(tags.c.tag).where(tags.c.conversation_id == conversation_id)
    known = set(connection.execute(query).scalars())
    new = [tag for tag in dict.fromkeys(wanted) if tag not in known]
    added = [
        {"conversation_id": conversation_id, "tag": tag} for tag in new[: MOST_TAGS - len(known)]
    ]
    if added:
        connection.execute(insert(tags), added)
