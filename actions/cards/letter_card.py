"""The card of a letter: what it is for, what is left to do with it, and how it can be had."""

from __future__ import annotations

from actions.references.candidates import target_name
from actions.wording.replies import Card, Done, Value, names, wording
from beian.filing.letters import SIGNED_WITH, Signature
from beian.filing.masking import shown_name
from beian.filing.orders import Target
from beian.filing.shells import empty_shell
from beian.filing.state import Account, FilingStatus, SubjectType
from beian.letters.fonts import unset_in
from beian.letters.letter import (
    About,
    Letter,
    LetterKind,
    WantedLetter,
    letter_about,
    wanted_letter,
)
from beian.letters.values import letter_values

LETTER = "letter"
_ACTIONS = (
    Done(wording("utter_card_word"), "docx"),
    Done(wording("utter_card_pdf"), "pdf"),
    Done(wording("utter_card_print"), "print"),
    Done(wording("utter_card_copy"), "copy"),
)
_BLANK_TITLES = {
    SubjectType.INDIVIDUAL: "utter_card_blank_individual",
    SubjectType.ENTERPRISE: "utter_card_blank_enterprise",
}
_SIGNING = {
    Signature.FINGERPRINT: "utter_card_sign_with_fingerprint",
    Signature.SEAL: "utter_card_sign_with_seal",
}


def letter_card(target: Target) -> Card:
    """Return the card of the letter for what is to be cancelled: for an empty shell, of the
    application."""
    wanted = wanted_letter(target)
    letter = letter_about(target)
    lines = [wording(_SIGNING[SIGNED_WITH[target.subject.type]]), wording("utter_card_full_names")]
    if wanted.kind is LetterKind.APPLICATION:
        title = wording("utter_card_application", subject=shown_name(target.subject))
        lines.append(wording("utter_card_own_form"))
    else:
        title = wording("utter_card_statement", cancelled=target_name(target))
    if target.service is not None:
        lines.append(wording("utter_card_ask_platform"))
    return Card(LETTER, title, [*lines, *_remarks(letter)], _ACTIONS, {LETTER: wanted.as_object()})


def blank_letter_card(subject_type: SubjectType, about: About, province: str | None) -> Card:
    """Return the card of a statement letter for nobody in particular."""
    wanted = WantedLetter(LetterKind.STATEMENT, about, subject_type=subject_type, province=province)
    lines = [wording("utter_card_fill_in"), wording(_SIGNING[SIGNED_WITH[subject_type]])]
    title = wording(_BLANK_TITLES[subject_type])
    return Card(LETTER, title, lines, _ACTIONS, {LETTER: wanted.as_object()})


def shell_card(account: Account, target: Target | None) -> Card | None:
    """Return the card of the application for the empty shell in question, or for the only one; None
    where there is none."""
    subjects = account.subjects if target is None else (target.subject,)
    filed = [one for one in subjects if one.status is FilingStatus.FILED]
    shells = [one for one in filed if empty_shell(one) is not None]
    return letter_card(Target(shells[0])) if len(shells) == 1 else None


def _remarks(letter: Letter) -> list[Value]:
    """Return that there is a reading aid, and which characters no font has."""
    values = letter_values(letter)
    remarks = [wording("utter_card_reading_aid")] if values["reading_aid"] else []
    unset = unset_in("".join(value for value in values.values() if isinstance(value, str)))
    if unset:  # by number alone, as names are masked here
        remarks.append(wording("utter_card_unset", characters=names(one.code for one in unset)))
    return remarks
