"""The report of `beian evaluate`: complete, self-contained, and safe from what users wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from beian.evaluation.entities import EntityReport, Labelled, entity_report
from beian.evaluation.examples import Example
from beian.evaluation.predictions import Prediction, Thresholds
from beian.evaluation.report import Evaluation, write_report
from tests.evaluation.played import played

HOSTILE = [
    "注销 | 网站 * 备案 *",
    "<script>alert('注销')</script>",
    "a \\| b \\",
    "`a | b` **c** _d_ ~~e~~ # f",
    "[here](javascript:alert) ![x](https://example.com/x.svg) <https://example.com>",
    'src="latency.svg" onload="x" &lt; &#60; {{ body }} {% raw %}',
]
SETS = ["Unseen set", "Cross-validation of the training data"]
OF_EACH_SET = [
    "By language and style",
    "By intent",
    "What is taken for what",
    "How far confidence can be trusted",
]


def _predictions() -> list[Prediction]:
    def predicted(text: str, meant: str, first: str, confidence: float) -> Prediction:
        language = "en" if text.isascii() else "zh"
        ranking = [(first, confidence), ("greet", (1 - confidence) / 2)]
        return Prediction(Example(text, meant, language, "terse"), ranking)

    return [
        predicted("多久能注销", "faq_time", "faq_time", 0.9),
        predicted("how long", "faq_time", "faq_time", 0.7),
        predicted("tell me a joke", "out_of_scope", "out_of_scope", 0.8),
        # A pair of its own each, so that every one is shown.
        *(predicted(t, "faq_time", f"faq_{n}", 0.5) for n, t in enumerate(HOSTILE)),
    ]


def _entities(texts: list[str]) -> EntityReport:
    labelled = [Labelled(text, frozenset({("target", 0, 1, text)})) for text in texts]
    return entity_report(labelled, lambda _: [])


def _evaluation(predictions: list[Prediction], entities: EntityReport) -> Evaluation:
    return Evaluation(
        sets=dict.fromkeys(SETS, predictions),
        thresholds=Thresholds(0.3, 0.03),
        timed=[(4, 1.5), (9, 2.5), (30, 3.5)],
        entities=entities,
        learned=42,
        machine="2 processors",
    )


class _Page(HTMLParser):
    """The elements of a page, the texts of its headings, its tables' cells and its sources."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.headings: list[tuple[str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.sources: list[str] = []
        self._inside = ""
        self.feed(text)

    @property
    def cells(self) -> list[str]:
        return [cell for table in self.tables for row in table for cell in row]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sources += [value or "" for name, value in attrs if name == "src"]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._inside = tag
        elif tag in ("h1", "h2", "h3"):
            self.headings.append((tag, ""))
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("th", "td"):
            self.tables[-1][-1][-1] += data
        elif self._inside:
            tag, text = self.headings[-1]
            self.headings[-1] = (tag, text + data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a report on hostile messages was written."""
    folder = tmp_path_factory.mktemp("report") / "new" / "folder"
    markdown, page = write_report(_evaluation(_predictions(), _entities(HOSTILE)), folder)
    assert (markdown, page) == (folder / "report.md", folder / "report.html")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> _Page:
    return _Page((folder / "report.html").read_text(encoding="utf-8"))


def test_both_reports_have_all_sections(folder: Path, page: _Page) -> None:
    sections = [("h1", "How messages are understood")]
    for name in SETS:
        sections += [("h2", name), *(("h3", section) for section in OF_EACH_SET)]
    sections += [("h2", "Time of a message"), ("h2", "Entities")]
    assert page.headings == sections
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    assert re.findall(r"^#+ (.*)$", markdown, re.MULTILINE) == [text for _, text in sections]


def test_the_page_loads_nothing_from_elsewhere(page: _Page) -> None:
    assert len(page.sources) == 3 * len(SETS) + 1
    assert all(source.startswith("data:image/svg+xml;base64,") for source in page.sources)
    assert not page.tags & {"script", "link", "iframe", "object", "a"}
    assert not page.attributes & {"href", "srcset", "onload"}


def test_every_picture_of_the_markdown_lies_beside_it(folder: Path) -> None:
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    shown = re.findall(r"^!\[.*\]\((.*)\)$", markdown, re.MULTILINE)
    assert set(shown) == {path.name for path in folder.glob("*.svg")}
    assert all(
        (folder / name).read_text(encoding="utf-8").rstrip().endswith("</svg>") for name in shown
    )


def test_what_users_wrote_stays_within_its_cell_and_becomes_no_markup(page: _Page) -> None:
    for table in page.tables:
        assert {len(row) for row in table} == {len(table[0])}
    for text in HOSTILE:
        assert page.cells.count(f"{text} (0.50)") == len(SETS), "in the confusions of each set"
        assert page.cells.count(text) == 1, "among the entities' mistakes"
    assert not page.tags & {"em", "strong", "code", "s", "del", "script", "a"}


def test_rows_of_the_markdown_keep_their_columns_and_hold_no_tag(folder: Path) -> None:
    lines = (folder / "report.md").read_text(encoding="utf-8").splitlines()
    columns = None
    for line in lines:
        found = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else None
        assert None in (columns, found) or found == columns, line
        columns = found
        assert not re.search(r"(?<!\\)<", line)


def test_a_message_over_several_lines_is_shown_on_one(tmp_path: Path) -> None:
    example = Example("how\n\n| long |\r\n# now", "faq_time", "en", "plain")
    predictions = [Prediction(example, [("greet", 0.5)])]
    _, page = write_report(_evaluation(predictions, _entities([])), tmp_path)
    cells = [
        c for table in _Page(page.read_text(encoding="utf-8")).tables for r in table for c in r
    ]
    assert cells.count("how | long | # now (0.50)") == len(SETS)


def test_figures_of_the_evaluation_are_shown(folder: Path, page: _Page) -> None:
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    assert "42 training messages. Measured on 2 processors." in markdown
    assert "Median 2.5 ms" in markdown
    first = page.tables[0]
    assert [row[:3] for row in first] == [
        ["language", "messages", "first"],
        ["all", "9", "33.3 %"],
        ["en", "6", "33.3 %"],
        ["zh", "3", "33.3 %"],
    ]


def test_a_report_without_a_single_mistake_is_written_too(tmp_path: Path) -> None:
    right = [Prediction(Example("hello", "greet", "en", "plain"), [("greet", 1.0)])]
    _, page = write_report(_evaluation(right, _entities([])), tmp_path)
    first = _Page(page.read_text(encoding="utf-8")).tables[0]
    assert first[1] == ["all", "1", "100.0 %", "100.0 %", "100.0 %", "0.0 %", "–"]


def test_conversations_are_shown_by_rule_language_and_account_with_what_went_wrong(
    tmp_path: Path,
) -> None:
    conversations = [
        played("lin-code", "++++", account="lin-individual", rules=(1, 5)),
        *(played(f"hostile-{n}", "+-", language="en", said=text) for n, text in enumerate(HOSTILE)),
    ]
    evaluation = replace(_evaluation(_predictions(), _entities([])), conversations=conversations)
    _, file = write_report(evaluation, tmp_path)
    page = _Page(file.read_text(encoding="utf-8"))
    headings = [text for _, text in page.headings]
    place = headings.index("Conversations")
    assert headings[place + 1 :] == ["Turns that are not right", "Time of a message", "Entities"]
    assert (tmp_path / "conversations.svg").read_text(encoding="utf-8").startswith("<?xml")
    tables = {table[0][0]: table[1:] for table in page.tables}
    assert [row[0] for row in tables["rule"]] == [
        "1. What it is about is kept",
        "5. The answer is to what was asked",
    ]
    assert tables["rule"][0][1:] == ["7", "1", "16", "10", "62.5 %"]
    assert [row[0] for row in tables["language"]] == ["Chinese", "English"]
    assert [row[0] for row in tables["account"]] == ["lin-individual", "nobody signed in"]
    assert [row[:2] for row in tables["conversation"]] == [
        [f"hostile-{n}.yml:6", text] for n, text in enumerate(HOSTILE)
    ]
    assert not page.tags & {"em", "strong", "code", "s", "del", "script", "a"}


def test_the_same_input_gives_the_same_files_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    evaluation = _evaluation(_predictions(), _entities(HOSTILE))
    (tmp_path / "report.md").write_text("an older report", encoding="utf-8")
    write_report(evaluation, tmp_path)
    once, again = ({p.name: p.read_bytes() for p in f.iterdir()} for f in (folder, tmp_path))
    assert once == again
