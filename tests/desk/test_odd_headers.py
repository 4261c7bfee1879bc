"""Headers that no client sends by itself: refused or ignored, never an error of the server."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
import requests

from tests.desk.agent import PASSWORD, employed
from tests.desk.running import RunningDesk


def status_of(desk: RunningDesk, head: bytes) -> int:
    """The status that answers a request with this head."""
    address = urlsplit(desk.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(head + b"Connection: close\r\nContent-Length: 2\r\n\r\n{}")
        answer = connection.makefile("rb").readline()
    return int(answer.split()[1])


@pytest.mark.parametrize(
    "header",
    [
        b"X-CSRF-Token: \xe9",
        b"Origin: http://[desk",
        b"Origin: \xe9",
        b"Accept-Encoding: \xe9",
        b"X-Forwarded-For: \xe9, [::1",
        b"Content-Type: \xe9",
    ],
)
def test_no_header_is_an_error_of_the_server(desk: RunningDesk, header: bytes) -> None:
    employed(desk.settings, "li")
    signed_in = requests.post(
        f"{desk.url}/console/api/session", json={"name": "li", "password": PASSWORD}, timeout=20
    )
    session = signed_in.cookies["beian_agent"].encode()
    for target in (
        b"PUT /console/api/session/availability",
        b"POST /console/api/session",
        b"POST /chat/stream",
        b"POST /chat/frames",
        b"GET /metrics",
        b"GET /readyz",
    ):
        head = target + b" HTTP/1.1\r\nHost: desk\r\nCookie: beian_agent=" + session
        assert status_of(desk, head + b"\r\n" + header + b"\r\n") < 500 or b"readyz" in target


def test_a_cookie_and_a_host_that_are_no_ascii_are_nobodys(desk: RunningDesk) -> None:
    for header in (b"Host: \xe9\r\n", b"Host: desk\r\nCookie: beian_agent=\xe9\r\n"):
        head = b"GET /console/api/session HTTP/1.1\r\n" + header
        assert 400 <= status_of(desk, head) < 500
