"""A letter as a document: in the form that is wanted, and what could not be set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from beian.letters.blocks import Page, page_of, text_of
from beian.letters.fonts import Unset, unset_in
from beian.letters.forms import Form
from beian.letters.letter import Letter
from beian.letters.pages import PREVIEW_PPI, PRINT_PPI, pdf_of, pictures_of
from beian.letters.template import filled, template_file
from beian.letters.values import letter_values


@dataclass(frozen=True)
class LetterDocument:
    """A letter, filled in. `word` is the Word file that the other forms are made from."""

    word: bytes

    @cached_property
    def page(self) -> Page:
        return page_of(self.word)

    @property
    def text(self) -> str:
        return text_of(self.word)

    @property
    def unset(self) -> tuple[Unset, ...]:
        """The characters that PDF and picture leave blank, as no font has them."""
        return unset_in(self.text)

    def content(self, form: Form) -> bytes:
        """Return the document in a form; as a picture its first page. Raises PageNotSet."""
        if form is Form.DOCX:
            return self.word
        if form is Form.PDF:
            return pdf_of(self.page)
        if form is Form.PNG:
            return pictures_of(self.page, PREVIEW_PPI)[0]
        return self.text.encode()

    def printed(self) -> list[bytes]:
        """Return a picture of each page, fine enough for print. Raises PageNotSet."""
        return pictures_of(self.page, PRINT_PPI)


def document_of(letter: Letter) -> LetterDocument:
    """Return a letter filled in from what is on file. Raises TemplateFault."""
    return LetterDocument(filled(template_file(letter), letter_values(letter)))
