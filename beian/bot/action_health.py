"""Whether the actions answer: a server of their own, or this process itself."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from rasa.utils.endpoints import EndpointConfig

from beian.bot.rasa_patches.local_actions import load_actions

_HEALTH = "/health"
"""Of the action server (actions/__main__.py); Rasa's own has it too."""
_ANSWER_SECONDS = 2.0


async def actions_answer(endpoint: EndpointConfig) -> bool:
    """Return whether an action endpoint answers; actions in this process do."""
    if load_actions(endpoint):
        return True
    health = urlunsplit(urlsplit(endpoint.url)._replace(path=_HEALTH, query="", fragment=""))
    timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(health) as response,
        ):
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
