"""How much one conversation and one address may do."""

from __future__ import annotations

from contextlib import ExitStack
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.desk import limits as limits_module
from beian.desk.config import LimitsConfig
from beian.desk.limits import LastMinute, Limits, TooMany, client_address, network_of


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def limits(clock: Clock, **allowed: int) -> Limits:
    return Limits(LimitsConfig(**allowed), clock)


def test_a_conversation_waits_until_its_oldest_message_is_a_minute_old(clock: Clock) -> None:
    desk = limits(clock, messages_per_minute_conversation=2)
    assert desk.message("c", "192.0.2.1") is None
    clock.now += 20
    assert desk.message("c", "192.0.2.1") is None
    clock.now += 10
    assert desk.message("c", "192.0.2.1") == 30
    assert desk.message("another", "192.0.2.1") is None
    clock.now += 30
    assert desk.message("c", "192.0.2.1") is None
    assert desk.message("c", "192.0.2.1") == 20


def test_all_conversations_of_an_address_are_counted_together(clock: Clock) -> None:
    desk = limits(clock, messages_per_minute_address=3)
    assert [desk.message(f"c{i}", "192.0.2.1") for i in range(4)] == [None, None, None, 60]
    assert desk.message("c9", "192.0.2.2") is None


def test_a_refused_message_counts_neither_for_the_conversation_nor_for_the_address(
    clock: Clock,
) -> None:
    desk = limits(clock, messages_per_minute_conversation=1, messages_per_minute_address=2)
    assert desk.message("c", "192.0.2.1") is None
    for _ in range(5):
        assert desk.message("c", "192.0.2.1") == 60
    clock.now += 1
    assert desk.message("d", "192.0.2.1") is None, "refused ones did not count for the address"
    for _ in range(5):
        assert desk.message("e", "192.0.2.1") == 59
    clock.now += 59
    assert desk.message("e", "192.0.2.1") is None, "nor for the conversation"


def test_the_longer_of_two_waits_is_told(clock: Clock) -> None:
    desk = limits(clock, messages_per_minute_conversation=1, messages_per_minute_address=1)
    desk.message("c", "192.0.2.1")
    clock.now += 25
    desk.message("d", "192.0.2.2")
    assert desk.message("c", "192.0.2.2") == 60


def test_new_conversations_are_counted_for_each_address(clock: Clock) -> None:
    desk = limits(clock, conversations_per_minute_address=2)
    assert [desk.conversation("192.0.2.1") for _ in range(3)] == [None, None, 60]
    assert desk.conversation("192.0.2.2") is None
    clock.now += 60
    assert desk.conversation("192.0.2.1") is None


def test_connections_of_an_address_are_counted_while_they_last(clock: Clock) -> None:
    desk = limits(clock, connections_per_address=2)
    with ExitStack() as open_connections:
        for _ in range(2):
            open_connections.enter_context(desk.connection("192.0.2.1"))
        with pytest.raises(TooMany) as refused, desk.connection("192.0.2.1"):
            pass
        assert refused.value.retry_after > 0
        with desk.connection("192.0.2.2"):
            pass
    with desk.connection("192.0.2.1"), desk.connection("192.0.2.1"):
        pass


def test_a_connection_that_breaks_is_not_counted_any_more(clock: Clock) -> None:
    desk = limits(clock, connections_per_address=1)
    with pytest.raises(OSError, match="broken"), desk.connection("192.0.2.1"):
        raise OSError("broken")
    with desk.connection("192.0.2.1"):
        pass


def test_who_was_idle_for_a_minute_is_forgotten(clock: Clock) -> None:
    window = LastMinute(30, clock)
    for number in range(1000):
        window.count(f"c{number}")
    clock.now += 59
    window.count("c5")
    clock.now += 2
    window.count("new")
    assert len(window) == 2


def test_a_flood_of_addresses_does_not_fill_the_memory(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits_module, "_MOST_REMEMBERED", 10)
    window = LastMinute(30, clock)
    for number in range(100):
        window.count(f"c{number}")
    assert len(window) == 10


@given(
    allowed=st.integers(1, 5),
    gaps=st.lists(st.floats(0, 70, allow_nan=False), min_size=1, max_size=60),
)
def test_never_more_than_allowed_within_a_minute_and_the_wait_told_is_right(
    allowed: int, gaps: list[float]
) -> None:
    clock = Clock()
    window = LastMinute(allowed, clock)
    done: list[float] = []
    for gap in gaps:
        clock.now += gap
        recent = [moment for moment in done if clock.now - moment < 60]
        wait = window.wait("c")
        assert (wait is None) == (len(recent) < allowed)
        if wait is None:
            window.count("c")
            done.append(clock.now)
        else:
            assert 0 < wait <= 60
            assert wait == pytest.approx(recent[0] + 60 - clock.now)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_what_counts_as_one_address(address: str, network: str) -> None:
    assert network_of(address) == network


PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1/128"), ip_network("2001:db8::/32"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6,203.0.113.9,10.0.0.3,10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("10.0.0.1", "[2001:470::7]:4711", "2001:470::7"),
        ("10.0.0.1", "[2001:470::7]", "2001:470::7"),
        ("10.0.0.1", "2001:470::7", "2001:470::7"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "6.6.6.6, <script>, 10.0.0.2", "10.0.0.2"),
        ("::1", "203.0.113.9", "203.0.113.9"),
        ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("2001:db8::5", "::ffff:203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", ""),
        ("testclient", "203.0.113.9", "testclient"),
    ],
)
def test_forwarded_addresses_are_believed_from_trusted_proxies_only(
    peer: str, forwarded: str | None, client: str
) -> None:
    assert client_address(peer, forwarded, PROXIES) == client


@given(forged=st.text(max_size=80), real=st.ip_addresses(v=4))
def test_what_a_client_writes_into_the_header_changes_nothing(forged: str, real: object) -> None:
    if real in PROXIES[0]:
        return
    assert client_address("10.0.0.1", f"{forged}, {real}", PROXIES) == str(real)


def test_a_very_long_header_is_not_read_to_its_end() -> None:
    header = "6.6.6.6," + ",".join(["10.0.0.2"] * 1000)
    assert client_address("10.0.0.1", header, PROXIES) == "10.0.0.2"
