"""Links that the desk signs, so that whoever follows one can alter nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

from beian.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from beian.base.service_tokens import service_key
from beian.desk.errors import DeskError

_ALGORITHM = "HS256"
_LONGEST = 2048


class LinkAltered(DeskError):
    """A link that the desk has not signed."""


class LinkSigner:
    """Signs the claims of links of one kind, with a key of its own, and reads them."""

    def __init__(self, kind: str, secret: str) -> None:
        self._key = service_key(kind, secret)
        self._audience = f"beian-{kind}"

    def signed(self, claims: Mapping[str, Any]) -> str:
        """Return the signed part of a link."""
        return jwt.encode({"aud": self._audience, **claims}, self._key, algorithm=_ALGORITHM)

    def claims(self, signed: str, required: str) -> dict[str, Any]:
        """Return the claims of the signed part of a link, which must hold the required one; whether
        its time is over is left to the caller. Raises LinkAltered."""
        if len(signed) > _LONGEST:
            raise LinkAltered("The link is too long.")
        try:
            claims: dict[str, Any] = jwt.decode(
                signed,
                self._key,
                algorithms=[_ALGORITHM],
                audience=self._audience,
                options={"require": [required, "aud"], "verify_exp": False},
            )
        except (jwt.PyJWTError, UnicodeError) as error:
            raise LinkAltered("The link is not one of this desk.") from error
        return claims


def language_of(claims: Mapping[str, Any]) -> str:
    """Return the language in which a link was made."""
    language = claims.get("lang")
    return language if language in LANGUAGES else DEFAULT_LANGUAGE
