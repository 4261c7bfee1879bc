"""Persons whom a message asks for as those who get the code: they say whom it may be sent to, not
which of their things it is about."""

from __future__ import annotations

from collections.abc import Sequence

from actions.frame.frame import Frame
from actions.frame.message import Message
from actions.frame.things import subject_key, things_of
from actions.references.mentions import BY_PERSON, Mention
from actions.references.related import subject_of
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account
from beian.nlu.plain_words.recipients import is_recipient, speaks_of_the_code

_WHOSE_PHONE = ("whose_phone", "file_code_phone")


def without_recipients(
    mentions: Sequence[Mention], message: Message, frame: Frame
) -> Sequence[Mention]:
    """Return mentions without the persons who may get the code, if it is known whose code it is."""
    rest = [one for one in mentions if not _may_get_the_code(one, message, frame)]
    return rest if rest or frame.in_focus else mentions


def _may_get_the_code(mention: Mention, message: Message, frame: Frame) -> bool:
    """Return whether a mention is a person who may get the code ("does Gao get it, or do I?")."""
    of_the_code = speaks_of_the_code(message.text) or frame.part in _WHOSE_PHONE
    named_so = is_recipient(message.text, mention.start, mention.end)
    return mention.strength == BY_PERSON and of_the_code and named_so


def subject_of_the_code(message: Message, frame: Frame, account: Account) -> str | None:
    """Return the key of the one subject whose code a message asks about ("does the subject's code
    go to Gao?"); None where it names no subject, or there are several."""
    if set(message.values("target")) != {"subject"} or not speaks_of_the_code(message.text):
        return None
    things = {thing.key: thing for thing in things_of(account)}
    spoken_of = {subject_of(things[key]) for key in frame.in_focus if key in things} - {None}
    subjects = spoken_of or {subject_key(one) for one in filed_subjects(account)}
    return subjects.pop() if len(subjects) == 1 else None
