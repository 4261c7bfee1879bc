"""`--update`, `--replace` and removal: what is replaced, what is left alone, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import AccountsExist, ImportRefused, NotStored, StoreChanged
from beian.filing.importing import import_file
from beian.filing.importing.fingerprints import fingerprint
from beian.filing.importing.sample import load_sample, sample_accounts
from beian.filing.order_changes import OrderChange
from beian.filing.state import Account, OrderKind, OrderState
from tests.filing.builders import account, order, subject, website
from tests.filing.documents import Item, accounts_of, full_account
from tests.filing.workbooks import write_workbook

CANCEL = OrderKind.CANCEL_WEBSITE


def file_of(tmp_path: Path, *accounts: Item) -> Path:
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"accounts": accounts}), encoding="utf-8")
    return file


def with_state(account_id: str, state: str, **order: Any) -> Item:
    changed = full_account(account_id)
    changed["orders"][0] |= {"state": state, **order}
    return changed


def test_an_update_replaces_the_accounts_of_the_file_and_leaves_the_others_alone(
    store: FilingStore, tmp_path: Path
) -> None:
    before = [full_account("a"), full_account("b"), full_account("c")]
    import_file(store, file_of(tmp_path, *before))
    changed, new = with_state("b", "succeeded"), full_account("d")
    report = import_file(store, file_of(tmp_path, before[0], changed, new), update=True)
    assert (report.accounts, report.replaced, report.unchanged) == (3, 1, 1)
    held = accounts_of({"accounts": [before[0], changed, before[2], new]})
    assert [store.account(each.account_id) for each in held] == held
    assert sorted(store.account_ids(9)) == ["a", "b", "c", "d"]


def test_an_update_tells_what_changed_in_orders_and_a_first_import_tells_nothing(
    store: FilingStore, tmp_path: Path
) -> None:
    assert import_file(store, file_of(tmp_path, full_account("a"))).order_changes == ()
    changed = with_state("a", "succeeded")
    changed["orders"].append({**full_account()["orders"][0], "order_id": "o2", "state": "draft"})
    report = import_file(store, file_of(tmp_path, changed, full_account("b")), update=True)
    assert report.order_changes == (
        OrderChange("a", "o1", CANCEL, OrderState.RETURNED, OrderState.SUCCEEDED),
        OrderChange("a", "o2", CANCEL, None, OrderState.DRAFT),
    )
    del changed["orders"][0]
    assert import_file(store, file_of(tmp_path, changed), update=True).order_changes == (
        OrderChange("a", "o1", CANCEL, OrderState.SUCCEEDED, None),
    )


def test_replace_tells_what_changed_in_orders_of_accounts_that_were_there(
    store: FilingStore, tmp_path: Path
) -> None:
    import_file(store, file_of(tmp_path, full_account("a"), full_account("gone")))
    file = file_of(tmp_path, with_state("a", "succeeded"), full_account("new"))
    report = import_file(store, file, replace=True)
    assert report.replaced == 2
    assert report.order_changes == (
        OrderChange("a", "o1", CANCEL, OrderState.RETURNED, OrderState.SUCCEEDED),
        OrderChange("gone", "o1", CANCEL, OrderState.RETURNED, None),
    )


def test_removing_takes_one_account_out_and_tells_its_orders(
    store: FilingStore, tmp_path: Path
) -> None:
    import_file(store, file_of(tmp_path, full_account("a"), full_account("b")))
    assert store.remove("a") == (OrderChange("a", "o1", CANCEL, OrderState.RETURNED, None),)
    assert store.account("a") is None
    assert store.account("b") is not None
    for account_id in ("a", "unknown", "\0"):
        with pytest.raises(NotStored, match="is not in the filing store"):
            store.remove(account_id)
    import_file(store, file_of(tmp_path, full_account("a")))
    assert store.account("a") is not None


def test_what_has_not_changed_is_neither_checked_nor_written_again(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_account("a")))
    again = import_file(sqlite_store, file_of(tmp_path, full_account("a")), update=True)
    assert (again.replaced, again.unchanged, again.order_changes) == (0, 1, ())


def test_a_workbook_with_the_same_content_updates_what_a_json_file_brought(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_account("a")))
    write_workbook(tmp_path / "same.xlsx", {"accounts": [full_account("a")]})
    report = import_file(sqlite_store, tmp_path / "same.xlsx", update=True)
    assert (report.replaced, report.order_changes) == (1, ())
    assert import_file(sqlite_store, tmp_path / "same.xlsx", update=True).unchanged == 1


def test_a_file_with_faults_updates_nothing(sqlite_store: FilingStore, tmp_path: Path) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_account("a"), full_account("b")))
    changed = with_state("a", "succeeded")
    for broken in (with_state("b", "gone"), full_account("a")):
        with pytest.raises(ImportRefused):
            import_file(sqlite_store, file_of(tmp_path, changed, broken), update=True)
        assert [sqlite_store.account("a")] == accounts_of({"accounts": [full_account("a")]})


def test_the_same_account_twice_is_a_fault_though_it_has_not_changed(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_account("a")))
    with pytest.raises(ImportRefused, match="is used already"):
        import_file(sqlite_store, file_of(tmp_path, *[full_account("a")] * 2), update=True)


def test_without_update_an_account_that_is_there_is_refused_with_the_way_out(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_account("a")))
    with pytest.raises(ImportRefused, match="import with --update to replace it"):
        import_file(sqlite_store, file_of(tmp_path, full_account("a")))


def test_a_sample_account_that_a_file_brings_is_a_sample_no_more(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    load_sample(sqlite_store)
    first = sample_accounts()[0]
    import_file(sqlite_store, file_of(tmp_path, full_account(first)), update=True)
    assert [sqlite_store.account(first)] == accounts_of({"accounts": [full_account(first)]})
    assert sqlite_store.holds_sample()
    for other in sample_accounts()[1:]:
        sqlite_store.remove(other)
    assert not sqlite_store.holds_sample()


def test_an_update_that_another_import_overtook_stores_nothing(store: FilingStore) -> None:
    first = account(subject(website("w1")), orders=(order(CANCEL, OrderState.DRAFT, "w1"),))
    store.add([first], "first", None, {"acc-1": "one"})
    with pytest.raises(StoreChanged, match="Import it again"):
        store.update([Account("b")], "late", None, unchanged={"acc-1": "another"})
    assert store.account("b") is None
    store.update([Account("b")], "in time", None, unchanged={"acc-1": "one"})
    assert store.account("b") == Account("b")
    with pytest.raises(AccountsExist):
        store.update([Account("c"), Account("c")], "twice", None)
    assert store.account("c") is None


def test_a_fingerprint_depends_on_content_alone() -> None:
    one = {"b": [1, {"x": "粤"}], "a": None}
    assert fingerprint(one) == fingerprint({"a": None, "b": [1, {"x": "粤"}]})
    assert fingerprint(one) != fingerprint({**one, "a": ""})


def test_either_update_or_replace(sqlite_store: FilingStore, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="either replace or update"):
        import_file(sqlite_store, tmp_path / "x.json", update=True, replace=True)
