"""Which paper of a checklist an uploaded file is: picked with the upload, plain from its name, or
asked with buttons.

All of it happens in the transaction that stores the message which led to it, in a conversation
whose row that transaction has locked.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations import checklists
from beian.desk.conversations.blocks import block_of
from beian.desk.conversations.checklist_state import is_ready, lacks_a_side, missing_names
from beian.desk.conversations.checklists import NONE_OF_THEM, StoredChecklist
from beian.desk.protocol.server_frames import ChecklistFile, ChecklistPaper
from beian.desk.storage import rows
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.checklist_tables import checklists as checklist_table
from beian.desk.storage.enumerations import Author, PaperState, Reason, State
from beian.desk.storage.records import Message, MessageContent
from beian.desk.storage.tables import messages
from beian.desk.wording import notice, words

CHOICE = "/desk_paper"
"""What the payload of a button begins with that says which paper a file is; JSON follows."""
CURRENT = timedelta(days=60)
"""For so long after it was shown last a checklist takes files that name none."""
TOGETHER = timedelta(hours=1)
"""For so long after a file a complete checklist takes others, as sent with it."""
_LOOK_BACK = 50
"""Messages in which a question that stands open is looked for."""


@dataclass(frozen=True)
class ArrivedFile:
    """A visitor's file that was just kept; `checklist` and `paper`: what it was picked for."""

    id: str
    name: str
    checklist: str | None
    paper: str | None


def settle(connection: Connection, row: Row, file: ArrivedFile) -> list[Message]:
    """Find out which paper a file is; return what the desk says to it."""
    owner = checklists.owner_of(row.account_id, row.id)
    if file.checklist is not None:
        checklists.count_file(connection, owner, file.checklist, file.id, file.paper)
        said = offered(connection, row, file.checklist)
        return [*said, *_ask_again(connection, row, file.checklist)]
    current = _current(connection, row, owner)
    if current is None:
        return []
    plain = _plain_paper(current, file.name)
    if plain is not None:
        named = (file.id, file.name)
        said = _count(connection, row, current.about, named, plain, is_guess=True)
        return [*said, *_ask_again(connection, row, current.about)]
    checklists.count_file(connection, owner, current.about, file.id, None)
    if row.state == State.WITH_AGENT:  # whose question may be another one
        return []
    return _ask_again(connection, row, current.about) or _ask(
        connection, row, current, file.id, file.name
    )


def _plain_paper(current: StoredChecklist, name: str) -> str | None:
    """Return the paper that a file can only be: by its name, as the only one that is missing, or
    as the only one that is wanted again."""
    asked = [one["id"] for one in current.shown["papers"] if one["file"]]
    missing = _missing(current)
    again = [one for one in missing if one["state"] == PaperState.AGAIN]
    only = next((few[0]["id"] for few in (missing, again) if len(few) == 1), None)
    return paper_named(name, asked) or only


def is_choice(payload: str | None) -> bool:
    """Return whether a button says which paper a file is."""
    return payload is not None and payload.startswith(CHOICE)


def choose(connection: Connection, row: Row, payload: str) -> tuple[list[Message], str | None]:
    """Act on a button that says which paper a file is; return what the desk says to it, the
    question about the next such file included, and the file's id."""
    chosen = _chosen(payload)
    file_id, about = chosen["file"], chosen["checklist"]
    query = select(attachments.c.name).where(attachments.c.id == file_id)
    name = connection.execute(query).scalar_one_or_none()
    if chosen.get("anew") and name is not None:
        text = words("paper_send_here", row.language).format(file=name)
        return rows.say(connection, row.id, [MessageContent(text, [], [])]), None
    owner = checklists.owner_of(row.account_id, row.id)
    found = _found(connection, row, about)
    if name is None or found is None:
        return [], None
    if "paper" not in chosen:
        return _ask(connection, row, found, file_id, name), None
    if chosen.get("all_sides"):
        said = _note_all_sides(connection, row, found.about, (file_id, name), chosen["paper"])
        return [*said, *ask_next(connection, row, about)], file_id
    if chosen["paper"] is None:
        checklists.count_file(connection, owner, about, file_id, NONE_OF_THEM)
        text = words("paper_not_counted", row.language).format(file=name)
        said = rows.say(connection, row.id, [MessageContent(text, [], [])])
    else:
        file = (file_id, name)
        said = _count(connection, row, about, file, chosen["paper"], is_guess=False)
    return [*said, *ask_next(connection, row, about)], file_id


def button_anew(file: Row, language: str) -> dict[str, Any]:
    """Return the button to send another file in a file's place: clients that send files open the
    choice of one for that very paper; pressed, it says where to send it."""
    counts = file.checklist is not None and file.paper not in (None, NONE_OF_THEM)
    wanted = {"checklist": file.checklist, "paper": file.paper} if counts else {}
    payload = _payload(file.checklist, file.id, anew=True)
    return {"title": words("paper_anew", language), "payload": payload, "file": wanted}


def offered(connection: Connection, row: Row, about: str) -> list[Message]:
    """Offer a person, once, where the checklist is complete and nobody is there or waited for."""
    owner = checklists.owner_of(row.account_id, row.id)
    found = checklists.find(connection, owner, about, lock=True)
    if row.state != State.BOT or found is None or block_of(connection, row) is not None:
        return []
    if not checklists.offer_once(connection, found):
        return []
    offer = notice("checklist_complete", row.language)
    return rows.say(connection, row.id, [offer], offer=Reason.CHECKLIST_COMPLETE)


def paper_named(name: str, papers: Collection[str]) -> str | None:
    """Return the paper that a file's name tells plainly, of those in question."""
    said = name.casefold()
    return next(
        (
            paper
            for paper, names in _names()
            if paper in papers and any(word in said for word in names)
        ),
        None,
    )


def _count(
    connection: Connection,
    row: Row,
    about: str,
    file: tuple[str, str],
    paper: str,
    *,
    is_guess: bool,
) -> list[Message]:
    """Count a file, by its id and name, as a paper; say so, and what is missing. A guess can be
    taken back."""
    file_id, name = file
    owner = checklists.owner_of(row.account_id, row.id)
    if not checklists.count_file(connection, owner, about, file_id, paper):
        return []
    found = _found(connection, row, about)
    assert found is not None
    counted = next(one for one in found.shown["papers"] if one["id"] == paper)
    missing = missing_names(found.shown, row.language)
    said = words("paper_counted" if missing else "paper_counted_last", row.language).format(
        file=name, paper=counted["name"], missing=missing
    )
    buttons = []
    if lacks_a_side(counted):
        both = _payload(found.about, file_id, paper=paper, all_sides=True)
        buttons.append({"title": words("paper_all_sides", row.language), "payload": both})
    if is_guess:
        other = _payload(found.about, file_id)
        buttons.append({"title": words("paper_other", row.language), "payload": other})
    content = MessageContent(said, buttons, [])
    return [*rows.say(connection, row.id, [content]), *offered(connection, row, found.about)]


def _note_all_sides(
    connection: Connection, row: Row, about: str, file: tuple[str, str], paper: str
) -> list[Message]:
    """Take a file, by its id and name, for all sides of a paper, as the visitor says; say so, and
    what is missing."""
    owner = checklists.owner_of(row.account_id, row.id)
    if not _counts_for(checklists.find(connection, owner, about), file[0], paper):
        return []  # it was taken out, or is another paper meanwhile
    checklists.tick(connection, owner, about, paper, on=True)
    found = _found(connection, row, about)
    assert found is not None
    missing = missing_names(found.shown, row.language)
    name = "paper_all_sides_noted" if missing else "paper_all_sides_noted_last"
    said = words(name, row.language).format(file=file[1], missing=missing)
    content = MessageContent(said, [], [])
    return [*rows.say(connection, row.id, [content]), *offered(connection, row, about)]


def _counts_for(found: StoredChecklist | None, file_id: str, paper: str) -> bool:
    papers = [] if found is None else found.shown["papers"]
    return any(
        file["id"] == file_id for one in papers if one["id"] == paper for file in one["files"]
    )


def _ask(
    connection: Connection, row: Row, found: StoredChecklist, file_id: str, name: str
) -> list[Message]:
    asked = [one for one in found.shown["papers"] if one["file"]]
    buttons = [
        {"title": one["name"], "payload": _payload(found.about, file_id, paper=one["id"])}
        for one in asked
    ]
    none = _payload(found.about, file_id, paper=None)
    buttons.append({"title": words("paper_none", row.language), "payload": none})
    said = words("paper_which", row.language).format(file=name)
    return rows.say(connection, row.id, [MessageContent(said, buttons, [])])


def ask_next(connection: Connection, row: Row, about: str) -> list[Message]:
    """Ask about the next file of which it is open which paper it is, unless one is asked about:
    what was pressed has taken the buttons of earlier questions away."""
    found = _found(connection, row, about)
    if found is None or row.state == State.WITH_AGENT:
        return []
    if _asked_about(connection, row, found) is not None:
        return []
    loose = found.shown.get("loose", [])
    return _ask(connection, row, found, loose[0]["id"], loose[0]["name"]) if loose else []


def _ask_again(connection: Connection, row: Row, about: str) -> list[Message]:
    """Ask once more, below a file that has just come, which paper an earlier one is, where that
    question stands open: it is to be found at the end. Clients show its last place alone."""
    found = _found(connection, row, about)
    asked = None if found is None else _asked_about(connection, row, found)
    if found is None or asked is None or row.state == State.WITH_AGENT:
        return []
    return _ask(connection, row, found, asked["id"], asked["name"])


def _asked_about(connection: Connection, row: Row, found: StoredChecklist) -> ChecklistFile | None:
    """Return the file of which the question which paper it is stands open: its buttons are there as
    long as the visitor has sent nothing but files since."""
    loose = {one["id"]: one for one in found.shown.get("loose", [])}
    query = (
        select(messages.c.author, messages.c.buttons, messages.c.attachments)
        .where(messages.c.conversation_id == row.id)
        .order_by(messages.c.seq.desc())
        .limit(_LOOK_BACK)
    )
    for said in connection.execute(query):
        if said.author == Author.VISITOR and not said.attachments:
            return None
        for button in said.buttons:
            asked = _chosen(button["payload"]) if is_choice(button["payload"]) else {}
            if asked.get("file") in loose:
                return loose[asked["file"]]
    return None


def _chosen(payload: str) -> dict[str, Any]:
    chosen: dict[str, Any] = json.loads(payload.removeprefix(CHOICE))
    return chosen


def _payload(about: str | None, file_id: str, **paper: str | bool | None) -> str:
    return CHOICE + json.dumps({"checklist": about, "file": file_id, **paper})


def _found(connection: Connection, row: Row, about: str) -> StoredChecklist | None:
    """Return a checklist of whoever has the conversation, in the language that it is held in."""
    owner = checklists.owner_of(row.account_id, row.id)
    return checklists.find(connection, owner, about, language=row.language)


def _current(connection: Connection, row: Row, owner: str) -> StoredChecklist | None:
    """Return the owner's checklist that was shown last and lacks files; where none does, the one to
    which files were sent just now, as what comes with them may belong to it, too."""
    query = (
        select(checklist_table.c.about)
        .where(checklist_table.c.owner == owner, checklist_table.c.goes_on_as.is_(None))
        .where(checklist_table.c.shown_at > utc_now() - CURRENT)
        .order_by(checklist_table.c.shown_at.desc())
    )
    abouts = connection.execute(query).scalars().all()
    every = [_found(connection, row, about) for about in abouts]
    known = [one for one in every if one is not None]
    return next((one for one in known if _missing(one)), None) or next(
        (one for one in known if _was_just_sent_to(connection, one)), None
    )


def _was_just_sent_to(connection: Connection, found: StoredChecklist) -> bool:
    ids = [file["id"] for paper in found.shown["papers"] for file in paper["files"]]
    query = (
        select(attachments.c.id)
        .where(attachments.c.id.in_(ids), attachments.c.created_at > utc_now() - TOGETHER)
        .limit(1)
    )
    return connection.execute(query).first() is not None


def _missing(found: StoredChecklist) -> list[ChecklistPaper]:
    """Return the papers of which no file is there yet, or another one is wanted."""
    return [
        one
        for one in found.shown["papers"]
        if one["file"] and (not is_ready(one) or not one["files"])
    ]


@cache
def _names() -> list[tuple[str, list[str]]]:
    source = resources.files("beian.desk.conversations") / "paper_names.yml"
    found = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    return [(one["paper"], [word.casefold() for word in one["words"]]) for one in found]
