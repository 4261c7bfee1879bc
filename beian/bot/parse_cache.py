"""Understands texts one after the other, and remembers how: visitors often write the same, word for
word."""

from __future__ import annotations

import asyncio
import pickle
from collections import OrderedDict
from typing import Any

from rasa.core.agent import Agent

_CACHE = "beian_parse_cache"
_TURNS_BETWEEN = 12
"""Turns of the event loop between two parses: to take a connection, read its request, handle it and
answer takes about five."""


class ParseCache:
    """The parses of the texts seen last; a parse depends on nothing but the text and the model."""

    def __init__(self, agent: Agent, most: int = 2000, longest: int = 200) -> None:
        """Keep the parses of `most` texts, each of at most `longest` characters."""
        self._agent = agent
        self._most = most
        self._longest = longest
        self._parses: OrderedDict[str, bytes] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def parse(self, text: str) -> dict[str, Any]:
        """Return what `Agent.parse_message` returns, as a copy that the caller may change.

        A parse holds the event loop up, a long one for a second on a busy machine. Between two of
        them it gets turns for everything else, so that who asks whether the bot is there waits for
        one parse at most, however many messages there are.
        """
        known = self._parses.get(text)
        if known is not None:
            self._parses.move_to_end(text)
            remembered: dict[str, Any] = pickle.loads(known)
            return remembered
        async with self._one_at_a_time:
            parsed: dict[str, Any] = await self._agent.parse_message(text)
            for _ in range(_TURNS_BETWEEN):
                await asyncio.sleep(0)
        if len(text) <= self._longest:
            self._parses[text] = pickle.dumps(parsed)
            if len(self._parses) > self._most:
                self._parses.popitem(last=False)
        return parsed

    @classmethod
    def of(cls, agent: Agent) -> ParseCache:
        """Return the cache of an agent, which starts empty with another model."""
        kept: tuple[object, ParseCache] | None = getattr(agent, _CACHE, None)
        if kept is None or kept[0] is not agent.processor:
            kept = (agent.processor, cls(agent))
            setattr(agent, _CACHE, kept)
        return kept[1]
