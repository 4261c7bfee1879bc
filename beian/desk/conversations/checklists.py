"""Checklists in the desk's database, within a transaction of the conversation.

A checklist belongs to an account or, of a visitor who is not signed in, to the conversation; what
it is about tells it from the owner's others. Cards of the bot bring it in; what is ticked off and
sent is kept here and filled into each card that is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations.checklist_state import (
    CHECKLIST,
    Paper,
    PaperFile,
    all_sides_on,
    checklist_lines,
    shown_checklist,
    told_missing,
)
from beian.desk.protocol.server_frames import Checklist
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.checklist_tables import checklists
from beian.desk.storage.enumerations import AttachmentState, Author
from beian.desk.storage.records import Message, MessageContent
from beian.desk.storage.tables import conversations

NONE_OF_THEM = ""
"""Instead of a paper: a file of which the visitor has said that it is none of a checklist's."""
_OF_NOTHING_ON_FILE = "any:"
"""How `about` begins where a checklist is for a type of subject alone."""
_CASE_LASTS, _DONE_LASTS = timedelta(days=14), timedelta(days=1)
"""For how long after its last change a checklist and one in general are of the same case; the same
of one that was complete."""
_MOST_CONVERSATIONS = 20
"""Conversations that are told of a change, the newest ones that show it."""


@dataclass(frozen=True)
class StoredChecklist:
    """A checklist as it stands; `conversations`: the ids of those that show it; `offered`: whether
    a person was offered already, as it was complete; `before`: the same as cards from before
    signing in show it."""

    owner: str
    about: str
    title: str
    shown: Checklist
    conversations: tuple[str, ...]
    offered: bool
    before: tuple[Checklist, ...] = ()


def owner_of(account_id: str | None, conversation_id: str) -> str:
    """Return whose checklists a conversation shows."""
    return f"conversation:{conversation_id}" if account_id is None else f"account:{account_id}"


def note_shown(connection: Connection, row: Row, said: Sequence[Message]) -> list[Message]:
    """Keep the checklists that the bot brings in with what it says in a locked conversation; return
    the messages as they are shown."""
    for message in said:
        if message.card is not None and CHECKLIST in message.card:
            _keep(connection, row, message.card)
    return filled(connection, row.id, said)


def told_of_missing(
    connection: Connection, row: Row, replies: Sequence[MessageContent]
) -> list[MessageContent]:
    """Return replies of the bot in which a card that is to tell which papers are missing does so,
    by its checklist as it stands in a locked conversation."""
    return [
        replace(one, text=told_missing(*_as_it_stands(connection, row, one.card[CHECKLIST])))
        if one.card is not None and one.card.get(CHECKLIST, {}).get("missing")
        else one
        for one in replies
    ]


def filled(connection: Connection, conversation_id: str, found: Sequence[Message]) -> list[Message]:
    """Return messages whose cards show their checklists as they stand."""
    cards = cards_as_they_stand(connection, conversation_id, [one.card for one in found])
    return [replace(one, card=card) for one, card in zip(found, cards, strict=True)]


def cards_as_they_stand(
    connection: Connection, conversation_id: str, cards: Sequence[dict[str, Any] | None]
) -> list[dict[str, Any] | None]:
    """Return cards of a conversation, with their checklists as they stand."""
    if not any(card is not None and CHECKLIST in card for card in cards):
        return list(cards)
    query = select(conversations).where(conversations.c.id == conversation_id)
    row = connection.execute(query).one()
    return [
        _card(connection, row, card) if card is not None and CHECKLIST in card else card
        for card in cards
    ]


def find(
    connection: Connection,
    owner: str,
    about: str,
    *,
    lock: bool = False,
    language: str | None = None,
) -> StoredChecklist | None:
    """Return the owner's checklist, or the one as which it goes on; with `lock` nobody else changes
    it until the transaction ends; `language`: of the names of its papers, where it is not to be
    that of its card."""
    row = _row(connection, owner, about, lock=lock)
    return None if row is None else _stored(connection, row, language)


def of_owner(connection: Connection, owner: str) -> list[StoredChecklist]:
    """Return the owner's checklists, the one that was shown last first."""
    query = (
        select(checklists)
        .where(checklists.c.owner == owner, checklists.c.goes_on_as.is_(None))
        .order_by(checklists.c.shown_at.desc())
    )
    return [_stored(connection, row) for row in connection.execute(query)]


def tick(connection: Connection, owner: str, about: str, paper: str, *, on: bool) -> bool:
    """Tick a paper off by hand, or no longer: of one with files, that all its sides are on them;
    return whether there is such a one."""
    row = _row(connection, owner, about, lock=True)
    if row is None or paper not in {one["id"] for one in row.papers}:
        return False
    files = [one for one in _files(connection, owner, row.about) if one.paper == paper]
    said = [all_sides_on(paper, one.id) for one in files] or [paper]
    ticked = [one for one in row.ticked if one not in said] + (said if on else [])
    _change(connection, row, ticked=ticked)
    return True


def count_file(
    connection: Connection, owner: str, about: str, file_id: str, paper: str | None
) -> bool:
    """Count a file of the owner's as a paper of a checklist, or as none of them, or with None leave
    open which it is; return whether there are such ones."""
    row = _row(connection, owner, about, lock=True)
    if row is None:
        return False
    sent_as_file = {one["id"] for one in row.papers if one["file"]}
    if paper not in {*sent_as_file, None, NONE_OF_THEM}:
        return False
    counts = {"checklist": row.about, "paper": paper}
    done = connection.execute(
        update(attachments)
        .where(attachments.c.id == file_id, attachments.c.author == Author.VISITOR)
        .where(attachments.c.conversation_id.in_(_conversations_of(owner)))
        .values(**counts)
    )
    return bool(done.rowcount)


def offer_once(connection: Connection, found: StoredChecklist) -> bool:
    """Return whether a person is to be offered for a complete checklist now, which is so once."""
    if found.offered or not found.shown["complete"]:
        return False
    done = connection.execute(
        update(checklists)
        .where(checklists.c.owner == found.owner, checklists.c.about == found.about)
        .where(checklists.c.offered_at.is_(None))
        .values(offered_at=utc_now())
    )
    return bool(done.rowcount)


def join_account(connection: Connection, conversation_id: str, account_id: str) -> None:
    """Make the checklists of a conversation the account's, to which it belongs from now on."""
    before = owner_of(None, conversation_id)
    now = owner_of(account_id, conversation_id)
    _lock_all(connection, now)
    query = select(checklists).where(checklists.c.owner == before).with_for_update()
    for row in connection.execute(query).all():
        known = _row(connection, now, row.about, lock=True)
        mine = (checklists.c.owner == before) & (checklists.c.about == row.about)
        if known is None:
            connection.execute(update(checklists).where(mine).values(owner=now))
            _make_one(connection, now, row.papers)
            continue
        ticked = list(dict.fromkeys([*known.ticked, *row.ticked]))
        shown_in = _shown_in(known, conversation_id)
        _change(connection, known, ticked=ticked, conversations=shown_in)
        connection.execute(delete(checklists).where(mine))
        connection.execute(
            update(attachments)
            .where(attachments.c.conversation_id == conversation_id)
            .where(attachments.c.checklist == row.about)
            .values(checklist=known.about)
        )


def _keep(connection: Connection, row: Row, card: dict[str, Any]) -> None:
    """Make or renew the checklist that a card of the bot shows."""
    listed = card[CHECKLIST]
    owner, about = owner_of(row.account_id, row.id), listed["about"]
    papers = [Paper.of_object(one).as_object() for one in listed["papers"]]
    moment = utc_now()
    if row.account_id is not None:
        _lock_all(connection, owner)
    known = _row(connection, owner, about, lock=True, follow=False)
    if known is not None and known.goes_on_as is not None:
        other = _row(connection, owner, known.goes_on_as, lock=True, follow=False)
        if other is not None and _is_of_another_case(other, moment):
            _change(connection, known, goes_on_as=None, ticked=_known(listed), offered_at=None)
    if known is None:
        values = {
            "owner": owner,
            "about": about,
            "title": card["title"],
            "papers": papers,
            "ticked": _known(listed),
            "conversations": [row.id],
            "shown_at": moment,
            "changed_at": moment,
        }
        connection.execute(insert(checklists), values)
        known = _row(connection, owner, about, lock=True, follow=False)
    another = _row(connection, owner, about, lock=True)
    if another is not None and another.about != about:
        _change(connection, another, conversations=_shown_in(another, row.id), shown_at=moment)
    elif known is not None:
        _change(
            connection,
            known,
            title=card["title"],
            papers=papers,
            conversations=_shown_in(known, row.id),
            goes_on_as=None,
            shown_at=moment,
        )
    if row.account_id is not None:
        _make_one(connection, owner, papers)


def _lock_all(connection: Connection, owner: str) -> None:
    """Let nobody else begin or change a checklist of an account's until the transaction ends."""
    if connection.dialect.name == "postgresql":  # a writing transaction of SQLite's is alone
        key = hashlib.blake2b(b"checklists " + owner.encode(), digest_size=8).digest()
        lock = text("SELECT pg_advisory_xact_lock(:key)")
        connection.execute(lock, {"key": int.from_bytes(key, "big", signed=True)})
    every = select(checklists.c.about).where(checklists.c.owner == owner)
    connection.execute(every.order_by(checklists.c.about).with_for_update()).all()


def _make_one(connection: Connection, owner: str, papers: Sequence[dict[str, Any]]) -> None:
    """Let an account's checklist that is about nothing on file, as before signing in or for
    whichever of its websites, go on as the one that lists the same papers for something on file;
    where there are several of those, or only one of a case long past, it stays by itself."""
    ids, moment = {one["id"] for one in papers}, utc_now()
    query = (
        select(checklists)
        .where(checklists.c.owner == owner, checklists.c.goes_on_as.is_(None))
        .order_by(checklists.c.about)
    )
    alike = [
        one
        for one in connection.execute(query)
        if {paper["id"] for paper in one.papers} == ids and not _is_of_another_case(one, moment)
    ]
    own = [one for one in alike if not one.about.startswith(_OF_NOTHING_ON_FILE)]
    if len(own) == 1:
        for general in alike:
            if general.about.startswith(_OF_NOTHING_ON_FILE):
                _take_over(connection, own[0].about, general)


def _is_of_another_case(row: Row, moment: datetime) -> bool:
    """Return whether a checklist has been left alone for so long that what is asked now is of
    another case."""
    lasts = _CASE_LASTS if row.offered_at is None else _DONE_LASTS
    changed: datetime = row.changed_at
    return changed < moment - lasts


def _take_over(connection: Connection, about: str, before: Row) -> None:
    """Let a checklist go on as another one of its owner's, which is locked."""
    now = _row(connection, before.owner, about, lock=True, follow=False)
    assert now is not None
    ids = {one["id"] for one in now.papers}
    ticked = [*now.ticked, *(one for one in before.ticked if one.partition(":")[0] in ids)]
    shown_in = list(dict.fromkeys([*before.conversations, *now.conversations]))
    _change(
        connection,
        now,
        ticked=list(dict.fromkeys(ticked)),
        conversations=shown_in[-_MOST_CONVERSATIONS:],
    )
    _change(connection, before, goes_on_as=now.about)
    connection.execute(
        update(attachments)
        .where(attachments.c.conversation_id.in_(_conversations_of(now.owner)))
        .where(attachments.c.checklist == before.about)
        .values(checklist=now.about)
    )


def _row(
    connection: Connection, owner: str, about: str, *, lock: bool, follow: bool = True
) -> Row | None:
    query = select(checklists).where(checklists.c.owner == owner, checklists.c.about == about)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is not None and row.goes_on_as is not None and follow:
        return _row(connection, owner, row.goes_on_as, lock=lock, follow=False)
    return row


def _change(connection: Connection, row: Row, **values: object) -> None:
    connection.execute(
        update(checklists)
        .where(checklists.c.owner == row.owner, checklists.c.about == row.about)
        .values(**values, changed_at=utc_now())
    )


def _shown_in(row: Row, conversation_id: str) -> list[str]:
    others = [one for one in row.conversations if one != conversation_id]
    return [*others, conversation_id][-_MOST_CONVERSATIONS:]


def _stored(connection: Connection, row: Row, language: str | None = None) -> StoredChecklist:
    files = _files(connection, row.owner, row.about)
    before = select(checklists).where(
        checklists.c.owner == row.owner, checklists.c.goes_on_as == row.about
    )

    def shown(listing: Row) -> Checklist:
        papers = [Paper.of_object(one).named_in(language) for one in listing.papers]
        return shown_checklist(listing.about, papers, row.ticked, files)

    return StoredChecklist(
        row.owner,
        row.about,
        row.title,
        shown(row),
        tuple(row.conversations),
        row.offered_at is not None,
        tuple(shown(each) for each in connection.execute(before)),
    )


def _card(connection: Connection, conversation: Row, card: dict[str, Any]) -> dict[str, Any]:
    """Return the bot's card with its checklist as it stands, in the card's own words."""
    checklist, language = _as_it_stands(connection, conversation, card[CHECKLIST])
    return {**card, "lines": checklist_lines(checklist, language), CHECKLIST: checklist}


def _as_it_stands(
    connection: Connection, conversation: Row, listed: dict[str, Any]
) -> tuple[Checklist, str]:
    """Return the checklist of a card as it stands, in the card's own words, and their language."""
    papers = [Paper.of_object(one) for one in listed["papers"]]
    owner = owner_of(conversation.account_id, conversation.id)
    row = _row(connection, owner, listed["about"], lock=False)
    ticked = row.ticked if row is not None else _known(listed)
    files = [] if row is None else _files(connection, owner, row.about)
    shown = shown_checklist(listed["about"], papers, ticked, files)
    return shown, listed["language"]


def _known(listed: dict[str, Any]) -> list[str]:
    """Return the papers that are ticked off at first."""
    return [one["id"] for one in listed["papers"] if one.get("known")]


def _files(connection: Connection, owner: str, about: str) -> list[PaperFile]:
    query = (
        select(attachments)
        .where(attachments.c.conversation_id.in_(_conversations_of(owner)))
        .where(attachments.c.checklist == about)
        .where(attachments.c.paper.is_distinct_from(NONE_OF_THEM))
        .where(attachments.c.state == AttachmentState.STORED)
        .order_by(attachments.c.created_at, attachments.c.id)
    )
    return [
        PaperFile(
            row.id,
            row.message_id,
            row.paper,
            row.name,
            row.review,
            row.reason,
            row.created_at,
            row.changed_at,
            row.pages,
        )
        for row in connection.execute(query)
    ]


def _conversations_of(owner: str) -> Any:
    """Return a query for the ids of the owner's conversations."""
    kind, _, name = owner.partition(":")
    column = conversations.c.account_id if kind == "account" else conversations.c.id
    return select(conversations.c.id).where(column == name)
