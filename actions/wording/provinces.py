"""Names of provinces for responses."""

from __future__ import annotations

from actions.wording.replies import Value, in_language
from beian.filing.provinces import PROVINCES


def province_name(code: str) -> Value:
    """Return the province's name in the user's language; the code where it is not a province's."""
    province = PROVINCES.get(code)
    if province is None:
        return code
    return in_language(province.zh, province.en)
