"""Cards about letters as a connection gets them: with links for who is signed in there."""

from __future__ import annotations

from typing import cast

from beian.desk.letter_links import LetterLinks
from beian.desk.protocol.server_frames import Card, CardAction, ChatMessage, ServerFrame
from beian.letters.letter import NoSuchLetter, WantedLetter

LETTER = "letter"
_FILES = {
    "docx": "letter.docx",
    "pdf": "letter.pdf",
    "print": "print",
    "copy": "letter.txt",
}
"""What each action of a letter's card opens."""
_PREVIEW = "letter.png"


class LetterCards:
    """Puts links into frames, signed anew each time a frame is sent."""

    def __init__(self, links: LetterLinks) -> None:
        self._links = links

    def linked(self, frame: ServerFrame, account: str | None) -> ServerFrame:
        """Return a frame whose cards about letters can be followed by this account; any other
        frame as it is."""
        if frame["type"] == "message":
            message = self._message(frame["message"], account)
            return frame if message is frame["message"] else {**frame, "message": message}
        if frame["type"] in ("welcome", "history"):
            messages = [self._message(one, account) for one in frame["messages"]]
            return cast(ServerFrame, {**frame, "messages": messages})
        return frame

    def _message(self, message: ChatMessage, account: str | None) -> ChatMessage:
        card = message.get("card")
        if card is None or card["kind"] != LETTER or "letter" not in card:
            return message
        return {**message, "card": self._card(card, account)}

    def _card(self, card: Card, account: str | None) -> Card:
        """Return a card with links; without any where it is about something of an account, and
        nobody is signed in."""
        written = card["letter"]
        try:
            wanted = WantedLetter.of_object(written)
        except NoSuchLetter:  # of another version
            return {**card, "actions": []}
        if wanted.id is not None and account is None:
            return {**card, "actions": []}
        whose = account if wanted.id is not None else None
        link = self._links.link(wanted, whose, written.get("language", ""))
        actions: list[CardAction] = [
            {**action, "url": f"{link}/{_FILES[action['does']]}"}
            for action in card["actions"]
            if action.get("does") in _FILES
        ]
        return {**card, "actions": actions, "preview": f"{link}/{_PREVIEW}"}
