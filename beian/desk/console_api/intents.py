"""The names that agents read for intents."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.desk.storage.agents import Agent
from beian.nlu.topics.project import project_content


async def listed(request: Request, agent: Agent) -> Response:
    """Answer with every intent and its name in each language; a topic's name is its title."""
    del request, agent
    content = await asyncio.to_thread(project_content)
    names = [
        {"intent": intent, "zh": name.zh, "en": name.en}
        for intent, name in content.intent_names.items()
    ]
    return JSONResponse({"intents": names})
