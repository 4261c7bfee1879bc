"""Which of the things that a message names it supposes to be cancelled: "what if I cancel the shop
and the blog?" both, "what becomes of the blog if I cancel the shop?" the shop."""

from __future__ import annotations

from collections.abc import Sequence

from actions.frame.message import Message
from actions.frame.things import things_of
from actions.references.mentions import Mention, mentions_in
from beian.filing.state import Account
from beian.nlu.plain_words.what_if import cancelling_places, joins_things


def supposed(message: Message, named: Sequence[str], account: Account) -> tuple[str, ...]:
    """Return those of the things `named` that the message supposes to be cancelled: what stands by
    the verb, with what is joined to it."""
    things = {thing.key: thing for thing in things_of(account)}
    found = [one for one in mentions_in(message, things) if one.key in named]
    verbs = cancelling_places(message.text)
    groups = _joined(sorted(found, key=lambda one: one.start), message.text, verbs)
    if len(groups) < 2 or not verbs:
        return tuple(named)
    nearest = min(groups, key=lambda group: min(_distance(group, verb) for verb in verbs))
    keys = {one.key for one in nearest}
    return tuple(key for key in named if key in keys)


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


def _distance(group: Sequence[Mention], verb: tuple[int, int]) -> int:
    """Return how far a group stands from a verb; one behind the verb, its object, is nearer."""
    start, end = group[0].start, max(one.end for one in group)
    return start - verb[1] if start >= verb[1] else 2 * max(0, verb[0] - end) + 1
