"""The variables in texts that editors write."""

from __future__ import annotations

from beian.desk.console_api.access import ApiError
from beian.desk.conversations.variables import VARIABLES, unknown_in


def check_variables(*texts: str) -> None:
    """Refuse texts with something in braces that nothing fills in. Raises ApiError."""
    unknown = sorted({one for text in texts for one in unknown_in(text)})
    if unknown:
        there = ", ".join(f"{{{name}}}" for name in VARIABLES)
        sentence = f"No such variable: {', '.join(unknown)}. There are {there}."
        raise ApiError(400, "unknown_variable", sentence)
