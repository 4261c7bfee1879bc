"""Gets answers from the bot for waiting messages, one after the other in each conversation.

A bot that is slow or down costs nobody a message: the visitor is told after a while and offered a
person, and the message is answered when the bot is back, by this process or another. Whoever asks
for a person is handed off without it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.bot_client import Bot, BotRefused, BotUnavailable
from beian.desk.conversations.asked_of_bot import asked_of_bot
from beian.desk.conversations.conversation_store import Answered, ConversationStore
from beian.desk.conversations.handoff import HandoffService
from beian.desk.conversations.handoff_question import OFFERED, PUT
from beian.desk.conversations.late_greetings import LateGreetings
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.conversations.without_bot import answer_without_bot
from beian.desk.event_log import event_logger
from beian.desk.fair_slots import FairSlots
from beian.desk.hub import Hub
from beian.desk.limits import network_of
from beian.desk.metrics import Metrics
from beian.desk.protocol.frames import message_frame
from beian.desk.protocol.hub_frames import HubFrame
from beian.desk.protocol.server_frames import TypingFrame
from beian.desk.storage.enumerations import Author
from beian.desk.storage.records import Answer, Message
from beian.desk.wording import notice
from beian.nlu.intents import FALLBACK, FEEDBACK_HELPFUL, GOODBYE, GREET, THANK, payload_of

logger = event_logger(__name__)

DONE = frozenset([THANK, GOODBYE, FEEDBACK_HELPFUL])
"""Acts of a visitor who seems to have what they came for."""
LATE, REFUSED, AWAY = "answer_is_late", "cannot_be_answered", "assistant_away"
LEFT_BEHIND = "left behind"
"""Stands for the address of messages that another process, or an earlier one, has taken."""
SWEEP_SECONDS = 2.0
"""How often messages are looked for that nobody answers."""
_RENEWAL_SECONDS = 5.0
_LONGEST_PAUSE = 5.0
_FAILURES_BEFORE_NOTICE = 2
_TAKEN_AT_ONCE = 50


@dataclass(frozen=True)
class _Visit:
    """A conversation that the assistant opens; `whence`: whose turn with the bot it takes;
    `script`: the characters that its page is in, if they are Traditional."""

    conversation_id: str
    account_id: str | None
    language: str
    whence: str
    script: str | None = None


class Answering:
    """The answering tasks of this process. `patience`: seconds until the visitor is told; `slots`:
    for those who may ask the bot at the same time, in turn by address."""

    def __init__(
        self,
        store: ConversationStore,
        bot: Bot,
        hub: Hub,
        metrics: Metrics,
        handoff: HandoffService,
        *,
        patience: float,
        slots: FairSlots,
    ) -> None:
        self._store = store
        self._bot = bot
        self._hub = hub
        self._metrics = metrics
        self._handoff = handoff
        self._patience = patience
        self._slots = slots
        self._late_greetings = LateGreetings(store.database)
        self._ungreeted: list[_Visit] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def greet(
        self,
        conversation_id: str,
        lease: str,
        account_id: str | None,
        language: str,
        address: str,
        *,
        script: str | None = None,
    ) -> None:
        """Let the bot speak first, then answer what was written meanwhile. `address`: whose turn
        it takes; `script`: the characters that the page is in, if they are Traditional."""
        visit = _Visit(conversation_id, account_id, language, network_of(address), script)
        self._run(self._greet(visit, lease), conversation_id)

    def answer(
        self,
        conversation_id: str,
        lease: str,
        first: Message | None,
        language: str,
        address: str = LEFT_BEHIND,
    ) -> None:
        """Answer all that waits in a leased conversation, starting with `first`, if known.
        `address`: whose turn it takes."""
        answering = self._answer_all(conversation_id, lease, first, language, network_of(address))
        self._run(answering, conversation_id)

    async def sweep(self) -> None:
        """Poll for messages that nobody answers: left behind by a killed process, or by one that
        could not reach the store. And for the bot, where it was away when it was to greet."""
        with suppress(StoreUnavailable):
            for row in await asyncio.to_thread(self._late_greetings.left_behind):
                self._ungreeted.append(_Visit(row.id, row.account_id, row.language, LEFT_BEHIND))
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if self._ungreeted and (await self._bot.health()).bot:
                visits, self._ungreeted = self._ungreeted, []
                for visit in visits:
                    self._run(self._greet_late(visit), visit.conversation_id)
            with suppress(StoreUnavailable):
                for conversation_id, lease in await asyncio.to_thread(
                    self._store.take_waiting, _TAKEN_AT_ONCE
                ):
                    with suppress(NoSuchConversation):
                        current = await asyncio.to_thread(self._store.current, conversation_id)
                        self.answer(conversation_id, lease, None, current.language)

    async def stop(self) -> None:
        """End the tasks; another process takes over what they leave waiting, or this one does
        later."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _run(self, work: Awaitable[None], conversation_id: str) -> None:
        async def guarded() -> None:
            try:
                await work
            except StoreUnavailable as failure:
                # The lease runs out, and the sweep takes the conversation up again.
                logger.error("store_unavailable", error=type(failure).__name__)
                self._metrics.error("unavailable")
            except NoSuchConversation:
                logger.info("answer_dropped_with_its_conversation")
            except Exception:
                logger.exception("answering_failed", conversation=conversation_id)
                self._metrics.error("answering_failed")

        task = asyncio.create_task(guarded())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _greet(self, visit: _Visit, lease: str) -> None:
        greeting = await self._greeting(visit)
        if greeting is not None:
            said = await asyncio.to_thread(
                self._store.greet, visit.conversation_id, lease, greeting
            )
            self._metrics.count_messages(Author.ASSISTANT, len(said))
        else:
            away = notice(AWAY, visit.language)
            said = await asyncio.to_thread(
                self._late_greetings.excuse, visit.conversation_id, lease, away
            )
            self._ungreeted.append(visit)
        await self._publish(visit.conversation_id, said)
        await self._answer_all(visit.conversation_id, lease, None, visit.language, visit.whence)

    async def _greet_late(self, visit: _Visit) -> None:
        if not await asyncio.to_thread(self._late_greetings.owed, visit.conversation_id):
            return
        greeting = await self._greeting(visit)
        if greeting is None:
            self._ungreeted.append(visit)
            return
        said = await asyncio.to_thread(self._late_greetings.greet, visit.conversation_id, greeting)
        self._metrics.count_messages(Author.ASSISTANT, len(said))
        await self._hub.publish(visit.conversation_id, [message_frame(each) for each in said])

    async def _greeting(self, visit: _Visit) -> Answer | None:
        """Return the bot's greeting; None where it does not come at once."""

        async def asked() -> Answer:
            async with self._slots.slot(visit.whence):
                return await self._bot.ask(
                    visit.conversation_id,
                    "greeting",
                    text=None,
                    payload=payload_of(GREET),
                    account_id=visit.account_id,
                    language=visit.language,
                    script=visit.script,
                )

        with suppress(BotUnavailable, BotRefused, asyncio.TimeoutError):
            return await asyncio.wait_for(asked(), _RENEWAL_SECONDS)
        return None

    async def _answer_all(
        self, conversation_id: str, lease: str, first: Message | None, language: str, whence: str
    ) -> None:
        message = first or await asyncio.to_thread(self._store.waiting, conversation_id, lease)
        while message is not None:
            answer = await self._leased_answer(conversation_id, lease, message, language, whence)
            if answer is None:  # another process has the lease by now
                return
            stored = await self._say(conversation_id, lease, message, answer)
            if not stored.more:
                return
            language = answer.language
            message = await asyncio.to_thread(self._store.waiting, conversation_id, lease)

    async def _say(
        self, conversation_id: str, lease: str, message: Message, answer: Answer
    ) -> Answered:
        """Store the answer to a message, and show it."""
        stored = await asyncio.to_thread(
            self._store.answer, conversation_id, lease, message, answer
        )
        self._count(message, answer, stored.said)
        if stored.turned:  # before what is said in it
            await self._hub.publish(conversation_id, [await self._handoff.state(conversation_id)])
        await self._publish(conversation_id, stored.said)
        if stored.handed:
            await self._handoff.announce_handoff(conversation_id, ())
        elif answer.intent in DONE and stored.said and not await self._blocked(conversation_id):
            await self._hub.publish(conversation_id, [{"type": "rating_wanted"}])
        self._metrics.took("total", (utc_now() - message.at).total_seconds())
        return stored

    async def _hand_off_behind(
        self, conversation_id: str, lease: str, stuck: Message, language: str
    ) -> None:
        """Hand off where a message that waits behind one without an answer asks for a person."""
        for message in await asyncio.to_thread(
            self._store.waiting_behind, conversation_id, stuck.seq
        ):
            own = answer_without_bot(message, language)
            if own is not None:
                await self._say(conversation_id, lease, message, own)

    async def _blocked(self, conversation_id: str) -> bool:
        return "blocked" in await self._handoff.state(conversation_id)

    async def _leased_answer(
        self, conversation_id: str, lease: str, message: Message, language: str, whence: str
    ) -> Answer | None:
        """Return the answer, however long it takes, or what the desk does without one; None where
        the lease was lost meanwhile."""
        telling: list[asyncio.Task[None]] = []
        without_bot: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def tell() -> None:
            """Hand off whoever asks for a person; tell others, once, that the answer takes long."""
            own = answer_without_bot(message, language)
            if own is not None:
                if not without_bot.done():
                    without_bot.set_result(own)
            elif not telling:
                apology = self._apologise(conversation_id, message, language)
                telling.append(asyncio.create_task(apology))

        answering = asyncio.create_task(
            self._ask_until_answered(conversation_id, message, language, whence, tell)
        )
        late = asyncio.get_running_loop().call_later(self._patience, tell)
        try:
            await asyncio.sleep(0)  # the question goes out first
            await self._hub.publish(conversation_id, [_typing(on=True)])
            while True:
                done, _ = await asyncio.wait(
                    {answering, without_bot},
                    timeout=_RENEWAL_SECONDS,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if done:
                    return (answering if answering in done else without_bot).result()
                if not await asyncio.to_thread(self._store.renew, conversation_id, lease):
                    return None
                if telling:
                    await self._hand_off_behind(conversation_id, lease, message, language)
        finally:
            late.cancel()
            for task in (answering, *telling):
                task.cancel()

    async def _ask_until_answered(
        self,
        conversation_id: str,
        message: Message,
        language: str,
        whence: str,
        trouble: Callable[[], None],
    ) -> Answer:
        """Ask until the bot answers; call `trouble` where it, or its actions, seem to be down."""
        failures = 0
        refused = await self._refused(message.account_id)
        text = await asyncio.to_thread(asked_of_bot, self._store.database, conversation_id, message)
        script = await asyncio.to_thread(self._store.script, conversation_id)
        while True:
            try:
                async with self._slots.slot(whence):
                    started = time.perf_counter()
                    answer = await self._bot.ask(
                        conversation_id,
                        message.id,
                        text=text,
                        payload=message.payload,
                        account_id=message.account_id,
                        language=language,
                        script=script,
                        asked=message.question in PUT,
                        refused=refused,
                    )
                    self._metrics.took("bot", time.perf_counter() - started)
            except BotRefused:
                logger.error("bot_refused", seq=message.seq)
                self._metrics.error("bot_refused")
                return Answer([notice(REFUSED, language)], language, None, None, handoff=False)
            except BotUnavailable:
                failures += 1
                self._metrics.error("bot_unavailable")
                if failures >= _FAILURES_BEFORE_NOTICE:
                    trouble()
                await asyncio.sleep(min(_LONGEST_PAUSE, 0.5 * 2**failures))
            else:
                if answer.failed:
                    logger.error("answer_failed", intent=answer.intent or "none", seq=message.seq)
                    self._metrics.answer_failed(answer.intent)
                    if await self._waited_for_actions(trouble):
                        continue
                return answer

    async def _refused(self, account_id: str | None) -> frozenset[str]:
        """Return the kinds of reminders that an account has switched off."""
        if account_id is None:
            return frozenset()
        return await asyncio.to_thread(self._store.refused_reminders, account_id)

    async def _waited_for_actions(self, trouble: Callable[[], None]) -> bool:
        """Wait until the bot's actions are back; return whether they were down. What failed with
        them is answered then: nobody has to write it again."""
        pause = 0.5
        while not (await self._bot.health()).actions:
            trouble()
            await asyncio.sleep(pause)
            pause = min(_LONGEST_PAUSE, 2 * pause)
        return pause > 0.5

    async def _apologise(self, conversation_id: str, message: Message, language: str) -> None:
        # Without the store the answer can't be stored either, and is told of.
        with suppress(StoreUnavailable, NoSuchConversation):
            said = await asyncio.to_thread(
                self._store.apologise, conversation_id, message.seq, notice(LATE, language)
            )
            await self._publish(conversation_id, said)

    async def _publish(self, conversation_id: str, said: list[Message]) -> None:
        """Show what was said; the typing ends with it, even if the assistant said nothing."""
        frames: list[HubFrame] = [message_frame(message) for message in said]
        if all(message.author != Author.ASSISTANT for message in said):
            frames.append(_typing(on=False))
        await self._hub.publish(conversation_id, frames)

    def _count(self, message: Message, answer: Answer, said: list[Message]) -> None:
        for each in said:
            self._metrics.count_messages(each.author)
        if answer.intent == FALLBACK:
            self._metrics.fallback()
        if answer.handoff and message.question not in (*PUT, OFFERED):  # counted with the wish
            self._metrics.handoff()


def _typing(*, on: bool) -> TypingFrame:
    return {"type": "typing", "on": on, "by": "assistant"}
