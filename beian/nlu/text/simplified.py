"""Between Traditional and Simplified Chinese (package zhconv)."""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path

import zhconv
from ruamel.yaml import YAML

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary file open
    zhconv.loaddict()


WORDS = Path(__file__).with_name("traditional_words.yml")
_COMMON_FORMS = str.maketrans("爲裏衆羣綫牀麪籤", "為裡眾群線床麵簽")


def simplified(text: str) -> str:
    """Return the text in Simplified characters and the mainland's words (網路 becomes 网络)."""
    return str(zhconv.convert(text, "zh-cn"))


def simplified_character(character: str) -> str:
    """Return a single character in its Simplified form, without regard to words."""
    return str(zhconv.convert(character, "zh-hans"))


def traditional(text: str) -> str:
    """Return the text in Traditional characters, in the forms that Taiwan and Hong Kong both write;
    the words stay those of the mainland (in_traditional_words has the others)."""
    return str(zhconv.convert(text, "zh-hant")).translate(_COMMON_FORMS)


def in_traditional_words(text: str) -> str:
    """Return what the assistant says in Traditional characters, and in the words of where they are
    written (簡訊, 帳號)."""
    pattern, forms = _words_of_there()
    return pattern.sub(lambda found: forms.get(found[0], found[0]), traditional(text))


@cache
def other_words() -> dict[str, str]:
    """Return the words that are called otherwise where Traditional characters are written."""
    found: dict[str, str] = YAML(typ="safe").load(WORDS.read_text("utf-8"))
    return found


@cache
def _words_of_there() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the words, or a quotation whole, and what each becomes."""
    forms = {traditional(word): form for word, form in other_words().items()}
    words = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(f"「[^」]*」|{words}"), forms


def script_of(text: str) -> str | None:
    """Return "hant" or "hans"; None where no character tells, or as many for the one as for the
    other."""
    older = sum(simplified_character(character) != character for character in text)
    newer = sum(traditional(character) != character for character in text)
    if older == newer:
        return None
    return "hant" if older > newer else "hans"
