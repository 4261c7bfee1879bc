"""Limits of several desk processes, counted in a real Redis."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from redis.asyncio import Redis

from beian.desk import shared_limits as module
from beian.desk.config import LimitsConfig
from beian.desk.limits import SIGN_INS_PER_MINUTE, Limits, TooMany
from beian.desk.shared_limits import SharedLimits
from tests.desk.processes import PATIENCE, free_port, redis_server
from tests.desk.test_limits import Clock

HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    with redis_server(tmp_path) as url:
        yield url


async def renewed(url: str, clock: Clock) -> None:
    """Return when a connection counts a whole time from now on."""
    redis = Redis.from_url(url)
    key = f"beian:limit:connections:{HERE}"
    while not await redis.zcount(key, clock.now + module.CONNECTION_SECONDS, "+inf"):
        await asyncio.sleep(0.01)
    await redis.close(close_connection_pool=True)


def with_two(
    url: str,
    chat: Callable[[SharedLimits, SharedLimits, Clock], Awaitable[None]],
    **allowed: int,
) -> None:
    """Run `chat` with the limits of two processes, whose clock is one."""

    async def run() -> None:
        clock, config = Clock(), LimitsConfig(**allowed)
        one, other = (
            SharedLimits(
                config, url, own=Limits(config, clock), clock=clock, answer_seconds=PATIENCE
            )
            for _ in range(2)
        )
        try:
            await chat(one, other, clock)
        finally:
            await one.close()
            await other.close()

    asyncio.run(run())


def test_a_conversation_is_limited_across_processes_by_a_sliding_minute(redis_url: str) -> None:
    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        assert await one.message("c", HERE) is None
        clock.now += 20
        assert await other.message("c", HERE) is None
        clock.now += 10
        assert await one.message("c", HERE) == 30
        assert await other.message("c", HERE) == 30
        assert await other.message("another", HERE) is None
        clock.now += 30
        assert await one.message("c", HERE) is None
        assert await other.message("c", HERE) == 20

    with_two(redis_url, chat, messages_per_minute_conversation=2)


def test_an_address_is_limited_across_processes(redis_url: str) -> None:
    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        del clock
        waits = [await limits.message(f"c{i}", HERE) for i, limits in enumerate([one, other] * 2)]
        assert waits == [None, None, None, 60]
        assert await other.message("c9", THERE) is None

    with_two(redis_url, chat, messages_per_minute_address=3)


def test_a_refused_message_counts_for_nothing(redis_url: str) -> None:
    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        del clock
        assert await one.message("c", HERE) is None
        for _ in range(5):
            assert await other.message("c", HERE) == 60
        assert await other.message("d", HERE) is None
        assert await one.message("e", HERE) == 60

    with_two(redis_url, chat, messages_per_minute_conversation=1, messages_per_minute_address=2)


def test_conversations_and_sign_ins_are_limited_across_processes(redis_url: str) -> None:
    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        del clock
        assert await one.conversation(HERE) is None
        assert await other.conversation(HERE) == 60
        tries = [await limits.sign_in(HERE) for limits in [one, other] * SIGN_INS_PER_MINUTE]
        assert tries == [None] * SIGN_INS_PER_MINUTE + [60] * SIGN_INS_PER_MINUTE

    with_two(redis_url, chat, conversations_per_minute_address=1)


def test_connections_are_limited_across_processes_until_they_end(redis_url: str) -> None:
    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        del clock
        async with AsyncExitStack() as open_ones:
            await open_ones.enter_async_context(one.connection(HERE))
            async with other.connection(HERE):
                with pytest.raises(TooMany):
                    await open_ones.enter_async_context(one.connection(HERE))
                await open_ones.enter_async_context(other.connection(THERE))
            await open_ones.enter_async_context(one.connection(HERE))
            with pytest.raises(TooMany):
                await open_ones.enter_async_context(other.connection(HERE))
        async with other.connection(HERE), other.connection(HERE):
            pass

    with_two(redis_url, chat, connections_per_address=2)


def test_connections_of_a_killed_process_count_no_more_and_those_renewed_do(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RENEWAL_SECONDS", 0.01)

    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        async with one.connection(HERE):  # it is not renewed: its process was killed
            clock.now += module.CONNECTION_SECONDS
            async with other.connection(HERE):
                renewing = asyncio.create_task(other.renew())
                clock.now += module.CONNECTION_SECONDS - 1
                await renewed(redis_url, clock)
                clock.now += module.CONNECTION_SECONDS - 1
                third = SharedLimits(
                    LimitsConfig(connections_per_address=1), redis_url, clock=clock
                )
                with pytest.raises(TooMany):
                    await third.connection(HERE).__aenter__()
                renewing.cancel()
                await third.close()

    with_two(redis_url, chat, connections_per_address=1)


async def test_the_time_is_redis_own_where_no_clock_is_given(redis_url: str) -> None:
    config = LimitsConfig(messages_per_minute_conversation=1)
    limits = SharedLimits(config, redis_url, answer_seconds=PATIENCE)
    assert await limits.message("c", HERE) is None
    wait = await limits.message("c", HERE)
    assert wait is not None
    assert 0 < wait <= 60
    await limits.close()


def test_while_redis_is_down_each_process_counts_by_itself_and_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def chat(one: SharedLimits, other: SharedLimits, clock: Clock) -> None:
        del clock
        assert [await one.message("c", HERE) for _ in range(2)] == [None, 60]
        assert [await other.message("c", HERE) for _ in range(2)] == [None, 60]
        async with one.connection(HERE):
            with pytest.raises(TooMany):
                await one.connection(HERE).__aenter__()

    with caplog.at_level(logging.WARNING):
        with_two(
            f"redis://127.0.0.1:{free_port()}/0",
            chat,
            messages_per_minute_conversation=1,
            connections_per_address=1,
        )
    assert [record.message for record in caplog.records] == ["limits_by_process"] * 2


async def test_counting_goes_back_to_redis_when_it_answers_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.0)
    config = LimitsConfig(messages_per_minute_conversation=1)
    with redis_server(tmp_path) as url:
        one, other = (SharedLimits(config, url, answer_seconds=PATIENCE) for _ in range(2))
        assert await one.message("c", HERE) is None
    assert await other.message("c", HERE) is None  # by itself
    with redis_server(tmp_path, int(url.rpartition(":")[2].partition("/")[0])):
        assert await one.message("d", HERE) is None
        assert await other.message("d", HERE) is not None
        await one.close()
        await other.close()


async def test_without_redis_the_process_counts_by_itself() -> None:
    limits = SharedLimits(LimitsConfig(conversations_per_minute_address=1))
    assert await limits.conversation(HERE) is None
    assert await limits.conversation(HERE) is not None
