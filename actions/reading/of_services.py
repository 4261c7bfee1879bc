"""Questions that a follow-up carries over to apps and mini programs: "how long does a website
take?", "and for the app?"."""

from __future__ import annotations

from actions.frame.message import Asked, Message
from beian.filing.orders import open_orders
from beian.filing.state import Account
from beian.nlu.intents import FAQ_OTHER_WEBSITES
from beian.nlu.plain_words.bare_naming import does_no_more_than_name

_SERVICES = "faq_app_or_mini_program"
_MOVE = "faq_move_to_other_subject"
_SERVICE_KINDS = ("app", "mini_program", "quick_app")
"""What site_kind.yml has for apps, mini programs and quick apps."""
_CARRIED = {
    "faq_after_cancelling": "after",
    "faq_cancellation_time": "duration",
    FAQ_OTHER_WEBSITES: "website_cancelled",
    "faq_phone_unreachable": "whose_phone",
    "faq_sms_verification": "whose_phone",
    "faq_subject_vs_website": "subject_cancelled",
    "faq_withdraw_application": "withdraw",
}
"""The part on apps and mini programs that answers what a topic asks."""
_LONGEST, _LONGEST_ENGLISH = 16, 50
"""Characters up to which a message goes on with the app that was spoken of."""


def of_services(
    message: Message, before: str | None, asked: tuple[Asked, ...], account: Account | None
) -> tuple[Asked, ...]:
    """Return what a message asks after a topic, on apps and mini programs where it comes to that:
    one that does no more than name them asks the topic before of them, and after them a short
    question that names nothing else is about them."""
    if message.pressed or before is None:
        return asked
    if before == _MOVE and _names_services(message):
        return (Asked(_MOVE, "app", message.text),)
    part = _part(message, before, asked, account)
    return asked if part is None else (Asked(_SERVICES, part, message.text),)


def _part(
    message: Message, before: str, asked: tuple[Asked, ...], account: Account | None
) -> str | None:
    if _services(message):
        return _CARRIED.get(before) if _names_services(message) else None
    named = (
        message.values("site_kind")
        or message.values("target")
        or message.values("cancellation_kind")
    )
    if before != _SERVICES or len(asked) != 1 or asked[0].part is not None or named:
        return None
    if account is not None and open_orders(account):
        return None  # an order at hand is meant
    longest = _LONGEST_ENGLISH if message.text.isascii() else _LONGEST
    return _CARRIED.get(asked[0].topic) if len(message.text) <= longest else None


def _names_services(message: Message) -> bool:
    """Return whether a message does no more than name apps or mini programs."""
    spans = _services(message)
    return bool(spans) and does_no_more_than_name(message.text, spans)


def _services(message: Message) -> list[tuple[int, int]]:
    """Return where a message names apps, mini programs or quick apps."""
    kinds = [one for one in message.entities if one.get("entity") == "site_kind"]
    named = [one for one in kinds if one.get("value") in _SERVICE_KINDS and "start" in one]
    return [(one["start"], one["end"]) for one in named]
