"""Between Traditional and Simplified Chinese (package zhconv)."""

from __future__ import annotations

import warnings

import zhconv

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary file open
    zhconv.loaddict()


_COMMON_FORMS = str.maketrans("爲裏衆羣綫牀麪籤", "為裡眾群線床麵簽")


def simplified(text: str) -> str:
    """Return the text in Simplified characters and the mainland's words (網路 becomes 网络)."""
    return str(zhconv.convert(text, "zh-cn"))


def simplified_character(character: str) -> str:
    """Return a single character in its Simplified form, without regard to words."""
    return str(zhconv.convert(character, "zh-hans"))


def traditional(text: str) -> str:
    """Return the text in Traditional characters, in the forms that Taiwan and Hong Kong both write;
    the words stay those of the mainland."""
    return str(zhconv.convert(text, "zh-hant")).translate(_COMMON_FORMS)


def script_of(text: str) -> str | None:
    """Return "hant" or "hans"; None where no character tells, or as many for the one as for the
    other."""
    older = sum(simplified_character(character) != character for character in text)
    newer = sum(traditional(character) != character for character in text)
    if older == newer:
        return None
    return "hant" if older > newer else "hans"
