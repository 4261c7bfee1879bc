"""Workbooks for tests: a document of filing-state.schema.json, written as a clerk would."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from beian.filing.importing.sheet_columns import (
    ACCESSES,
    ACCOUNTS,
    ORDERS,
    SERVICES,
    SHEETS,
    SUBJECTS,
    WEBSITES,
    Sheet,
)


def write_workbook(path: Path, document: dict[str, Any]) -> None:
    """Write `document` as a workbook, with times as text with an offset."""
    workbook = Workbook(write_only=True)
    for sheet in SHEETS:
        worksheet = workbook.create_sheet(sheet.name)
        worksheet.append([column.name for column in sheet.columns])
        for links, item in _items(document, sheet):
            worksheet.append(_cells(sheet, links, item))
    workbook.save(path)


def _items(document: dict[str, Any], sheet: Sheet) -> Iterator[tuple[dict[str, str], Any]]:
    for account in document["accounts"]:
        of_account = {"account_id": account["account_id"]}
        if sheet is ACCOUNTS:
            yield {}, account
        elif sheet is ORDERS:
            yield from ((of_account, order) for order in account["orders"])
        for subject in account["subjects"]:
            if sheet is SUBJECTS:
                yield of_account, subject
            of_subject = {**of_account, "subject_id": subject["subject_id"]}
            services = subject.get("services", ())
            if sheet is WEBSITES:
                yield from ((of_subject, website) for website in subject["websites"])
            elif sheet is SERVICES:
                yield from ((of_subject, service) for service in services)
            elif sheet is ACCESSES:
                for id_, held in (
                    *(("website_id", website) for website in subject["websites"]),
                    *(("service_id", service) for service in services),
                ):
                    owner = {**of_account, id_: held[id_]}
                    yield from ((owner, access) for access in held.get("accesses", ()))


def _cells(sheet: Sheet, links: dict[str, str], item: dict[str, Any]) -> list[Any]:
    cells: list[Any] = []
    for column in sheet.columns:
        if column.name in links:
            cells.append(links[column.name])
            continue
        value: Any = item
        for step in column.path:
            value = (value or {}).get(step)
        cells.append(", ".join(value) if isinstance(value, list) else value)
    return cells


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_parts(path: Path, rows: dict[str, str], strings: str = "") -> None:
    """Write a workbook of the XML given for each sheet's rows and for the string table: what Excel
    and other programs write, but openpyxl does not."""
    count = len(rows)
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(rows, 1)
    )
    links = "".join(_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1))
    types = "".join(_type(f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, count + 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{_type('workbook.xml', 'sheet.main')}{types}"
        f"{_type('sharedStrings.xml', 'sharedStrings')}{_type('styles.xml', 'styles')}</Types>",
        "_rels/.rels": _links(_link(1, "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _links(
            links
            + _link(count + 1, "sharedStrings", "sharedStrings.xml")
            + _link(count + 2, "styles", "styles.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills>"
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="31"/></cellXfs></styleSheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for n, xml in enumerate(rows.values(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{xml}</sheetData></worksheet>'
                if xml.startswith("<row") or not xml
                else xml,
            )


def inline_rows(sheet: Sheet, *rows: list[str]) -> str:
    """Return the XML of a sheet's header and of rows of text."""
    texts = [[column.name for column in sheet.columns], *rows]
    return "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in row) + "</row>"
        for row in texts
    )


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/xl/{part}" ContentType="{_TYPES}.{kind}+xml"/>'


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
