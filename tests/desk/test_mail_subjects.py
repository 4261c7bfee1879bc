"""The subject of an e-mail arrives as it was written, whatever names stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.clock import utc_now
from beian.base.languages import LANGUAGES
from beian.base.reminder_kinds import ORDER_CHANGES, OVERDUE, SMS_DEADLINE
from beian.desk.deliveries.mail import mail_bytes
from beian.desk.reminders.texts import told
from beian.desk.storage.deliveries import Delivery
from beian.filing.importing.sample import sample_accounts
from beian.filing.orders import sms_step
from beian.filing.state import OrderState
from tests.actions.sample import sample_account
from tests.filing.builders import at

LONGEST_LINE = 78
SENDER = "support@agency.example"
NOW = at("2026-10-12T10:00")
ACCOUNTS = [sample_account(name) for name in sample_accounts()]


def arrived(subject: str) -> str:
    """Return the subject as a mail program reads it out of the bytes that are sent."""
    payload = {"to": "lin@example.cn", "subject": subject, "text": "您好！"}
    sent = mail_bytes(Delivery(1, "mail", "1001-m1", payload, 0, utc_now(), "lease"), SENDER)
    assert max(len(line) for line in sent.split(b"\r\n")) <= LONGEST_LINE
    return str(message_from_bytes(sent, policy=policy.default)["Subject"])


def subjects() -> Iterator[str]:
    """Yield the subject of each e-mail that the orders of the sample can bring about."""
    for order, account in [(order, one) for one in ACCOUNTS for order in one.orders]:
        step = sms_step(order, NOW)
        kinds = [ORDER_CHANGES]
        kinds += [SMS_DEADLINE] if step is not None and not step.expired else []
        kinds += [OVERDUE] if order.state is OrderState.ADMINISTRATION_REVIEW else []
        for kind, language in product(kinds, LANGUAGES):
            yield told(kind, order, account, NOW, language).subject


@pytest.mark.parametrize("subject", sorted(set(subjects())))
def test_the_subject_of_each_sample_order_arrives_in_both_languages(subject: str) -> None:
    assert arrived(subject) == subject


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=150))
def test_any_name_arrives(name: str) -> None:
    subject = f"6 hours left: cancel the website “{name}” (order BA1)"
    assert arrived(subject) == " ".join(subject.splitlines())


def test_spaces_between_words_that_have_to_be_encoded_arrive() -> None:
    subject = "An update: cancel the website “Élan Wright Photography — Zoë’s” (order BA1)"
    assert arrived(subject) == subject
