"""What cancelling one thing changes: in a sentence or two, and in a card about the same thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from actions.answers.taken_along import taken_along
from actions.answers.topic_answer import leading_on
from actions.cards.what_if_card import with_what_if
from actions.frame.message import Asked
from actions.frame.things import target_key
from actions.reading.meant import SERVICES, meant
from actions.reading.question import Question
from actions.references.cancelled_on_file import cancelled_on_file
from actions.references.candidates import website_name
from actions.references.naming import WhichOne
from actions.topics.app_or_mini_program import AppOrMiniProgram
from actions.topics.other_websites import goes_anyway, goes_with_its_subject, siblings
from actions.topics.what_if_several import several_meant, what_if_of_several
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, reply
from beian.filing.masking import shown_name
from beian.filing.orders import Target, targets_under_way
from beian.filing.shells import empty_shell
from beian.filing.state import Account, Subject
from beian.nlu.intents import FAQ_OTHER_WEBSITES

_SUBJECT = "faq_subject_vs_website"
_Telling = Callable[[Question], list[Reply]]


def what_if(question: Question, account: Account, in_general: _Telling) -> list[Reply]:
    """Return what cancelling the thing in question changes, `in_general` where none is on file.

    May raise WhichOne, where several things could be meant.
    """
    several = several_meant(question, account)
    if len(several) > 1:
        return what_if_of_several(
            question,
            several,
            account,
            lambda target: _of_one(question, target, account, in_general),
        )
    named = bool(question.reading.named or question.reading.each)
    found = meant(question.message, question.frame, named, account)
    if not found:
        return in_general(question)
    if len(found) > 1 and all(one.thing.is_cancelled for one in found):
        return cancelled_on_file(account)
    if len(found) > 1:
        raise WhichOne("utter_which_what_if", found)
    question.spoken_of = found[0].key
    return _of_one(question, found[0].thing, account, in_general)


def _of_one(
    question: Question, target: Target, account: Account, in_general: _Telling
) -> list[Reply]:
    """Return what is said of one thing, with its card."""
    frame = question.frame.with_(about=(target_key(target),))
    about = question.about(Asked(question.asked.topic), frame)
    replies = _told(about, target, account, in_general)
    return with_what_if(replies, question, target, asked=True)


def _told(
    question: Question, target: Target, account: Account, in_general: _Telling
) -> list[Reply]:
    """Return what is said of the thing, beside the card."""
    under_way = [one.thing for one in targets_under_way(account)]
    if not target.is_cancelled and goes_with_its_subject(target, account):
        return _leading_on(goes_anyway((target,), account), _SUBJECT)
    if target.service is not None:
        return AppOrMiniProgram().answer(question.about(Asked(SERVICES, "after"), question.frame))
    if target.is_cancelled or target.thing in under_way:
        return in_general(question)
    return (
        _of_website(target, account)
        if target.website
        else _of_subject(target.subject, question, in_general)
    )


def _of_subject(subject: Subject, question: Question, in_general: _Telling) -> list[Reply]:
    if empty_shell(subject):
        return in_general(question)
    return _leading_on(taken_along(subject), _SUBJECT)


def _of_website(target: Target, account: Account) -> list[Reply]:
    if empty_shell(target.subject):
        return [_of_empty_website(target)]
    return _leading_on(siblings(target, account), FAQ_OTHER_WEBSITES)


def _of_empty_website(target: Target) -> Reply:
    """Return what cancelling a website of an empty shell leaves: the shell."""
    assert target.website is not None
    return reply(
        "utter_website_of_shell",
        website=website_name(target.website),
        subject=shown_name(target.subject),
        province=province_name(target.subject.province),
    )


def _leading_on(replies: list[Reply], topic: str) -> list[Reply]:
    *before, last = replies
    return [*before, replace(last, choices=leading_on(topic, None))]
