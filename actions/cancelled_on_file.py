"""What is cancelled already, for the topics that start from it."""

from __future__ import annotations

from datetime import datetime

from actions.candidates import website_name
from actions.wording import Reply, Value, day, lines, reply, wording
from beian.filing.masking import shown_name
from beian.filing.state import Account, FilingStatus


def cancelled_on_file(account: Account) -> list[Reply]:
    """Return a reply that lists the cancelled subjects and websites, with their dates if known."""
    items: list[Value] = []
    for subject in account.subjects:
        if subject.status is FilingStatus.CANCELLED:
            items.append(_item("subject", shown_name(subject), subject.cancelled_at))
        items += [
            _item("website", website_name(website), website.cancelled_at)
            for website in subject.websites
            if website.status is FilingStatus.CANCELLED
        ]
    if not items:
        return [reply("utter_nothing_cancelled")]
    return [reply("utter_cancelled_on_file", items=lines(items))]


def _item(kind: str, name: Value, cancelled_at: datetime | None) -> Value:
    if cancelled_at is None:
        return wording(f"utter_cancelled_{kind}", name=name)
    return wording(f"utter_cancelled_{kind}_on", name=name, day=day(cancelled_at))
