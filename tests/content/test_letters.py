"""Templates of letters: what an editor breaks in Word is told before anybody gets the letter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from PIL import Image

from beian.content.letters import letter_faults
from beian.letters.template import FOLDER
from tests.paths import ROOT

NAME = "statement-enterprise-website.docx"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    return tmp_path


def edited(project: Path, edit: Callable[[WordFile], object]) -> list[str]:
    """Return what is wrong after an edit of one template."""
    file = project / FOLDER / NAME
    word = Document(str(file))
    edit(word)
    word.save(str(file))
    faults = list(letter_faults(project))
    assert all(fault.file == file for fault in faults)
    return [fault.message for fault in faults]


def a_picture(project: Path) -> str:
    file = project / "seal.png"
    Image.new("RGB", (8, 8)).save(file)
    return str(file)


def test_the_templates_are_in_order(project: Path) -> None:
    assert list(letter_faults(project)) == []


def test_a_changed_wording_is_in_order(project: Path) -> None:
    assert edited(project, lambda word: word.add_paragraph("特此声明，{{ person }}。")) == []


def test_a_name_that_no_value_has_is_told(project: Path) -> None:
    [told] = edited(project, lambda word: word.add_paragraph("{{ owner }}"))
    assert "'owner' is undefined" in told
    assert "docs/editing.md" in told


def test_a_place_that_is_not_closed_is_told(project: Path) -> None:
    [told] = edited(project, lambda word: word.add_paragraph("{{ person }"))
    assert "can't be filled" in told


def test_what_the_pdf_would_leave_out_is_told(project: Path) -> None:
    [told] = edited(project, lambda word: word.add_picture(a_picture(project)))
    assert "a picture or a drawing, which the PDF can't show" in told


def test_numbering_and_page_headers_are_told(project: Path) -> None:
    def edit(word: WordFile) -> None:
        properties = word.add_paragraph("第一条")._p.get_or_add_pPr()
        properties.append(OxmlElement("w:numPr"))
        word.sections[0].header.paragraphs[0].text = "公司抬头"

    told = edited(project, edit)
    assert any("automatic numbering" in one for one in told)
    assert any("a header or footer" in one for one in told)


def test_a_character_without_a_font_is_told(project: Path) -> None:
    [told] = edited(project, lambda word: word.add_paragraph("𪚥"))
    assert "No font of the PDF has 𪚥 (U+2A6A5" in told


def test_files_that_are_missing_broken_or_of_another_name_are_told(project: Path) -> None:
    folder = project / FOLDER
    (folder / NAME).unlink()
    (folder / "application-individual.docx").write_text("no Word file")
    shutil.copy(folder / "application-enterprise.docx", folder / "application.docx")
    told = {fault.file.name: fault.message for fault in letter_faults(project)}
    assert set(told) == {NAME, "application-individual.docx", "application.docx"}
    assert "missing" in told[NAME]
    assert "can't be read as a Word file" in told["application-individual.docx"]
    assert "No letter is made from it" in told["application.docx"]


def test_a_project_without_letters_has_no_faults_in_them(tmp_path: Path) -> None:
    assert list(letter_faults(tmp_path)) == []
