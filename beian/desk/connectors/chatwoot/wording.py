"""How messages and notes read in Chatwoot."""

from __future__ import annotations

from beian.desk.connectors.chatwoot.conversations import HandoffContext
from beian.desk.sign_in_cards import SIGN_IN
from beian.desk.storage.records import Message, MessageContent
from beian.desk.wording import Wording

_LONGEST_LINE = 300
_WORDING = Wording("beian.desk.connectors.chatwoot")


def message_text(message: Message) -> str:
    """Return a message's text, with its links and what its card says below."""
    links = [f"{link['title']}: {link['url']}" for link in message.links]
    shown = message.card if message.card and message.card["kind"] != SIGN_IN else None
    card = [shown["title"], *shown["lines"]] if shown else []
    return "\n".join([message.text, *links, *card])


def handoff_notice(language: str) -> MessageContent:
    """Return the notice for a visitor whom nobody has told yet that a person comes."""
    return _WORDING.notice("handoff", language)


def file_notice(language: str) -> MessageContent:
    """Return the notice for a visitor whose file Chatwoot alone keeps."""
    return _WORDING.notice("file", language)


def note(kind: str, language: str, /, **values: str) -> str:
    """Return a note for people about what the visitor has done in the site's chat."""
    return _WORDING.words(f"note_{kind}", language).format(**values)


def note_text(context: HandoffContext) -> str:
    """Return the note for the person who takes over, in the visitor's language."""
    language, words = context.language, _WORDING.words
    said = [
        f"{words(f'note_{message.author}', language)}: {message.text[:_LONGEST_LINE]}"
        for message in context.messages
    ]
    unknown = words("note_unknown", language)
    return words("note", language).format(
        topic=context.topic or unknown,
        language=words("note_language", language),
        account=context.account_id or unknown,
        said="\n".join(said),
    )
