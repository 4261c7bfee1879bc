"""Domains: the one form in which they are kept, and the one by which they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from beian.base.invisible import without_invisible

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/{1,2}")
_AFTER_HOST = re.compile(r"[/?#:].*", re.DOTALL)
_SEVERAL = re.compile(
    r"(?<=\w)/(?:[\w-]+\.)+(?!(?:html?|php|aspx?|jsp|do|js|cgi)\b)[^\W\d_]{2,}/?$"
)
"""What looks like another domain behind a slash, and like no file."""
_DOTS = str.maketrans("。．｡", "...")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_PLAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)
_PUNYCODE = "xn--"
_LONGEST = 253


@lru_cache(maxsize=4096)
def domain_in_one_form(text: str) -> str:
    """Return a domain as people write it and as it is kept: lower case, without scheme, path, port
    and final dot, Chinese ones in Chinese.

    Raises ValueError, whose message continues after the quoted text ("is no domain; ...").
    """
    if _PLAIN.fullmatch(text) and _PUNYCODE not in text and len(text) <= _LONGEST:
        return text
    if _SEVERAL.search(text) and "://" not in text:
        raise ValueError("holds more than one domain; separate them by commas")
    host = _host(text)
    if "@" in host:
        raise ValueError("is an e-mail address, no domain; give the part after the @")
    if "." not in host:
        raise ValueError("is no domain, such as example.cn")
    try:
        labels = [_in_letters(label) for label in host.split(".")]
    except UnicodeError as error:
        raise ValueError("is no domain, such as example.cn") from error
    return ".".join(labels)


@lru_cache(maxsize=1024)
def domain_key(domain: str) -> str:
    """Return a domain as its punycode, without scheme, www, path, port and final dot."""
    host = _host(domain).removeprefix("www.")
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _host(text: str) -> str:
    folded = unicodedata.normalize("NFKC", without_invisible(text)).strip().lower()
    host = _SCHEME.sub("", folded.translate(_DOTS)).lstrip("/")
    return _AFTER_HOST.sub("", host).strip(".")


def _in_letters(label: str) -> str:
    """Return a part of a domain in its own letters; raises UnicodeError if it is none."""
    ascii_ = label if label.isascii() else label.encode("idna").decode("ascii")
    if not _LABEL.fullmatch(ascii_):
        raise UnicodeError(label)
    return ascii_.encode("ascii").decode("idna") if ascii_.startswith(_PUNYCODE) else label
