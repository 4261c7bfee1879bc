from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from beian.filing.orders import Target, open_cancellations
from beian.filing.quota import InstanceUse, Quota, instance_uses, uses_without
from beian.filing.state import Account, FilingStatus, Order, OrderKind, OrderState, Website
from tests.filing.builders import (
    access,
    account,
    cancelled_website,
    lost_access,
    order,
    service,
    subject,
    website,
)
from tests.filing.strategies import ACCOUNTS

SMS = OrderState.SMS_VERIFICATION
HERE = "Tencent Cloud"


def full_instance() -> tuple[Website, ...]:
    return tuple(website(f"w{number}", access(HERE, "ins-1")) for number in range(5))


def test_a_full_instance_gets_a_place_back_once_a_website_is_cancelled() -> None:
    one = account(subject(*full_instance()), orders=(order(OrderKind.CANCEL_WEBSITE, SMS, "w3"),))
    (use,) = instance_uses(one)
    assert use == InstanceUse(HERE, "ins-1", 5, 4)
    assert use.full


def test_an_instance_with_a_place_left_is_not_full() -> None:
    (use,) = instance_uses(account(subject(*full_instance()[1:])))
    assert use == InstanceUse(HERE, "ins-1", 4, 4)
    assert not use.full


@pytest.mark.parametrize(
    ("provider", "quota"),
    [
        ("腾讯云", Quota(websites=5, given_back=True)),
        ("Tencent Cloud", Quota(websites=5, given_back=True)),
        ("华为云", Quota(given_back=False)),
        ("火山引擎", Quota(given_back=False)),
        ("阿里云", Quota()),
        ("某某数据", Quota()),
    ],
)
def test_whether_a_place_is_given_back_is_up_to_the_provider(provider: str, quota: Quota) -> None:
    websites = tuple(website(f"w{number}", access(provider, "ins-1")) for number in range(5))
    (use,) = instance_uses(account(subject(*websites)))
    assert use.quota == quota
    assert use.full == (quota.websites == 5)


def test_cancelling_the_subject_frees_the_places_of_all_its_websites() -> None:
    other = subject(website("w9", access(HERE, "ins-1")), subject_id="s2")
    cancelling = order(OrderKind.CANCEL_SUBJECT, OrderState.ADMINISTRATION_REVIEW, "s1")
    one = account(subject(*full_instance()[:3]), other, orders=(cancelling,))
    assert instance_uses(one) == (InstanceUse(HERE, "ins-1", 4, 1),)


@pytest.mark.parametrize("target_id", ["w0", "s1"])
def test_cancelling_access_takes_a_website_off_its_only_provider(target_id: str) -> None:
    one = account(
        subject(website("w0", access(HERE, "ins-1"))),
        orders=(order(OrderKind.CANCEL_ACCESS, SMS, target_id),),
    )
    assert instance_uses(one) == (InstanceUse(HERE, "ins-1", 1, 0),)


def test_cancelling_access_promises_no_place_where_the_provider_is_not_known() -> None:
    two_providers = website("w0", access("A", "a-1"), access("B", "b-1"))
    one = account(subject(two_providers), orders=(order(OrderKind.CANCEL_ACCESS, SMS, "w0"),))
    assert instance_uses(one) == (InstanceUse("A", "a-1", 1, 1), InstanceUse("B", "b-1", 1, 1))


def test_cancelling_the_website_beside_its_access_frees_its_places_everywhere() -> None:
    two_providers = website("w0", access("A", "a-1"), access("B", "b-1"))
    cancelling = (
        order(OrderKind.CANCEL_ACCESS, SMS, "w0"),
        order(OrderKind.CANCEL_WEBSITE, SMS, "w0"),
    )
    uses = instance_uses(account(subject(two_providers), orders=cancelling))
    assert [use.websites_after for use in uses] == [0, 0]


@pytest.mark.parametrize(
    "other",
    [
        order(OrderKind.CANCEL_WEBSITE, OrderState.RETURNED, "w0"),
        order(OrderKind.CANCEL_WEBSITE, OrderState.GIVEN_UP, "w0"),
        order(OrderKind.CANCEL_WEBSITE, OrderState.SUCCEEDED, "w0"),
        order(OrderKind.CANCEL_WEBSITE, SMS, None),
        order(OrderKind.CANCEL_WEBSITE, SMS, "elsewhere"),
        order(OrderKind.CHANGE, SMS, "w0"),
    ],
)
def test_only_an_open_cancellation_of_the_website_changes_anything(other: Order) -> None:
    one = account(subject(website("w0", access(HERE, "ins-1"))), orders=(other,))
    assert instance_uses(one) == (InstanceUse(HERE, "ins-1", 1, 1),)


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(account(), id="nothing filed"),
        pytest.param(account(subject(website("w0"))), id="nothing said about access"),
        pytest.param(account(subject(website("w0", lost_access()))), id="access cancelled"),
        pytest.param(account(subject(website("w0", access(HERE, None)))), id="no instance known"),
        pytest.param(account(subject(cancelled_website("w0"))), id="website cancelled"),
        pytest.param(
            account(subject(website("w0", access(HERE, "ins-1")), status=FilingStatus.CANCELLED)),
            id="subject cancelled, its website said to be filed",
        ),
    ],
)
def test_no_place_is_taken(one: Account) -> None:
    assert instance_uses(one) == ()


def test_a_website_counts_once_on_each_of_its_instances() -> None:
    one = website(
        "w0", access("A", "ins-1"), access("A", "ins-1"), access("A", "ins-2"), access("B", "ins-1")
    )
    assert instance_uses(account(subject(one))) == (
        InstanceUse("A", "ins-1", 1, 1),
        InstanceUse("A", "ins-2", 1, 1),
        InstanceUse("B", "ins-1", 1, 1),
    )


@given(ACCOUNTS)
def test_the_places_taken_are_never_negative_and_never_grow_by_cancelling(one: Account) -> None:
    for use in instance_uses(one):
        assert 0 <= use.websites_after <= use.websites
        assert use.websites >= 1


@given(ACCOUNTS)
def test_nothing_changes_without_an_open_cancellation(one: Account) -> None:
    others = tuple(each for each in one.orders if each not in open_cancellations(one))
    for use in instance_uses(replace(one, orders=others)):
        assert use.websites_after == use.websites


def test_a_service_takes_no_place_on_an_instance() -> None:
    one = account(
        subject(
            website("w0", access(HERE, "ins-1")), services=(service("a", access(HERE, "ins-1")),)
        )
    )
    assert instance_uses(one) == (InstanceUse(HERE, "ins-1", 1, 1),)


def test_places_left_after_one_more_cancellation_are_counted() -> None:
    one = account(subject(*full_instance()), orders=(order(OrderKind.CANCEL_WEBSITE, SMS, "w3"),))
    whose = one.subjects[0]
    (use,) = instance_uses(one)
    assert (use.left, use.left_after) == (0, 1)
    (with_another,) = uses_without(Target(whose, whose.websites[0]), one)
    assert with_another.left_after == 2
    (with_all,) = uses_without(Target(whose), one)
    assert with_all.left_after == 5
    assert uses_without(Target(whose, whose.websites[3]), one) == ()


@pytest.mark.parametrize("provider", ["华为云", "阿里云"])
def test_no_places_are_counted_that_nobody_knows(provider: str) -> None:
    one = account(subject(website("w1", access(provider, "ins-1"))))
    (use,) = uses_without(Target(one.subjects[0]), one)
    assert (use.left, use.left_after) == (None, None)
