"""What is stored of a conversation or an account, deleted for good, within a transaction.

Visitors, in the chat, and the operator, with `beian forget`, delete by the same functions. The row
of the conversation goes with all that names it, so that nothing that was under way can be stored
any more: there is nothing for it to belong to. What lies outside of the store, the bot's tracker
and the bytes of files, is noted in desk_erasures (beian/desk/conversations/erasures.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import column, delete, insert, inspect, or_, select, table, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations.blocks import stands
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.checklist_tables import checklists
from beian.desk.storage.enumerations import DeliveryKind, ErasedKind
from beian.desk.storage.erasure_tables import erasures
from beian.desk.storage.handoff_tables import audit, blocks, outbox, tickets
from beian.desk.storage.records import Ticket
from beian.desk.storage.reminder_tables import refusals, reminders
from beian.desk.storage.tables import conversations

PASSES = 2
"""Once at once, and once more when nothing that was under way can have been written since."""
_KEPT_LABELS = ("file", "thumbnail")


def erase_conversation(connection: Connection, row: Row) -> None:
    """Delete a locked conversation, and all that is stored of it.

    What holds against a visitor stays without the conversation: a block, for whom it is against,
    and that a reminder was sent, so that it is not sent again.
    """
    _note_outside(connection, row.id)
    _erase_deliveries(connection, row.id)
    _leave_checklists(connection, row.id, row.account_id)
    _leave_blocks(connection, row.id)
    connection.execute(
        update(reminders)
        .where(reminders.c.conversation_id == row.id)
        .values(conversation_id=None, message_id=None)
    )
    connection.execute(
        update(audit)
        .where(audit.c.conversation_id == row.id)
        .values(conversation_id=None, detail=None)
    )
    for name, of_conversation in _naming_a_conversation(connection):
        named = column(of_conversation)
        connection.execute(delete(table(name, named)).where(named == row.id))
    connection.execute(delete(conversations).where(conversations.c.id == row.id))


def erase_account(connection: Connection, account_id: str) -> int:
    """Delete what is stored of an account beside its conversations, blocks of it too; return how
    many rows that were."""
    sent = select(reminders.c.id).where(reminders.c.account_id == account_id)
    keys = [f"reminder-{each}" for each in connection.execute(sent).scalars()]
    done = [
        delete(outbox).where(outbox.c.key.in_(keys)),
        delete(reminders).where(reminders.c.account_id == account_id),
        delete(refusals).where(refusals.c.account_id == account_id),
        delete(checklists).where(checklists.c.owner == f"account:{account_id}"),
        delete(blocks).where(blocks.c.account_id == account_id),
    ]
    return sum(connection.execute(one).rowcount for one in done)


def audit_deletion(connection: Connection, action: str) -> None:
    """Write into the audit log that something was deleted, and nothing else of it."""
    connection.execute(insert(audit), {"at": utc_now(), "action": action})


def _note_outside(connection: Connection, conversation_id: str) -> None:
    moment = utc_now()

    def noted(kind: ErasedKind, name: str, labels: list[str]) -> dict[str, object]:
        return {
            "kind": kind,
            "name": name,
            "labels": labels,
            "passes": PASSES,
            "next_at": moment,
        }

    files = select(attachments.c.id, attachments.c.parts).where(
        attachments.c.conversation_id == conversation_id
    )
    found = [
        noted(ErasedKind.FILE, file.id, [*file.parts, *_KEPT_LABELS])
        for file in connection.execute(files)
    ]
    connection.execute(insert(erasures), [noted(ErasedKind.TRACKER, conversation_id, []), *found])


def _erase_deliveries(connection: Connection, conversation_id: str) -> None:
    """Delete the deliveries of a conversation: mails of its tickets, and what has its id as key."""
    numbers = select(tickets.c.id).where(tickets.c.conversation_id == conversation_id)
    threads = [
        f"{DeliveryKind.MAIL}-{Ticket.number_of(each)}"
        for each in connection.execute(numbers).scalars()
    ]
    of_it = outbox.c.key.contains(conversation_id, autoescape=True)
    connection.execute(delete(outbox).where(or_(of_it, outbox.c.thread.in_(threads))))


def _leave_checklists(connection: Connection, conversation_id: str, account_id: str | None) -> None:
    """Delete the checklists that this conversation alone shows."""
    own = checklists.c.owner == f"conversation:{conversation_id}"
    connection.execute(delete(checklists).where(own))
    if account_id is None:
        return
    query = select(checklists).where(checklists.c.owner == f"account:{account_id}")
    for row in connection.execute(query.with_for_update()).all():
        if conversation_id not in row.conversations:
            continue
        this = (checklists.c.owner == row.owner) & (checklists.c.about == row.about)
        others = [each for each in row.conversations if each != conversation_id]
        if others:
            connection.execute(update(checklists).where(this).values(conversations=others))
        else:
            connection.execute(delete(checklists).where(this))


def _leave_blocks(connection: Connection, conversation_id: str) -> None:
    """Let blocks that hold, hold on, where they are against an account or an address."""
    of_it = blocks.c.conversation_id == conversation_id
    against_more = or_(blocks.c.account_id.is_not(None), blocks.c.network.is_not(None))
    connection.execute(
        update(blocks).where(of_it, against_more, stands()).values(conversation_id=None)
    )
    connection.execute(delete(blocks).where(of_it))


def _naming_a_conversation(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield each table that refers to conversations, with the column: the desk's own, and those
    that a connector has, or had."""
    inspector = inspect(connection)
    for name in sorted(inspector.get_table_names()):
        for key in inspector.get_foreign_keys(name):
            if key["referred_table"] == conversations.name:
                yield name, key["constrained_columns"][0]
