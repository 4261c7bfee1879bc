"""Which known access provider a name stands for: providers.yml, beside this file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("providers.yml")
ON_FILE = "on_file"
"""The key of names that stand for a provider only where one is on file."""
IN_ENGLISH = "in_english"
"""The key of what providers are called in English."""
NO_BRAND = "no_brand"
"""The key of providers whose bare brand means something else in a message."""
OTHER_PRODUCTS = "other_products"
"""The key of what follows a brand that does not stand for the provider."""
NO_CODES = (ON_FILE, IN_ENGLISH, NO_BRAND, OTHER_PRODUCTS)
_GAP = r"[\s\-_]*"
_NOT_OWNED = r"(?<!my )(?<!his )(?<!her )(?<!our )(?<!your )(?<!their )(?<!the )(?<!a )(?<!an )"


@lru_cache(maxsize=1)
def provider_codes() -> tuple[str, ...]:
    """Return the codes of all known providers."""
    return tuple(code for code in _entries() if code not in NO_CODES)


def provider_title(code: str) -> tuple[str, str]:
    """Return how people read a provider's name, in Chinese and in English; its code where it is
    none that is known."""
    names = _entries().get(code, ())
    if code == ON_FILE or not names:
        return code, code
    chinese = next((name for name in names if not name.isascii()), code)
    return chinese, next((name for name in names if name.isascii()), chinese)


def provider_of(name: str) -> str | None:
    """Return the code of the provider that is on file under a name; None where it is none that is
    known, or could be two."""
    patterns = _patterns()
    return _only({code for code in provider_codes() if patterns[code, True].search(_folded(name))})


def english_name(name: str) -> str:
    """Return what the provider that is on file under a name is called in English; the name itself
    where it is none that is known, or holds no Chinese."""
    code = None if name.isascii() else provider_of(name)
    in_english = _entries()[IN_ENGLISH]
    assert isinstance(in_english, Mapping)
    return name if code is None else str(in_english.get(code, name))


def shared_provider(names: Iterable[str]) -> str | None:
    """Return the code of the one provider that all the names on file stand for, if they do."""
    return _only({provider_of(name) for name in names})


def spoken_providers(text: str) -> list[tuple[str, int, int]]:
    """Return the providers that a message names, each with where its name begins and ends."""
    folded = _folded(text)
    patterns, brands = _patterns(), _brands()
    spoken = []
    for code in provider_codes():
        whole = [found.span() for found in patterns[code, False].finditer(folded)]
        bare = [found.span() for found in brands[code].finditer(folded)] if code in brands else []
        alone = [one for one in bare if not any(a <= one[0] < b for a, b in whole)]
        spoken += [(code, start, end) for start, end in sorted([*whole, *alone])]
    return spoken


def _only(codes: set[str | None] | set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, Mapping[str, Any] | list[str]]:
    entries: dict[str, Mapping[str, Any] | list[str]] = YAML(typ="safe").load(
        FILE.read_text(encoding="utf-8")
    )
    return entries


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, bool], re.Pattern[str]]:
    """Return the pattern of each provider's names, and, with True, of those on file as well."""
    entries = _entries()
    on_file = entries[ON_FILE]
    assert isinstance(on_file, Mapping)
    patterns = {}
    for code in provider_codes():
        names = [*entries[code]]
        patterns[code, False] = _any_of(names)
        patterns[code, True] = _any_of([*names, *on_file.get(code, [])])
    return patterns


@lru_cache(maxsize=1)
def _brands() -> Mapping[str, re.Pattern[str]]:
    """Return the pattern of each brand that English messages use for its cloud ("at Huawei"): not
    where it is a handset, a shop for apps or another product of the house."""
    on_file, none = _entries()[ON_FILE], _entries()[NO_BRAND]
    assert isinstance(on_file, Mapping)
    products = "|".join(map(re.escape, _entries()[OTHER_PRODUCTS]))
    other = rf"(?!(?:['\u2019]s)?[\s-]*(?:{products})s?\b)"
    latin = {code: [name for name in names if name.isascii()] for code, names in on_file.items()}
    return {
        code: re.compile(rf"{_NOT_OWNED}(?:{_any_of(names).pattern}){other}")
        for code, names in latin.items()
        if names and code not in none
    }


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of names: Latin ones stand as whole words."""
    return re.compile("|".join(map(_pattern, names)))


def _pattern(name: str) -> str:
    words = _GAP.join(map(re.escape, _folded(name).split()))
    return rf"(?<![a-z0-9]){words}(?![a-z0-9])" if name.isascii() else words


def _folded(text: str) -> str:
    """Return a text with case and width made alike, each character in its place."""
    return "".join(_folded_character(character) for character in text)


def _folded_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character
