"""Waiting questions: forms of domain.yml that topics may start.

The question `papers` is the form `papers_form`; the slot `papers_question`, which the topic's
action sets, says whether it is to be asked.
"""

from __future__ import annotations

from typing import Any

_FORM = "_form"


def form_of(question: str) -> str:
    """Return the form that asks a waiting question."""
    return f"{question}{_FORM}"


def slot_of(question: str) -> str:
    """Return the slot by which an action has a waiting question asked."""
    return f"{question}_question"


def known_questions(domain: dict[str, Any]) -> list[str]:
    """Return the waiting questions of a domain."""
    return [
        form.removesuffix(_FORM)
        for form in domain.get("forms", {})
        if slot_of(form.removesuffix(_FORM)) in domain.get("slots", {})
    ]
