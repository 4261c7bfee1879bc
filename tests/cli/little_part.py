"""A small part for tests of supervision: `python -m tests.cli.little_part PORT [CODE]` answers 200
on loopback; with a code, it says something and ends with it."""

from __future__ import annotations

import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/hang":
            time.sleep(3600)
        while self.path == "/spin":
            pass
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        del format, arguments


def main() -> None:
    print("little part started", flush=True)
    if len(sys.argv) > 2:
        print("what went wrong", flush=True)
        sys.exit(int(sys.argv[2]))
    HTTPServer(("127.0.0.1", int(sys.argv[1])), _Answers).serve_forever()


if __name__ == "__main__":
    main()
