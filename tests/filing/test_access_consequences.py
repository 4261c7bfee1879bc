"""What cancelling access of a website or service changes (docs/domain.md)."""

from __future__ import annotations

from beian.filing.access_consequences import access_consequences, active_providers
from beian.filing.consequences import Place
from beian.filing.orders import Target, orders_in_the_way
from beian.filing.state import OrderKind, OrderState
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


def test_the_other_providers_stay() -> None:
    site = website("w1", access("腾讯云"), access("华为云", "ecs-1"), lost_access("阿里云"))
    held = subject(site)
    found = access_consequences(Target(held, site), "腾讯云", account(held))
    assert found.others == ("华为云",)
    assert not found.empties
    assert found.places == (Place("腾讯云", "ins-1", 1, 0),)


def test_a_provider_with_two_instances_is_one_provider() -> None:
    site = website("w1", access("腾讯云", "ins-1"), access("腾讯云", "ins-2"))
    held = subject(site, website("w2", access("腾讯云", "ins-2")))
    assert active_providers(site) == ("腾讯云",)
    found = access_consequences(Target(held, site), "腾讯云", account(held))
    assert found.others == ()
    assert found.places == (Place("腾讯云", "ins-1", 1, 0), Place("腾讯云", "ins-2", 2, 1))


def test_a_subject_is_emptied_with_the_last_access_under_it() -> None:
    site, other = website("w1", access()), website("w2", lost_access())
    held = subject(site, other, cancelled_website("w3"))
    assert access_consequences(Target(held, site), "Tencent Cloud", account(held)).empties


def test_it_is_not_while_something_else_has_access_or_may_have_it() -> None:
    site, app = website("w1", access()), service("app1", access())
    for held in (
        subject(site, website("w2", access())),
        subject(site, website("w2")),
        subject(site, services=(app,)),
    ):
        assert not access_consequences(Target(held, site), "Tencent Cloud", account(held)).empties


def test_an_app_takes_no_place_of_websites() -> None:
    app = service("app1", access("腾讯云"))
    held = subject(website("w1", access("腾讯云")), services=(app,))
    assert access_consequences(Target(held, service=app), "腾讯云", account(held)).places == ()


def test_what_the_administration_cancels_is_gone_before() -> None:
    site, other = website("w1", access(instance_id="i")), website("w2", access(instance_id="i"))
    held = subject(site, other)
    for state, first, places, empties in (
        (OrderState.ADMINISTRATION_REVIEW, True, 0, True),
        (OrderState.DRAFT, False, 1, False),
    ):
        going = account(held, orders=(order(OrderKind.CANCEL_WEBSITE, state, "w2"),))
        found = access_consequences(Target(held, site), "Tencent Cloud", going)
        assert (found.first if first else found.perhaps) == (Target(held, other),)
        assert [(place.before, place.after) for place in found.places] == [(2, places)]
        assert found.empties is empties


def test_open_orders_of_the_same_subject_are_in_the_way() -> None:
    site, other = website("w1", access()), website("w2", access())
    held = subject(site, other)
    elsewhere = subject(website("w9"), subject_id="s9")
    own = order(OrderKind.CANCEL_WEBSITE, OrderState.DRAFT, "w1", order_id="own")
    orders = (
        own,
        order(OrderKind.CHANGE, OrderState.PROVIDER_REVIEW, "s1", order_id="change"),
        order(OrderKind.CANCEL_ACCESS, OrderState.DRAFT, "w1", order_id="access"),
        order(OrderKind.CHANGE, OrderState.RETURNED, "w2", order_id="returned"),
        order(OrderKind.CANCEL_WEBSITE, OrderState.SUCCEEDED, "w2", order_id="done"),
        order(OrderKind.CHANGE, OrderState.DRAFT, "w9", order_id="elsewhere"),
        order(OrderKind.NEW_WEBSITE, OrderState.DRAFT, None, order_id="nowhere"),
    )
    found = account(held, elsewhere, orders=orders)
    ids = [one.order_id for one in orders_in_the_way(found, held)]
    assert ids == ["own", "change", "access"]
    ids = [one.order_id for one in orders_in_the_way(found, held, Target(held, site))]
    assert ids == ["change", "access"]


def test_an_order_that_names_nothing_is_of_the_only_subject() -> None:
    held = subject(website("w1"))
    nowhere = order(OrderKind.NEW_WEBSITE, OrderState.DRAFT)
    assert orders_in_the_way(account(held, orders=(nowhere,)), held) == (nowhere,)
