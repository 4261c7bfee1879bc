"""Calls of the action server over connections that are kept; Rasa makes one for each call."""

from __future__ import annotations

from contextlib import nullcontext

from aiohttp import ClientSession
from rasa.utils.endpoints import EndpointConfig


def keep_connections(endpoint: EndpointConfig) -> ClientSession:
    """Has the endpoint use one session, for whoever closes it; call it within the loop.

    An idle connection is kept for 15 s (aiohttp), which is less than the action server keeps it
    (actions/__main__.py): it never closes one that a call is being sent over.
    """
    session: ClientSession = endpoint.session()
    endpoint.session = lambda: nullcontext(session)
    return session
