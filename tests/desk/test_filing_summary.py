"""What agents are shown of an account: masked, with deadlines, and never an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from beian.base.clock import SHANGHAI, Clock
from beian.desk.filing_summary import FilingSummaries
from beian.filing.filing_store import FilingStore
from beian.filing.importing.sample import load_sample
from tests.paths import ROOT

_NUMBER = re.compile(r"1\d{10}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FilingStore]:
    store = FilingStore(f"sqlite:///{tmp_path / 'filing.sqlite3'}")
    assert load_sample(store)
    yield store
    store.close()


def sample() -> dict[str, Any]:
    text = (ROOT / "beian" / "filing" / "sample.json").read_text(encoding="utf-8")
    return {account["account_id"]: account for account in json.loads(text)["accounts"]}


def at(moment: str) -> Clock:
    return Clock(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI))


def test_no_phone_number_is_anywhere_in_a_masked_account(store: FilingStore) -> None:
    filing = FilingSummaries(store, at("2026-10-12T09:00"))
    whole = 0
    for account_id in sample():
        masked = filing.account(account_id, masked=True)
        unmasked = filing.account(account_id, masked=False)
        assert masked is not None
        assert unmasked is not None
        assert not _NUMBER.search(json.dumps(masked["phones"]))
        for number in unmasked["phones"]:
            digits = re.sub(r"\D", "", number)[-11:]
            assert digits not in re.sub(r"[^\d\"]", "", json.dumps(masked))
            whole += 1
        assert len(masked["phones"]) <= len(unmasked["phones"])
        for hidden, plain in zip(masked["subjects"], unmasked["subjects"], strict=True):
            assert hidden["person"] != plain["person"]
            assert (hidden["name"] == plain["name"]) == (plain["type"] == "enterprise")
    assert whole > 5


def test_an_order_that_was_returned_goes_on_until_it_is_submitted_again(store: FilingStore) -> None:
    shown = FilingSummaries(store, at("2026-10-12T09:00")).account("chen-hongkong", masked=True)
    assert shown is not None
    assert [(order["state"], order["open"]) for order in shown["orders"]] == [("returned", True)]


def test_open_orders_have_their_deadlines(store: FilingStore) -> None:
    """docs/domain.md, "The way of an order": the 20th working day of the review (received on
    29 September 2026, the holidays of October between), 24 hours for the SMS."""
    for moment, overdue in (("2026-11-02T23:59", False), ("2026-11-03T00:00", True)):
        shown = FilingSummaries(store, at(moment)).account("hanqiao-trading", masked=True)
        assert shown is not None
        order, finished = shown["orders"]
        assert (order["open"], finished["open"]) == (True, False)
        assert (order["state"], order["deadline"], order["overdue"]) == (
            "administration_review",
            "2026-11-02",
            overdue,
        )
    sent = datetime.fromisoformat(sample()["lin-individual"]["orders"][0]["sms_sent_at"])
    for hours, overdue in ((23, False), (25, True)):
        filing = FilingSummaries(store, Clock(sent + timedelta(hours=hours)))
        shown = filing.account("lin-individual", masked=True)
        assert shown is not None
        (order,) = shown["orders"]
        deadline = datetime.fromisoformat(order["deadline"])
        assert timedelta(0) <= sent + timedelta(days=1) - deadline < timedelta(minutes=1)
        assert order["overdue"] is overdue


def test_companies_are_called_by_their_names_and_people_masked(store: FilingStore) -> None:
    filing = FilingSummaries(store, Clock(None))
    wanted = {
        "yunfan-software": "杭州云帆软件有限公司",
        "dingsheng-group": "深圳鼎盛实业有限公司",
        "lin-individual": "林**",
        "wright-english": "D***** ******",
        "xu-newcomer": "许*",  # who has no subject yet
    }
    assert filing.names(wanted) == wanted


def test_a_person_s_name_is_masked_although_their_subject_is_a_company(
    store: FilingStore,
) -> None:
    account = store.account("yunfan-software")
    assert account is not None
    store.update([replace(account, display_name="王小明")], "update", None)
    names = FilingSummaries(store, Clock(None)).names(["yunfan-software"])
    assert names == {"yunfan-software": "杭州云帆软件有限公司"}


def test_an_account_has_its_apps_its_provinces_in_words_and_what_orders_are_about(
    store: FilingStore,
) -> None:
    shown = FilingSummaries(store, at("2026-10-12T09:00")).account("wuwei-hosting", masked=True)
    assert shown is not None
    (subject,) = shown["subjects"]
    assert subject["province"] == {"zh": "江苏省", "en": "Jiangsu"}
    assert {service["kind"] for service in subject["services"]} <= {
        "app",
        "mini_program",
        "quick_app",
    }
    assert len(subject["services"]) == 2
    assert all(order["about"] for order in shown["orders"])


def test_what_is_not_on_file_has_no_name_and_no_account(store: FilingStore) -> None:
    filing = FilingSummaries(store, Clock(None))
    assert filing.account("nobody", masked=True) is None
    assert filing.names(["nobody", "\0"]) == {"nobody": "", "\0": ""}


def test_a_store_that_is_down_is_asked_once_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "no folder").write_text("", encoding="utf-8")
    store = FilingStore(f"sqlite:///{tmp_path / 'no folder' / 'filing.sqlite3'}")
    filing = FilingSummaries(store, Clock(None))
    assert filing.names(["a", "b", "c"]) == {"a": "", "b": "", "c": ""}
    assert [record.message for record in caplog.records] == ["filing_store_unavailable"]
    assert filing.account("a", masked=True) is None
    store.close()


def test_a_name_is_read_once_for_many_lists(store: FilingStore) -> None:
    filing = FilingSummaries(store, Clock(None))
    known = filing.names(["lin-individual", "hanqiao-trading"])
    assert "*" in known["lin-individual"]
    store.replace_all([], "nothing", None)
    assert filing.names(["lin-individual", "nobody"]) == {
        "lin-individual": known["lin-individual"],
        "nobody": "",
    }
