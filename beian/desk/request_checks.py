"""Checks of every route: the page and address that call it, and how much it is sent."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from beian.desk.config import DeskConfig
from beian.desk.errors import DeskError
from beian.desk.limits import client_address, is_proxy

_OF_PROXIES = ("x-forwarded-for", "x-forwarded-proto", "x-real-ip", "forwarded", "via")


class BodyTooLarge(DeskError):
    """A request has a larger body than is read."""


def origin_allowed(config: DeskConfig, connection: HTTPConnection) -> bool:
    """Return whether a page may connect: one of the desk's own, or of a listed origin."""
    origin = connection.headers.get("origin")
    return "*" in config.origins or origin in config.origins or own_origin(connection)


def own_origin(connection: HTTPConnection) -> bool:
    """Return whether a page of the desk itself asks; a client without an Origin is no browser."""
    origin = connection.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == connection.headers.get("host")
    except ValueError:  # no URL
        return False


def site_of(connection: HTTPConnection) -> str | None:
    """Return the host of the page that asks, as its browser tells it."""
    try:
        return urlsplit(connection.headers.get("origin", "")).hostname
    except ValueError:  # no URL
        return None


async def bounded_body(request: Request, longest: int) -> bytes:
    """Return the body of a request, reading no further than is allowed. Raises BodyTooLarge."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise BodyTooLarge(f"A body has at most {longest} bytes.")
    return bytes(body)


def address_of(config: DeskConfig, connection: HTTPConnection) -> str:
    """Return the client's address; behind a trusted proxy, the one that the proxy names."""
    peer = connection.client.host if connection.client else ""
    forwarded = ",".join(connection.headers.getlist("x-forwarded-for"))
    return client_address(peer, forwarded, config.trusted_proxies)


def is_direct(config: DeskConfig, connection: HTTPConnection) -> bool:
    """Return whether no proxy stands between that is not trusted: through one, every visitor seems
    to come from the proxy's own, private address."""
    peer = connection.client.host if connection.client else ""
    if not any(name in connection.headers for name in _OF_PROXIES):
        return True
    return is_proxy(peer, config.trusted_proxies)


def is_private(address: str) -> bool:
    """Return whether an address belongs to this machine or a private network."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
