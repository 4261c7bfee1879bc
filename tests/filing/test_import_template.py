from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused, TemplateNotWritten
from beian.filing.importing import import_file, write_template
from beian.filing.importing.sheet_columns import SHEETS
from beian.filing.provinces import PROVINCES
from tests.filing.documents import accounts_of, full_document
from tests.filing.workbooks import write_workbook
from tests.paths import ROOT

LONGEST_LIST = 255
"""Excel takes no longer list of options; PROVINCES come near."""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.xlsx"
    write_template(path)
    return path


def test_an_empty_template_has_no_accounts_to_import(
    sqlite_store: FilingStore, template: Path
) -> None:
    with pytest.raises(ImportRefused) as error:
        import_file(sqlite_store, template)
    assert str(error.value) == "sheet accounts: no accounts are given: there is nothing to import"


def test_a_template_that_is_filled_in_is_imported(
    sqlite_store: FilingStore, template: Path, tmp_path: Path
) -> None:
    write_workbook(tmp_path / "rows.xlsx", full_document())
    filled, rows = load_workbook(template), load_workbook(tmp_path / "rows.xlsx")
    for sheet in SHEETS:
        for row in rows[sheet.name].iter_rows(min_row=2):
            for cell in row:
                filled[sheet.name].cell(cell.row, cell.column).value = cell.value
    filled.save(template)
    import_file(sqlite_store, template)
    assert sqlite_store.account("acc-1") == accounts_of(full_document())[0]


def test_every_column_has_its_head_a_comment_in_both_languages_and_a_width(
    template: Path,
) -> None:
    workbook = load_workbook(template)
    for sheet in SHEETS:
        worksheet = workbook[sheet.name]
        assert worksheet.freeze_panes == "A2"
        assert [cell.value for cell in worksheet[1]] == [column.name for column in sheet.columns]
        for cell in worksheet[1]:
            chinese, english = cell.comment.text.split("\n")
            assert not chinese.isascii()
            assert english
            width = worksheet.column_dimensions[cell.column_letter].width
            assert width > len(cell.value)


def test_columns_with_few_choices_offer_them(template: Path) -> None:
    workbook = load_workbook(template)
    for sheet in SHEETS:
        worksheet = workbook[sheet.name]
        offered = {
            str(choice.sqref).split(":")[0]: choice.formula1
            for choice in worksheet.data_validations.dataValidation
        }
        for index, column in enumerate(sheet.columns, start=1):
            formula = offered.pop(f"{get_column_letter(index)}2", None)
            expected = f'"{",".join(column.options)}"' if column.options else None
            assert formula == expected
            assert len(formula or "") <= LONGEST_LIST
        assert not offered


def test_the_first_sheet_explains_the_workbook_in_both_languages(template: Path) -> None:
    readme = load_workbook(template).worksheets[0]
    assert readme.title == "README"
    text = "\n".join(str(row[0]) for row in readme.iter_rows(values_only=True))
    assert "beian import" in text
    assert "填写说明" in text
    assert "How to fill this in" in text
    assert set(PROVINCES) <= set(text.splitlines())


def test_columns_for_numbers_are_formatted_as_text(template: Path) -> None:
    worksheet = load_workbook(template)["accounts"]
    assert worksheet.column_dimensions["D"].number_format == "@"


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_text("precious")
    with pytest.raises(TemplateNotWritten, match="is there already"):
        write_template(path)
    assert path.read_text() == "precious"


@pytest.mark.parametrize(
    ("name", "said"),
    [("template.xls", "ends in .xlsx"), ("missing/template.xlsx", "No such file or directory")],
)
def test_a_name_that_will_not_do_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(TemplateNotWritten, match=said):
        write_template(tmp_path / name)


def test_the_documentation_names_every_column_and_the_required_ones_in_bold() -> None:
    page = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    for sheet in SHEETS:
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{sheet.name}` |")]
        named = line.rstrip(" |").rpartition(" | ")[2].split(", ")
        assert named == [
            f"**{column.name}**" if column.required else column.name for column in sheet.columns
        ]
