"""The whole stack at work, its parts killed and started again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from beian.base.key_ring import add_key
from beian.base.settings import Settings
from beian.cli.part import Part
from beian.cli.preparation import open_store, prepared_model
from beian.cli.stack import DESK as THE_DESK
from beian.cli.stack import RASA, Ports, Stack, running_stack
from beian.desk.config import DeskConfig
from beian.desk.site_tokens import SiteTokens

SECRET = "the secret of the browser's tests, long enough"
NOW = "2026-10-12T10:00:00+08:00"
CONFIG = """
origins: [{origin}]
token:
  leeway_seconds: 0
limits:
  messages_per_minute_conversation: 1000
  messages_per_minute_address: 10000
  conversations_per_minute_address: 1000
"""
PATIENCE = 180.0
DESK, BOT = THE_DESK, RASA


@dataclass(frozen=True)
class Assistant:
    """A running stack with the sample accounts, and the tokens of a host page's server."""

    stack: Stack
    tokens: SiteTokens

    @property
    def url(self) -> str:
        """The desk's address, without a slash at its end."""
        return self.stack.desk_url

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Kill a part, as a crash would; start it again, and wait for it, at the end."""
        part = self._part(name)
        part.process.kill()
        part.process.wait(PATIENCE)
        try:
            yield
        finally:
            self._start_again(part)

    @contextmanager
    def held_up(self, name: str) -> Iterator[None]:
        """Stop a part in its tracks; it goes on at the end as if nothing had been."""
        part = self._part(name)
        part.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            part.process.send_signal(signal.SIGCONT)

    def _part(self, name: str) -> Part:
        return next(part for part in self.stack.parts if part.name == name)

    def _start_again(self, part: Part) -> None:
        part.start_again()
        deadline = time.monotonic() + PATIENCE
        while not part.is_ready():
            assert not part.has_ended(), part.failure()
            assert time.monotonic() < deadline, f"{part.name} does not come back"
            time.sleep(0.1)


@contextmanager
def running_assistant(folder: Path, allowed_origin: str) -> Iterator[Assistant]:
    """The stack on ports of its own, its stores in `folder`; the environment is left as found."""
    config = folder / "desk.yml"
    config.write_text(CONFIG.format(origin=allowed_origin), encoding="utf-8")
    add_key(folder / "encryption.keys")
    environment = {
        "BEIAN_DATABASE_URL": f"sqlite:///{folder / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "BEIAN_DESK_CONFIG": str(config),
        "BEIAN_SECRET": SECRET,
        "BEIAN_FILES_URL": f"file://{folder / 'files'}",
        "BEIAN_KEY_FILE": str(folder / "encryption.keys"),
        "BEIAN_NOW": NOW,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("BEIAN_")]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        settings = Settings.from_environment(var=folder)
        open_store(settings).close()
        ports = Ports.free(with_desk=True)
        with running_stack(
            prepared_model(), settings, ports, lambda _step: None, keep_conversations=True
        ) as stack:
            yield Assistant(stack, SiteTokens(DeskConfig.load(config).token, SECRET))
