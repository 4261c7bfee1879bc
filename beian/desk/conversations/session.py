"""A visitor's connection, whatever it runs over: takes client frames, sends server frames."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from beian.base.errors import StoreUnavailable
from beian.base.languages import DEFAULT_LANGUAGE
from beian.desk.conversations.conversation_store import (
    AnotherAccount,
    ConversationClosed,
    NoSuchAnswer,
)
from beian.desk.conversations.handoff import FOR_AGENTS
from beian.desk.conversations.session_parts import SessionParts
from beian.desk.conversations.visitor_token import VisitorToken
from beian.desk.event_log import event_logger
from beian.desk.protocol import client_frames as client
from beian.desk.protocol.frames import Frame, Refused, chat_message, message_frame
from beian.desk.protocol.server_frames import FeedbackFrame, WelcomeFrame, WelcomeFrameConversation
from beian.desk.site_tokens import SignedIn
from beian.desk.storage.enumerations import Author, State
from beian.desk.storage.records import Conversation, Message, written_time

logger = event_logger(__name__)

PAGE = 50
"""Messages in a welcome, and in an answer to `history`."""
MISSED_AT_ONCE = 200
"""Messages that a client which was away gets at once."""
SIGNED_IN = "signed_in"
"""Between connections only, never sent: the conversation belongs to an account by now."""


class Session:
    """One connection. `send` takes a server frame and must not block; `address` is the client's.

    `enter` a conversation first, with a hello frame; then `handle` each further one. Both raise
    Refused, and StoreUnavailable. Nothing is accepted from, or delivered to, a session whose
    token has expired, until a new one comes.
    """

    def __init__(self, desk: SessionParts, send: Callable[[Frame], None], address: str) -> None:
        self._desk = desk
        self._send = send
        self._address = address
        self._conversation: Conversation | None = None
        self._token = VisitorToken(desk.tokens, desk.config.token.leeway_seconds, send)
        # The newest message sent, and the newest that is known to be stored.
        self._cursor = 0
        self._known = 0
        self._welcomed = False
        self._state = State.BOT
        self._catching_up: asyncio.Task[None] | None = None

    async def enter(self, hello: Frame, *, listen: bool = True) -> None:
        """Open the conversation that a hello frame names, or begin one. With `listen`, a welcome
        and everything that happens in it is sent."""
        signed_in = self._token.verified(hello["token"]) if "token" in hello else None
        self.leave()
        named = hello.get("conversation")
        if named is not None:
            self._take_up(await self._opened(named, signed_in), signed_in, listen=listen)
            if listen:
                await self._welcome(hello.get("after"))
        elif listen:
            await self._count_conversation()
            await self._begin(hello.get("language", DEFAULT_LANGUAGE), signed_in, listen=True)
        else:
            raise Refused("bad_frame", "/hello: `conversation` is needed here.")

    async def handle(self, frame: Frame) -> None:
        """Do what a checked client frame asks."""
        if frame["type"] == "ping":
            self._send({"type": "pong"})
            return
        if frame["type"] == "hello":
            await self.enter(frame)
            return
        if self._conversation is None:
            raise Refused(
                "hello_first", "The first frame must be hello.", message_id=frame.get("id")
            )
        if frame["type"] != "token":
            self._refuse_expired(frame)
        await getattr(self, f"_on_{frame['type']}")(frame, self._conversation)

    def happened(self, frames: Sequence[Frame]) -> None:
        """Pass on what happened in the conversation; messages in order, without gaps."""
        if self._token.is_needed:
            return
        for frame in frames:
            if frame["type"] == SIGNED_IN:
                self._token.lock()
            elif frame["type"] in FOR_AGENTS:
                continue
            elif frame["type"] != "message":
                if frame["type"] == "state":
                    self._state = frame["state"]
                if self._welcomed:  # the welcome tells of what was before it
                    self._send(frame)
            elif frame["message"]["seq"] == self._cursor + 1 and self._is_level():
                self._cursor = frame["message"]["seq"]
                self._send(frame)
            else:
                self.reach(frame["message"]["seq"])

    def reach(self, seq: int) -> None:
        """Send what is missing up to `seq`, from the store."""
        self._known = max(self._known, seq)
        behind = self._welcomed and self._known > self._cursor
        if behind and self._catching_up is None and not self._token.is_needed:
            self._catching_up = asyncio.create_task(self._catch_up())

    def leave(self) -> None:
        """Listen no more."""
        if self._conversation is not None:
            self._desk.hub.leave(self._conversation.id, self)
        self._token.forget()
        if self._catching_up is not None:
            self._catching_up.cancel()
            self._catching_up = None
        self._known, self._welcomed = 0, False
        self._conversation = None

    async def _on_send(self, frame: client.SendFrame, conversation: Conversation) -> None:
        message_id, text = frame["id"], frame.get("text")
        if text is not None:
            self._check_text(text, message_id)
        wait = await self._desk.limits.message(conversation.id, self._address)
        if wait is not None:
            raise Refused(
                "too_fast",
                "Too many messages a minute.",
                message_id=message_id,
                retry_after=wait,
            )
        started = time.perf_counter()
        try:
            accepted = await asyncio.to_thread(
                self._desk.conversations.accept,
                conversation.id,
                message_id,
                text=text,
                payload=frame.get("payload"),
                account_id=self._token.account,
            )
        except ConversationClosed as closed:
            raise Refused(
                "closed", "The conversation was ended.", message_id=message_id
            ) from closed
        except AnotherAccount as another:
            raise Refused(
                "token_expired", "The conversation needs a token by now.", message_id=message_id
            ) from another
        self._desk.metrics.took("store", time.perf_counter() - started)
        message = accepted.message
        if accepted.lease is not None:
            self._desk.answering.answer(conversation.id, accepted.lease, message, accepted.language)
            await asyncio.sleep(0)  # the question goes out before frames do: it takes longest
        self._send(
            {"type": "ack", "id": message.id, "seq": message.seq, "at": written_time(message.at)}
        )
        if accepted.again:
            return
        self._desk.metrics.said(Author.VISITOR)
        shown = [message_frame(each) for each in (message, *accepted.said)]
        await self._desk.hub.publish(conversation.id, shown)
        if accepted.handed:
            await self._desk.handoff.announce_handoff(conversation.id, ())
        elif self._state != State.BOT:
            await self._desk.handoff.changed(conversation.id)

    async def _on_typing(self, frame: client.TypingFrame, conversation: Conversation) -> None:
        if self._state in {State.WAITING, State.WITH_AGENT}:
            await self._desk.handoff.visitor_typing(conversation.id, on=frame["on"])

    async def _on_token(self, frame: client.TokenFrame, conversation: Conversation) -> None:
        signed_in = self._token.verified(frame["token"])
        self._conversation = await self._belonging(conversation, signed_in)
        self._token.use(signed_in)
        self._token.ask_when_expired()
        self._send(await self._welcome_frame([], earlier=False))
        self.reach(self._conversation.last_seq)

    async def _on_language(self, frame: client.LanguageFrame, conversation: Conversation) -> None:
        await asyncio.to_thread(self._desk.conversations.speak, conversation.id, frame["language"])

    async def _on_history(self, frame: client.HistoryFrame, conversation: Conversation) -> None:
        found = await asyncio.to_thread(
            self._desk.conversations.before, conversation.id, frame["before"], PAGE
        )
        self._send(
            {
                "type": "history",
                "messages": [chat_message(message) for message in found],
                "earlier": bool(found) and found[0].seq > 1,
            }
        )

    async def _on_feedback(self, frame: client.FeedbackFrame, conversation: Conversation) -> None:
        try:
            said = await asyncio.to_thread(
                self._desk.conversations.give_feedback,
                conversation.id,
                frame["message"],
                frame["value"],
                frame.get("reason"),
                frame.get("comment"),
            )
        except NoSuchAnswer as unknown:
            raise Refused("unknown_message", "There is no such answer here.") from unknown
        self._desk.metrics.feedback(frame["value"])
        given: FeedbackFrame = {
            "type": "feedback",
            "message": frame["message"],
            "value": frame["value"],
        }
        await self._tell_all(conversation, given)
        await self._desk.hub.publish(conversation.id, [message_frame(each) for each in said])

    async def _on_rate(self, frame: client.RateFrame, conversation: Conversation) -> None:
        score = frame["score"]
        await asyncio.to_thread(
            self._desk.conversations.rate, conversation.id, score, frame.get("comment")
        )
        await self._tell_all(conversation, {"type": "rated", "score": score})

    async def _on_new(self, frame: client.NewFrame, conversation: Conversation) -> None:
        del frame
        await self._count_conversation()
        await asyncio.to_thread(self._desk.conversations.end, conversation.id)
        signed_in, listening = self._token.signed_in, self._is_listening()
        self.leave()
        await self._desk.hub.publish(
            conversation.id,
            [{"type": "error", "code": "closed", "detail": "The conversation was ended."}],
        )
        await self._desk.handoff.announce_handoff(conversation.id, ())
        await self._begin(conversation.language, signed_in, listen=listening)

    async def _begin(self, language: str, signed_in: SignedIn | None, *, listen: bool) -> None:
        """A new conversation, in which the assistant speaks first."""
        account = None if signed_in is None else signed_in.account
        begun = await asyncio.to_thread(self._desk.conversations.begin, language, account)
        self._take_up(begun.conversation, signed_in, listen=listen)
        await self._welcome(None, key=begun.key)
        self._desk.answering.greet(begun.conversation.id, begun.lease, account, language)

    def _take_up(
        self, conversation: Conversation, signed_in: SignedIn | None, *, listen: bool
    ) -> None:
        """Goes on in this conversation, for whoever is signed in."""
        self._conversation = conversation
        self._token.use(signed_in)
        if listen:
            self._desk.hub.join(conversation.id, self)
            self._token.ask_when_expired()

    async def _opened(self, named: dict[str, str], signed_in: SignedIn | None) -> Conversation:
        """Return the conversation, for whoever has its key and, if it is an account's, its
        token."""
        store = self._desk.conversations
        conversation = await asyncio.to_thread(store.open, named["id"], named["key"])
        if conversation is None:
            raise Refused("unknown_conversation", "There is no such conversation for this key.")
        if signed_in is None:
            if conversation.account_id is not None:
                raise Refused("token_expired", "This conversation needs a token of its account.")
            return conversation
        return await self._belonging(conversation, signed_in)

    async def _belonging(self, conversation: Conversation, signed_in: SignedIn) -> Conversation:
        """Return the conversation as this account's, which it is from now on if it was nobody's."""
        try:
            account = signed_in.account
            owned = await asyncio.to_thread(
                self._desk.conversations.sign_in, conversation.id, account
            )
        except AnotherAccount as another:
            raise Refused(
                "another_account", "The conversation belongs to another account."
            ) from another
        if conversation.account_id is None:
            self._token.use(signed_in)
            await self._desk.hub.publish(conversation.id, [{"type": SIGNED_IN}])
        return owned

    async def _welcome(self, after: int | None, key: str | None = None) -> None:
        assert self._conversation is not None
        limit = PAGE if after is None else MISSED_AT_ONCE
        found: list[Message] = await asyncio.to_thread(
            self._desk.conversations.newest, self._conversation.id, limit, after or 0
        )
        earlier = bool(found) and found[0].seq > (after or 0) + 1
        self._cursor = found[-1].seq if found else min(after or 0, self._conversation.last_seq)
        self._send(await self._welcome_frame(found, earlier=earlier, key=key))
        self._welcomed = True
        self.reach(self._known)

    async def _welcome_frame(
        self, messages: list[Message], *, earlier: bool, key: str | None = None
    ) -> WelcomeFrame:
        conversation = self._conversation
        assert conversation is not None
        waiting = await asyncio.to_thread(self._desk.conversations.is_waiting, conversation.id)
        state = await self._desk.handoff.state(conversation.id)
        self._state = state["state"]
        shown: WelcomeFrameConversation = {"id": conversation.id}
        if key is not None:
            shown["key"] = key
        return {
            "type": "welcome",
            "conversation": shown,
            "created": key is not None,
            "signed_in": self._token.account is not None,
            "language": conversation.language,
            "state": state["state"],
            "handoff": state["handoff"],
            "messages": [chat_message(message) for message in messages],
            "earlier": earlier,
            "typing": waiting,
            "rating": conversation.rating,
            "limits": {"text_length": self._desk.config.limits.text_length},
        }

    async def _catch_up(self) -> None:
        """Send what the store has after the cursor."""
        assert self._conversation is not None
        try:
            while self._cursor < self._known and not self._token.is_needed:
                missed = await asyncio.to_thread(
                    self._desk.conversations.following, self._conversation.id, self._cursor, PAGE
                )
                if not missed:
                    return
                for message in missed:
                    self._cursor = message.seq
                    self._send(message_frame(message))
                # Its frame may have been lost as these were.
                state = await self._desk.handoff.state(self._conversation.id)
                if state["state"] != self._state:
                    self._state = state["state"]
                    self._send(state)
        except StoreUnavailable as failure:
            logger.warning("store_unavailable", error=type(failure).__name__)
        finally:
            self._catching_up = None

    async def _tell_all(self, conversation: Conversation, frame: Frame) -> None:
        """To every connection of the conversation; to this one also where it does not listen."""
        if not self._is_listening():
            self._send(frame)
        await self._desk.hub.publish(conversation.id, [frame])

    def _is_level(self) -> bool:
        """Return whether all that happened before was sent, so that the next thing may be at
        once."""
        return self._welcomed and self._catching_up is None

    def _is_listening(self) -> bool:
        conversation = self._conversation
        return conversation is not None and self in self._desk.hub.listeners(conversation.id)

    async def _count_conversation(self) -> None:
        wait = await self._desk.limits.conversation(self._address)
        if wait is not None:
            raise Refused(
                "too_many_conversations",
                "Too many conversations were begun from this address.",
                retry_after=wait,
            )
        self._desk.metrics.conversation_begun()

    def _check_text(self, text: str, message_id: str) -> None:
        longest = self._desk.config.limits.text_length
        if len(text) > longest:
            raise Refused(
                "too_long",
                f"{len(text)} characters, and at most {longest} are taken.",
                message_id=message_id,
            )
        if not text.strip():
            raise Refused("blank", "Nothing but blanks.", message_id=message_id)

    def _refuse_expired(self, frame: Frame) -> None:
        if self._token.is_needed:
            raise Refused(
                "token_expired",
                "The token has expired: send a new one.",
                message_id=frame.get("id"),
            )
