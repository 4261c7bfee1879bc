"""Call the action server over connections that are kept; Rasa opens one for each call."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from functools import wraps

from aiohttp import ClientSession
from rasa.utils.endpoints import EndpointConfig

_SESSION = "beian_session"
open_session = EndpointConfig.session


def keep_connections(endpoint: EndpointConfig) -> ClientSession:
    """Return the HTTP session that calls of the endpoint share from now on; the caller closes it.

    Called within the event loop. An idle connection is kept for 15 s (aiohttp's default), which is
    less than the action server keeps it (actions/__main__.py), so the server never closes one that
    a call is being sent over.
    """
    kept: ClientSession = open_session(endpoint)
    setattr(endpoint, _SESSION, kept)
    return kept


@wraps(open_session)
def session(endpoint: EndpointConfig) -> AbstractAsyncContextManager[ClientSession]:
    """Return the session that the endpoint keeps, else a new one."""
    kept: ClientSession | None = endpoint.__dict__.get(_SESSION)
    opened: AbstractAsyncContextManager[ClientSession] = (
        open_session(endpoint) if kept is None else nullcontext(kept)
    )
    return opened
