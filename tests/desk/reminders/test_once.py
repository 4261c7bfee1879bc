"""Once only: several processes at once, and one that is killed between a claim and its delivery."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import outbox
from beian.filing.filing_store import FilingStore
from beian.filing.state import OrderState
from tests.desk.conftest import SECRET
from tests.desk.processes import PATIENCE, DeskProcess, desk_process, free_port
from tests.desk.reminders.conftest import MovedClock, Reminding, an_order, on_file, waits_for_sms
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_mail import Mailbox
from tests.filing.builders import at

ACCOUNTS = [f"a{number}" for number in range(12)]


def test_processes_that_look_at_the_same_time_say_it_once(
    database_url: str, desk_database: DeskDatabase, filing: FilingStore
) -> None:
    desk_database.upgrade()
    waiting = waits_for_sms(at("2026-10-11T18:00"))
    first = an_order(OrderState.PROVIDER_REVIEW, order_id="BA2")
    filing.update([on_file(waiting, first, account_id=one) for one in ACCOUNTS], "test", None)
    moved = replace(first, state=OrderState.RETURNED)
    filing.update([on_file(waiting, moved, account_id=one) for one in ACCOUNTS], "test", None)
    processes = 3
    start = Barrier(processes)

    def look(_: int) -> Reminding:
        database = DeskDatabase(database_url)
        reminding = Reminding(database, filing, MovedClock(at("2026-10-12T12:00")))
        start.wait()
        asyncio.run(reminding.watch().look())
        database.close()
        return reminding

    with ThreadPoolExecutor(processes) as pool:
        assert len(list(pool.map(look, range(processes)))) == processes
    reminding = Reminding(desk_database, filing, MovedClock())
    said = reminding.said()
    assert len(said) == 2 * len(ACCOUNTS)
    assert len({(one.conversation, one.text) for one in said}) == len(said)
    assert len({one.conversation for one in said}) == len(ACCOUNTS)
    assert len(reminding.outgoing("mail")) == len(reminding.outgoing("webhook")) == len(said)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    """Of desks with a mail server that is not there yet, in the quiet of a stopped clock."""
    config = tmp_path / "desk.yml"
    config.write_text(
        "mail:\n  from: support@agency.example\n"
        "reminders:\n  desk_url: https://desk.agency.example\n",
        encoding="utf-8",
    )
    return {
        "BEIAN_DATABASE_URL": f"sqlite:///{tmp_path / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": database_url,
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.sqlite3'}",
        "BEIAN_DESK_CONFIG": str(config),
        "BEIAN_SECRET": SECRET,
        "BEIAN_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
    }


def until(happened: Any, *desks: DeskProcess) -> Any:
    """Wait for what is to happen while desks run, and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert all(desk.process.poll() is None for desk in desks)
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
    return found


def test_two_desks_of_which_one_is_killed_say_it_once_and_mail_it(
    environment: dict[str, str],
    desk_database: DeskDatabase,
    bot: ScriptedBot,
    mailbox: Mailbox,
    tmp_path: Path,
) -> None:
    waiting = waits_for_sms(at("2026-10-11T18:00"))
    filing = FilingStore(environment["BEIAN_DATABASE_URL"])
    filing.update([on_file(waiting, account_id=one) for one in ACCOUNTS], "test", None)
    reminding = Reminding(desk_database, filing, MovedClock())
    log = tmp_path / "desk.log"
    before = {**environment, "BEIAN_NOW": "2026-10-12T11:59:00+08:00"}
    with desk_process(before, bot.url, log):
        until(lambda: "desk_listening" in log.read_text(encoding="utf-8"))
    assert reminding.said() == []
    due = {**environment, "BEIAN_NOW": "2026-10-12T12:00:00+08:00"}
    with (
        desk_process(due, bot.url, log) as one,
        desk_process(due, bot.url, log) as other,
    ):
        # Said and in the outbox, and not mailed: the server is not there.
        until(lambda: len(reminding.said()) >= 1, one, other)
        one.kill()
        until(lambda: len(reminding.said()) >= len(ACCOUNTS), other)
        other.kill()
    assert len(reminding.outgoing("mail")) == len(ACCOUNTS)
    assert mailbox.mails == []
    later = {**environment, "BEIAN_NOW": "2026-10-12T12:20:00+08:00"}
    make_due(desk_database)
    with mail_server(mailbox, environment), desk_process(later, bot.url, log) as again:
        until(lambda: len(mailbox.mails) >= len(ACCOUNTS), again)
        until(lambda: all(not mail for mail in reminding.outgoing("mail")), again)
    filing.close()
    assert len(reminding.said()) == len(ACCOUNTS)
    assert len({mail["To"] for mail in mailbox.mails}) == 1
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == len(mailbox.mails)


@contextmanager
def mail_server(mailbox: Mailbox, environment: dict[str, str]) -> Iterator[None]:
    port = int(environment["BEIAN_SMTP_URL"].rpartition(":")[2])
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def make_due(database: DeskDatabase) -> None:
    """Let the time pass until mails are tried again, and leases of killed processes end."""
    passed = {"next_at": utc_now(), "lease": None, "leased_until": None}
    with database.writing() as connection:
        connection.execute(update(outbox).values(**passed))
