"""What a message that is not sure of itself is about: the topic before, and what is on file."""

from __future__ import annotations

import pytest

from actions.frame.account_prior import likelihoods
from actions.frame.context import Context, instead
from actions.frame.message import Asked
from beian.filing.state import Account, OrderKind, OrderState
from beian.nlu.intents import DENY, FALLBACK, MY_ORDER_PROGRESS, OUT_OF_SCOPE
from tests.actions.accounts import in_review, individual, owner, shop, waiting_for_sms
from tests.actions.messages import message
from tests.filing.builders import cancelled_website, lost_access, order, subject

TIME = "faq_cancellation_time"
SMS = "faq_sms_verification"
SITE = "faq_site_after_access_cancelled"
SHELL = "faq_empty_shell_cancel"
HOW = "faq_how_to_cancel"
REVOKED = "faq_cancelled_by_administration"
IMPACT = "faq_abandon_order_impact"
WITHDRAW = "faq_withdraw_application"
TOPICS = (TIME, SMS, SITE, SHELL, HOW, REVOKED, IMPACT, WITHDRAW, MY_ORDER_PROGRESS)

WAITING = owner(individual(shop()), orders=(waiting_for_sms(),))
REVIEWED = owner(individual(shop()), orders=(in_review(),))
RETURNED = owner(
    individual(shop()), orders=(order(OrderKind.CANCEL_WEBSITE, OrderState.RETURNED, "w1"),)
)
QUIET = owner(individual(shop()))
CUT_OFF = owner(individual(shop(lost_access(by="administration"))))
EMPTIED = owner(subject(cancelled_website()))


def context(before: str | None, account: Account | None = None) -> Context:
    return Context(before, TOPICS, account)


@pytest.mark.parametrize(
    ("text", "before", "ranking", "topic"),
    [
        ("停了会怎样", IMPACT, {HOW: 0.4, IMPACT: 0.2}, IMPACT),
        ("and if I drop it?", WITHDRAW, {HOW: 0.4, IMPACT: 0.3}, IMPACT),
        ("能恢复不", WITHDRAW, {REVOKED: 0.3, WITHDRAW: 0.25}, WITHDRAW),
        # Nothing before it, or something else entirely.
        ("停了会怎样", None, {HOW: 0.4, IMPACT: 0.2}, HOW),
        ("停了会怎样", SHELL, {HOW: 0.4, IMPACT: 0.2}, HOW),
        # Sure of itself.
        ("停了会怎样", IMPACT, {HOW: 0.8, IMPACT: 0.19}, HOW),
        # A whole story says what it is about.
        (
            "我们公司去年备的案，今年不打算再做网站了，想问问该从哪里下手",
            IMPACT,
            {HOW: 0.4, IMPACT: 0.2},
            HOW,
        ),
    ],
)
def test_a_short_message_goes_on_with_what_was_asked_before(
    text: str, before: str | None, ranking: dict[str, float], topic: str
) -> None:
    first = max(ranking, key=lambda name: ranking[name])
    asked = context(before).put(
        message(text, first, ranking=ranking, confidence=ranking[first]), Asked(first)
    )
    assert asked.topic == topic


@pytest.mark.parametrize(
    ("account", "ranking", "topic"),
    [
        (WAITING, {SITE: 0.4, SMS: 0.2}, SMS),
        (REVIEWED, {SITE: 0.4, MY_ORDER_PROGRESS: 0.2}, MY_ORDER_PROGRESS),
        (RETURNED, {REVOKED: 0.33, MY_ORDER_PROGRESS: 0.07}, MY_ORDER_PROGRESS),
        (CUT_OFF, {SITE: 0.4, SMS: 0.2}, SITE),
        (CUT_OFF, {REVOKED: 0.4, MY_ORDER_PROGRESS: 0.2}, REVOKED),
        (EMPTIED, {HOW: 0.4, SHELL: 0.2}, SHELL),
        (QUIET, {HOW: 0.3, SHELL: 0.4}, HOW),
        (None, {SITE: 0.4, SMS: 0.2}, SITE),
    ],
)
def test_what_is_on_file_makes_its_topics_likelier(
    account: Account | None, ranking: dict[str, float], topic: str
) -> None:
    first = max(ranking, key=lambda name: ranking[name])
    asked = context(None, account).put(
        message("到什么时候", first, ranking=ranking, confidence=ranking[first]), Asked(first)
    )
    assert asked.topic == topic


def test_a_button_is_taken_at_its_word() -> None:
    pressed = message(f"/{HOW}", HOW, ranking={IMPACT: 0.9}, confidence=0.1)
    assert context(IMPACT, WAITING).put(pressed, Asked(HOW)) == Asked(HOW)


@pytest.mark.parametrize("intent", [FALLBACK, OUT_OF_SCOPE])
def test_what_is_not_understood_goes_on_or_is_what_the_account_makes_likely(intent: str) -> None:
    ranking = {SMS: 0.2, SITE: 0.2, OUT_OF_SCOPE: 0.25}
    open_question = message("几点前", intent, ranking=ranking, confidence=0.25)
    for before, account in ((SMS, None), (None, WAITING)):
        asked = context(before, account).continued(open_question)
        assert asked is not None
        assert asked.topic == SMS
    assert context(None, None).continued(open_question) is None
    surely = message("几点前", OUT_OF_SCOPE, ranking=ranking, confidence=0.95)
    assert context(SMS, WAITING).continued(surely) is None


def test_a_question_in_the_form_of_a_no_is_looked_at_where_that_is_doubted() -> None:
    not_us = message("not us?", DENY, ranking={DENY: 0.6, SITE: 0.2}, confidence=0.6)
    assert context(SITE).continued(not_us) is None
    asked = context(SITE).continued(not_us, (DENY,))
    assert asked is not None
    assert asked.topic == SITE


def test_what_may_be_meant_instead_begins_with_the_topics_other_parts() -> None:
    again = message(
        "别人呢",
        TIME,
        ranking={TIME: 0.7, MY_ORDER_PROGRESS: 0.2, HOW: 0.02},
        other_parts={TIME: ["earliest", "overdue"]},
    )
    others = instead(again, Asked(TIME, "overdue"), TOPICS)
    assert [(one.topic, one.part) for one in others] == [
        (TIME, "earliest"),
        (MY_ORDER_PROGRESS, None),
    ]


@pytest.mark.parametrize("account", [WAITING, REVIEWED, RETURNED, QUIET, CUT_OFF, EMPTIED])
def test_no_topic_is_made_impossible(account: Account) -> None:
    assert all(0.1 < weight < 10 for weight in likelihoods(account).values())
