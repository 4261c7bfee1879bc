"""How much of a long message is read: its beginning and its end.

What people want stands there; what is pasted between costs time and tells nothing. So the time that
a message takes is bounded, however long and odd it is.
"""

from __future__ import annotations

from dataclasses import dataclass

READ_WHOLE = 800
"""Characters up to which a message is read as it is."""
_EACH_END = READ_WHOLE // 2
_GAP = "\n"


@dataclass(frozen=True)
class ReadText:
    """What is read of a text."""

    text: str
    left_out: int = 0
    """Characters between beginning and end that are not read."""

    @classmethod
    def of(cls, whole: str) -> ReadText:
        if len(whole) <= READ_WHOLE:
            return cls(whole)
        read = whole[:_EACH_END] + _GAP + whole[-_EACH_END:]
        return cls(read, len(whole) - READ_WHOLE)

    def in_whole(self, position: int) -> int:
        """Return where in the whole text something stands that is at this position of what was
        read."""
        if self.left_out and position > _EACH_END:
            return position + self.left_out - len(_GAP)
        return position
