"""A message that asks what of the papers is still missing: "what's still missing?"."""

from __future__ import annotations

from actions.frame.message import Asked, Message
from beian.nlu.plain_words.missing_papers import asks_what_is_missing, asks_which_papers_are_missing

_OF_PAPERS = ("faq_required_documents", "faq_phone_unreachable")
"""Topics that have a list of papers."""
_NEAR = (*_OF_PAPERS, "faq_statement_letter", "faq_where_to_send")
"""Topics after which what is missing is a paper."""


def asks_for_what_is_missing(message: Message, before: str | None) -> Asked | None:
    """Return the question for the papers that are missing; None where a message asks anything else.
    `before`: the topic before."""
    if message.pressed:
        return None
    after_papers = before in _NEAR and asks_what_is_missing(message.text)
    if not after_papers and not asks_which_papers_are_missing(message.text):
        return None
    return Asked(before if before in _OF_PAPERS else _OF_PAPERS[0], "list", message.text)
