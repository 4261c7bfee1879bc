"""The documents for contributors name what the tree holds, links lead somewhere, and a Chinese page
says all that its English page does."""

from __future__ import annotations

import re
from calendar import month_name
from pathlib import Path

import pytest

from beian.nlu.topics.facts import read_facts
from tests.documents import BLOCK, code, committed, pages, prose, text_of
from tests.paths import ROOT

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DOCS = Path("docs")
DECISIONS = ROOT / DOCS / "decisions"
_FOLDER = re.compile(r"^\| `([\w./-]+)/` \|", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_COMMENT = re.compile(r"\s+# .*$", re.MULTILINE)
_MARK = re.compile(r"^(#+|\||-|\d+\.) ", re.MULTILINE)


def _translations() -> list[tuple[Path, Path]]:
    """Each page in two languages: the English one and the Chinese one, by their paths in the
    checkout."""
    readme = (Path("README.md"), Path("README.zh-CN.md"))
    docs = [(DOCS / page.name, page) for page in pages() if page.parent == DOCS / "zh"]
    return [readme, *docs]


def _mapped() -> set[str]:
    return set(_FOLDER.findall(CONTRIBUTING.read_text(encoding="utf-8")))


def test_each_folder_of_the_map_is_there() -> None:
    assert _mapped()
    assert [folder for folder in sorted(_mapped()) if not (ROOT / folder).is_dir()] == []


def test_each_folder_of_the_checkout_and_of_the_package_is_on_the_map() -> None:
    top = {path.parts[0] for path in committed() if len(path.parts) > 1} - {"beian"}
    package = {"/".join(path.parts[:2]) for path in committed() if len(path.parts) > 2}
    assert top <= _mapped()
    assert {folder for folder in package if folder.startswith("beian/")} <= _mapped()


@pytest.mark.parametrize("page", pages(), ids=str)
def test_links_within_the_repository_lead_to_a_file_and_a_heading(page: Path) -> None:
    text = text_of(page)
    broken = []
    for link in _LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = ROOT / page.parent / name if name else ROOT / page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_each_page_for_readers_of_chinese_has_an_english_page() -> None:
    assert _translations()
    assert [english for english, _ in _translations() if not (ROOT / english).is_file()] == []


@pytest.mark.parametrize(("english", "chinese"), _translations(), ids=str)
def test_a_page_in_two_languages_links_to_the_other_at_its_top(
    english: Path, chinese: Path
) -> None:
    for page, other in ((english, chinese), (chinese, english)):
        top = text_of(page).split("\n", 3)[2]
        assert (ROOT / page.parent / _LINK.findall(top)[0]).resolve() == ROOT / other


@pytest.mark.parametrize(("english", "chinese"), _translations(), ids=str)
def test_a_chinese_page_names_the_commands_and_settings_of_its_english_page(
    english: Path, chinese: Path
) -> None:
    said, repeated = code(english), code(chinese)
    assert (sorted(said - repeated), sorted(repeated - said)) == ([], [])


@pytest.mark.parametrize(("english", "chinese"), _translations(), ids=str)
def test_a_chinese_page_has_the_examples_of_its_english_page(english: Path, chinese: Path) -> None:
    assert _blocks(chinese) == _blocks(english)


@pytest.mark.parametrize(("english", "chinese"), _translations(), ids=str)
def test_a_chinese_page_has_the_headings_rows_and_items_of_its_english_page(
    english: Path, chinese: Path
) -> None:
    assert _outline(chinese) == _outline(english)


def test_each_readme_says_of_when_the_newest_fact_is() -> None:
    dates = [fact.source.date or "" for fact in read_facts(ROOT / "data").by_name.values()]
    year, month = map(int, max(date for date in dates if len(date) > len("2026")).split("-")[:2])
    english, chinese = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
    assert f"the newest in {month_name[month]} {year}" in english.read_text(encoding="utf-8")
    assert f"最新的是 {year} 年 {month} 月" in chinese.read_text(encoding="utf-8")


def test_each_decision_is_listed_by_its_number_and_has_its_parts() -> None:
    listed = (DECISIONS / "README.md").read_text(encoding="utf-8")
    decisions = sorted(DECISIONS.glob("[0-9]*.md"))
    assert decisions
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        parts = set(re.findall(r"^## (.+)$", text, re.MULTILINE))
        assert {"Context", "Decision", "Consequences"} <= parts, decision.name
        assert f"]({decision.name})" in listed, decision.name
        assert text.startswith(f"# {int(decision.name[:4])}. "), decision.name


def _anchors(page: Path) -> set[str]:
    """The headings of a page as forges make anchors of them."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _blocks(page: Path) -> list[str]:
    """The examples of a page, without comments, which are in the page's language."""
    blocks = BLOCK.findall(text_of(page))
    return [_COMMENT.sub("", block) for block in blocks]


def _outline(page: Path) -> list[str]:
    """The marks of a page's headings, rows of tables and items of lists, in their order."""
    return _MARK.findall(prose(page))
