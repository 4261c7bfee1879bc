"""The documents for contributors name what the tree holds, and their links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from tests.paths import ROOT

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DECISIONS = ROOT / "docs" / "decisions"
_FOLDER = re.compile(r"^\| `([\w./-]+)/` \|", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@lru_cache(maxsize=1)
def _committed() -> list[Path]:
    """The files that git knows, by their path in the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(name) for name in listed.stdout.split("\0") if name]


def _pages() -> list[Path]:
    return [path for path in _committed() if path.suffix == ".md" and (ROOT / path).exists()]


def _mapped() -> set[str]:
    return set(_FOLDER.findall(CONTRIBUTING.read_text(encoding="utf-8")))


def test_each_folder_of_the_map_is_there() -> None:
    assert _mapped()
    assert [folder for folder in sorted(_mapped()) if not (ROOT / folder).is_dir()] == []


def test_each_folder_of_the_checkout_and_of_the_package_is_on_the_map() -> None:
    top = {path.parts[0] for path in _committed() if len(path.parts) > 1} - {"beian"}
    package = {"/".join(path.parts[:2]) for path in _committed() if len(path.parts) > 2}
    assert top <= _mapped()
    assert {folder for folder in package if folder.startswith("beian/")} <= _mapped()


@pytest.mark.parametrize("page", _pages(), ids=str)
def test_links_within_the_repository_lead_to_a_file_and_a_heading(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    broken = []
    for link in _LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = ROOT / page.parent / name if name else ROOT / page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


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
