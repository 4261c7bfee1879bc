"""Workbooks for tests: a document of filing-state.schema.json, written as a clerk would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from filing.importing.columns import ACCESSES, ACCOUNTS, ORDERS, SHEETS, SUBJECTS, WEBSITES, Sheet


def write_workbook(path: Path, document: dict[str, Any]) -> None:
    """`document` as a workbook; times as text with an offset."""
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
            for website in subject["websites"]:
                if sheet is WEBSITES:
                    yield {**of_account, "subject_id": subject["subject_id"]}, website
                elif sheet is ACCESSES:
                    of_website = {**of_account, "website_id": website["website_id"]}
                    for access in website.get("accesses", ()):
                        yield of_website, access


def _cells(sheet: Sheet, links: dict[str, str], item: dict[str, Any]) -> list[Any]:
    cells: list[Any] = []
    for column in sheet.columns:
        if column.name in links:
            cells.append(links[column.name])
            continue
        value: Any = item
        for step in column.path:
            value = value.get(step, {}) if isinstance(value, dict) else {}
        cells.append(", ".join(value) if isinstance(value, list) else (None if value == {} else value))
    return cells
