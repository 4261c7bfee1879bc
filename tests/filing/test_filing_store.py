from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from sqlalchemy import event, text

from beian.base.clock import SHANGHAI
from beian.base.engine import open_engine
from beian.base.errors import StoreUnavailable
from beian.base.upgrading import upgrade
from beian.filing.filing_store import NEWEST_PERIODS, FilingStore
from beian.filing.import_errors import AccountsExist
from beian.filing.state import Account, OrderKind, OrderState, ServiceKind, Subject
from tests.filing.builders import (
    access,
    account,
    at,
    lost_access,
    order,
    service,
    subject,
    website,
)
from tests.filing.documents import ANY_TEXT, accounts_of, documents, full_document

FULL = accounts_of(full_document())[0]


def named(account_id: str, *subjects: Subject) -> Account:
    return replace(account(*subjects), account_id=account_id)


def finished(
    kind: OrderKind, target_id: str | None, day: int, state: OrderState = OrderState.SUCCEEDED
) -> Account:
    """Return an account in Guangdong with an order that took a day, until March `day`."""
    end = at(f"2026-03-{day:02} 10:00")
    its_order = order(
        kind,
        state,
        target_id,
        administration_received_at=end - timedelta(days=1),
        finished_at=end,
    )
    held = account(subject(website("w1")), orders=(its_order,))
    return replace(held, account_id=f"{kind.value}-{state.value}-{target_id}-{day}")


def test_an_account_comes_back_as_it_was_stored(store: FilingStore) -> None:
    store.add([FULL], "test", None)
    assert store.account(FULL.account_id) == FULL


def test_an_account_without_anything_comes_back(store: FilingStore) -> None:
    store.add([Account("bare")], "test", None)
    assert store.account("bare") == Account("bare")


@pytest.mark.parametrize(
    "account_id", ["unknown", "", "acc-1\0", "\ud800", "' OR 1=1 --", "a" * 9999]
)
def test_an_account_that_is_not_there_is_none(store: FilingStore, account_id: str) -> None:
    store.add([FULL], "test", None)
    assert store.account(account_id) is None


def test_lists_keep_their_order(store: FilingStore) -> None:
    websites = [website(name, domains=(f"{name}2.cn", f"{name}1.cn")) for name in ("z", "a", "m")]
    orders = tuple(
        order(OrderKind.CHANGE, OrderState.DRAFT, order_id=name) for name in ("o9", "o1", "o5")
    )
    held = account(subject(*websites, subject_id="s2"), subject(subject_id="s1"), orders=orders)
    store.add([held], "test", None)
    assert store.account("acc-1") == held


def test_accounts_share_no_ids_with_each_other(store: FilingStore) -> None:
    first = named("a", subject(website("w1", name="first")))
    second = named("b", subject(website("w1", name="second")))
    store.add([first, second], "test", None)
    assert store.account("a") == first
    assert store.account("b") == second


@pytest.mark.parametrize(
    "moment",
    [
        "2026-10-12T10:00:00.123456+08:00",
        "2026-10-12T10:00:00+00:00",
        "1987-08-01T12:00:00+09:00",
        "1800-01-01T00:00:00+00:00",
        "0002-06-01T00:00:00+08:00",
        "9998-06-01T00:00:00-23:59",
    ],
)
def test_an_instant_survives_exactly_and_comes_back_as_a_time_of_shanghai(
    store: FilingStore, moment: str
) -> None:
    instant = datetime.fromisoformat(moment)
    store.add([account(subject(cancelled_at=instant))], "test", instant)
    stored = store.account("acc-1")
    assert stored is not None
    cancelled_at = stored.subjects[0].cancelled_at
    assert cancelled_at == instant
    assert cancelled_at is not None
    assert cancelled_at.tzinfo is SHANGHAI


def test_a_time_without_an_offset_is_not_stored(store: FilingStore) -> None:
    with pytest.raises(StoreUnavailable, match="has no offset"):
        store.add([account(subject(cancelled_at=datetime(2026, 1, 1)))], "test", None)
    assert store.is_empty()


def test_accounts_are_listed_in_the_order_of_their_import(store: FilingStore) -> None:
    store.add([named("z"), named("a")], "first", None)
    store.add([named("m")], "second", None)
    assert store.account_ids(10) == ["z", "a", "m"]
    assert store.account_ids(2) == ["z", "a"]


def test_known_accounts_are_distinguished_from_unknown_ones(store: FilingStore) -> None:
    store.add([named(f"acc-{number}") for number in range(1200)], "test", None)
    asked = [f"acc-{number}" for number in range(0, 2400, 3)]
    assert store.known(asked) == {each for each in asked if int(each[4:]) < 1200}


def test_a_new_store_is_empty_and_holds_no_sample(store: FilingStore) -> None:
    assert store.is_empty()
    assert not store.holds_sample()
    assert store.account_ids(5) == []
    assert store.account("acc-1") is None


def test_the_sample_goes_into_an_empty_store_only(store: FilingStore) -> None:
    assert store.add_sample([named("sample")], "sample.json", None)
    assert store.holds_sample()
    assert not store.add_sample([named("another")], "sample.json", None)
    assert store.account_ids(5) == ["sample"]


def test_a_store_with_real_accounts_gets_no_sample(store: FilingStore) -> None:
    store.add([named("real")], "file.json", None)
    assert not store.add_sample([named("sample")], "sample.json", None)
    assert not store.holds_sample()
    assert store.account_ids(5) == ["real"]


def test_replacing_leaves_nothing_of_what_was_stored_before(store: FilingStore) -> None:
    store.add_sample([FULL, named("old")], "sample.json", None)
    changed = replace(FULL, subjects=(), orders=())
    written = store.replace_all([changed, named("new")], "file.json", at("2026-10-12"))
    assert written.replaced == 2
    assert store.account_ids(5) == [FULL.account_id, "new"]
    assert store.account(FULL.account_id) == changed
    assert not store.holds_sample()


def test_adding_an_account_that_is_there_stores_nothing(store: FilingStore) -> None:
    store.add([FULL], "first", None)
    with pytest.raises(AccountsExist) as error:
        store.add([named("new"), FULL], "second", None)
    assert error.value.account_ids == (FULL.account_id,)
    assert store.account_ids(5) == [FULL.account_id]


@pytest.mark.parametrize("apart", [1, 700])
def test_an_account_given_twice_is_refused(store: FilingStore, apart: int) -> None:
    given_accounts = [named("twice"), *(named(f"acc-{n}") for n in range(apart)), named("twice")]
    with pytest.raises(AccountsExist, match="twice"):
        store.add(given_accounts, "test", None)
    assert store.is_empty()


def test_when_the_accounts_run_into_an_error_nothing_is_stored(store: FilingStore) -> None:
    store.add([FULL], "first", None)

    def broken() -> Iterator[Account]:
        yield from (named(f"acc-{number}") for number in range(1500))
        raise RuntimeError("the file ended early")

    with pytest.raises(RuntimeError, match="ended early"):
        store.replace_all(broken(), "second", None)
    assert store.account_ids(5) == [FULL.account_id]


def test_a_reader_sees_the_store_as_it_was_while_a_writer_is_at_work(store: FilingStore) -> None:
    store.add([FULL], "first", None)
    seen = []

    def watched() -> Iterator[Account]:
        yield replace(FULL, subjects=())
        seen.append(store.account(FULL.account_id))

    store.replace_all(watched(), "second", None)
    assert seen == [FULL]


def test_writers_wait_for_each_other(store: FilingStore) -> None:
    store.upgrade()
    second = threading.Thread(target=lambda: store.add([named("quick")], "second", None))

    def slow() -> Iterator[Account]:
        second.start()
        second.join(0.3)
        assert second.is_alive()
        yield named("slow")

    store.add(slow(), "first", None)
    second.join()
    assert store.account_ids(5) == ["slow", "quick"]


def test_finished_cancellations_of_a_province_are_found_newest_first(store: FilingStore) -> None:
    counted = [
        finished(OrderKind.CANCEL_SUBJECT, "s1", 3),
        finished(OrderKind.CANCEL_WEBSITE, "w1", 5),
        finished(OrderKind.CANCEL_ACCESS, "w1", 4),
        finished(OrderKind.CANCEL_ACCESS, "s1", 2),
    ]
    others = [
        finished(OrderKind.CHANGE, "s1", 6),
        finished(OrderKind.CANCEL_SUBJECT, "s1", 7, OrderState.RETURNED),
        finished(OrderKind.CANCEL_SUBJECT, None, 8),
    ]
    store.add(counted + others, "test", None)
    assert store.finished_cancellation_periods("guangdong") == [
        (at(f"2026-03-{day - 1:02} 10:00"), at(f"2026-03-{day:02} 10:00")) for day in (5, 4, 3, 2)
    ]
    assert store.finished_cancellation_periods("beijing") == []


@pytest.mark.parametrize("missing", ["administration_received_at", "finished_at"])
def test_a_cancellation_without_both_dates_does_not_count(store: FilingStore, missing: str) -> None:
    whole = finished(OrderKind.CANCEL_SUBJECT, "s1", 3)
    partly = replace(whole.orders[0], **{missing: None})
    store.add([replace(whole, orders=(partly,))], "test", None)
    assert store.finished_cancellation_periods("guangdong") == []


def test_only_the_newest_cancellations_are_looked_at(sqlite_store: FilingStore) -> None:
    first = at("2020-01-01")
    orders = tuple(
        order(
            OrderKind.CANCEL_SUBJECT,
            OrderState.SUCCEEDED,
            "s1",
            order_id=f"o{number}",
            administration_received_at=first,
            finished_at=first + timedelta(hours=number),
        )
        for number in range(NEWEST_PERIODS + 5)
    )
    sqlite_store.add([account(subject(), orders=orders)], "test", None)
    periods = sqlite_store.finished_cancellation_periods("guangdong")
    assert len(periods) == NEWEST_PERIODS
    assert periods[-1][1] == first + timedelta(hours=5)


def test_an_account_takes_few_queries_however_much_it_holds(store: FilingStore) -> None:
    sites = [website(f"w{number}", domains=(f"d{number}.cn",)) for number in range(50)]
    store.add([account(subject(*sites))], "test", None)
    queries = []
    event.listen(
        store.engine, "before_cursor_execute", lambda *args: queries.append(args[2].split()[0])
    )
    store.account("acc-1")
    assert queries.count("SELECT") == 7


def test_services_keep_their_order_domains_and_accesses(store: FilingStore) -> None:
    services = (
        service("z", access("A"), lost_access("B"), domains=("z2.cn", "z1.cn"), platform="安卓"),
        service("a", kind=ServiceKind.MINI_PROGRAM, person_in_charge=None, filing_number=None),
    )
    held = account(
        subject(website("w1"), services=services),
        subject(subject_id="s2", services=(service("m", kind=ServiceKind.QUICK_APP),)),
    )
    store.add([held], "test", None)
    assert store.account("acc-1") == held


def test_all_that_the_schema_allows_comes_back_as_it_was(tmp_path: Path) -> None:
    store = FilingStore(f"sqlite:///{tmp_path}/filing.sqlite3")

    @given(documents(ANY_TEXT))
    def comes_back(document: dict[str, object]) -> None:
        held = accounts_of(document)
        store.replace_all(held, "test", None)
        assert [store.account(each.account_id) for each in held] == held

    comes_back()
    store.close()


def test_a_store_in_memory_keeps_its_accounts() -> None:
    store = FilingStore("sqlite://")
    store.add([FULL], "test", None)
    assert store.account(FULL.account_id) == FULL


def test_a_store_takes_an_engine(sqlite_url: str) -> None:
    store = FilingStore(open_engine(sqlite_url))
    assert store.is_empty()
    store.close()


def test_sqlite_is_set_up_for_readers_beside_a_writer(sqlite_store: FilingStore) -> None:
    sqlite_store.upgrade()
    with sqlite_store.engine.connect() as connection:
        answers = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert answers == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10000}


def test_a_server_that_is_down_is_unavailable_and_its_password_unsaid() -> None:
    store = FilingStore("postgresql://user:p4ssw0rd@127.0.0.1:1/filing")
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1/filing does not answer") as error:
        store.account("acc-1")
    assert "p4ssw0rd" not in str(error.value)


def test_a_server_that_comes_back_is_used_again(postgres_url: str) -> None:
    store = FilingStore(postgres_url)
    store.add([FULL], "test", None)
    with store.engine.connect() as connection:
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar()
    other = open_engine(postgres_url)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
    other.dispose()
    assert store.account(FULL.account_id) == FULL
    store.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "filing.sqlite3").write_text("not a database " * 100)
    store = FilingStore(f"sqlite:///{tmp_path}/filing.sqlite3")
    with pytest.raises(StoreUnavailable, match="file is not a database"):
        store.account("acc-1")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = FilingStore(f"sqlite:///{tmp_path}/file/filing.sqlite3")
    with pytest.raises(StoreUnavailable, match=r"The folder .*/file .*can't be made"):
        store.is_empty()


def test_a_folder_that_cannot_be_written_is_named(deprived: Path) -> None:
    store = FilingStore(f"sqlite:///{deprived}/filing.sqlite3")
    with pytest.raises(StoreUnavailable, match=f"{deprived} writable"):
        store.is_empty()


def test_a_store_that_was_deleted_is_unavailable(sqlite_url: str) -> None:
    store = FilingStore(sqlite_url)
    store.add([FULL], "test", None)
    store.close()
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()
    with pytest.raises(StoreUnavailable, match="was deleted or replaced"):
        store.account(FULL.account_id)
    store.close()


def test_a_store_deleted_while_a_second_thread_begins_with_it_is_unavailable(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one waits for the first one's upgrade, and makes none of its own."""
    store = FilingStore(sqlite_url)
    upgrades, first_is_in, second_is_there = [], threading.Event(), threading.Event()

    def slow_upgrade(*given: Any) -> None:
        upgrades.append(given)
        first_is_in.set()
        assert second_is_there.wait(60)
        upgrade(*given)

    monkeypatch.setattr("beian.base.database.upgrade", slow_upgrade)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(store.check)
        assert first_is_in.wait(60)
        second = threads.submit(store.check)
        second_is_there.set()
        first.result()
        second.result()
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()
    with pytest.raises(StoreUnavailable, match="was deleted or replaced"):
        store.check()
    assert len(upgrades) == 1
    store.close()


def test_a_locked_store_is_unavailable_in_the_end(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beian.base.engine.BUSY_TIMEOUT_MS", 20)
    holder, store = FilingStore(sqlite_url), FilingStore(sqlite_url)
    store.upgrade()

    def holding() -> Iterator[Account]:
        with pytest.raises(StoreUnavailable, match="locked"):
            store.add([named("second")], "second", None)
        yield named("first")

    holder.add(holding(), "first", None)
    assert store.account_ids(5) == ["first"]
    holder.close()
    store.close()


def test_a_new_folder_and_file_of_the_store_are_their_owners_alone(sqlite_url: str) -> None:
    store = FilingStore(sqlite_url)
    store.upgrade()
    store.add([FULL], "test", None)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert file.parent.stat().st_mode & 0o777 == 0o700
    for each in file.parent.glob(f"{file.name}*"):  # what SQLite keeps beside it, too
        assert each.stat().st_mode & 0o777 == 0o600, each.name
    store.close()


@pytest.fixture
def queries(store: FilingStore) -> list[str]:
    """Return a list that collects the queries the store sends from now on."""
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    return asked


def test_an_account_asked_for_again_is_the_same(store: FilingStore, queries: list[str]) -> None:
    store.add([FULL, Account("bare")], "test", None)
    first = store.account(FULL.account_id)
    queries.clear()
    assert store.account(FULL.account_id) == first == FULL
    if store.engine.dialect.name == "sqlite":
        assert not [query for query in queries if query.startswith("SELECT")]
    assert store.account("bare") == Account("bare")


def test_an_account_that_another_process_replaced_is_seen_at_once(store: FilingStore) -> None:
    store.add([named("a", subject(website("w1")))], "test", None)
    other = FilingStore(open_engine(store.engine.url))
    for number in range(3):
        assert store.account("a") == other.account("a")
        changed = [named("a", subject(website(f"w{number}"), website("more")))]
        (other if number % 2 else store).replace_all(changed, "test", None)
        assert store.account("a") == other.account("a") == changed[0]
    other.replace_all([Account("b")], "test", None)
    assert store.account("a") is None
    other.close()


def test_an_account_that_was_not_stored_after_all_is_not_seen(store: FilingStore) -> None:
    def breaking() -> Iterator[Account]:
        yield named("a", subject(website("new")))
        raise KeyError("broken off")

    store.add([named("a", subject(website("old")))], "test", None)
    before = store.account("a")
    with pytest.raises(KeyError):
        store.replace_all(breaking(), "test", None)
    assert store.account("a") == before


def test_many_accounts_are_all_found_again(
    store: FilingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beian.filing.account_cache._MOST", 3)
    store.add([Account(f"a{number}") for number in range(8)], "test", None)
    for number in [*range(8), *range(8)]:
        assert store.account(f"a{number}") == Account(f"a{number}")
