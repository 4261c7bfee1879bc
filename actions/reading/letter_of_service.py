"""A message that asks for the letter of an app or mini program, and was taken for a question on
apps and mini programs as such: "注销小程序的声明书"."""

from __future__ import annotations

from actions.frame.message import Asked, Message
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account
from beian.nlu.plain_words.what_if import speaks_of_a_letter

_SERVICES = "faq_app_or_mini_program"
_LETTER = "faq_statement_letter"


def asks_for_the_letter_of_a_service(
    own: tuple[Asked, ...], message: Message, account: Account | None
) -> Asked | None:
    """Return the question for the letter; None where the message asks for none, or nothing that it
    could be of is on file."""
    if message.pressed or account is None or [one.topic for one in own] != [_SERVICES]:
        return None
    if not any(subject.services for subject in filed_subjects(account)):
        return None
    places = message.denied_places
    if any(speaks_of_a_letter(message.text[start:end]) for start, end in places):
        return None
    return Asked(_LETTER, None, message.text) if speaks_of_a_letter(message.text) else None
