"""A clamd that finds a signature of ours: its INSTREAM, on a real socket, in a process of its own.

python -m tests.desk.files.fake_clamd SOCKET [LONGEST]
"""

from __future__ import annotations

import socket
import socketserver
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.paths import ROOT

SIGNATURE = b"beian-test-signature-of-a-virus"
_LONGEST = 25_000_000


class Handler(socketserver.StreamRequestHandler):
    longest = _LONGEST

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = bytearray()
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
            if len(content) > self.longest:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = SIGNATURE in content
        self.wfile.write(b"stream: Beian.Test FOUND\0" if found else b"stream: OK\0")


@contextmanager
def running_clamd(place: Path, longest: int = _LONGEST) -> Iterator[str]:
    """The URL of a clamd, for BEIAN_CLAMD_URL."""
    command = [sys.executable, "-m", "tests.desk.files.fake_clamd", str(place), str(longest)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    try:
        while not _answers(place):
            assert process.poll() is None, "the clamd did not start"
            assert time.monotonic() < deadline, "the clamd did not start in time"
            time.sleep(0.02)
        yield f"unix://{place}"
    finally:
        process.terminate()
        process.wait(30)


def _answers(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(place)) == 0


if __name__ == "__main__":
    Handler.longest = int(sys.argv[2])
    with socketserver.ThreadingUnixStreamServer(sys.argv[1], Handler) as server:
        server.serve_forever()
