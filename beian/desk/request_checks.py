"""Who connects: from which page, and from which address."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from beian.desk.config import DeskConfig
from beian.desk.limits import client_address


def origin_allowed(config: DeskConfig, connection: HTTPConnection) -> bool:
    """Whether the page that connects may: one of the desk's own, or of a listed origin. What
    sends no Origin is no browser."""
    origin = connection.headers.get("origin")
    if origin is None or "*" in config.origins or origin in config.origins:
        return True
    return urlsplit(origin).netloc == connection.headers.get("host")


def address_of(config: DeskConfig, connection: HTTPConnection) -> str:
    """The client's address; behind a trusted proxy, the one that it tells."""
    peer = connection.client.host if connection.client else ""
    forwarded = ",".join(connection.headers.getlist("x-forwarded-for"))
    return client_address(peer, forwarded, config.trusted_proxies)


def is_private(address: str) -> bool:
    """Whether an address is of this machine or a private network."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
