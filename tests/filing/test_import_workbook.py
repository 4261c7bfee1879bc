from __future__ import annotations

import json
import random
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing import import_file
from beian.filing.importing.sample import SAMPLE
from beian.filing.importing.sheet_columns import (
    ACCESSES,
    ACCOUNTS,
    ORDERS,
    SHEETS,
    SUBJECTS,
    WEBSITES,
)
from beian.filing.state import Account, CancelledBy
from tests.filing.builders import at
from tests.filing.documents import (
    CELL_TEXT,
    Item,
    accounts_of,
    documents,
    full_account,
    full_document,
)
from tests.filing.workbooks import inline_rows, write_parts, write_workbook

NO_ROWS = {sheet.name: inline_rows(sheet) for sheet in SHEETS}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook with the full document, to be edited."""
    path = tmp_path / "state.xlsx"
    write_workbook(path, full_document())
    return path


def edited(file: Path, change: Callable[[Workbook], object]) -> Path:
    workbook = load_workbook(file)
    change(workbook)
    workbook.save(file)
    return file


def column_of(worksheet: Worksheet, name: str) -> int:
    heads = [cell.value for cell in worksheet[1]]
    return heads.index(name) + 1


def with_cell(file: Path, sheet: str, column: str, value: Any, number_format: str = "") -> Path:
    """Return the file with `value` in the second row of a column."""

    def change(workbook: Workbook) -> None:
        cell = workbook[sheet].cell(2, column_of(workbook[sheet], column), value)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return edited(file, change)


def imported(store: FilingStore, file: Path) -> Account:
    import_file(store, file, replace=True)
    account = store.account("acc-1")
    assert account is not None
    return account


def faults_of(store: FilingStore, file: Path) -> list[str]:
    with pytest.raises(ImportRefused) as error:
        import_file(store, file)
    assert store.is_empty()
    return [str(fault) for fault in error.value.faults]


def test_a_workbook_gives_the_same_accounts_as_the_json_file(
    store: FilingStore, tmp_path: Path
) -> None:
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    file = tmp_path / "sample.xlsx"
    write_workbook(file, sample)
    report = import_file(store, file)
    held = accounts_of(sample)
    assert [store.account(each.account_id) for each in held] == held
    assert store.account_ids(100) == [each.account_id for each in held]
    assert report.websites == sum(len(s.websites) for each in held for s in each.subjects)


def test_every_right_document_comes_through_a_workbook_as_it_is(tmp_path: Path) -> None:
    store = FilingStore(f"sqlite:///{tmp_path}/filing.sqlite3")
    file = tmp_path / "state.xlsx"

    @settings(max_examples=50)
    @given(documents(CELL_TEXT))
    def comes_through(document: Item) -> None:
        write_workbook(file, document)
        import_file(store, file, replace=True)
        held = accounts_of(document)
        assert [store.account(each.account_id) for each in held] == held

    comes_through()
    store.close()


def test_reading_reports_its_progress(sqlite_store: FilingStore, tmp_path: Path) -> None:
    file = tmp_path / "many.xlsx"
    write_workbook(file, {"accounts": [full_account(f"acc-{n}") for n in range(500)]})
    told: list[tuple[str, int, int | None]] = []
    import_file(sqlite_store, file, progress=lambda *step: told.append(step))
    assert ("reading", 2000, None) in told


# What clerks do to a workbook


def test_blank_rows_and_rows_of_blanks_are_passed_over(
    sqlite_store: FilingStore, file: Path
) -> None:
    def change(workbook: Workbook) -> None:
        for sheet in SHEETS:
            workbook[sheet.name].insert_rows(2, 3)
            workbook[sheet.name]["A3"] = "  \u3000 "
            workbook[sheet.name]["B900"].fill = PatternFill("solid", start_color="FFFF0000")

    assert imported(sqlite_store, edited(file, change)) == accounts_of(full_document())[0]


def test_columns_may_stand_in_any_order_and_optional_ones_be_deleted(
    sqlite_store: FilingStore, file: Path
) -> None:
    def change(workbook: Workbook) -> None:
        worksheet = workbook["accounts"]
        worksheet.delete_cols(column_of(worksheet, "email"))
        worksheet.move_range("A1:A2", cols=9)
        worksheet["J1"] = " Account_ID "

    account = imported(sqlite_store, edited(file, change))
    assert account.email is None
    assert account.display_name == "示例公司"


def test_other_sheets_are_passed_over_and_names_of_sheets_read_leniently(
    sqlite_store: FilingStore, file: Path
) -> None:
    def change(workbook: Workbook) -> None:
        workbook.create_sheet("notes", 0)["A1"] = "call back on Monday"
        workbook.create_chartsheet("chart")
        workbook["orders"].title = " Orders"

    assert imported(sqlite_store, edited(file, change)).orders


def test_text_loses_the_blanks_around_it(sqlite_store: FilingStore, file: Path) -> None:
    account = imported(sqlite_store, with_cell(file, "subjects", "name", " 示例\u3000"))
    assert account.subjects[0].name == "示例"


@pytest.mark.parametrize(
    ("value", "number_format", "phone"),
    [
        (13800138000, "", "13800138000"),
        (13800138000.0, "", "13800138000"),
        (8613800138000, "0", "13800138000"),
        (75512345678, "000000000000", "0755-12345678"),
    ],
)
def test_a_phone_typed_as_a_number_keeps_its_digits(
    sqlite_store: FilingStore, file: Path, value: Any, number_format: str, phone: str
) -> None:
    with_cell(file, "accounts", "phone", value, number_format)
    assert imported(sqlite_store, file).phone == phone


@pytest.mark.parametrize("nothing", ["nan", "NaN", "None", "<NA>", "NULL", " nan "])
def test_what_programs_write_for_a_blank_cell_is_blank(
    sqlite_store: FilingStore, file: Path, nothing: str
) -> None:
    with_cell(file, "accounts", "display_name", nothing)
    with_cell(file, "orders", "sms_sent_at", nothing)
    account = imported(sqlite_store, with_cell(file, "accounts", "phone", nothing))
    assert (account.display_name, account.phone) == (None, None)
    assert account.orders[0].sms_sent_at is None


def test_an_id_that_a_program_took_for_a_number_is_found_again(
    sqlite_store: FilingStore, file: Path
) -> None:
    with_cell(file, "subjects", "subject_id", 1001)
    with_cell(file, "services", "subject_id", "1001.0")
    edited(file, lambda workbook: workbook["services"].cell(3, 2, "1001"))
    account = imported(sqlite_store, with_cell(file, "websites", "subject_id", 1001.0))
    assert account.subjects[0].subject_id == "1001"
    assert account.subjects[0].websites


def test_invisible_characters_make_no_other_id(sqlite_store: FilingStore, file: Path) -> None:
    with_cell(file, "accounts", "account_id", "\ufeffacc-1")
    assert imported(sqlite_store, with_cell(file, "subjects", "account_id", "acc-1\u200b")).subjects


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        (datetime(2026, 10, 12, 10, 0, 1), "2026-10-12T10:00:01+08:00"),
        (date(2026, 10, 12), "2026-10-12T00:00:00+08:00"),
        (datetime(1987, 8, 1, 12), "1987-08-01T12:00:00+09:00"),
        ("2026-10-12 10:00", "2026-10-12T10:00:00+08:00"),
        ("2026/10/12", "2026-10-12T00:00:00+08:00"),
        ("2026年10月12日 10时30分", "2026-10-12T10:30:00+08:00"),
        ("2026 年 1 月 2 日", "2026-01-02T00:00:00+08:00"),
        ("2026.10.12 9:05", "2026-10-12T09:05:00+08:00"),
        ("２０２６－１０－１２ １０：００", "2026-10-12T10:00:00+08:00"),
        ("2026-10-12T02:00:00Z", "2026-10-12T10:00:00+08:00"),
        (datetime(1900, 1, 5), "1900-01-05T00:00:00+08:05:43"),
    ],
)
def test_a_date_cell_is_a_time_of_shanghai(
    sqlite_store: FilingStore, file: Path, value: Any, instant: str
) -> None:
    with_cell(file, "orders", "created_at", value)
    assert imported(sqlite_store, file).orders[0].created_at.isoformat() == instant


@pytest.mark.parametrize(
    ("value", "reachable"),
    [
        (True, True),
        (False, False),
        ("TRUE", True),
        ("no", False),
        ("是", True),
        ("否", False),
        (1, True),
        (0, False),
        (None, True),
    ],
)
def test_whether_a_phone_can_be_reached_is_typed_in_many_ways(
    sqlite_store: FilingStore, file: Path, value: Any, reachable: bool
) -> None:
    with_cell(file, "subjects", "person_phone_reachable", value)
    account = imported(sqlite_store, file)
    assert account.subjects[0].person_in_charge.phone_reachable is reachable


@pytest.mark.parametrize(
    "value", ["a.cn,b.cn", "a.cn b.cn", "a.cn\nb.cn", "a.cn，b.cn", " a.cn、 b.cn ;", "a.cn；b.cn"]
)
def test_domains_are_separated_in_many_ways(
    sqlite_store: FilingStore, file: Path, value: str
) -> None:
    account = imported(sqlite_store, with_cell(file, "websites", "domains", value))
    assert account.subjects[0].websites[0].domains == ("a.cn", "b.cn")


def test_a_website_may_have_no_domain_and_no_person(sqlite_store: FilingStore, file: Path) -> None:
    def change(workbook: Workbook) -> None:
        worksheet = workbook["websites"]
        for head in worksheet[1]:
            if head.value == "domains" or str(head.value).startswith("person_"):
                worksheet.cell(2, head.column).value = None

    website = imported(sqlite_store, edited(file, change)).subjects[0].websites[0]
    assert website.domains == ()
    assert website.person_in_charge is None


def test_a_workbook_from_before_there_were_services_is_imported(
    sqlite_store: FilingStore, file: Path
) -> None:
    def older(workbook: Workbook) -> None:
        del workbook["services"]
        accesses = workbook["accesses"]
        accesses.delete_rows(4, 2)
        accesses.delete_cols(3)

    import_file(sqlite_store, edited(file, older))
    document = full_document()
    document["accounts"][0]["subjects"][0]["services"] = []
    assert [sqlite_store.account("acc-1")] == accounts_of(document)


def test_a_sheet_called_almost_services_is_not_passed_over(
    sqlite_store: FilingStore, file: Path
) -> None:
    def misspelt(workbook: Workbook) -> None:
        workbook["services"].title = "service"

    with pytest.raises(ImportRefused) as error:
        import_file(sqlite_store, edited(file, misspelt))
    assert str(error.value) == (
        f'{file}: the sheet services is missing; did you mean the sheet "service"?'
    )


def test_a_sheet_of_accesses_that_name_nothing_is_refused(
    sqlite_store: FilingStore, file: Path
) -> None:
    with pytest.raises(ImportRefused) as error:
        import_file(sqlite_store, edited(file, lambda w: w["accesses"].delete_cols(2, 2)))
    assert str(error.value) == (
        "sheet accesses, row 1: the column website_id or service_id is missing"
    )


def test_a_strict_open_xml_workbook_is_read(sqlite_store: FilingStore, file: Path) -> None:
    """Excel's "Strict Open XML Spreadsheet": other namespaces, dates as text."""
    transitional = "http://schemas.openxmlformats.org"
    names = {
        f"{transitional}/officeDocument/2006/relationships": "officeDocument/relationships",
        f"{transitional}/spreadsheetml/2006/main": "spreadsheetml/main",
    }
    strict = file.with_name("strict.xlsx")
    with zipfile.ZipFile(file) as usual, zipfile.ZipFile(strict, "w") as written:
        for name in usual.namelist():
            xml = usual.read(name).decode()
            for old, new in names.items():
                xml = xml.replace(old, f"http://purl.oclc.org/ooxml/{new}")
            written.writestr(name, xml)
    assert imported(sqlite_store, strict) == accounts_of(full_document())[0]


def test_merged_cells_are_named_as_such(sqlite_store: FilingStore, file: Path) -> None:
    def merge(workbook: Workbook) -> None:
        services = workbook["services"]
        services.merge_cells("A2:A3")
        services.merge_cells("F2:G2")
        services.merge_cells("A40:A41")
        workbook["accounts"].merge_cells("H2:I3")

    assert faults_of(sqlite_store, edited(file, merge)) == [
        "sheet services, cell A3: is merged with A2; unmerge the cells and fill in each",
        "sheet services, cell G2: is merged with F2; unmerge the cells and fill in each",
    ]


# Faults


@pytest.mark.parametrize(
    ("sheet", "column", "value", "fault"),
    [
        ("subjects", "type", "company", 'E2: "company" is not one of individual, enterprise'),
        ("subjects", "person_name", None, "I2: is missing"),
        ("websites", "person_name", None, "I2: is missing"),
        ("websites", "website_id", None, "C2: is missing"),
        ("websites", "subject_id", None, "B2: is missing"),
        ("accesses", "account_id", None, "A2: is missing"),
        ("accounts", "account_id", None, "A2: is missing"),
        ("orders", "account_id", "x", 'A2: "x" is not in the sheet accounts'),
        (
            "websites",
            "subject_id",
            "s9",
            'B2: "s9" is not in the sheet subjects for the account "acc-1"',
        ),
        (
            "orders",
            "target_id",
            "w9",
            'D2: "w9" is no subject_id, website_id or service_id of this account',
        ),
        (
            "orders",
            "order_id",
            "2.02610E+11",
            'B2: "2.02610E+11" was shortened, and digits are lost;'
            " format the cell as text and type it again",
        ),
        (
            "accounts",
            "phone",
            -5,
            'D2: "-5" is no phone number: a mobile one has 11 digits'
            " (13800001111), a landline its area code (020-81234567), one abroad + and its country"
            " code (+852 91234567)",
        ),
        (
            "accounts",
            "phone",
            "nan/nan",
            'D2: "nan/nan" is no phone number: a mobile one has 11'
            " digits (13800001111), a landline its area code (020-81234567), one abroad + and its"
            " country code (+852 91234567)",
        ),
        (
            "websites",
            "domains",
            "a.cn, b@c.cn",
            'F2: "b@c.cn" is an e-mail address, no domain; give the part after the @',
        ),
        ("services", "kind", "website", 'D2: "website" is not one of app, mini_program, quick_app'),
        ("services", "name", None, "F2: is missing"),
        (
            "services",
            "subject_id",
            "s9",
            'B2: "s9" is not in the sheet subjects for the account "acc-1"',
        ),
        ("accesses", "website_id", None, "B2: website_id or service_id is missing"),
        (
            "accesses",
            "website_id",
            "w9",
            'B2: "w9" is not in the sheet websites for the account "acc-1"',
        ),
        (
            "accesses",
            "service_id",
            "app1",
            "C2: is filled in beside website_id; fill in one of them in a row",
        ),
        (
            "subjects",
            "person_phone_reachable",
            "maybe",
            'L2: "maybe" is not true or false',
        ),
        (
            "subjects",
            "province",
            "guangdongg",
            'F2: "guangdongg" is not one of the 31 provinces in pinyin, lower case;'
            " did you mean guangdong?",
        ),
        (
            "orders",
            "created_at",
            "soon",
            'F2: "soon" is not a date and time, such as 2026-10-12 10:00',
        ),
        ("orders", "created_at", "2026-02-30", 'F2: "2026-02-30" is no real date and time'),
        (
            "orders",
            "created_at",
            46307,
            'F2: holds "46307", no date; format the cell as date and time',
        ),
        (
            "orders",
            "created_at",
            time(10, 0),
            'F2: holds "10:00:00", no date; format the cell as date and time',
        ),
        (
            "orders",
            "created_at",
            timedelta(hours=30),
            'F2: holds "1 day, 6:00:00", no date; format the cell as date and time',
        ),
        (
            "subjects",
            "name",
            datetime(2026, 3, 1),
            "D2: holds a date or time where text belongs;"
            " format the cell as text and type it again",
        ),
        (
            "accounts",
            "phone",
            1234567890123456,
            "D2: holds a number of more than 15 digits, which Excel cuts;"
            " format the cell as text and type it again",
        ),
        ("accounts", "display_name", "#REF!", 'B2: holds the error "#REF!"'),
        (
            "accounts",
            "display_name",
            "=A1&A2",
            "B2: holds a formula without a value; open the workbook in Excel, let it calculate,"
            " and save it",
        ),
        (
            "accounts",
            "display_name",
            "_x0000_",
            "B2: holds the character NUL (\\u0000), which no database takes",
        ),
        (
            "accounts",
            "display_name",
            "_xD83D_",
            "B2: holds half of a surrogate pair (\\ud83d), which is no text",
        ),
    ],
)
def test_a_fault_is_reported_with_its_sheet_and_cell(
    sqlite_store: FilingStore, file: Path, sheet: str, column: str, value: Any, *, fault: str
) -> None:
    faults = faults_of(sqlite_store, with_cell(file, sheet, column, value))
    assert f"sheet {sheet}, cell {fault}" in faults
    places = [fault.split(": ")[0] for fault in faults]
    assert len(places) == len(set(places))


def test_a_fault_in_a_deleted_column_is_reported_with_its_row(
    sqlite_store: FilingStore, file: Path
) -> None:
    def change(workbook: Workbook) -> None:
        worksheet = workbook["websites"]
        worksheet["H2"] = "soon"
        worksheet["A3"], worksheet["B3"], worksheet["C3"] = "acc-1", "s1", "w1"
        worksheet["D3"] = "粤ICP备2021000001号-2"

    faults = faults_of(sqlite_store, edited(file, change))
    assert 'sheet websites, cell H2: "soon" is not a date and time, such as 2026-10-12 10:00' in (
        faults
    )
    assert (
        'sheet websites, cell C3: "w1" is used already at sheet websites, cell C2;'
        " it is to be unique in its account" in faults
    )
    assert "sheet websites, cell E3: is missing" in faults


def test_a_repeated_account_is_reported_with_both_cells(
    sqlite_store: FilingStore, file: Path
) -> None:
    def change(workbook: Workbook) -> None:
        workbook["accounts"].append(["acc-1"])

    assert faults_of(sqlite_store, edited(file, change)) == [
        'sheet accounts, cell A3: "acc-1" is used already at sheet accounts, cell A2;'
        " it is to be unique in the file"
    ]


def test_missing_and_misspelt_sheets_and_columns_are_all_reported(
    sqlite_store: FilingStore, file: Path
) -> None:
    def change(workbook: Workbook) -> None:
        workbook["websites"].title = "website"
        del workbook["orders"]
        workbook["accounts"]["B1"] = "name of the account"
        workbook["accounts"]["C1"] = "account_id"
        workbook["subjects"]["E1"] = "typ"

    assert faults_of(sqlite_store, edited(file, change)) == [
        'sheet accounts, cell B1: "name of the account" is not a known column',
        "sheet accounts, cell C1: the column account_id is there already",
        'sheet subjects, cell E1: "typ" is not a known column; did you mean type?',
        "sheet subjects, row 1: the column type is missing",
        f'{file}: the sheet websites is missing; did you mean the sheet "website"?',
        f"{file}: the sheet orders is missing",
    ]


def test_sheets_without_a_header_miss_their_columns(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    file = tmp_path / "state.xlsx"
    write_parts(file, {**NO_ROWS, "accounts": "", "orders": '<row r="3"><c r="A3"/></row>'})
    faults = faults_of(sqlite_store, file)
    assert "sheet accounts, row 1: the column account_id is missing" in faults
    assert "sheet orders, row 1: the column kind is missing" in faults


def test_a_workbook_without_accounts_is_refused(sqlite_store: FilingStore, tmp_path: Path) -> None:
    file = tmp_path / "state.xlsx"
    write_parts(file, NO_ROWS)
    assert faults_of(sqlite_store, file) == [
        "sheet accounts: no accounts are given: there is nothing to import"
    ]


# What other programs write


def test_what_excel_writes_is_read(sqlite_store: FilingStore, tmp_path: Path) -> None:
    """The string table, rich text with phonetic hints, results of formulas, serial dates."""
    file = tmp_path / "state.xlsx"
    strings = (
        "<si><t>acc-1</t></si>"
        "<si><r><t>深圳</t></r><r><rPr><b/></rPr><t>示例_x000D_公司</t></r>"
        "<rPh sb='0' eb='2'><t>shenzhen</t></rPh></si>"
    )
    order = (
        '<row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5" t="str"><f>A5</f><v>o1</v></c>'
        '<c r="C5" t="inlineStr"><is><t>change</t></is></c>'
        '<c r="D5" t="str"><f>""</f><v></v></c>'
        '<c r="E5" t="inlineStr"><is><t>draft</t></is></c>'
        '<c r="F5" s="1"><v>46307.4166666667</v></c>'
        '<c r="G5" t="d"><v>2026-10-12T10:00:00</v></c>'
        '<c r="I5" s="1"/><c r="ZZ5"><v>7</v></c></row>'
    )
    write_parts(
        file,
        {
            **NO_ROWS,
            "accounts": inline_rows(ACCOUNTS)
            + '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c/>'
            "<c><f>1+1</f><v>13800001111</v></c></row>",
            "orders": inline_rows(ORDERS) + order,
        },
        strings,
    )
    account = imported(sqlite_store, file)
    assert account.display_name == "深圳示例 公司"
    assert account.phone == "13800001111"
    (held,) = account.orders
    assert held.order_id == "o1"
    assert held.target_id is None
    assert held.created_at == held.sms_sent_at == at("2026-10-12 10:00")


def test_a_date_in_a_built_in_chinese_format_is_a_time(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    """Format 31 (2026年10月12日); its look depends on Excel's language, no file spells it out."""
    file = tmp_path / "state.xlsx"
    texts = "".join(
        f'<c t="inlineStr"><is><t>{text}</t></is></c>'
        for text in ("acc-1", "o1", "change", "", "draft")
    )
    order = f'<row>{texts}<c s="2"><v>46307.4166666667</v></c></row>'
    write_parts(
        file,
        {
            **NO_ROWS,
            "accounts": inline_rows(ACCOUNTS, ["acc-1"]),
            "orders": inline_rows(ORDERS) + order,
        },
    )
    (held,) = imported(sqlite_store, file).orders
    assert held.created_at == at("2026-10-12 10:00")


def test_prefixed_xml_is_read(sqlite_store: FilingStore, tmp_path: Path) -> None:
    file = tmp_path / "state.xlsx"
    rows = "".join(
        f'<x:row><x:c t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c></x:row>'
        for text in ("account_id", "acc-1")
    )
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<x:worksheet xmlns:x="{namespace}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    write_parts(file, {**NO_ROWS, "accounts": sheet})
    assert imported(sqlite_store, file) == Account("acc-1")


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row><c r="a1"><v>1</v></c></row>',
        '<row><c t="s"><v>99</v></c></row>',
        '<row><c s="99"><v>1</v></c></row>',
        "<row><c></row>",
        '<row><c><v>1</v></c></row></sheetData></worksheet><!DOCTYPE a [<!ENTITY b "c">]>',
    ],
)
def test_broken_xml_is_refused(sqlite_store: FilingStore, tmp_path: Path, row: str) -> None:
    file = tmp_path / "state.xlsx"
    write_parts(file, {**NO_ROWS, "accounts": inline_rows(ACCOUNTS) + row})
    (fault,) = faults_of(sqlite_store, file)
    assert fault.startswith(f"{file}: is a broken workbook (")


def test_entities_are_not_expanded(sqlite_store: FilingStore, tmp_path: Path) -> None:
    file = tmp_path / "state.xlsx"
    bomb = '<!DOCTYPE a [<!ENTITY b "cccccccccc">]><worksheet>&b;</worksheet>'
    write_parts(file, {**NO_ROWS, "accounts": bomb})
    (fault,) = faults_of(sqlite_store, file)
    assert "is a broken workbook (ValueError)" in fault


@pytest.mark.parametrize("value", ["1e400", "99999999999", "-9999999"])
def test_a_date_that_no_calendar_has_is_a_fault(
    sqlite_store: FilingStore, tmp_path: Path, value: str
) -> None:
    file = tmp_path / "state.xlsx"
    account = '<c t="inlineStr"><is><t>acc-1</t></is></c>'
    row = f'<row>{account}<c/><c/><c/><c/><c s="1"><v>{value}</v></c></row>'
    accounts = inline_rows(ACCOUNTS, ["acc-1"])
    write_parts(file, {**NO_ROWS, "accounts": accounts, "orders": inline_rows(ORDERS) + row})
    faults = faults_of(sqlite_store, file)
    assert any(fault.startswith("sheet orders, cell F2: ") for fault in faults)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"account_id,name\n", "is not an Excel workbook (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old .xls or has a password"),
        (b"", "is empty"),
        (b"PK\x03\x04 and no more", "is not an Excel workbook (.xlsx)"),
    ],
)
def test_what_is_no_workbook_is_refused(
    sqlite_store: FilingStore, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "state.xlsx"
    file.write_bytes(content)
    (fault,) = faults_of(sqlite_store, file)
    assert said in fault


def test_a_zip_that_is_no_workbook_is_refused(sqlite_store: FilingStore, tmp_path: Path) -> None:
    file = tmp_path / "state.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    (fault,) = faults_of(sqlite_store, file)
    assert "is a broken workbook (KeyError); open and save it in Excel" in fault


@pytest.mark.parametrize("seed", range(40))
def test_whatever_part_is_damaged_a_workbook_is_imported_or_refused(
    sqlite_store: FilingStore, file: Path, seed: int
) -> None:
    chance = random.Random(seed)
    damaged = BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(damaged, "w") as copy:
        names = archive.namelist()
        hit = chance.choice(names)
        for name in names:
            content = bytearray(archive.read(name))
            if name == hit:
                start = chance.randrange(len(content))
                content[start : start + chance.randrange(40)] = chance.randbytes(
                    chance.randrange(8)
                )
            copy.writestr(name, bytes(content))
    data = bytearray(damaged.getvalue())
    if seed % 4 == 0:
        data = data[: chance.randrange(len(data))]
    file.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            import_file(sqlite_store, file)
        except ImportRefused as refusal:
            assert refusal.faults


CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.datetimes(datetime(1900, 3, 1), datetime(9990, 1, 1))
    | st.times()
    | st.sampled_from(["acc-1", "s1", "w1", "filed", "=1+1", "#N/A", " ", "guangdong", "2026"])
)


def test_whatever_is_typed_into_a_cell_is_imported_or_refused(tmp_path: Path) -> None:
    store = FilingStore(f"sqlite:///{tmp_path}/filing.sqlite3")
    file = tmp_path / "state.xlsx"
    places = [(sheet.name, column.name) for sheet in SHEETS for column in sheet.columns]

    @settings(max_examples=60)
    @given(st.dictionaries(st.sampled_from(places), CELLS, min_size=1, max_size=4))
    def is_imported_or_refused(cells: dict[tuple[str, str], Any]) -> None:
        write_workbook(file, full_document())
        for (sheet, column), value in cells.items():
            with_cell(file, sheet, column, value)
        try:
            import_file(store, file, replace=True)
        except ImportRefused as refusal:
            assert all(
                "sheet " in fault.location and ("cell" in fault.location or "row" in fault.location)
                for fault in refusal.faults
                if fault.location != "sheet accounts"
            )

    is_imported_or_refused()
    store.close()


def test_the_sheets_cover_the_whole_schema(sqlite_store: FilingStore, file: Path) -> None:
    account = imported(sqlite_store, file)
    assert account == accounts_of(full_document())[0]
    assert account.subjects[0].websites[0].accesses[0].cancelled_by is CancelledBy.ADMINISTRATION
    assert {sheet.name for sheet in (SUBJECTS, WEBSITES, ACCESSES)} < set(NO_ROWS)
