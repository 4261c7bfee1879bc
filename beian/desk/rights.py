"""Who may do what at the desk: the one table of rights, asked at each route of the agents' API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from beian.desk.storage.enumerations import Role, Word


class Right(Word):
    """What an agent may do; an agent has the rights of each of their roles."""

    SIGNED_IN = "signed_in"
    """What concerns oneself, and the names of colleagues and topics."""
    SERVE = "serve"
    """Take and answer conversations: those that wait, one's own, and the earlier ones of an account
    that one serves."""
    OTHERS = "others"
    """Read everybody's conversations, and act for whoever has them."""
    BLOCK = "block"
    """Block a visitor in a conversation in which one may act; in one that a colleague has, with
    `OTHERS` alone."""
    BLOCKS = "blocks"
    """See who is blocked, and lift it."""
    GROUPS = "groups"
    """Say who serves what."""
    CANNED = "canned"
    """Write canned answers and macros."""
    FEEDBACK = "feedback"
    """See what visitors think of the service."""
    OUTBOX = "outbox"
    AUDIT = "audit"
    AGENTS = "agents"
    """Add agents, and change their roles and passwords."""


EVERYBODY = frozenset(Role)
RIGHTS: Mapping[Right, frozenset[Role]] = {
    Right.SIGNED_IN: EVERYBODY,
    Right.SERVE: frozenset({Role.AGENT, Role.MANAGER, Role.ADMIN}),
    Right.OTHERS: frozenset({Role.MANAGER, Role.ADMIN}),
    Right.BLOCK: frozenset({Role.AGENT, Role.MANAGER, Role.ADMIN}),
    Right.BLOCKS: frozenset({Role.MANAGER, Role.ADMIN}),
    Right.GROUPS: frozenset({Role.MANAGER, Role.ADMIN}),
    Right.CANNED: frozenset({Role.EDITOR, Role.ADMIN}),
    Right.FEEDBACK: frozenset({Role.MANAGER, Role.ADMIN}),
    Right.OUTBOX: frozenset({Role.ADMIN}),
    Right.AUDIT: frozenset({Role.ADMIN}),
    Right.AGENTS: frozenset({Role.ADMIN}),
}


def may(roles: Iterable[Role], right: Right) -> bool:
    """Return whether one of these roles has the right."""
    return not RIGHTS[right].isdisjoint(roles)


def rights_of(roles: Iterable[Role]) -> list[Right]:
    """Return every right that one of these roles has."""
    held = frozenset(roles)
    return [right for right in Right if may(held, right)]
