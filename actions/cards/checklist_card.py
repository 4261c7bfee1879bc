"""The card of the papers for a cancellation, to be ticked off.

The desk keeps what is ticked off and sent (beian/desk/conversations/checklists.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from actions.frame.things import target_key
from actions.references.candidates import target_name
from actions.wording.replies import Card, Choice, Value, wording
from beian.filing.orders import Target
from beian.filing.papers import TOLD, Paper, PaperNeeded, papers_needed
from beian.filing.state import Account, Document, SubjectType

CHECKLIST = "checklist"
_LETTER = '/faq_statement_letter{"part": "letter"}'


def checklist_card(
    target: Target, document: Document | None, account: Account, *, missing: bool = False
) -> Card:
    """Return the card of the papers for what is to be cancelled. What the account itself tells is
    ticked off at first. `missing`: it is asked which of them are missing, which the desk knows."""
    known = {Paper.CLOUD_ACCOUNT_ID}
    if target.subject.person_in_charge.name:
        known.add(Paper.PERSON_IN_CHARGE_NAME)
    title = wording("utter_checklist", cancelled=target_name(target))
    needed = papers_needed(target.subject.type, document)
    name = account.account_id
    return _card(target_key(target), title, needed, known=known, account=name, missing=missing)


def general_checklist_card(
    subject_type: SubjectType,
    document: Document | None,
    *,
    account: Account | None = None,
    missing: bool = False,
) -> Card:
    """Return the card of the papers for nothing on file: the user is not signed in, or asks about
    another type of subject. `account`: that which is signed in, where the papers are for whichever
    of its subjects and websites."""
    about = f"any:{subject_type.value}"
    title = wording(f"utter_checklist_{subject_type.value}")
    needed = papers_needed(subject_type, document)
    if account is None:
        return _card(about, title, needed, missing=missing)
    known = {Paper.CLOUD_ACCOUNT_ID}
    return _card(about, title, needed, known=known, account=account.account_id, missing=missing)


def paper_text(needed: PaperNeeded, account: str) -> Value:
    """Return what a paper is called; `account`: the one that is signed in, "" for none."""
    name = needed.document.value if needed.document else "any"
    if account and needed.paper is Paper.CLOUD_ACCOUNT_ID:
        return wording("utter_paper_own_account_id", account=account)
    return wording(f"utter_paper_{needed.paper.value}", document=wording(f"utter_document_{name}"))


def _card(
    about: str,
    title: Value,
    needed: Sequence[PaperNeeded],
    *,
    known: Collection[Paper] = (),
    account: str = "",
    missing: bool = False,
) -> Card:
    lines = [wording("utter_checklist_line", paper=paper_text(one, account)) for one in needed]
    papers: list[dict[str, Any]] = [
        {
            "id": one.paper.value,
            "text": paper_text(one, account),
            "name": wording(f"utter_short_{one.paper.value}"),
            "file": one.paper not in TOLD,
            "known": one.paper in known,
            "sides": one.sides,
        }
        for one in needed
    ]
    letter = Choice(wording("utter_checklist_letter"), _LETTER)
    listed: dict[str, Any] = {"about": about, "papers": papers}
    if missing:
        listed["missing"] = True
    return Card(CHECKLIST, title, lines, [letter], {CHECKLIST: listed})
