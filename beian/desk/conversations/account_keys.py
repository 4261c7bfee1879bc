"""Keys by which an account's devices continue its conversations, beside the one that was made with
a conversation.

Such a key is derived from the desk's secret, so that nothing has to be stored of a device. It opens
nothing alone: a conversation of an account needs a token of that account each time.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from beian.base.service_tokens import service_key


class AccountKeys:
    """Makes keys and knows them again; with another secret, clients ask for new ones."""

    def __init__(self, secret: str) -> None:
        self._secret = service_key("conversation keys", secret)

    def key(self, conversation_id: str) -> str:
        """Return the key of a conversation that belongs to an account."""
        made = hmac.digest(self._secret.encode(), conversation_id.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def opens(self, conversation_id: str, key: str) -> bool:
        """Return whether `key` is this conversation's."""
        return hmac.compare_digest(self.key(conversation_id).encode(), key.encode())
