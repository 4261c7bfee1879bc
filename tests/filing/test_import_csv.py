"""CSV files, one a sheet, in a folder or a ZIP file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing import import_file
from beian.filing.importing.sheet_columns import SHEETS
from tests.filing.documents import accounts_of, full_document
from tests.filing.workbooks import write_workbook

FULL = accounts_of(full_document())[0]
Write = Callable[[Path, dict[str, bytes]], Path]


def tables(tmp_path: Path, delimiter: str = ",") -> dict[str, str]:
    """Return the full document as the text of CSV files, by the names of its sheets."""
    write_workbook(tmp_path / "full.xlsx", full_document())
    workbook = load_workbook(tmp_path / "full.xlsx")
    texts = {}
    for sheet in SHEETS:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerows(workbook[sheet.name].iter_rows(values_only=True))
        texts[sheet.name] = text.getvalue()
    return texts


def folder(path: Path, files: dict[str, bytes]) -> Path:
    path.mkdir()
    for name, data in files.items():
        (path / f"{name}.csv").write_bytes(data)
    return path


def archive(path: Path, files: dict[str, bytes]) -> Path:
    file = path.with_suffix(".zip")
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("__MACOSX/state/._accounts.csv", b"\0\1")
        packed.writestr("state/readme.txt", "call back on Monday")
        for name, data in files.items():
            packed.writestr(f"state/{name}.CSV", data)
    return file


@pytest.mark.parametrize("write", [folder, archive])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_in_a_folder_or_archive_give_what_a_workbook_gives(
    sqlite_store: FilingStore, tmp_path: Path, write: Write, encoding: str
) -> None:
    files = {name: text.encode(encoding) for name, text in tables(tmp_path).items()}
    import_file(sqlite_store, write(tmp_path / "state", files))
    assert sqlite_store.account("acc-1") == FULL


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_values_may_be_separated_otherwise(
    sqlite_store: FilingStore, tmp_path: Path, delimiter: str
) -> None:
    files = {name: text.encode() for name, text in tables(tmp_path, delimiter).items()}
    import_file(sqlite_store, folder(tmp_path / "state", files))
    assert sqlite_store.account("acc-1") == FULL


def test_numbers_that_were_kept_from_a_spreadsheet_are_read(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    texts = tables(tmp_path)
    texts["accounts"] = 'account_id,phone\nacc-1,"=""075512345678"""\nacc-2,\'13800001111\n'
    files = {name: text.encode() for name, text in texts.items()}
    import_file(sqlite_store, folder(tmp_path / "state", files))
    phones = [sqlite_store.account(each).phone for each in ("acc-1", "acc-2")]  # type: ignore[union-attr]
    assert phones == ["0755-12345678", "13800001111"]


def faults(store: FilingStore, file: Path) -> list[str]:
    with pytest.raises(ImportRefused) as error:
        import_file(store, file)
    assert store.is_empty()
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("sheet", "data", "fault"),
    [
        (
            "accounts",
            b'account_id,phone\n\n"acc-\n1",13800001111\nacc-2,1.38E+10\n',
            'accounts.csv, line 5, column phone: "1.38E+10" was shortened by a spreadsheet, which'
            " lost its last digits; format the cell as text and type the number again",
        ),
        (
            "accounts",
            b"account_id,display_name\nacc-1,A,B\n",
            "accounts.csv, line 2: has 3 values under 2 heads; put text that holds a comma into"
            " quotation marks",
        ),
        (
            "accounts",
            b'account_id,display_name\nacc-1,"A\n',
            "accounts.csv, line 2: is no CSV: unexpected end of data",
        ),
        (
            "accounts",
            "account_id\nacc-1\n".encode("utf-16"),
            "accounts.csv: is UTF-16; save it as CSV UTF-8",
        ),
        (
            "accounts",
            b"account_id\nacc-1\n\xff\xff\n",
            "accounts.csv, line 3: is neither UTF-8 nor GB18030; save it as CSV UTF-8",
        ),
        ("accounts", b"phone\n1\n", "accounts.csv, line 1: the column account_id is missing"),
        (
            "accounts",
            b"account_id,phnoe\nacc-1,1\n",
            'accounts.csv, line 1, column phnoe: "phnoe" is not a known column; did you mean'
            " phone?",
        ),
    ],
)
def test_a_fault_is_reported_with_its_file_line_and_column(
    sqlite_store: FilingStore, tmp_path: Path, sheet: str, data: bytes, fault: str
) -> None:
    files = {name: text.encode() for name, text in tables(tmp_path).items()}
    assert fault in faults(sqlite_store, folder(tmp_path / "state", {**files, sheet: data}))


def test_a_missing_file_is_named_and_services_may_be_missing(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    files = {name: text.encode() for name, text in tables(tmp_path).items()}
    files["order"] = files.pop("orders")
    state = folder(tmp_path / "state", files)
    assert faults(sqlite_store, state) == [
        f'{state}: the CSV file orders is missing; did you mean the CSV file "order"?'
    ]
    accesses = files["accesses"].decode().splitlines()
    without = {
        **files,
        "orders": files["order"],
        "accesses": "\n".join(line for line in accesses if "app1" not in line).encode(),
    }
    del without["services"], without["order"]
    import_file(sqlite_store, folder(tmp_path / "older", without))
    assert not sqlite_store.account("acc-1").subjects[0].services  # type: ignore[union-attr]


def test_what_holds_no_csv_files_is_refused_with_the_way_out(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    broken, single = tmp_path / "broken.zip", tmp_path / "accounts.csv"
    broken.write_bytes(b"PK no zip")
    single.write_text("account_id\n")
    for file, reason in (
        (empty, "holds no .csv files; one for each sheet is read: accounts.csv, subjects.csv"),
        (broken, "is no ZIP file, or a broken one"),
        (tmp_path / "missing.zip", "there is no such file"),
        (single, "is one sheet; put it with those of the other sheets into a folder"),
    ):
        (fault,) = faults(sqlite_store, file)
        assert fault.startswith(f"{file}: {reason}")
