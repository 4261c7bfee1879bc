"""A visitor's connection, whatever it runs over: takes client frames, sends server frames."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from beian.base.languages import DEFAULT_LANGUAGE
from beian.desk.conversations.checklist_service import NoSuchPaper
from beian.desk.conversations.conversation_feed import PAGE, ConversationFeed
from beian.desk.conversations.conversation_store import (
    AnotherAccount,
    ConversationClosed,
    NoSuchAnswer,
)
from beian.desk.conversations.resuming import begun_since, open_instead
from beian.desk.conversations.session_parts import SessionParts
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.conversations.visitor_token import VisitorToken
from beian.desk.protocol import client_frames as client
from beian.desk.protocol.frames import Refused, chat_message, id_of, message_frame
from beian.desk.protocol.server_frames import FeedbackFrame, ServerFrame
from beian.desk.site_tokens import SignedIn
from beian.desk.storage.enumerations import Author, State
from beian.desk.storage.records import Conversation, written_time


class Session:
    """One connection. `send` takes a server frame and must not block; `address` is the client's;
    `site`: the host of its page.

    `enter` a conversation first, with a hello frame; then `handle` each further one. Both raise
    Refused or StoreUnavailable. Nothing is accepted from, or delivered to, a session whose
    token has expired, until a new one comes.
    """

    def __init__(
        self,
        desk: SessionParts,
        send: Callable[[ServerFrame], None],
        address: str,
        site: str | None = None,
    ) -> None:
        self._desk = desk
        self._address = address
        self._site = site
        self._network = desk.blocks.hashed(address)
        self._conversation: Conversation | None = None
        self._resumes = False
        self._script: str | None = None
        self._token = VisitorToken(desk.tokens, desk.config.token.leeway_seconds, send)

        def send_linked(frame: ServerFrame) -> None:
            send(desk.letter_cards.linked(frame, self._token.account))

        self._send = send_linked
        self._feed = ConversationFeed(desk, send_linked, self._token)

    async def enter(self, hello: client.HelloFrame, *, listen: bool = True) -> None:
        """Open the conversation that a hello frame names, or begin one. With `listen`, a welcome
        and everything that happens in it is sent."""
        signed_in = self._token.verified(hello["token"]) if "token" in hello else None
        self.leave()
        self._script = hello.get("script")
        self._resumes = listen and hello.get("resume", False)
        named = hello.get("conversation")
        if named is None and not listen:
            raise Refused("bad_frame", "/hello: `conversation` is needed here.")
        conversation = await self._opened(named) if named is not None else None
        if await self._resumed(conversation, signed_in):
            return
        if conversation is not None:
            owned = await self._owned(conversation, signed_in)
            self._take_up(owned, signed_in, listen=listen)
            if listen:
                await self._feed.welcome(owned, after=hello.get("after"))
            return
        await self._count_conversation()
        await self._begin(hello.get("language", DEFAULT_LANGUAGE), signed_in, listen=True)

    async def handle(self, frame: client.ClientFrame) -> None:
        """Do what a checked client frame asks."""
        if frame["type"] == "ping":
            self._send({"type": "pong"})
            return
        if frame["type"] == "hello":
            await self.enter(frame)
            return
        if self._conversation is None:
            raise Refused("hello_first", "The first frame must be hello.", message_id=id_of(frame))
        if frame["type"] != "token":
            self._refuse_expired(frame)
        await getattr(self, f"_on_{frame['type']}")(frame, self._conversation)

    def leave(self) -> None:
        """Stop listening, and forget the conversation and the token."""
        self._feed.leave()
        self._token.forget()
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
                network=self._network,
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
            self._desk.answering.answer(
                conversation.id, accepted.lease, message, accepted.language, self._address
            )
            await asyncio.sleep(0)  # the question goes out before frames do: it takes longest
        self._send(
            {"type": "ack", "id": message.id, "seq": message.seq, "at": written_time(message.at)}
        )
        if accepted.again:
            return
        self._desk.metrics.count_messages(Author.VISITOR)
        shown = [message_frame(each) for each in (message, *accepted.said)]
        await self._desk.hub.publish(conversation.id, shown)
        if accepted.filed is not None:
            await self._desk.checklists.file_changed(accepted.filed)
        if accepted.handed:
            await self._desk.handoff.announce_handoff(conversation.id, ())
        elif self._feed.state != State.BOT:
            await self._desk.handoff.changed(conversation.id)

    async def _on_typing(self, frame: client.TypingFrame, conversation: Conversation) -> None:
        if self._feed.state in {State.WAITING, State.WITH_AGENT}:
            await self._desk.handoff.visitor_typing(conversation.id, on=frame["on"])

    async def _on_token(self, frame: client.TokenFrame, conversation: Conversation) -> None:
        signed_in = self._token.verified(frame["token"])
        if await self._resumed(conversation, signed_in):
            return
        self._conversation = await self._belonging(conversation, signed_in)
        self._token.use(signed_in)
        self._token.ask_when_expired()
        await self._feed.welcome_again(self._conversation)

    async def _on_language(self, frame: client.LanguageFrame, conversation: Conversation) -> None:
        await asyncio.to_thread(self._desk.conversations.speak, conversation.id, frame["language"])

    async def _on_page(self, frame: client.PageFrame, conversation: Conversation) -> None:
        is_news = await asyncio.to_thread(
            self._desk.conversations.note_page,
            conversation.id,
            frame["address"],
            frame.get("title"),
        )
        if is_news:
            await self._desk.handoff.changed(conversation.id)

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

    async def _on_conversations(
        self, frame: client.ConversationsFrame, conversation: Conversation
    ) -> None:
        del frame, conversation
        account = self._token.account
        found = await asyncio.to_thread(self._desk.history.listed, account) if account else []
        self._send({"type": "conversations", "conversations": found})

    async def _on_read(self, frame: client.ReadFrame, conversation: Conversation) -> None:
        seq = frame["seq"]
        if await asyncio.to_thread(self._desk.history.read, conversation.id, seq):
            await self._desk.hub.publish(conversation.id, [{"type": "read", "seq": seq}])

    async def _on_tick(self, frame: client.TickFrame, conversation: Conversation) -> None:
        about, paper, on = frame["checklist"], frame["paper"], frame["on"]
        try:
            await self._desk.checklists.tick(conversation, about, paper, on=on)
        except NoSuchPaper as unknown:
            raise Refused("unknown_paper", "There is no such paper here.") from unknown

    async def _on_paper(self, frame: client.PaperFrame, conversation: Conversation) -> None:
        about, file_id, paper = frame["checklist"], frame["file"], frame["paper"]
        try:
            await self._desk.checklists.count(conversation, about, file_id, paper)
        except NoSuchPaper as unknown:
            raise Refused("unknown_paper", "There is no such paper or file here.") from unknown

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
        self._desk.metrics.rating(score)
        await self._tell_all(conversation, {"type": "rated", "score": score})
        await self._desk.handoff.changed(conversation.id)

    async def _on_new(self, frame: client.NewFrame, conversation: Conversation) -> None:
        del frame
        signed_in, listening = self._token.signed_in, self._feed.is_listening
        now = await asyncio.to_thread(self._desk.conversations.current, conversation.id)
        if signed_in is not None:
            newer = await begun_since(self._desk.history, now, signed_in.account)
            if newer is not None:
                await self._go_to(newer, signed_in, listen=listening)
                return
        await self._count_conversation()
        await asyncio.to_thread(self._desk.conversations.end, conversation.id)
        self.leave()
        await self._desk.hub.publish(
            conversation.id,
            [{"type": "error", "code": "closed", "detail": "The conversation was ended."}],
        )
        await self._desk.handoff.announce_handoff(conversation.id, ())
        await self._begin(conversation.language, signed_in, listen=listening)

    async def _on_delete(self, frame: client.DeleteFrame, conversation: Conversation) -> None:
        if frame["conversation"] != conversation.id:
            raise Refused("bad_frame", "/conversation: another one is gone on with here.")
        signed_in, listening = self._token.signed_in, self._feed.is_listening
        with suppress(NoSuchConversation):  # another device was faster
            await self._desk.deletion.delete(conversation.id)
        self.leave()
        try:
            await self._count_conversation()
            await self._begin(conversation.language, signed_in, listen=listening)
        finally:  # other devices come when there is something to come to
            await self._desk.deletion.announce(conversation.id)

    async def _begin(self, language: str, signed_in: SignedIn | None, *, listen: bool) -> None:
        """Begin a conversation, in which the assistant speaks first."""
        account = None if signed_in is None else signed_in.account
        begun = await asyncio.to_thread(
            self._desk.conversations.begin, language, account, self._network, self._site
        )
        self._take_up(begun.conversation, signed_in, listen=listen)
        await self._feed.welcome(begun.conversation, key=begun.key, created=True)
        self._desk.answering.greet(
            begun.conversation.id,
            begun.lease,
            account,
            language,
            self._address,
            script=self._script,
        )

    def _take_up(
        self, conversation: Conversation, signed_in: SignedIn | None, *, listen: bool
    ) -> None:
        """Continue this conversation, for whoever is signed in."""
        self._conversation = conversation
        self._token.use(signed_in)
        self._feed.follow(conversation.id, listen=listen)
        if listen:
            self._token.ask_when_expired()

    async def _resumed(self, conversation: Conversation | None, signed_in: SignedIn | None) -> bool:
        """Go to what the account has open, for a client that wishes so; return whether it did."""
        if not self._resumes or signed_in is None:
            return False
        found = await open_instead(self._desk.history, conversation, signed_in.account)
        if found is not None:
            await self._go_to(found, signed_in, listen=True)
        return found is not None

    async def _go_to(
        self, conversation: Conversation, signed_in: SignedIn, *, listen: bool
    ) -> None:
        """Continue another conversation of the account, whose key the client does not have."""
        self.leave()
        self._take_up(conversation, signed_in, listen=listen)
        await self._feed.welcome(conversation, key=self._desk.history.key(conversation))

    async def _opened(self, named: client.HelloFrameConversation) -> Conversation:
        """Return the conversation, for whoever has its key."""
        store = self._desk.conversations
        conversation = await asyncio.to_thread(store.open, named["id"], named["key"])
        if conversation is None:
            raise Refused("unknown_conversation", "There is no such conversation for this key.")
        return conversation

    async def _owned(self, conversation: Conversation, signed_in: SignedIn | None) -> Conversation:
        """Return an opened conversation, if it is an account's for whoever shows its token."""
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
            await self._desk.hub.publish(conversation.id, [{"type": "signed_in"}])
        return owned

    async def _tell_all(self, conversation: Conversation, frame: ServerFrame) -> None:
        """Tell every connection of the conversation; this one also where it does not listen."""
        if not self._feed.is_listening:
            self._send(frame)
        await self._desk.hub.publish(conversation.id, [frame])

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

    def _refuse_expired(self, frame: client.ClientFrame) -> None:
        if self._token.is_needed:
            raise Refused(
                "token_expired",
                "The token has expired: send a new one.",
                message_id=id_of(frame),
            )
