"""100,000 websites, in a file of each kind. docs/importing.md states the time and memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing import import_file
from beian.filing.importing.accounts_from_document import account_of
from beian.filing.importing.sheet_columns import ACCOUNTS as ACCOUNTS_SHEET
from beian.filing.importing.sheet_columns import SHEETS, SUBJECTS
from beian.filing.importing.sheet_columns import WEBSITES as WEBSITES_SHEET
from tests.filing.workbooks import inline_rows, write_parts

WEBSITES = 100_000
WEBSITES_EACH = 5
ACCOUNTS = WEBSITES // WEBSITES_EACH


def huge_account(number: int, websites: int) -> dict[str, Any]:
    filing_number = f"粤ICP备{2021000000 + number}号"
    return {
        "account_id": f"acc-{number:06}",
        "display_name": f"客户{number}",
        "subjects": [
            {
                "subject_id": "s1",
                "filing_number": filing_number,
                "name": f"示例公司{number}",
                "type": "enterprise",
                "province": "guangdong",
                "status": "filed",
                "person_in_charge": {"name": "李四", "document": "mainland_id"},
                "websites": [
                    {
                        "website_id": f"w{site}",
                        "filing_number": f"{filing_number}-{site}",
                        "name": f"网站{site}",
                        "domains": [f"site-{number}-{site}.cn", f"www.site-{number}-{site}.cn"],
                        "status": "filed",
                        "accesses": [{"provider": "腾讯云", "status": "active"}],
                    }
                    for site in range(websites)
                ],
            }
        ],
        "orders": [
            {
                "order_id": "o1",
                "kind": "cancel_website",
                "target_id": "w1",
                "state": "draft",
                "created_at": "2026-10-12T10:00:00+08:00",
            }
        ],
    }


@pytest.mark.slow
def test_a_huge_json_file_is_imported_whole(sqlite_store: FilingStore, tmp_path: Path) -> None:
    document = {"accounts": [huge_account(number, WEBSITES_EACH) for number in range(ACCOUNTS)]}
    file = tmp_path / "huge.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    stages = set()
    report = import_file(
        sqlite_store, file, progress=lambda stage, done, total: stages.add((stage, done, total))
    )
    assert (report.accounts, report.websites, report.orders) == (ACCOUNTS, WEBSITES, ACCOUNTS)
    assert ("storing", ACCOUNTS // 2, ACCOUNTS) in stages
    for number in (0, ACCOUNTS // 2, ACCOUNTS - 1):
        account = account_of(document["accounts"][number])
        assert sqlite_store.account(account.account_id) == account
    assert sqlite_store.account_ids(ACCOUNTS)[-1] == f"acc-{ACCOUNTS - 1:06}"


@pytest.mark.slow
def test_a_huge_workbook_is_imported_whole(sqlite_store: FilingStore, tmp_path: Path) -> None:
    """Only few columns are filled in: writing and reading all of them takes too long for a test."""
    accounts = [[f"acc-{number}"] for number in range(ACCOUNTS)]
    subjects = [
        [account, "s1", "", "示例", "individual", "beijing", "filed", "", "李四"]
        for (account,) in accounts
    ]
    websites = [
        [account, "s1", f"w{site}", "", f"网站{site}", f"{account}-{site}.cn", "filed"]
        for (account,) in accounts
        for site in range(WEBSITES_EACH)
    ]
    rows = {ACCOUNTS_SHEET: accounts, SUBJECTS: subjects, WEBSITES_SHEET: websites}
    file = tmp_path / "huge.xlsx"
    write_parts(file, {sheet.name: inline_rows(sheet, *rows.get(sheet, [])) for sheet in SHEETS})
    report = import_file(sqlite_store, file)
    assert (report.accounts, report.websites, report.orders) == (ACCOUNTS, WEBSITES, 0)
    last = f"acc-{ACCOUNTS - 1}"
    account = sqlite_store.account(last)
    assert account is not None
    found = [(each.website_id, each.domains) for each in account.subjects[0].websites]
    assert found == [(f"w{site}", (f"{last}-{site}.cn",)) for site in range(WEBSITES_EACH)]


def test_one_account_may_hold_very_many(sqlite_store: FilingStore, tmp_path: Path) -> None:
    document = {"accounts": [huge_account(0, 20_000)]}
    file = tmp_path / "one.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert import_file(sqlite_store, file).websites == 20_000
    assert sqlite_store.account("acc-000000") == account_of(document["accounts"][0])


def test_a_fault_in_a_huge_file_is_found_and_nothing_stored(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    document = {"accounts": [huge_account(number, 5) for number in range(2000)]}
    document["accounts"][-1]["subjects"][0]["websites"][-1]["status"] = "gone"
    file = tmp_path / "faulty.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ImportRefused) as error:
        import_file(sqlite_store, file)
    assert str(error.value) == (
        'accounts[1999].subjects[0].websites[4].status: "gone" is not one of filed, cancelled'
    )
    assert sqlite_store.is_empty()
