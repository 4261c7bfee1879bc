"""What the assistant would answer in an agent's place."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.desk.bot_client import BotRefused, BotUnavailable
from beian.desk.console_api.access import ApiError
from beian.desk.console_api.conversations import the_conversation
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent
from beian.desk.suggested_replies import suggested_replies


async def suggestion(request: Request, agent: Agent) -> Response:
    """Answer with what the assistant would say that an agent may and that was not said lately,
    perhaps nothing; it is asked in a hidden conversation of its own."""
    desk: Desk = request.app.state.desk
    conversation = await the_conversation(request, agent)
    question = await asyncio.to_thread(desk.listing.last_question, conversation.id)
    if question is None:
        return _suggested([], None, None)
    aside = f"suggestion-{uuid.uuid4().hex}"
    try:
        answer = await desk.bot.ask(
            aside,
            aside,
            text=question,
            payload=None,
            account_id=conversation.account_id,
            language=conversation.shown["language"],
        )
    except (BotUnavailable, BotRefused) as error:
        raise ApiError(503, "bot_unavailable", "The assistant does not answer now.") from error
    said = await asyncio.to_thread(desk.listing.lately_said, conversation.id)
    replies = [
        {"text": reply.text, "buttons": reply.buttons, "links": reply.links}
        for reply in suggested_replies(answer, said)
    ]
    return _suggested(replies, answer.intent, answer.confidence)


def _suggested(
    replies: list[dict[str, Any]], intent: str | None, confidence: float | None
) -> JSONResponse:
    return JSONResponse({"replies": replies, "intent": intent, "confidence": confidence})
