"""What people write is mended where that is certain, and refused with its place where it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing import import_file
from beian.filing.state import Account
from tests.filing.documents import full_document

SUBJECT = "accounts/0/subjects/0"
WEBSITE = f"{SUBJECT}/websites/0"
SERVICE = f"{SUBJECT}/services/0"


def written(tmp_path: Path, path: str, value: Any) -> Path:
    """Return a file with the full document, `value` at a path in it."""
    document = full_document()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    item: Any = document
    for step in steps:
        item = item[step]
    item[last] = value
    file = tmp_path / "state.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def imported(store: FilingStore, file: Path) -> Account:
    import_file(store, file)
    account = store.account("acc-1")
    assert account is not None
    return account


def test_all_forms_are_mended_wherever_they_stand(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    document = full_document()
    account = document["accounts"][0]
    subject = account["subjects"][0]
    website, service = subject["websites"][0], subject["services"][0]
    account |= {"account_id": "\ufeffacc-1", "phone": "+86 138 0000 1111"}
    subject |= {"filing_number": "粤 ICP 備 2021000001 號", "name": "深圳\u200b示例"}
    subject["person_in_charge"]["phone"] = "020 81234567"
    website |= {
        "filing_number": "粤ＩＣＰ备2021000001号－1",
        "domains": ["https://Example-Demo.CN/", "example-demo.cn.", "xn--fsqu00a.cn"],
    }
    service |= {"filing_number": "粤icp备2021000001-2a", "domains": ["APP.example-demo.cn"]}
    service["person_in_charge"]["phone"] = "13800001111.0"
    file = tmp_path / "state.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    kept = imported(sqlite_store, file)
    assert kept.phone == "13800001111"
    (one,) = kept.subjects
    assert (one.filing_number, one.name) == ("粤ICP备2021000001号", "深圳示例")
    assert one.person_in_charge.phone == "020-81234567"
    assert one.websites[0].filing_number == "粤ICP备2021000001号-1"
    assert one.websites[0].domains == ("example-demo.cn", "例子.cn")
    assert one.services[0].filing_number == "粤ICP备2021000001号-2A"
    assert one.services[0].domains == ("app.example-demo.cn",)
    assert one.services[0].person_in_charge is not None
    assert one.services[0].person_in_charge.phone == "13800001111"


@pytest.mark.parametrize("path", ["accounts/0/phone", f"{SUBJECT}/filing_number"])
def test_a_blank_number_counts_as_not_given(
    sqlite_store: FilingStore, tmp_path: Path, path: str
) -> None:
    kept = imported(sqlite_store, written(tmp_path, path, " "))
    assert None in (kept.phone, kept.subjects[0].filing_number)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("accounts/0/phone", "13800001111/13900002222", "holds more than one phone number"),
        (f"{SUBJECT}/person_in_charge/phone", "1.38E+10", "lost its last digits"),
        (f"{WEBSITE}/domains/1", "a@example.cn", "is an e-mail address"),
        (f"{SUBJECT}/filing_number", "粤ICP备2021000001号-1", "a subject's number has none"),
        (f"{SUBJECT}/filing_number", "粤ICP证030173号", "is the number of a licence"),
        (f"{WEBSITE}/filing_number", "粤ICP备2021000001号-2A", "as the number of a service (app)"),
        (f"{WEBSITE}/filing_number", "粤ICP备2021000001号-2B", "a website's number ends like"),
        (f"{SERVICE}/filing_number", "粤ICP备2021000001号-2", "which ends like"),
        (f"{SERVICE}/filing_number", "粤ICP备2021000001号-2X", "is not the number of the kind app"),
    ],
)
def test_what_is_not_certain_is_refused_with_its_place(
    sqlite_store: FilingStore, tmp_path: Path, path: str, value: str, fault: str
) -> None:
    with pytest.raises(ImportRefused) as error:
        import_file(sqlite_store, written(tmp_path, path, value))
    (found,) = error.value.faults
    place = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path.split("/"))
    assert found.location == place[1:]
    assert value in found.reason
    assert fault in found.reason
