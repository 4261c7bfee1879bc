"""The Rasa channel through which the desk and the command line reach the bot.

`POST /webhooks/desk/messages`, header `Authorization: Bearer IDENTITY`, where IDENTITY is a
token of beian.base.service_tokens: it proves that the caller holds the shared secret and names the
account, if any. The body is a JSON object:

    conversation   which conversation this belongs to, 1 to 255 characters
    text           what the user typed; always taken as text, also where it looks like "/intent"
    payload        instead of text: the payload of a button the caller has offered
    message        the caller's id of the message (optional): sent again, after a call that was
                   cut off, the message is not handled twice; what was said to it is said again
    language       "zh" or "en", the language to fall back on (optional). Text is answered in the
                   language of its script, a payload, which has none, in this one; the language
                   the user asked for outweighs both
    script         "hant": Chinese is in Traditional characters to who has written none that tell
                   (optional)
    asked          true: the desk asked whether to connect a person; the answer's `handoff` says
                   whether the message agrees (optional)
    reminds        the kinds of reminders that the desk sends, of beian.base.reminder_kinds
                   (optional); without them the assistant says that it sends none
    reminds_by_mail   true: they go out by e-mail, too (optional)
    takes_files    true: visitors can send files in this chat (optional)
    refused        those kinds of reminders that the account has switched off, and "by_mail"
                   where it wants none of them by e-mail (optional)
    debug          true: the answer also holds the slots

`GET /webhooks/desk/conversations/ID/slots`, with the same header, answers {"slots": {name: value}}.
`DELETE /webhooks/desk/conversations/ID` deletes all that is kept of a conversation, once a turn of
it that is under way is recorded: 204.

The answer is {"language", "script", "intent", "part", "intents", "confidence", "entities",
"replies", "handoff", "handoff_replies", "offer", "reminders"}, each reply {"text",
"buttons": [{"title", "payload"}], "links": [{"title", "url"}],
"card": null or {"kind", "title", "lines", "actions"}, "helped_by_sign_in": whether who signs in
gets a better answer to the same question}, a card of a letter also with "letter": which one it is
(beian.letters.letter).
`intent`: the topic of the first question answered, which may be that of an earlier message; where
none is, how the message was understood. `intents`: the topics of all questions answered.
`script`: "hans" or "hant", null where the language is not Chinese.
`part`: the part of that topic that was answered, null for the topic as a whole.
`failed` (true) beside them: an action failed or did not answer, and nothing but an apology came.
`GET /webhooks/desk/` answers 200 as long as the process does, `GET /webhooks/desk/ready`
{"bot": "ok", "actions": "ok"}, with 503 and "down" where the action server does not answer.
`handoff`: whether a person takes over from here; `handoff_replies`: the places, from 0, of the
replies that say so. `offer`: why a person is offered or takes over
(not_understood, order_overdue, papers_ready, thumbs_down, request_human), null where none is.
`reminders`: {"kinds", "on"}, which reminders the user wants from now on, or none of, "by_mail"
among them for e-mails of any kind; null where that was not said.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from beian.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from beian.base.long_text import ReadText
from beian.base.reminder_kinds import REMINDER_KINDS, SWITCHED
from beian.base.service_tokens import IdentityRefused, verified_account
from beian.base.settings import Settings
from beian.base.storable import why_not_storable
from beian.bot.action_health import actions_answer
from beian.bot.parse_cache import ParseCache
from beian.bot.rasa_patches.action_server import keep_connections
from beian.bot.rasa_patches.local_actions import load_actions
from beian.bot.responses import TRADITIONAL
from beian.bot.sessions import SessionLength
from beian.bot.turn import IDENTITY, MESSAGE, forget_conversation, take_turn
from beian.nlu.entities.entity import OF_THE_WHOLE
from beian.nlu.intents import BLANK_MESSAGE, MESSAGE_TOO_LONG, payload_of
from beian.nlu.model.parts import part_in
from beian.nlu.text.plain_text import as_plain_text

logger = logging.getLogger(__name__)

KEPT_INTENTS = 10
LONGEST_TEXT = 2000
"""Characters of a message that is taken; a longer one is answered with a request to shorten."""

BLANK = payload_of(BLANK_MESSAGE)
TOO_LONG = payload_of(MESSAGE_TOO_LONG)
TROUBLE = "utter_trouble"
_BEARER = "Bearer "


Send = Callable[[dict[str, Any]], Awaitable[None]]


class BadRequest(Exception):
    """The body does not have the form described above."""


class CollectedReplies(OutputChannel):
    """Collect the messages of a turn, whole, in the order they were uttered."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "desk"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        del recipient_id
        self.messages.append(message)


class DeskChannel(InputChannel):
    """Take a message, wait for the bot, and return its replies in one answer."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        return "desk"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> DeskChannel:
        """Return the channel. Credentials hold nothing: the secret is one of the settings."""
        del credentials
        return cls(Settings.from_environment().secret())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        del on_new_message
        routes = Blueprint("desk_channel", "desk")

        @routes.listener("after_server_start")
        async def connect_actions(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            del loop
            agent: Agent | None = getattr(app.ctx, "agent", None)
            endpoint = None if agent is None else agent.action_endpoint
            if endpoint is not None and not load_actions(endpoint):
                app.ctx.action_calls = keep_connections(endpoint)

        @routes.listener("after_server_start")
        async def freeze_the_model(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            del app, loop
            freeze_loaded_objects()

        @routes.listener("before_server_stop")
        async def close_the_connections(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            del loop
            if hasattr(app.ctx, "action_calls"):
                await app.ctx.action_calls.close()

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            del request
            return json({"status": "ok"})

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent: Agent | None = getattr(request.app.ctx, "agent", None)
            endpoint = None if agent is None else agent.action_endpoint
            actions = endpoint is None or await actions_answer(endpoint)
            told = {"bot": "ok", "actions": "ok" if actions else "down"}
            return json(told, status=200 if actions else 503)

        @routes.post("/messages")
        async def receive(request: Request) -> HTTPResponse | None:
            token = request.headers.get("Authorization", "").removeprefix(_BEARER)
            try:
                verified_account(token, self._secret)
                body = _checked_body(request)
            except IdentityRefused as refused:
                return json({"error": str(refused)}, status=401)
            except BadRequest as bad:
                return json({"error": str(bad)}, status=400)

            async def send(answered: dict[str, Any]) -> None:
                response = await request.respond(json(answered))
                await response.send(end_stream=True)
                await asyncio.sleep(0)  # it goes out now

            await answer(request.app.ctx.agent, body, token, send=send)
            return None

        @routes.get("/conversations/<conversation>/slots")
        async def slots(request: Request, conversation: str) -> HTTPResponse:
            token = request.headers.get("Authorization", "").removeprefix(_BEARER)
            try:
                verified_account(token, self._secret)
            except IdentityRefused as refused:
                return json({"error": str(refused)}, status=401)
            return json({"slots": await _slots(request.app.ctx.agent, conversation)})

        @routes.delete("/conversations/<conversation>")
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            token = request.headers.get("Authorization", "").removeprefix(_BEARER)
            try:
                verified_account(token, self._secret)
            except IdentityRefused as refused:
                return json({"error": str(refused)}, status=401)
            await forget_conversation(request.app.ctx.agent, conversation)
            return empty()

        return routes


def freeze_loaded_objects() -> None:
    """Exempt the model, domain and dictionaries, millions of objects, from garbage collection; it
    begins now if it waited (beian.bot.__main__)."""
    gc.collect()
    gc.freeze()
    gc.enable()


async def answer(
    agent: Agent,
    body: dict[str, Any],
    identity: str,
    length: SessionLength = SessionLength(),  # noqa: B008 (it is frozen)
    send: Send | None = None,
) -> dict[str, Any]:
    """Hand a checked body to the bot and return its answer, as the module describes it.

    `send` is awaited with the answer as soon as it is known: before the turn is recorded, unless
    the answer shows what is recorded.
    """
    text = text_for_rasa(body)
    parsed = await ParseCache.of(agent).parse(text)
    # The tracker keeps what an offer needs; it is written, read and sent with every turn.
    parsed["intent_ranking"] = parsed.get("intent_ranking", [])[:KEPT_INTENTS]
    if body.get("payload") is not None and body.get("language"):
        parsed["entities"].append({"entity": "language", "value": body["language"]})
    output = CollectedReplies()
    message = UserMessage(
        text=text,
        output_channel=output,
        sender_id=body["conversation"],
        input_channel=DeskChannel.name(),
        parse_data=parsed,
        metadata=_metadata(body, identity),
    )
    answered: dict[str, Any] = {}

    async def send_once(tracker: DialogueStateTracker | None = None) -> None:
        failed = {} if output.messages else {"failed": True}
        if failed:
            known = tracker or await agent.tracker_store.get_or_create_tracker(message.sender_id)
            await _apologise(agent, known, output)
        answered.update(_answer(body, parsed, output.messages), **failed)
        if body.get("debug"):
            answered["slots"] = await _slots(agent, body["conversation"])
        if send is not None:
            await send(answered)

    async def send_early(tracker: DialogueStateTracker) -> None:
        if not body.get("debug"):
            await send_once(tracker)

    try:
        await take_turn(agent, message, length, send_early)
    except Exception:  # whatever it is, the user gets an honest sentence
        logger.exception("A message could not be handled.")
    if not answered:
        await send_once()
    return answered


def _answer(
    body: dict[str, Any], parsed: dict[str, Any], said: list[dict[str, Any]]
) -> dict[str, Any]:
    answered = _answered(said)
    handing = [
        place for place, message in enumerate(said) if _custom(message).get("handoff") is True
    ]
    return {
        "language": _reply_language(said, body),
        "script": next((one["script"] for one in reversed(said) if one.get("script")), None),
        "intent": answered[0][0] if answered else parsed["intent"]["name"],
        "part": answered[0][1] if answered else part_in(parsed["intent"]),
        "intents": [topic for topic, _ in answered] or [parsed["intent"]["name"]],
        "confidence": round(float(parsed["intent"]["confidence"]), 4),
        "entities": [e for e in parsed["entities"] if e["entity"] not in OF_THE_WHOLE],
        "replies": [_reply(message) for message in said],
        "handoff": bool(handing),
        "handoff_replies": handing,
        "offer": reason_of_offer(said),
        "reminders": next(
            (wanted for one in said if (wanted := _custom(one).get("reminders"))), None
        ),
    }


def _answered(said: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    """Return the topics that the replies answer, in order, each with its part if it has one."""
    found: dict[str, str | None] = {}
    for message in said:
        topic, _, part = str(message.get("answers") or "").partition("/")
        if topic:
            found.setdefault(topic, part or None)
    return list(found.items())


def _metadata(body: dict[str, Any], identity: str) -> dict[str, Any]:
    metadata = {IDENTITY: identity, "language": body.get("language")}
    if body.get("script") == TRADITIONAL:
        metadata["script"] = TRADITIONAL
    if body.get("asked") is True:
        metadata["asked"] = True
    if body.get("reminds"):
        told = ("reminds", "reminds_by_mail", "refused", "takes_files")
        metadata |= {key: body[key] for key in told if body.get(key)}
    return metadata if body.get("message") is None else {**metadata, MESSAGE: body["message"]}


async def _apologise(agent: Agent, tracker: DialogueStateTracker, output: CollectedReplies) -> None:
    """Add the sentence for trouble; if the action server is down, for example, nothing else was
    said."""
    logger.error("Nothing was answered; what failed is logged above.")
    trouble = await agent.processor.nlg.generate(TROUBLE, tracker, output.name())
    output.messages.append(trouble)


def _checked_body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except InvalidUsage as error:
        raise BadRequest("The body is not JSON.") from error
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    conversation = body.get("conversation")
    if not isinstance(conversation, str) or not 1 <= len(conversation) <= 255:
        raise BadRequest("`conversation` must be a string of 1 to 255 characters.")
    fault = why_not_storable(conversation)
    if fault:
        raise BadRequest(f"`conversation` holds {fault}.")
    given = [key for key in ("text", "payload") if body.get(key) is not None]
    if len(given) != 1 or not isinstance(body[given[0]], str):
        raise BadRequest("Exactly one of `text` and `payload` must be given, as a string.")
    message = body.get("message")
    if message is not None and not (isinstance(message, str) and 1 <= len(message) <= 255):
        raise BadRequest("`message` must be a string of 1 to 255 characters.")
    for key, known in (("reminds", REMINDER_KINDS), ("refused", SWITCHED)):
        if not set(_listed(body.get(key))) <= set(known):
            raise BadRequest(f"`{key}` may hold {', '.join(known)}.")
    if body.get("language") not in (None, *LANGUAGES):
        raise BadRequest(f"`language` must be {' or '.join(LANGUAGES)}.")
    return body


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] * bool(value)


def text_for_rasa(body: dict[str, Any]) -> str:
    payload = body.get("payload")
    if payload is not None:
        return str(payload)
    whole = str(body["text"]).encode("utf-8", "replace").decode("utf-8")
    text = as_plain_text(whole)
    if not text.strip():
        return BLANK
    return TOO_LONG if len(text) > LONGEST_TEXT else ReadText.of(text).text


def _custom(message: dict[str, Any]) -> dict[str, Any]:
    return message.get("custom") or {}


def reason_of_offer(messages: list[dict[str, Any]]) -> str | None:
    """Return the first reason that a reply gives for offering a person."""
    reasons = (_custom(message).get("offer") for message in messages)
    return next((str(reason) for reason in reasons if reason), None)


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": message.get("text") or "",
        "buttons": [
            {"title": button["title"], "payload": button["payload"]}
            for button in message.get("buttons") or []
        ],
        "links": _custom(message).get("links", []),
        "card": _custom(message).get("card"),
        "helped_by_sign_in": _custom(message).get("helped_by_sign_in", False),
    }


def _reply_language(messages: list[dict[str, Any]], body: dict[str, Any]) -> str:
    spoken = [message["language"] for message in messages if message.get("language")]
    return str(spoken[-1] if spoken else body.get("language") or DEFAULT_LANGUAGE)


async def _slots(agent: Agent, conversation: str) -> dict[str, Any]:
    tracker = await agent.tracker_store.retrieve(conversation)
    values = tracker.current_slot_values() if tracker else {}
    return {
        name: value
        for name, value in values.items()
        if value is not None and name != SESSION_START_METADATA_SLOT  # it holds the identity
    }
