"""How many turns of played conversations are right: in all, by rule, language and account."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from beian.evaluation.conversations.model import RULES
from beian.evaluation.conversations.played import PlayedConversation, PlayedTurn

BAR = 0.95
"""The share of turns that must be right."""
NOBODY = "nobody signed in"
_LANGUAGES = {"zh": "Chinese", "en": "English"}
_Group = TypeVar("_Group", bound=Hashable)


@dataclass(frozen=True)
class Figures:
    """Counts of a group of conversations: all and right throughout, and those of their turns."""

    group: str
    conversations: int
    conversations_right: int
    turns: int
    turns_right: int

    @property
    def share(self) -> float:
        """The share of turns that are right."""
        return self.turns_right / self.turns


def figures(group: str, played: Sequence[PlayedConversation]) -> Figures:
    """Return the figures of conversations, of which there must be some."""
    turns = [turn for one in played for turn in one.turns]
    return Figures(
        group,
        len(played),
        sum(one.right for one in played),
        len(turns),
        sum(turn.right for turn in turns),
    )


def grouped_figures(played: Sequence[PlayedConversation]) -> dict[str, list[Figures]]:
    """Return the figures by rule, by language and by account.

    A conversation counts for each rule that it is about.
    """
    rules = _grouped(played, lambda one: one.conversation.rules)
    languages = _grouped(played, lambda one: [_LANGUAGES[one.conversation.language]])
    accounts = _grouped(played, lambda one: [one.conversation.account or NOBODY])
    return {
        "rule": [figures(f"{n}. {RULES[n]}", rules[n]) for n in sorted(rules)],
        "language": [figures(name, languages[name]) for name in sorted(languages)],
        "account": [figures(name, accounts[name]) for name in sorted(accounts)],
    }


def _grouped(
    played: Iterable[PlayedConversation],
    groups_of: Callable[[PlayedConversation], Iterable[_Group]],
) -> Mapping[_Group, list[PlayedConversation]]:
    found: dict[_Group, list[PlayedConversation]] = {}
    for one in played:
        for group in groups_of(one):
            found.setdefault(group, []).append(one)
    return found


def failed_turns(
    played: Iterable[PlayedConversation],
) -> list[tuple[PlayedConversation, PlayedTurn]]:
    """Return the turns that are not right, each with its conversation, in order."""
    return [(one, turn) for one in played for turn in one.turns if not turn.right]
