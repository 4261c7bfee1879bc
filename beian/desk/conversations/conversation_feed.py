"""What a visitor's connection receives of its conversation: every message once, in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.conversations.session_parts import SessionParts
from beian.desk.conversations.visitor_token import VisitorToken
from beian.desk.event_log import event_logger
from beian.desk.protocol.frames import attachment_shown, chat_message, message_frame
from beian.desk.protocol.hub_frames import HubFrame, is_for_visitors
from beian.desk.protocol.server_frames import (
    ServerFrame,
    WelcomeFrame,
    WelcomeFrameConversation,
    WelcomeFrameLimits,
)
from beian.desk.storage.enumerations import State
from beian.desk.storage.records import Conversation, Message

logger = event_logger(__name__)

PAGE = 50
"""Messages in a welcome, and in an answer to `history`."""
MISSED_AT_ONCE = 200
"""Messages that a client which was away gets at once."""


class ConversationFeed:
    """The hub's Listener of one connection; `send` takes a server frame and must not block.

    The welcome comes first. Nothing is sent while the token is needed; what was missed comes later,
    from the store.
    """

    def __init__(
        self, desk: SessionParts, send: Callable[[ServerFrame], None], token: VisitorToken
    ) -> None:
        self._desk = desk
        self._send = send
        self._token = token
        self._conversation_id = ""
        # The newest message sent, and the newest that is known to be stored.
        self._cursor = 0
        self._known = 0
        self._welcomed = False
        self._catching_up: asyncio.Task[None] | None = None
        self.state = State.BOT
        """The state of the conversation, as far as the connection has heard."""

    def follow(self, conversation_id: str, *, listen: bool) -> None:
        """Belong to this conversation from now on; with `listen`, hear what happens in it."""
        self._conversation_id = conversation_id
        if listen:
            self._desk.hub.join(conversation_id, self, visitor=True)

    def leave(self) -> None:
        """Stop listening."""
        self._desk.hub.leave(self._conversation_id, self)
        if self._catching_up is not None:
            self._catching_up.cancel()
            self._catching_up = None
        self._known, self._welcomed = 0, False

    @property
    def is_listening(self) -> bool:
        """Return whether what happens in the conversation is heard here."""
        return self in self._desk.hub.listeners(self._conversation_id)

    def happened(self, frames: Sequence[HubFrame]) -> None:
        """Pass on what happened in the conversation; messages in order, without gaps."""
        if self._token.is_needed:
            return
        for frame in frames:
            if frame["type"] == "signed_in":
                self._token.lock()
            elif is_for_visitors(frame):
                self._pass_on(frame)

    def reach(self, seq: int) -> None:
        """Send what is missing up to `seq`, from the store."""
        self._known = max(self._known, seq)
        behind = self._welcomed and self._known > self._cursor
        if behind and self._catching_up is None and not self._token.is_needed:
            self._catching_up = asyncio.create_task(self._catch_up())

    async def welcome(
        self,
        conversation: Conversation,
        *,
        after: int | None = None,
        key: str | None = None,
        created: bool = False,
    ) -> None:
        """Send the welcome, with the newest messages or those after a seq; `key`: of a conversation
        that the client does not have yet; `created`: a new one."""
        limit = PAGE if after is None else MISSED_AT_ONCE
        found: list[Message] = await asyncio.to_thread(
            self._desk.conversations.newest, conversation.id, limit, after or 0
        )
        earlier = bool(found) and found[0].seq > (after or 0) + 1
        self._cursor = found[-1].seq if found else min(after or 0, conversation.last_seq)
        welcome = await self._welcome_frame(conversation, found, earlier=earlier, key=key)
        self._send({**welcome, "created": created})
        if after:
            await self._tell_of_files(conversation.id, after)
        self._welcomed = True
        self.reach(self._known)

    async def welcome_again(self, conversation: Conversation) -> None:
        """Send a welcome without messages, for a new token, and then what was missed."""
        self._send(await self._welcome_frame(conversation, [], earlier=False))
        self.reach(conversation.last_seq)

    async def _tell_of_files(self, conversation_id: str, after: int) -> None:
        """Send the files of messages that the client has as they are now: what became of them while
        it was away is no message."""
        found = await asyncio.to_thread(self._desk.conversations.with_files, conversation_id, after)
        for message in found:
            for each in message.attachments or ():
                shown = attachment_shown(each)
                self._send({"type": "attachment", "message": message.id, "attachment": shown})

    def _pass_on(self, frame: ServerFrame) -> None:
        if frame["type"] != "message":
            if frame["type"] == "state":
                self.state = frame["state"]
            if self._welcomed:  # the welcome tells of what was before it
                self._send(frame)
        elif frame["message"]["seq"] == self._cursor + 1 and self._is_level():
            self._cursor = frame["message"]["seq"]
            self._send(frame)
        else:
            self.reach(frame["message"]["seq"])

    async def _welcome_frame(
        self,
        conversation: Conversation,
        messages: list[Message],
        *,
        earlier: bool,
        key: str | None = None,
    ) -> WelcomeFrame:
        waiting = await asyncio.to_thread(self._desk.conversations.is_waiting, conversation.id)
        state = await self._desk.handoff.state(conversation.id)
        self.state = state["state"]
        shown: WelcomeFrameConversation = {"id": conversation.id}
        if key is not None:
            shown["key"] = key
        limits: WelcomeFrameLimits = {"text_length": self._desk.config.limits.text_length}
        if self._desk.files is not None:
            limits["file_bytes"] = self._desk.files.largest_bytes
        recalled = await asyncio.to_thread(self._desk.conversations.recalled, conversation.id)
        welcome: WelcomeFrame = {
            "type": "welcome",
            "conversation": shown,
            "created": False,
            "signed_in": self._token.account is not None,
            "language": conversation.language,
            "state": state["state"],
            "handoff": state["handoff"],
            "messages": [chat_message(message) for message in messages],
            "earlier": earlier,
            "typing": waiting,
            "rating": conversation.rating,
            "now": utc_now().isoformat(),
            "limits": limits,
        }
        if "blocked" in state:
            welcome["blocked"] = True
        if recalled:
            welcome["recalled"] = recalled
        if conversation.read_seq is not None:
            welcome["read"] = conversation.read_seq
        return welcome

    async def _catch_up(self) -> None:
        """Send what the store has after the cursor."""
        try:
            while self._cursor < self._known and not self._token.is_needed:
                missed = await asyncio.to_thread(
                    self._desk.conversations.following, self._conversation_id, self._cursor, PAGE
                )
                if not missed:
                    return
                for message in missed:
                    self._cursor = message.seq
                    self._send(message_frame(message))
                # Its frame may have been lost as these were.
                state = await self._desk.handoff.state(self._conversation_id)
                if state["state"] != self.state:
                    self.state = state["state"]
                    self._send(state)
        except StoreUnavailable as failure:
            logger.warning("store_unavailable", error=type(failure).__name__)
        finally:
            self._catching_up = None

    def _is_level(self) -> bool:
        """Return whether all that happened before was sent, so that the next thing may be at
        once."""
        return self._welcomed and self._catching_up is None
