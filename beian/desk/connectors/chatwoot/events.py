"""What a webhook tells, as far as it concerns us."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypeGuard

from beian.base.storable import why_not_storable
from beian.desk.connectors.chatwoot.config import ChatwootConfig
from beian.desk.site_tokens import is_account

WROTE, PRESSED = "message_created", "message_updated"
STATUS_CHANGED = ("conversation_opened", "conversation_resolved")
PENDING, OPEN, RESOLVED = "pending", "open", "resolved"
"""Statuses of a conversation: the bot's, a person's, ended. All others are a person's, too."""
INCOMING, OUTGOING = "incoming", "outgoing"
PERSON = "user"
"""The type of a sender who answers in Chatwoot's console."""


@dataclass(frozen=True)
class Event:
    """One event of a Chatwoot conversation. `message_id` and the fields after it belong to a
    message; `account` is the one that Chatwoot has verified the visitor to be; `files`: where the
    files of a message are read from."""

    name: str
    chatwoot_id: str
    status: str
    message_id: str | None = None
    direction: str | None = None
    private: bool = False
    text: str = ""
    payload: str | None = None
    sender_type: str | None = None
    sender_name: str | None = None
    account: str | None = None
    files: tuple[str, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """Return the event as it is stored."""
        stored = asdict(self)
        files = stored.pop("files")
        more = {"files": list(files)} if files else {}
        return {"place": stored.pop("chatwoot_id"), **stored, **more}

    @classmethod
    def of_object(cls, stored: dict[str, Any]) -> Event:
        """Return a stored event, also one that an earlier version stored."""
        known = {"chatwoot_id" if name == "place" else name: stored[name] for name in stored}
        return cls(**{**known, "files": tuple(stored.get("files", ()))})


def event_of(body: dict[str, Any], config: ChatwootConfig) -> Event | None:
    """Return the event that a webhook's body reports; None for one that does not concern us."""
    name = body.get("event")
    if not _concerns(body, config):
        return None
    if name in STATUS_CHANGED:
        # The conversation is the body itself, or in it.
        display_id = _object(body, "conversation").get("id", body.get("id"))
        return Event(name, config.chatwoot_id(display_id), "") if _is_id(display_id) else None
    conversation = _object(body, "conversation")
    display_id, message_id = conversation.get("id"), body.get("id")
    direction, status = body.get("message_type"), conversation.get("status")
    if not _is_id(display_id) or not _is_id(message_id) or not isinstance(status, str):
        return None
    files, payload = _files(body), None
    text = (_storable(body.get("content")) or "").strip()
    if name == PRESSED:
        # It is the bot's own message with buttons that changes; who pressed is the visitor.
        payload, direction = _pressed(body), INCOMING
        text, files = payload or "", ()
    if name not in (WROTE, PRESSED) or direction not in (INCOMING, OUTGOING):
        return None
    if not text and not files:
        return None
    sender = _object(body, "sender")
    return Event(
        name=name,
        chatwoot_id=config.chatwoot_id(display_id),
        status=status,
        message_id=str(message_id),
        direction=direction,
        private=body.get("private") is True and name == WROTE,
        text=text,
        payload=payload,
        sender_type=_storable(sender.get("type")),
        sender_name=_storable(sender.get("name")),
        account=_verified_account(conversation),
        files=files,
    )


def _concerns(body: dict[str, Any], config: ChatwootConfig) -> bool:
    account = _object(body, "account").get("id", config.account_id)
    inbox = _object(body, "inbox").get("id", config.inbox)
    return account == config.account_id and (config.inbox is None or inbox == config.inbox)


def _verified_account(conversation: dict[str, Any]) -> str | None:
    """Return the account in `identifier`, unless something says that it is not verified."""
    meta = _object(conversation, "meta")
    claims = [
        part["hmac_verified"]
        for part in (_object(conversation, "contact_inbox"), meta)
        if "hmac_verified" in part
    ]
    account = _object(meta, "sender").get("identifier")
    is_verified = bool(claims) and all(each is True for each in claims)
    return account if is_verified and is_account(account) else None


def _files(body: dict[str, Any]) -> tuple[str, ...]:
    """Return the addresses of attached files."""
    files = body.get("attachments")
    found = (
        [each.get("data_url") for each in files if isinstance(each, dict)]
        if isinstance(files, list)
        else []
    )
    return tuple(filter(None, (_storable(address) for address in found)))


def _pressed(body: dict[str, Any]) -> str | None:
    """Return the value of the button that was pressed."""
    values = _object(body, "content_attributes").get("submitted_values")
    if not isinstance(values, list) or not values or not isinstance(values[0], dict):
        return None
    return _storable(values[0].get("value"))


def _object(body: dict[str, Any], name: str) -> dict[str, Any]:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _storable(value: object) -> str | None:
    """Return the text with U+FFFD in place of characters that no database takes."""
    if not isinstance(value, str):
        return None
    return "".join(c if why_not_storable(c) is None else "\ufffd" for c in value)
