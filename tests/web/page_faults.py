"""What goes wrong in a page without being seen: errors in the console, scripts that throw,
and what a Content-Security-Policy refused, which Chromium reports in the console too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

LOST_CONNECTION = (
    r"WebSocket connection to|Failed to load resource|ERR_|Failed to fetch dynamically imported"
)


@dataclass
class PageFaults:
    """Collects them in all pages of a context."""

    found: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._thrown)

    def expect(self, pattern: str) -> None:
        """From now on, and before: faults in which the pattern is found are part of the test."""
        self._expected.append(pattern)

    def unexpected(self) -> list[str]:
        return [
            fault
            for fault in self.found
            if not any(re.search(pattern, fault) for pattern in self._expected)
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"{message.text} ({message.location.get('url', '')})")

    def _thrown(self, error: WebError) -> None:
        self.found.append(str(error.error))
