"""Which of the things that a message names are to go: "what if I cancel the shop and the blog?"
both, "what becomes of the blog if I cancel the shop?" the shop, 商城下掉，官网留着 the shop."""

from __future__ import annotations

from collections.abc import Sequence

from actions.frame.message import Message
from actions.frame.things import sort_of, things_of
from actions.references.mentions import Mention, mentions_in
from beian.filing.state import Account
from beian.nlu.file_questions.relations import words_of_touching
from beian.nlu.intents import FAQ_OTHER_WEBSITES
from beian.nlu.plain_words.goes_and_stays import clauses_in, going_places, says_it_stays
from beian.nlu.plain_words.what_if import joins_things
from beian.nlu.text.question_form import has_question_form


def supposed(message: Message, named: Sequence[str], account: Account) -> tuple[str, ...]:
    """Return those of the things `named` that the message supposes to be cancelled: what stands by
    the verb, with what is joined to it; not what it says will stay."""
    text, verbs = message.text, going_places(message.text)
    things = {thing.key: thing for thing in things_of(account)}
    found = [one for one in mentions_in(message, things) if one.key in named]
    leaving = [one for one in found if not _stays(one, text, verbs)]
    groups = _joined(sorted(leaving, key=lambda one: one.start), text, verbs)
    if not groups or not verbs or (len(groups) < 2 and len(leaving) == len(found)):
        return tuple(named)
    nearest = min(groups, key=lambda group: min(_distance(group, verb, text) for verb in verbs))
    keys = {one.key for one in nearest}
    return tuple(key for key in named if key in keys)


def what_goes(message: Message, named: Sequence[str], account: Account) -> tuple[str, ...]:
    """Return those of several websites or services that a message says are to go, where it speaks
    of the others beside them; none where it does not tell them apart, or asks of the others
    something else than whether they are touched."""
    if len(named) < 2 or any(sort_of(key) not in ("website", "service") for key in named):
        return ()
    goes = supposed(message, named, account)
    if not going_places(message.text) or len(goes) == len(named):
        return ()
    if message.intent == FAQ_OTHER_WEBSITES or words_of_touching(message.text) is not None:
        return goes
    things = {thing.key: thing for thing in things_of(account)}
    others = [one for one in mentions_in(message, things) if one.key in set(named) - {*goes}]
    asked = [(s, e) for s, e in clauses_in(message.text) if has_question_form(message.text[s:e])]
    of_others = any(start <= one.start < end for one in others for start, end in asked)
    return () if of_others else goes


def _stays(mention: Mention, text: str, verbs: Sequence[tuple[int, int]]) -> bool:
    """Return whether the clause of a mention says that it stays, and of nothing that it goes."""
    for start, end in clauses_in(text):
        if start <= mention.start < end:
            goes = any(start <= verb < end for verb, _ in verbs)
            return not goes and says_it_stays(text[start:end])
    return False


def _joined(
    mentions: Sequence[Mention], text: str, verbs: Sequence[tuple[int, int]]
) -> list[list[Mention]]:
    """Return the mentions in groups, each of those that stand in one enumeration."""
    groups: list[list[Mention]] = []
    for one in mentions:
        last = groups[-1][-1] if groups else None
        listed = text.isascii() or all(start >= one.end for start, _ in verbs)
        if last is not None and (
            one.start < last.end or joins_things(text[last.end : one.start], in_a_list=listed)
        ):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _distance(group: Sequence[Mention], verb: tuple[int, int], text: str) -> int:
    """Return how far a group stands from a verb; one behind the verb, its object, is nearer, and
    any in another clause further than those in the same."""
    start, end = group[0].start, max(one.end for one in group)
    apart = start - verb[1] if start >= verb[1] else 2 * max(0, verb[0] - end) + 1
    inside = any(s <= verb[0] < e and s < end and start < e for s, e in clauses_in(text))
    return apart if inside else apart + 2 * len(text)
