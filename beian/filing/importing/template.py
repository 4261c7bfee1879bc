"""Write the empty workbook that `beian import` reads; its wording is in template.yml."""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from beian.filing.import_errors import TemplateNotWritten
from beian.filing.importing.sheet_columns import SHEETS, Column, Kind, Sheet
from beian.filing.importing.spreadsheet import LAST_ROW
from beian.filing.provinces import PROVINCES

TEXTS = resources.files("beian.filing.importing") / "template.yml"
README = "README"

_LONGEST_MESSAGE = 255
"""Excel's limit on the message about a value that is not among a cell's options."""

_TITLE = Font(bold=True, size=14)
_BOLD = Font(bold=True)
_REQUIRED = PatternFill("solid", start_color="FFD9E8FB")
_OPTIONAL = PatternFill("solid", start_color="FFF0F0F0")
_FORMATS = {Kind.TIME: "yyyy-mm-dd hh:mm:ss", Kind.FLAG: "General"}


def write_template(path: Path) -> None:
    """Write an empty workbook to `path` (.xlsx), a new file. Raises TemplateNotWritten."""
    if path.suffix.lower() != ".xlsx":
        raise TemplateNotWritten(f"{path}: the name of a workbook ends in .xlsx.")
    content = BytesIO()
    _workbook().save(content)
    try:
        with path.open("xb") as file:
            file.write(content.getvalue())
    except FileExistsError as error:
        raise TemplateNotWritten(
            f"{path} is there already and is left as it is; give another name."
        ) from error
    except OSError as error:
        raise TemplateNotWritten(f"{path} can't be written: {error.strerror}.") from error


def _workbook() -> Workbook:
    texts: dict[str, Any] = YAML(typ="safe").load(TEXTS.read_text(encoding="utf-8"))
    workbook = Workbook()
    readme = workbook.active
    if not isinstance(readme, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    readme.title = README
    _write_readme(readme, texts)
    for sheet in SHEETS:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, texts["columns"][sheet.name])
    return workbook


def _write_readme(worksheet: Worksheet, texts: dict[str, Any]) -> None:
    """Fill in the first sheet: how to go about it, and the provinces' codes."""
    for title, paragraphs in texts["readme"].items():
        worksheet.append([title])
        worksheet.cell(worksheet.max_row, 1).font = _TITLE
        for paragraph in paragraphs:
            worksheet.append([paragraph])
        worksheet.append([None])
    worksheet.append(texts["provinces"])
    for cell in worksheet[worksheet.max_row]:
        cell.font = _BOLD
    head = worksheet.max_row
    for province in PROVINCES.values():
        worksheet.append([province.code, province.zh, province.en])
    worksheet.column_dimensions["A"].width = 100
    worksheet.column_dimensions["B"].width = 22
    worksheet.column_dimensions["C"].width = 18
    for row in worksheet.iter_rows(max_row=head - 1, max_col=1):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _write_sheet(worksheet: Worksheet, sheet: Sheet, texts: dict[str, Any]) -> None:
    worksheet.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns, start=1):
        words = texts[column.name]
        letter = get_column_letter(index)
        head = worksheet.cell(1, index, column.name)
        head.font = _BOLD
        head.fill = _REQUIRED if column.required else _OPTIONAL
        head.comment = Comment(f"{words['zh']}\n{words['en']}", "Beian Assistant", 130, 320)
        dimension = worksheet.column_dimensions[letter]
        dimension.width = max(len(column.name) + 4, 22 if column.kind is Kind.TIME else 16)
        dimension.number_format = _FORMATS.get(column.kind, "@")
        if column.options:
            worksheet.add_data_validation(_drop_down(column, letter))


def _drop_down(column: Column, letter: str) -> DataValidation:
    """Return the choice among a column's options; Excel takes up to 255 characters of them."""
    options = ",".join(column.options)
    choice = DataValidation(
        type="list", formula1=f'"{options}"', allow_blank=True, showErrorMessage=True
    )
    choice.error = f"{column.name}: {options}"[:_LONGEST_MESSAGE]
    choice.add(f"{letter}2:{letter}{LAST_ROW}")
    return choice
