"""`beian letter`: an account's letter as a document, filled in from what is on file."""

from __future__ import annotations

import argparse
from pathlib import Path

from beian.base.settings import Settings
from beian.cli.errors import CommandError
from beian.cli.present_stores import present_filing_store
from beian.cli.terminal import stderr, stdout
from beian.filing.importing.sample import load_sample
from beian.filing.state import Account
from beian.letters.choosing import only_target
from beian.letters.document import document_of
from beian.letters.forms import Form
from beian.letters.letter import (
    About,
    Letter,
    LetterKind,
    WantedLetter,
    letter_of,
    wanted_letter,
)

_FORMS = {f".{form.value}": form for form in (Form.DOCX, Form.PDF, Form.PNG)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="whose letter it is")
    about = parser.add_mutually_exclusive_group()
    about.add_argument("--subject", metavar="ID", help="the subject that is to be cancelled")
    about.add_argument("--website", metavar="ID", help="the website that is to be cancelled")
    about.add_argument(
        "--service", metavar="ID", help="the app, mini program or quick app to be cancelled"
    )
    parser.add_argument(
        "--application",
        action="store_true",
        help="the written application of an empty shell's owner to the administration",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file to write: .docx, .pdf, or .png for its first page",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the letter, names in full, and say what has to be filled in by hand because no font
    has it. Raises CommandError, NoSuchLetter, StoreUnavailable, TemplateFault or PageNotSet."""
    form = _FORMS.get(arguments.output.suffix.lower())
    if form is None:
        raise CommandError(
            f"{arguments.output} has to end in .docx, .pdf or .png, which says what is written."
        )
    letter = _letter(_account(arguments.account), arguments)
    document = document_of(letter)
    content = document.content(form)
    try:
        arguments.output.touch(mode=0o600)  # it names people in full
        arguments.output.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{arguments.output} can't be written: {error.strerror}.") from error
    stdout.print(f"Wrote {arguments.output}.", markup=False)
    if form is not Form.DOCX and document.unset:
        names = "; ".join(one.name for one in document.unset)
        stderr.print(
            f"Note: no font here has {names}. Room is left for it: write it by hand, or use the"
            " .docx, where the computer that opens it may have a font.",
            markup=False,
        )
    return 0


def _account(account_id: str) -> Account:
    settings = Settings.from_environment()
    store = present_filing_store(settings)
    try:
        if settings.embedded:
            load_sample(store)
        account = store.account(account_id)
    finally:
        store.close()
    if account is None:
        raise CommandError(
            f"Nothing is on file for an account {account_id}. `beian import` loads filing state."
        )
    return account


def _letter(account: Account, arguments: argparse.Namespace) -> Letter:
    named = {about: getattr(arguments, about.value) for about in About}
    about, of_id = next(((a, i) for a, i in named.items() if i is not None), (None, None))
    if arguments.application:
        if about not in (None, About.SUBJECT):
            raise CommandError("--application is about a subject: give --subject, or nothing.")
        subject = of_id or only_target(account, shell=True).subject.subject_id
        return letter_of(WantedLetter(LetterKind.APPLICATION, About.SUBJECT, subject), account)
    if about is None:
        target = only_target(account, shell=False)
        return letter_of(wanted_letter(target), account)
    letter = letter_of(WantedLetter(LetterKind.STATEMENT, about, of_id), account)
    if about is About.SUBJECT and letter.target is not None:  # an empty shell's is another
        return letter_of(wanted_letter(letter.target), account)
    return letter
