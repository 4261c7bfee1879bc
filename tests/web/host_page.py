"""A site with pages that carry the chat, on an origin of its own: one with a strict policy, those
of `host_pages/`, which do what pages do to what stands on them, and applications that embed it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

PAGES = Path(__file__).parent / "host_pages"
TAG = '<script async src="{desk}/widget.js"{attributes}></script>'
APPLICATION = """<!doctype html>
<html lang="zh-CN" data-desk="{desk}">
<meta charset="utf-8">
<title>某某应用</title>
<link rel="icon" href="data:,">
<div id="app"></div>
<script type="module" src="{script}"></script>
</html>
"""
PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>某某网站</title>
  <link rel="icon" href="data:,">
</head>
<body>
  <main><h1>某某网站</h1><p>欢迎光临。</p></main>
  <script async src="{desk}/widget.js"></script>
</body>
</html>
"""
# docs/embedding.md promises that nothing else is needed.
POLICY = (
    "default-src 'none'; img-src data:; script-src {desk}; connect-src {desk} {socket};"
    " require-trusted-types-for 'script'; trusted-types dompurify vue"
)


@dataclass
class HostSite:
    """`origin` is the one that the desk knows; at `stranger`, the same pages are another's."""

    origin: str
    stranger: str
    desk: str = field(default="")
    """Set once the desk runs, which must know this site before."""
    applications: Path | None = None
    """Where the built scripts of applications lie."""

    def page(self, address: str = "/") -> tuple[bytes, dict[str, str]]:
        """The body and the headers of `/`; of `/page/NAME`, whose query has attributes of the tag;
        of `/application/NAME` and its scripts."""
        html = {"Content-Type": "text/html; charset=utf-8"}
        where = urlsplit(address)
        _, _, name = where.path[1:].partition("/")
        if where.path.startswith("/page/"):
            text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
            given = parse_qsl(where.query)
            attributes = "".join(f' {key}="{escape(value)}"' for key, value in given)
            tag = TAG.format(desk=self.desk, attributes=attributes)
            return text.replace("{chat}", tag).encode(), html
        if where.path.startswith("/application/"):
            assert self.applications is not None
            if name.endswith(".js"):
                return (self.applications / name).read_bytes(), {"Content-Type": "text/javascript"}
            page = APPLICATION.format(desk=self.desk, script=f"/application/{name}.js")
            return page.encode(), html
        socket = self.desk.replace("http", "ws", 1)
        headers = {
            **html,
            "Content-Security-Policy": POLICY.format(desk=self.desk, socket=socket),
        }
        return PAGE.format(desk=self.desk).encode(), headers


@contextmanager
def running_site() -> Iterator[HostSite]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = site.page(self.path)
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Not of interest here."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    site = HostSite(f"http://127.0.0.1:{port}", f"http://localhost:{port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
