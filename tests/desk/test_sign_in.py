"""Signing in as an agent: nobody can take it away from others, or learn who there is."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta, timezone

import pytest

from beian.base.settings import Settings
from beian.desk import passwords
from beian.desk.limits import SIGN_INS_PER_MINUTE
from beian.desk.sign_in import SignIn, TooManyAttempts, WrongCredentials
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from beian.desk.storage.sign_in_attempts import AT_ONCE, OF_NAME, SignInAttempts
from tests.desk.agent import PASSWORD, console, employed
from tests.desk.running import RunningDesk

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
NOON = datetime(2026, 10, 12, 12, tzinfo=timezone.utc)
WRONG = "not the password"


@pytest.fixture
def attempts(desk_database: DeskDatabase) -> SignInAttempts:
    return SignInAttempts(desk_database)


def test_attempts_are_counted_by_name_and_address_and_fade(attempts: SignInAttempts) -> None:
    waits = [attempts.begin("li", HERE, NOON) for _ in range(AT_ONCE.most + 1)]
    assert waits[:-1] == [0] * AT_ONCE.most
    assert 0 < waits[-1] <= AT_ONCE.forgets.total_seconds()
    assert attempts.begin("li", ELSEWHERE, NOON) == 0, "another address is not locked out"
    assert attempts.begin("wang", HERE, NOON) == 0
    later = NOON + AT_ONCE.forgets
    assert attempts.begin("li", HERE, later) == 0, "one is forgotten"
    assert attempts.begin("li", HERE, later) > 0
    assert attempts.begin("li", HERE, NOON + timedelta(days=1)) == 0


def test_a_name_can_be_guessed_at_from_many_addresses_for_a_while_only(
    attempts: SignInAttempts,
) -> None:
    attempts.begin("li", HERE, NOON)
    attempts.succeeded("li", HERE, NOON)
    addresses = [f"203.0.113.{number}" for number in range(OF_NAME.most + 1)]
    waits = [attempts.begin("li", address, NOON) for address in addresses]
    assert max(waits[:-1]) == 0
    assert waits[-1] > 0
    assert attempts.begin("li", HERE, NOON) == 0, "where li signs in, li still can"


def test_the_right_password_takes_back_what_was_counted(attempts: SignInAttempts) -> None:
    for _ in range(3 * OF_NAME.most):
        assert attempts.begin("li", HERE, NOON) == 0
        attempts.succeeded("li", HERE, NOON)


def test_enabling_an_agent_forgives_what_was_tried(
    desk_database: DeskDatabase, attempts: SignInAttempts
) -> None:
    agents = AgentStore(desk_database)
    agents.add("li", "Li", "none", (Role.AGENT,))
    while not attempts.begin("li", HERE, NOON):
        pass
    agents.enable("li")
    assert attempts.begin("li", HERE, NOON) == 0


async def answers(desk: RunningDesk, name: str, times: int) -> list[int]:
    """The statuses of so many wrong passwords at once."""
    async with console(desk.url) as agent:
        tried = await asyncio.gather(*(agent.sign_in(name, WRONG) for _ in range(times)))
    return sorted(status for status, _ in tried)


async def test_of_many_wrong_passwords_at_once_five_are_looked_at_and_no_name_is_told(
    desk: RunningDesk,
) -> None:
    employed(desk.settings, "racer")
    assert await answers(desk, "racer", SIGN_INS_PER_MINUTE) == [401] * 5 + [429] * 15
    desk.app.state.desk.limits._own._sign_ins._times.clear()  # a minute later
    assert await answers(desk, "nobody", SIGN_INS_PER_MINUTE) == [401] * 5 + [429] * 15


async def test_who_guesses_at_a_name_does_not_lock_its_agent_out(
    settings: Settings, desk: RunningDesk
) -> None:
    employed(settings, "racer")
    await answers(desk, "racer", SIGN_INS_PER_MINUTE)
    async with console(desk.url) as agent:
        agent._session.headers["X-Forwarded-For"] = ELSEWHERE  # through a trusted proxy
        assert (await agent.sign_in("racer", PASSWORD))[0] == 200


async def test_two_passwords_are_hashed_at_a_time(desk_database: DeskDatabase) -> None:
    counting, together = threading.Lock(), threading.Barrier(2)
    at_work: list[str] = []
    most = 0

    def matches(password_hash: str | None, password: str) -> bool:
        nonlocal most
        with counting:
            at_work.append(password)
            most = max(most, len(at_work))
        together.wait(60)  # two come together, each time
        with counting:
            at_work.remove(password)
        return passwords.matches(password_hash, password)

    sign_in = SignIn(AgentStore(desk_database), SignInAttempts(desk_database), matches)
    tries = (
        sign_in.credentials(f"name{number}", WRONG, f"192.0.2.{number}") for number in range(12)
    )
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    sign_in.close()
    assert {type(each) for each in outcomes} == {WrongCredentials}
    assert most == 2


async def test_an_address_that_keeps_hashing_is_sent_away_and_another_gets_its_turn(
    desk_database: DeskDatabase,
) -> None:
    looked_at = threading.Event()

    def matches(password_hash: str | None, password: str) -> bool:
        assert looked_at.wait(60)  # until the line is as long as it may be
        return passwords.matches(password_hash, password)

    sign_in = SignIn(AgentStore(desk_database), SignInAttempts(desk_database), matches)
    flood = [
        asyncio.create_task(sign_in.credentials(f"name{number}", WRONG, HERE))
        for number in range(30)
    ]
    await asyncio.wait(flood, return_when=asyncio.FIRST_EXCEPTION)
    another = asyncio.create_task(sign_in.credentials("li", WRONG, ELSEWHERE))
    looked_at.set()
    with pytest.raises(WrongCredentials):
        await another
    outcomes = await asyncio.gather(*flood, return_exceptions=True)
    sign_in.close()
    assert {type(each) for each in outcomes} == {WrongCredentials, TooManyAttempts}
