"""What the bot is asked of a message: without the contact that the desk takes from it."""

from __future__ import annotations

from beian.desk.conversations import tickets
from beian.desk.conversations.contacts import contact_in, without_contact
from beian.desk.conversations.handoff_question import TICKET
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.records import Message


def asked_of_bot(database: DeskDatabase, conversation_id: str, message: Message) -> str:
    """Return what a message asks the bot. Where it leaves a contact for a ticket, the desk answers
    that part of it, and the bot the question beside it."""
    contact = None if message.payload else contact_in(message.text)
    if contact is None:
        return message.text
    if message.question != TICKET:
        with database.reading() as connection:
            ticket = tickets.newest(connection, conversation_id)
        if ticket is None or ticket.contact != contact:
            return message.text
    return without_contact(message.text)
