"""A virus scanner that is away, or answers what no scanner should."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from beian.desk.files.scanner import Clamd, ScannerUnavailable


def answering(answer: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        received = b""
        while not received.endswith(bytes(4)):
            received += connection.recv(65536)
        connection.sendall(answer)

    return serve


def closing(connection: socket.socket) -> None:
    connection.recv(1)


@contextmanager
def scanner(serve: Callable[[socket.socket], None] | None) -> Iterator[str]:
    """The URL of a scanner that serves one connection so; None: that hangs."""
    done = threading.Event()

    def run() -> None:
        connection, _ = listening.accept()
        with connection:
            if serve is None:
                done.wait(30)
            else:
                serve(connection)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=run)
        thread.start()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        done.set()
        thread.join(30)


@pytest.mark.parametrize(
    "serve",
    [
        answering(b"INSTREAM: Can't allocate memory ERROR\0"),
        answering(b"\xff\xfe garbage" * 1000),
        answering(b"HTTP/1.1 400 Bad Request\r\n\r\n\0"),
        answering(b""),
        closing,
        None,
    ],
    ids=["error", "garbage", "another service", "silent", "closes", "hangs"],
)
def test_a_scanner_that_is_away_is_told_as_such(
    serve: Callable[[socket.socket], None] | None,
) -> None:
    with scanner(serve) as url, pytest.raises(ScannerUnavailable, match="BEIAN_CLAMD_URL"):
        Clamd(url, seconds=1).check([b"x" * 100_000])


def test_a_scanner_that_finds_nothing_lets_a_file_pass() -> None:
    with scanner(answering(b"stream: OK\0")) as url:
        Clamd(url).check([b"x"])
