"""Checks the Word files that letters are made from: each is there, can be filled, and holds nothing
that a PDF of it would leave out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beian.filing.state import SubjectType
from beian.letters.blocks import text_of, unsupported
from beian.letters.fonts import unset_in
from beian.letters.letter import About, Letter, LetterKind
from beian.letters.template import FOLDER, TemplateFault, filled, template_names
from beian.letters.values import letter_values
from beian.nlu.topics.faults import Fault


def letter_faults(folder: Path) -> Iterator[Fault]:
    """Yield what is wrong with the templates of a project, where it has any."""
    templates = folder / FOLDER
    if not templates.is_dir():
        return
    names = template_names()
    for name in names:
        yield from _faults(templates / name)
    for file in sorted(templates.glob("*.docx")):
        if file.name not in names and not file.name.startswith(
            "~$"
        ):  # Word's own, while it is open
            yield Fault(file, 1, f"No letter is made from it. Names are {', '.join(names)}.")


def _faults(file: Path) -> Iterator[Fault]:
    if not file.is_file():
        yield Fault(file, 1, "The file is missing: bring it back, from version control say.")
        return
    values = letter_values(
        Letter(LetterKind.STATEMENT, About.SUBJECT, SubjectType.INDIVIDUAL, None)
    )
    try:
        # With the reading aid, so that all of the file is looked at.
        word = filled(file, {**values, "reading_aid": True})
    except TemplateFault as fault:
        yield Fault(file, 1, str(fault))
        return
    for what in unsupported(word):
        yield Fault(file, 1, f"It holds {what}, which the PDF can't show. Leave it out.")
    for one in unset_in(text_of(word)):
        yield Fault(file, 1, f"No font of the PDF has {one.name}. Use another character.")
