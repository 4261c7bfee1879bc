"""Signed links of e-mails, which switch a kind of reminder off for an account, or on again.

A link is good for this alone, and for ever: who keeps an old mail can still unsubscribe by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from beian.base.reminder_kinds import REMINDER_KINDS
from beian.desk.signed_links import LinkAltered, LinkSigner, language_of

FOLDER = "/reminders"
"""Below which links lie."""


@dataclass(frozen=True)
class Subscription:
    """Whose reminders of which kind a link is about, and the language of its page."""

    account_id: str
    kind: str
    language: str


class ReminderLinks:
    """Signs links, and reads them. `desk_url`: the desk's address, as its public sees it."""

    def __init__(self, secret: str, desk_url: str) -> None:
        self._signer = LinkSigner("reminders", secret)
        self._desk_url = desk_url.rstrip("/")

    def link(self, account_id: str, kind: str, language: str) -> str:
        """Return the address of the page that switches a kind off."""
        claims = {"sub": account_id, "kind": kind, "lang": language}
        return f"{self._desk_url}{FOLDER}/{self._signer.signed(claims)}"

    def opened(self, signed: str) -> Subscription:
        """Return what the signed part of a link is about. Raises LinkAltered."""
        claims = self._signer.claims(signed, "sub")
        if claims.get("kind") not in REMINDER_KINDS:
            raise LinkAltered("The link is about no kind of reminder.")
        return Subscription(str(claims["sub"]), claims["kind"], language_of(claims))
