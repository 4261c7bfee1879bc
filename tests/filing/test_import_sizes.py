"""Files that are small and unpack to much: refused before they are unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing import import_file
from beian.filing.importing.sizes import LARGEST, check_archive, check_files
from tests.filing.workbooks import write_parts


def packed(path: Path, megabytes: int, name: str) -> Path:
    """An archive of zeros, a thousandth as large as what is in it."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(1024 * 1024))
    return path


@pytest.mark.parametrize(
    ("name", "member"), [("state.xlsx", "xl/worksheets/sheet1.xml"), ("state.zip", "accounts.csv")]
)
def test_what_unpacks_to_too_much_is_refused_with_the_way_out(
    sqlite_store: FilingStore, tmp_path: Path, name: str, member: str
) -> None:
    file = packed(tmp_path / name, LARGEST // 1024**2 + 1, member)
    assert file.stat().st_size < LARGEST / 500
    with pytest.raises(ImportRefused, match=r"401 MB unpacked, .* 400 MB are read; divide it"):
        import_file(sqlite_store, file)


def test_plain_files_are_measured_too_and_together(tmp_path: Path) -> None:
    parts = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for part in parts:
        part.write_bytes(bytes(600))
    check_files(tmp_path, parts, largest=1200)
    with pytest.raises(ImportRefused):
        check_files(tmp_path, parts, largest=1199)
    with zipfile.ZipFile(packed(tmp_path / "a.zip", 1, "a.csv")) as archive:
        check_archive(tmp_path, archive, largest=1024 * 1024)


def test_a_cell_longer_than_any_program_writes_is_refused(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    file = tmp_path / "state.xlsx"
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 200_000}</t></is></c></row>'
    write_parts(file, {"accounts": cell})
    with pytest.raises(ImportRefused, match="is a broken workbook"):
        import_file(sqlite_store, file)
