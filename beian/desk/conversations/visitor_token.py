"""A connection's token: whose it is, whether it still counts, and asking for a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timezone

from beian.desk.protocol.frames import Refused
from beian.desk.protocol.server_frames import ServerFrame, TokenNeededFrame
from beian.desk.site_tokens import SignedIn, SiteTokens, TokenExpired, TokenInvalid


class VisitorToken:
    """No token at first: the visitor is anonymous. `leeway`: seconds by which clocks may differ;
    `send` takes a server frame."""

    def __init__(
        self, tokens: SiteTokens, leeway: float, send: Callable[[ServerFrame], None]
    ) -> None:
        self._tokens = tokens
        self._leeway = leeway
        self._send = send
        self.signed_in: SignedIn | None = None
        self._locked = False
        self._expiry: asyncio.TimerHandle | None = None

    @property
    def account(self) -> str | None:
        return None if self.signed_in is None else self.signed_in.account

    def verified(self, token: str) -> SignedIn:
        """Return who a token signs in. Raises Refused."""
        try:
            return self._tokens.verified(token)
        except TokenExpired as expired:
            raise Refused("token_expired", str(expired)) from expired
        except TokenInvalid as invalid:
            raise Refused("token_invalid", str(invalid)) from invalid

    def use(self, signed_in: SignedIn | None) -> None:
        """Speak for this account, or for nobody, from now on."""
        self.forget()
        self.signed_in = signed_in

    def forget(self) -> None:
        """Make the visitor anonymous again."""
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        self.signed_in = None
        self._locked = False

    def ask_when_expired(self) -> None:
        """Send token_needed when the token expires."""
        if self.signed_in is not None:
            self._expiry = asyncio.get_running_loop().call_later(
                max(0.0, self._seconds_left(self.signed_in)),
                self._send,
                TokenNeededFrame(type="token_needed"),
            )

    def lock(self) -> None:
        """Require a token from an anonymous visitor: the conversation now belongs to an account."""
        if self.signed_in is None:
            self._locked = True
            self._send({"type": "token_needed"})

    @property
    def is_needed(self) -> bool:
        """Return whether nothing may pass until a token comes."""
        if self.signed_in is None:
            return self._locked
        return self._seconds_left(self.signed_in) <= 0

    def _seconds_left(self, signed_in: SignedIn) -> float:
        """Return the seconds until the token counts as expired, with the allowed clock
        difference."""
        left = (signed_in.expires_at - datetime.now(timezone.utc)).total_seconds()
        return left + self._leeway
