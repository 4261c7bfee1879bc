"""What names, passwords and roles of agents have to be like; each fault is a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection

from beian.base.storable import why_not_storable
from beian.base.unseen import is_unseen
from beian.desk.passwords import SHORTEST
from beian.desk.storage.enumerations import Role

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
LONGEST_DISPLAY_NAME = 40
LONGEST_PASSWORD = 1000
"""Characters of a password that are taken; what is longer than any phrase only costs time."""


def fault_of_name(name: str) -> str | None:
    """Return what is wrong with a name to sign in with."""
    if _NAME.fullmatch(name) is None:
        return "A name has letters a-z, digits, dots, _ or -, at most 64."
    return None


def fault_of_display_name(name: str) -> str | None:
    """Return what is wrong with a name that visitors see."""
    if not 0 < len(name) <= LONGEST_DISPLAY_NAME or why_not_storable(name):
        return f"A display name has 1 to {LONGEST_DISPLAY_NAME} characters."
    if any(map(is_unseen, name)):
        return "A display name holds no control characters and no marks of direction."
    return None


def fault_of_password(password: str) -> str | None:
    """Return what is wrong with a new password."""
    if not SHORTEST <= len(password) <= LONGEST_PASSWORD:
        return f"A password has at least {SHORTEST} characters."
    return None


def roles_of(names: Collection[object]) -> frozenset[Role] | None:
    """Return the roles of these names; None where one is unknown, or there is none."""
    known = {role.value: role for role in Role}
    if not names or not all(isinstance(name, str) and name in known for name in names):
        return None
    return frozenset(known[str(name)] for name in names)
