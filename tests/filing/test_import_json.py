from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import PRINTED_FAULTS, Fault, ImportRefused
from beian.filing.importing import ImportReport, import_file
from beian.filing.state import Account
from tests.filing.documents import (
    ANY_TEXT,
    Item,
    accounts_of,
    documents,
    full_account,
    full_document,
)


def file_of(tmp_path: Path, content: Item | str | bytes, name: str = "state.json") -> Path:
    file = tmp_path / name
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def faults_of(store: FilingStore, file: Path, *, replace: bool = False) -> list[str]:
    """Return the faults of a file that is refused; check that nothing of it was stored."""
    before = store.account_ids(1000)
    with pytest.raises(ImportRefused) as error:
        import_file(store, file, replace=replace)
    assert store.account_ids(1000) == before
    return [str(fault) for fault in error.value.faults]


def changed(path: str, value: Any) -> Item:
    """Return the full document with another value at `path`; without it if the value is `...`."""
    document = full_document()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    target: Any = document
    for step in steps:
        target = target[step]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return document


ACCOUNT = "accounts/0"
SUBJECT = f"{ACCOUNT}/subjects/0"
WEBSITE = f"{SUBJECT}/websites/0"
ORDER = f"{ACCOUNT}/orders/0"


def test_a_good_file_is_imported(store: FilingStore, tmp_path: Path) -> None:
    document = full_document()
    report = import_file(store, file_of(tmp_path, document))
    assert [store.account("acc-1")] == accounts_of(document)
    assert report == ImportReport(1, 1, 1, 2, 1, report.seconds, replaced=0)
    assert report.seconds > 0


def test_progress_reports_the_stages_and_how_far_they_are(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    document = {"accounts": [full_account(f"acc-{number}") for number in range(3)]}
    told: list[tuple[str, int, int | None]] = []
    import_file(sqlite_store, file_of(tmp_path, document), progress=lambda *step: told.append(step))
    assert told[0] == ("reading", 0, None)
    assert ("checking", 3, 3) in told
    assert told[-1] == ("storing", 3, 3)


def test_a_second_file_is_added(sqlite_store: FilingStore, tmp_path: Path) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_document()))
    report = import_file(sqlite_store, file_of(tmp_path, {"accounts": [full_account("acc-2")]}))
    assert sqlite_store.account_ids(5) == ["acc-1", "acc-2"]
    assert report.replaced == 0


def test_an_account_that_is_in_the_store_is_refused_without_replace(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_document()))
    both = {"accounts": [full_account("acc-2"), full_account("acc-1")]}
    assert faults_of(sqlite_store, file_of(tmp_path, both)) == [
        "accounts[1].account_id: is in the store already; import with --update to replace it, or"
        " with --replace to replace everything stored"
    ]


def test_a_file_without_services_is_imported_as_ever(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    document = full_document()
    del document["accounts"][0]["subjects"][0]["services"]
    assert import_file(sqlite_store, file_of(tmp_path, document)).services == 0
    assert [sqlite_store.account("acc-1")] == accounts_of(document)


def test_replace_puts_the_file_in_place_of_everything(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_document()))
    both = {"accounts": [full_account("acc-2"), full_account("acc-1")]}
    report = import_file(sqlite_store, file_of(tmp_path, both), replace=True)
    assert sqlite_store.account_ids(5) == ["acc-2", "acc-1"]
    assert report.replaced == 1


def test_a_file_with_faults_replaces_nothing(sqlite_store: FilingStore, tmp_path: Path) -> None:
    import_file(sqlite_store, file_of(tmp_path, full_document()))
    broken = file_of(tmp_path, changed(f"{SUBJECT}/type", "company"))
    assert faults_of(sqlite_store, broken, replace=True)


def test_an_account_that_another_process_imports_meanwhile_is_refused(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    def overtaken(stage: str, _done: int, _total: int | None) -> None:
        if stage == "checking" and sqlite_store.is_empty():
            sqlite_store.add([Account("acc-1")], "another process", None)

    with pytest.raises(ImportRefused, match=r"accounts\[0\].account_id: is in the store already"):
        import_file(sqlite_store, file_of(tmp_path, full_document()), progress=overtaken)
    assert sqlite_store.account("acc-1") == Account("acc-1")


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        # what the schema says
        (
            f"{SUBJECT}/type",
            "company",
            'accounts[0].subjects[0].type: "company" is not one of individual, enterprise',
        ),
        (
            f"{WEBSITE}/accesses/0/status",
            None,
            "accounts[0].subjects[0].websites[0].accesses[0].status:"
            " null is not one of active, cancelled",
        ),
        (f"{SUBJECT}/name", ..., "accounts[0].subjects[0].name: is missing"),
        (f"{SUBJECT}/name", 3, "accounts[0].subjects[0].name: 3 is not text"),
        (f"{SUBJECT}/name", [], "accounts[0].subjects[0].name: a list is not text"),
        (
            f"{WEBSITE}/domains",
            "a.cn",
            'accounts[0].subjects[0].websites[0].domains: "a.cn" is not a list',
        ),
        (f"{ACCOUNT}/orders", {}, "accounts[0].orders: an object is not a list"),
        (f"{ACCOUNT}/account_id", "", "accounts[0].account_id: is empty"),
        (f"{ACCOUNT}/subjects/0", "s1", 'accounts[0].subjects[0]: "s1" is not an object'),
        (
            f"{SUBJECT}/person_in_charge/phone_reachable",
            "yes",
            'accounts[0].subjects[0].person_in_charge.phone_reachable: "yes" is not true or false',
        ),
        (
            f"{ORDER}/created",
            "2026",
            "accounts[0].orders[0].created: is not a known field; did you mean created_at?",
        ),
        (f"{ACCOUNT}/x\n", 1, 'accounts[0]["x\\n"]: is not a known field'),
        ("accounts", {}, "accounts: an object is not a list"),
        ("accounts", ..., "accounts: is missing"),
        ("acounts", [], "acounts: is not a known field; did you mean accounts?"),
        # times
        (
            "as_of",
            "2026-10-12T10:00:00",
            'as_of: "2026-10-12T10:00:00" has no offset; write it like 2026-10-12T10:00:00+08:00',
        ),
        (
            f"{ORDER}/created_at",
            "2026-02-30T10:00:00+08:00",
            'accounts[0].orders[0].created_at: "2026-02-30T10:00:00+08:00"'
            " is no real date and time",
        ),
        (
            f"{ORDER}/created_at",
            "2026-10-12T23:59:60Z",
            'accounts[0].orders[0].created_at: "2026-10-12T23:59:60Z" is no real date and time',
        ),
        (
            f"{ORDER}/created_at",
            "2026-10-12 10:00+08:00",
            'accounts[0].orders[0].created_at: "2026-10-12 10:00+08:00"'
            " is not written as it should be: like 2026-10-12T10:00:00+08:00",
        ),
        (
            f"{ORDER}/finished_at",
            "soon",
            'accounts[0].orders[0].finished_at: "soon" is not an ISO 8601 time with an offset,'
            " such as 2026-10-12T10:00:00+08:00",
        ),
        ("as_of", "0000-01-01T00:00:00Z", 'as_of: "0000-01-01T00:00:00Z" is no real date and time'),
        # provinces
        *(
            (
                f"{SUBJECT}/province",
                province,
                f'accounts[0].subjects[0].province: "{province}" is not one of the 31 provinces'
                f" in pinyin, lower case{hint}",
            )
            for province, hint in [
                ("guangdon", "; did you mean guangdong?"),
                ("Guangdong", "; did you mean guangdong?"),
                ("广东", "; did you mean guangdong?"),
                ("Inner Mongolia", "; did you mean neimenggu?"),
                ("shanxi3", "; did you mean shanxi?"),
                ("xyz", ""),
                ("", ""),
            ]
        ),
        # what orders are about
        (
            f"{ORDER}/target_id",
            "w2",
            'accounts[0].orders[0].target_id: "w2" is no subject_id, website_id or service_id of'
            " this account",
        ),
        (
            f"{ORDER}/target_id",
            "app1",
            'accounts[0].orders[0].target_id: "app1" is a service,'
            " but cancel_website needs a website",
        ),
        (
            f"{ORDER}/kind",
            "cancel_service",
            'accounts[0].orders[0].target_id: "w1" is a website,'
            " but cancel_service needs a service",
        ),
        (
            f"{SUBJECT}/services/0/service_id",
            "w1",
            'accounts[0].orders[0].target_id: "w1" names both'
            " accounts[0].subjects[0].websites[0].website_id and"
            " accounts[0].subjects[0].services[0].service_id; give one of them another id",
        ),
        (
            f"{SUBJECT}/services/1/service_id",
            "app1",
            'accounts[0].subjects[0].services[1].service_id: "app1" is used already at'
            " accounts[0].subjects[0].services[0].service_id; it is to be unique in its account",
        ),
        (
            f"{SUBJECT}/services/0/kind",
            "website",
            'accounts[0].subjects[0].services[0].kind: "website" is not one of app, mini_program,'
            " quick_app",
        ),
        (
            f"{SUBJECT}/services/0/accesses/1/cancelled_at",
            "2026-02-30T10:00:00+08:00",
            "accounts[0].subjects[0].services[0].accesses[1].cancelled_at:"
            ' "2026-02-30T10:00:00+08:00" is no real date and time',
        ),
        (
            f"{ORDER}/kind",
            "cancel_subject",
            'accounts[0].orders[0].target_id: "w1" is a website,'
            " but cancel_subject needs a subject",
        ),
        (
            f"{ORDER}/target_id",
            "s1",
            'accounts[0].orders[0].target_id: "s1" is a subject,'
            " but cancel_website needs a website",
        ),
        (
            f"{SUBJECT}/subject_id",
            "w1",
            'accounts[0].orders[0].target_id: "w1" names both accounts[0].subjects[0].subject_id'
            " and accounts[0].subjects[0].websites[0].website_id; give one of them another id",
        ),
    ],
)
def test_a_fault_is_reported_with_its_location_and_reason(
    sqlite_store: FilingStore, tmp_path: Path, path: str, value: Any, fault: str
) -> None:
    assert fault in faults_of(sqlite_store, file_of(tmp_path, changed(path, value)))


@pytest.mark.parametrize("kind", ["cancel_access", "change", "new_access"])
@pytest.mark.parametrize("target", ["s1", "w1"])
def test_other_orders_are_about_a_subject_or_a_website(
    sqlite_store: FilingStore, tmp_path: Path, kind: str, target: str
) -> None:
    document = changed(f"{ORDER}/kind", kind)
    document["accounts"][0]["orders"][0]["target_id"] = target
    assert import_file(sqlite_store, file_of(tmp_path, document)).orders == 1


def test_a_subject_and_a_website_may_share_an_id_that_no_order_names(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    document = changed(f"{ORDER}/target_id", ...)
    document["accounts"][0]["subjects"][0]["subject_id"] = "w1"
    assert import_file(sqlite_store, file_of(tmp_path, document)).accounts == 1


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (
            "accounts",
            'accounts[1].account_id: "acc-1" is used already at accounts[0].account_id;'
            " it is to be unique in the file",
        ),
        (
            f"{ACCOUNT}/subjects",
            'accounts[0].subjects[1].subject_id: "s1" is used already at'
            " accounts[0].subjects[0].subject_id; it is to be unique in its account",
        ),
        (
            f"{SUBJECT}/websites",
            'accounts[0].subjects[0].websites[1].website_id: "w1" is used already at'
            " accounts[0].subjects[0].websites[0].website_id; it is to be unique in its account",
        ),
        (
            f"{ACCOUNT}/orders",
            'accounts[0].orders[1].order_id: "o1" is used already at'
            " accounts[0].orders[0].order_id; it is to be unique in its account",
        ),
    ],
)
def test_an_id_given_twice_is_reported_with_both_locations(
    sqlite_store: FilingStore, tmp_path: Path, path: str, fault: str
) -> None:
    document = full_document()
    items: Any = document
    for step in path.split("/"):
        items = items[int(step) if step.isdigit() else step]
    items.append(deepcopy(items[0]))
    assert fault in faults_of(sqlite_store, file_of(tmp_path, document))


def test_ids_may_repeat_from_account_to_account(sqlite_store: FilingStore, tmp_path: Path) -> None:
    document = {"accounts": [full_account("acc-1"), full_account("acc-2")]}
    assert import_file(sqlite_store, file_of(tmp_path, document)).websites == 2


def test_all_faults_are_reported_at_once_in_the_order_of_the_accounts(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    document = {"accounts": [full_account("acc-1"), full_account("acc-2"), 7]}
    document["accounts"][1]["subjects"][0] |= {"type": "x", "province": "y"}
    document["accounts"][1]["orders"][0]["target_id"] = "z"
    document["accounts"][0]["language"] = "fr"
    places = [fault.split(":")[0] for fault in faults_of(sqlite_store, file_of(tmp_path, document))]
    assert places == [
        "accounts[0].language",
        "accounts[1].subjects[0].type",
        "accounts[1].subjects[0].province",
        "accounts[1].orders[0].target_id",
        "accounts[2]",
    ]


def test_the_report_shows_the_first_faults_and_counts_the_rest(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    file = file_of(tmp_path, {"accounts": [{"account_id": str(n)} for n in range(1000)]})
    with pytest.raises(ImportRefused) as error:
        import_file(sqlite_store, file)
    lines = str(error.value).splitlines()
    assert len(error.value.faults) == 2000
    assert error.value.faults[1] == Fault("accounts[0].orders", "is missing")
    assert len(lines) == PRINTED_FAULTS + 1
    assert lines[-1] == "and 1,950 more, 2,000 in all"


def test_a_file_without_accounts_is_refused(sqlite_store: FilingStore, tmp_path: Path) -> None:
    assert faults_of(sqlite_store, file_of(tmp_path, {"accounts": []}), replace=True) == [
        "accounts: no accounts are given: there is nothing to import"
    ]


def test_a_value_in_a_fault_is_short_and_does_nothing_to_the_terminal(
    sqlite_store: FilingStore, tmp_path: Path
) -> None:
    value = "\x1b[31m\u202e\x9b" + "x" * 1000
    (fault,) = faults_of(sqlite_store, file_of(tmp_path, changed(f"{SUBJECT}/type", value)))
    assert fault.isprintable()
    assert len(fault) < 200


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "{file}: is empty"),
        (b" \n\t", "{file}: is empty"),
        (b"\xef\xbb\xbf", "{file}: is empty"),
        ('{"accounts": [}', "{file}, line 1, column 15: is not JSON: Expecting value"),
        ('{\n  "accounts": []\n', "{file}, line 3, column 1: is not JSON: Expecting ',' delimiter"),
        ('{"accounts": []} x', "{file}, line 1, column 18: is not JSON: Extra data"),
        (
            '{"accounts": "a\nb"}',
            "{file}, line 1, column 16: is not JSON: Invalid control character at",
        ),
        ("account_id,name\n", "{file}, line 1, column 1: is not JSON: Expecting value"),
        ('{"accounts": []}'.encode("utf-16"), "{file}: is UTF-16; save it as UTF-8"),
        ('{"accounts": []}'.encode("utf-16-le"), "{file}: is UTF-16; save it as UTF-8"),
        ('{"accounts": []}'.encode("utf-16-be"), "{file}: is UTF-16; save it as UTF-8"),
        ('{"accounts": []}'.encode("utf-32"), "{file}: is UTF-32; save it as UTF-8"),
        (
            '{\n"accounts": "备案"}'.encode("gb18030"),
            "{file}: is not UTF-8: the byte 0xb1 at byte offset 15 (line 2) is out of place;"
            " save it as UTF-8",
        ),
        ('{"accounts": NaN}', "accounts: NaN is not JSON"),
        ('{"accounts": [-Infinity]}', "accounts[0]: -Infinity is not JSON"),
        ('{"accounts": [], "accounts": []}', "accounts: is given more than once"),
        (
            '{"accounts": [{"account_id": "a", "phone": 1, "account_id": "b", "phone": 2}]}',
            "accounts[0].account_id: is given more than once",
        ),
        ("[" * 100_000, "{file}: is nested too deeply"),
        ('{"accounts": ' + "[" * 400 + "]" * 400 + "}", "accounts[0]: is nested too deeply"),
        ("[" * 400 + "]" * 400, "the document: is nested too deeply"),
        ('{"accounts": ' + "9" * 5000 + "}", "{file}: holds a number with thousands of digits"),
        ('{"accounts": ' + "9" * 400 + "}", "accounts: " + "9" * 59 + "… is not a list"),
        ('{"accounts": 1e999}', 'accounts: "1e999" is too great a number'),
        (
            '{"accounts": ["a\\u0000"]}',
            "accounts[0]: holds the character NUL (\\u0000), which no database takes",
        ),
        (
            '{"accounts": ["\\ud800x"]}',
            "accounts[0]: holds half of a surrogate pair (\\ud800), which is no text",
        ),
        (
            '{"accounts": [{"\\udfff": 1}]}',
            'accounts[0]: the key "\\udfff" holds half of a surrogate pair (\\udfff),'
            " which is no text",
        ),
        ("7", "the document: 7 is not an object"),
        ("null", "the document: null is not an object"),
    ],
)
def test_a_bad_file_is_explained(
    sqlite_store: FilingStore, tmp_path: Path, content: str | bytes, fault: str
) -> None:
    file = file_of(tmp_path, content)
    assert fault.replace("{file}", str(file)) in faults_of(sqlite_store, file)


def test_a_whole_surrogate_pair_is_a_character(sqlite_store: FilingStore, tmp_path: Path) -> None:
    document = changed(f"{ACCOUNT}/display_name", "\U0001f600")
    import_file(sqlite_store, file_of(tmp_path, json.dumps(document, ensure_ascii=True)))
    account = sqlite_store.account("acc-1")
    assert account is not None
    assert account.display_name == "\U0001f600"


def test_a_byte_order_mark_is_no_fault(sqlite_store: FilingStore, tmp_path: Path) -> None:
    content = json.dumps(full_document()).encode("utf-8-sig")
    assert import_file(sqlite_store, file_of(tmp_path, content)).accounts == 1


def test_the_ending_of_a_file_may_be_in_capitals(sqlite_store: FilingStore, tmp_path: Path) -> None:
    file = file_of(tmp_path, full_document(), "STATE.JSON")
    assert import_file(sqlite_store, file).accounts == 1


@pytest.mark.parametrize("name", ["missing.json", "missing.xlsx", "missing"])
def test_a_missing_file_is_named(sqlite_store: FilingStore, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert faults_of(sqlite_store, file) == [f"{file}: there is no such file"]


@pytest.mark.parametrize("name", ["folder.json", "folder.xlsx"])
def test_a_folder_is_no_file(sqlite_store: FilingStore, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    assert faults_of(sqlite_store, folder) == [f"{folder}: is a folder, not a file"]


@pytest.mark.parametrize("name", ["state.ods", "state.xls", "state"])
def test_another_kind_of_file_is_refused(
    sqlite_store: FilingStore, tmp_path: Path, name: str
) -> None:
    file = file_of(tmp_path, full_document(), name)
    assert "; only .json and .xlsx files are read" in faults_of(sqlite_store, file)[0]


def test_a_name_that_no_file_can_have_is_refused(sqlite_store: FilingStore) -> None:
    assert "there is no such file" in faults_of(sqlite_store, Path("a\0b.json"))[0]


@pytest.mark.parametrize("name", ["state.json", "state.xlsx"])
def test_a_file_that_may_not_be_read_is_named(
    sqlite_store: FilingStore, deprived: Path, name: str
) -> None:
    deprived.chmod(0o700)
    file = file_of(deprived, full_document(), name)
    file.chmod(0)
    with pytest.raises(ImportRefused, match="can't be read: Permission denied"):
        import_file(sqlite_store, file)


def test_every_right_document_is_imported_as_it_is(tmp_path: Path) -> None:
    store = FilingStore(f"sqlite:///{tmp_path}/filing.sqlite3")

    @given(documents(ANY_TEXT))
    def is_imported(document: Item) -> None:
        import_file(store, file_of(tmp_path, document), replace=True)
        held = accounts_of(document)
        assert [store.account(each.account_id) for each in held] == held

    is_imported()
    store.close()


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["s1", "w1", "filed", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=3,
)


def mutate(draw: Any, value: Any) -> Any:
    """Return `value` with a part of it, or all of it, replaced, removed or doubled."""
    if isinstance(value, (dict, list)) and value and draw(st.integers(0, 5)):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = draw(st.sampled_from(keys))
        action = draw(st.sampled_from(["deeper", "deeper", "deeper", "remove", "add"]))
        if action == "deeper":
            value[key] = mutate(draw, value[key])
        elif action == "remove":
            del value[key]
        elif isinstance(value, dict):
            value[draw(st.text(max_size=5) | st.sampled_from(keys))] = draw(JUNK)
        else:
            value.append(deepcopy(value[key]))
        return value
    return draw(JUNK)


def test_whatever_is_changed_a_file_is_imported_or_refused(tmp_path: Path) -> None:
    store = FilingStore(f"sqlite:///{tmp_path}/filing.sqlite3")

    @given(st.data())
    def is_imported_or_refused(data: st.DataObject) -> None:
        document: Any = {"accounts": [full_account("acc-1"), full_account("acc-2")]}
        for _ in range(data.draw(st.integers(1, 3))):
            document = mutate(data.draw, document)
        file = file_of(tmp_path, json.dumps(document))
        try:
            import_file(store, file, replace=True)
        except ImportRefused as refusal:
            assert refusal.faults
        else:
            held = accounts_of(document)
            assert [store.account(each.account_id) for each in held] == held

    is_imported_or_refused()
    store.close()


@given(
    content=st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_whatever_bytes_a_file_holds_it_is_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = file_of(tmp_path_factory.getbasetemp(), content, "bytes.json")
    with pytest.raises(ImportRefused):
        import_file(FilingStore("sqlite://"), file)
