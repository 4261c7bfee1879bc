"""Signed links to letters: what they open, for which account, and until when.

A link alone opens nothing that is somebody's: who follows it also shows the account's own token of
the site (docs/protocol.md). In exchange for that a browser gets a pass, which needs no token, for
a page that can't send one; it lasts a minute.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from beian.desk.errors import DeskError
from beian.desk.signed_links import LinkAltered, LinkSigner, language_of
from beian.letters.letter import NoSuchLetter, WantedLetter

FOLDER = "/letters"
"""Below which links lie."""
_PASS_SECONDS = 60


class LinkExpired(DeskError):
    """A link that the desk has signed, and whose time is over."""

    def __init__(self, language: str) -> None:
        super().__init__("The link has expired.")
        self.language = language


@dataclass(frozen=True)
class Opened:
    """What a link opens. `account`: whose letter it is, None for a blank one; `proved`: that the
    account's token was shown already."""

    wanted: WantedLetter
    account: str | None
    language: str
    proved: bool = False


class LetterLinks:
    """Signs links, and reads them. `minutes`: how long a link in the chat can be used."""

    def __init__(self, secret: str, minutes: float) -> None:
        self._signer = LinkSigner("letters", secret)
        self._seconds = minutes * 60

    def link(self, wanted: WantedLetter, account: str | None, language: str) -> str:
        """Return the path of a letter, without the name of a form of it."""
        return self._signed(Opened(wanted, account, language), self._seconds)

    def minute_pass(self, opened: Opened) -> str:
        """Return the path of the same letter that opens it without a token, for a minute."""
        proved = Opened(opened.wanted, opened.account, opened.language, proved=True)
        return self._signed(proved, _PASS_SECONDS)

    def opened(self, signed: str) -> Opened:
        """Return what the signed part of a path opens. Raises LinkAltered or LinkExpired."""
        claims = self._signer.claims(signed, "exp")
        try:
            opened = Opened(
                WantedLetter.of_object(claims["letter"]),
                claims.get("sub"),
                language_of(claims),
                claims.get("proved") is True,
            )
        except (NoSuchLetter, ValueError, KeyError, TypeError) as error:
            raise LinkAltered("The link is not one of this desk.") from error
        if claims["exp"] <= time.time():
            raise LinkExpired(opened.language)
        return opened

    def _signed(self, opened: Opened, seconds: float) -> str:
        claims: dict[str, Any] = {
            "exp": int(time.time() + seconds),
            "letter": opened.wanted.as_object(),
            "lang": opened.language,
            **({"sub": opened.account} if opened.account is not None else {}),
            **({"proved": True} if opened.proved else {}),
        }
        return f"{FOLDER}/{self._signer.signed(claims)}"
