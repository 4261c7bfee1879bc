"""What is cancelled already, for the topics that start from it."""

from __future__ import annotations

from datetime import datetime

from actions.references.candidates import service_name, website_name
from actions.wording.replies import Reply, Value, day, lines, reply, wording
from beian.filing.masking import shown_name
from beian.filing.orders import Target
from beian.filing.state import Account, FilingStatus


def cancelled_on_file(account: Account) -> list[Reply]:
    """Return a reply that lists what was cancelled of subjects, websites and services, with the
    dates if known."""
    items = cancelled_items(account)
    if not items:
        return [reply("utter_nothing_cancelled")]
    return [reply("utter_cancelled_on_file", items=lines(items))]


def cancelled_items(account: Account) -> list[Value]:
    """Return a line for each cancelled subject, website and service, with its date if known."""
    items: list[Value] = []
    for subject in account.subjects:
        if subject.status is FilingStatus.CANCELLED:
            items.append(_item("subject", shown_name(subject), subject.cancelled_at))
        items += [
            _item("website", website_name(website), website.cancelled_at)
            for website in subject.websites
            if website.status is FilingStatus.CANCELLED
        ]
        items += [
            _item("service", service_name(service), service.cancelled_at)
            for service in subject.services
            if service.status is FilingStatus.CANCELLED
        ]
    return items


def cancelled_item(target: Target) -> Value:
    """Return a line for one cancelled subject, website or service, with its date if known."""
    if target.website is not None:
        return _item("website", website_name(target.website), target.website.cancelled_at)
    if target.service is not None:
        return _item("service", service_name(target.service), target.service.cancelled_at)
    return _item("subject", shown_name(target.subject), target.subject.cancelled_at)


def _item(kind: str, name: Value, cancelled_at: datetime | None) -> Value:
    if cancelled_at is None:
        return wording(f"utter_cancelled_{kind}", name=name)
    return wording(f"utter_cancelled_{kind}_on", name=name, day=day(cancelled_at))
