"""What a reminder says: which words of wording.yml, filled in from the filing state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from beian.base.contact import read_contact
from beian.base.markdown import as_text
from beian.base.reminder_kinds import ORDER_CHANGES, OVERDUE, SMS_DEADLINE
from beian.desk.reminders.order_words import (
    WORDING,
    day_words,
    duration_words,
    moment_words,
    order_words,
    part,
    phone_words,
)
from beian.desk.storage.records import MessageContent
from beian.filing.checked_phone import checked_phone, is_unreachable
from beian.filing.orders import is_cancellation, review, sms_step, target_of
from beian.filing.return_reasons import reason_in_english
from beian.filing.state import Account, Order, OrderKind, OrderState

_BETWEEN = "\n\n"
_UNREACHABLE = "{}_unreachable"
"""Messages of that name count where the checked phone can't be reached, as far as is on file."""
_INSTEAD_OF_SMS = (
    "sms_deadline",
    "provider_review",
    "sms_verification",
    "sms_verification_without_time",
)
_SUBMITTED_AGAIN = ("draft", "returned", "returned_unexplained", "sms_verification_expired")
"""Messages that send to the filing console, after which there is an SMS."""
_VERIFIED_THERE = ("sms_deadline", "sms_verification", "sms_verification_without_time")
"""Messages that send to the ministry's filing system."""


@dataclass(frozen=True)
class Told:
    """A reminder of an account's order in words: as a message of the chat, which is Markdown, and
    as plain text with the subject of an e-mail."""

    order: Order
    account: Account
    language: str
    content: MessageContent
    plain: str
    subject: str


def told(kind: str, order: Order, account: Account, now: datetime, language: str) -> Told:
    """Return what is said of an order whose occasion holds."""
    name, values = _words_for(kind, order, account, now, language)
    values["order"] = order_words(order, account, language)
    said, name = _notice(name, language, is_unreachable=_is_unreachable(order, account))
    values.setdefault("phone", phone_words(order, account, language))
    values["papers"] = part("papers", language)
    links = _ministry(language) if name in _VERIFIED_THERE else []
    shown = {key: as_text(str(value)) for key, value in values.items()}
    content = replace(said, text=said.text.format(**shown), links=links)
    plain = said.text.format(**values)
    subject = part(f"subject_{kind}", language, **values)
    return Told(order, account, language, content, plain, subject)


def with_hint(said: Told) -> MessageContent:
    """Return the message, which also says how to get no more of them."""
    text = f"{said.content.text}{_BETWEEN}{part('hint', said.language)}"
    return replace(said.content, text=text)


def mail_text(said: Told, off: str) -> str:
    """Return an e-mail's text; `off`: the page that switches the kind off."""
    pages = "".join(f"\n{link['title']}: {link['url']}" for link in said.content.links)
    pages = f"{pages}\n" if pages else ""
    return part("mail", said.language, text=said.plain, pages=pages, off=off)


def _notice(name: str, language: str, *, is_unreachable: bool) -> tuple[MessageContent, str]:
    """Return a message and its name; where the checked phone can't be reached, one that leads to
    the papers which take its place."""
    if is_unreachable and name in _INSTEAD_OF_SMS:
        name = _UNREACHABLE.format(name)
    said = WORDING.notice(name, language)
    if is_unreachable and name in _SUBMITTED_AGAIN:
        also = WORDING.notice(_UNREACHABLE.format("again"), language)
        said = replace(said, text=said.text + also.text, buttons=[*also.buttons, *said.buttons])
    return said, name


def _is_unreachable(order: Order, account: Account) -> bool:
    """Return whether the order is to cancel something, and the phone that is checked for it can't
    be reached; another order may bring a new number along."""
    target = target_of(order, account)
    has_sms = is_cancellation(order) and order.kind is not OrderKind.CANCEL_ACCESS
    return has_sms and target is not None and is_unreachable(checked_phone(target))


def _words_for(
    kind: str, order: Order, account: Account, now: datetime, language: str
) -> tuple[str, dict[str, Any]]:
    """Return the name of a message, and its values."""
    if kind == ORDER_CHANGES and order.state is OrderState.SUCCEEDED:
        is_told = is_cancellation(order)
        meaning = f"meaning_{order.kind.value}" if is_told else "meaning_other"
        return "succeeded", {"meaning": part(meaning, language)}
    if order.state is OrderState.SMS_VERIFICATION:
        return _of_sms(kind, order, account, now, language)
    if order.state is OrderState.ADMINISTRATION_REVIEW:
        return _of_review(order, now, language)
    stays = part("stays", language) if is_cancellation(order) else ""
    if order.state is OrderState.RETURNED:
        name = "returned" if order.return_reason else "returned_unexplained"
        return name, {"reason": _reason(order.return_reason or "", language), "stays": stays}
    if order.state is OrderState.PROVIDER_REVIEW and order.kind is OrderKind.CANCEL_ACCESS:
        return "provider_review_without_sms", {}
    return order.state.value, {"phone": phone_words(order, account, language)}


def _reason(reason: str, language: str) -> str:
    return reason_in_english(reason) if language == "en" else reason


def _of_sms(
    kind: str, order: Order, account: Account, now: datetime, language: str
) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"phone": phone_words(order, account, language)}
    step = sms_step(order, now)
    if step is None:
        return "sms_verification_without_time", values
    values["deadline"] = moment_words(step.deadline, language)
    if step.expired:
        values["stays"] = part("stays", language) if is_cancellation(order) else ""
        return "sms_verification_expired", values
    values["left"] = duration_words(step.left, language)
    return SMS_DEADLINE if kind == SMS_DEADLINE else "sms_verification", values


def _of_review(order: Order, now: datetime, language: str) -> tuple[str, dict[str, Any]]:
    """Return how far the administration is; past its last day that, whatever the occasion is."""
    found = review(order, now)
    if found is None:
        return "administration_review_without_time", {}
    values = {
        "received": day_words(found.received_on, language),
        "last_day": day_words(found.last_expected_day, language),
    }
    name = OVERDUE if found.overdue else "administration_review"
    return (name if found.certain else f"{name}_about"), values


def _ministry(language: str) -> list[dict[str, str]]:
    """Return the button that opens the ministry's filing system, where contact.yml has it."""
    address = (read_contact().get("links") or {}).get("ministry")
    return [{"title": part("ministry", language), "url": address}] if address else []
