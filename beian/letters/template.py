"""Word files that letters are made from, and how they are filled."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from beian.base.clock import utc_now
from beian.base.errors import BeianError
from beian.base.project import project
from beian.filing.state import SubjectType
from beian.letters.letter import About, Letter, LetterKind
from beian.letters.values import Values

FOLDER = Path("data", "letters")


class TemplateFault(BeianError):
    """A template that can't be read or filled."""


def template_names() -> list[str]:
    """Return the name of every template that there has to be."""
    letters = [(LetterKind.STATEMENT, about) for about in About]
    letters.append((LetterKind.APPLICATION, About.SUBJECT))
    return [_name(kind, of_type, about) for kind, about in letters for of_type in SubjectType]


def template_file(letter: Letter) -> Path:
    """Return the template of a letter."""
    name = _name(letter.kind, letter.subject_type, letter.about)
    return project().content / FOLDER / name


def _name(kind: LetterKind, subject_type: SubjectType, about: About) -> str:
    ending = f"-{about.value}" if kind is LetterKind.STATEMENT else ""
    return f"{kind.value}-{subject_type.value}{ending}.docx"


def filled(file: Path, values: Values) -> bytes:
    """Return a template with its values, as .docx. Raises TemplateFault."""
    # Values are put in as text, whatever is in them; a name that is not known is a fault.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    written = io.BytesIO()
    try:
        template = DocxTemplate(file)
        template.render({name: _xml(value) for name, value in values.items()}, environment)
        _made_now(template)
        template.save(written)
    except (TemplateError, XMLSyntaxError) as error:
        raise TemplateFault(
            f"{file.name} can't be filled: {error}. Write a value as {{{{ name }}}}, with a name"
            " of the list in docs/editing.md."
        ) from error
    except (OSError, KeyError, ValueError, BadZipFile, PackageNotFoundError) as error:
        raise TemplateFault(
            f"{file.name} can't be read as a Word file (.docx): {type(error).__name__}."
        ) from error
    return written.getvalue()


def _made_now(template: DocxTemplate) -> None:
    """Let the file say that it was made just now, and not when its template was."""
    told = template.docx.core_properties
    told.created = told.modified = utc_now().replace(tzinfo=None)  # UTC, as Word writes it


def _xml(value: str | bool) -> str | bool:
    """Return a value without the characters that XML can't hold."""
    if isinstance(value, bool):
        return value
    return "".join(
        c for c in value if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )
