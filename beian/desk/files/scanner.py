"""A virus scanner: clamd, which is sent a file piece by piece (INSTREAM of its protocol)."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from beian.desk.errors import DeskError
from beian.desk.files.faults import FileRefused

_SECONDS = 60.0
_LONGEST_ANSWER = 4096
_DEFAULT_PORT = 3310


class ScannerUnavailable(DeskError):
    """The scanner does not answer, or can't scan the file."""


class Clamd:
    """The clamd at a URL, as Settings.clamd_url describes it; `seconds`: how long it may be
    silent."""

    def __init__(self, url: str, seconds: float = _SECONDS) -> None:
        self._parts = urlsplit(url)
        self._seconds = seconds

    def check(self, content: Iterable[bytes]) -> None:
        """Return where nothing is found. Raises FileRefused, or ScannerUnavailable."""
        try:
            with self._connected() as connection:
                connection.sendall(b"zINSTREAM\0")
                for part in content:
                    connection.sendall(len(part).to_bytes(4, "big") + part)
                connection.sendall(bytes(4))
                answer = _answer(connection)
        except OSError as error:
            raise ScannerUnavailable(
                f"The virus scanner of BEIAN_CLAMD_URL does not answer: {error.strerror or error}."
            ) from error
        if answer.endswith(b"FOUND"):
            raise FileRefused("infected")
        if answer != b"stream: OK":
            raise ScannerUnavailable(
                "The virus scanner of BEIAN_CLAMD_URL does not scan the file: is StreamMaxLength"
                " of clamd.conf at least files.largest_mb of desk.yml?"
            )

    def _connected(self) -> socket.socket:
        if self._parts.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.settimeout(self._seconds)
                connection.connect(unquote(self._parts.path))
            except BaseException:
                connection.close()
                raise
            return connection
        place = (self._parts.hostname or "", self._parts.port or _DEFAULT_PORT)
        return socket.create_connection(place, self._seconds)


def _answer(connection: socket.socket) -> bytes:
    answer = bytearray()
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return bytes(answer).rstrip(b"\0").strip()
