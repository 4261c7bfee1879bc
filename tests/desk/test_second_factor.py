"""The second factor of agents, and their sessions, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import agent_sessions, second_factors
from beian.desk.storage.second_factors import CodesLocked, NoSecret, SecondFactors, WrongCode
from tests.desk.agent import PASSWORD, Console, at_work, console
from tests.desk.front_desk import Person, hired
from tests.desk.running import RunningDesk

SECRET = "a secret under which second factors are kept"
Codes = Callable[[int], str]
"""The code of a time step that lies so many steps from now."""


NOW = datetime(2026, 10, 12, 2, tzinfo=timezone.utc)


def codes_of(secret: str) -> Codes:
    step = int(NOW.timestamp()) // 30
    return lambda later: pyotp.TOTP(secret).generate_otp(step + later)


@pytest.fixture
def factors(desk_database: DeskDatabase) -> SecondFactors:
    return SecondFactors(desk_database, SECRET, lambda: NOW)


@pytest.fixture
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


def begun(factors: SecondFactors, agent: Person) -> Codes:
    secret = factors.begin(agent.id)
    assert secret is not None
    return codes_of(secret)


def test_a_factor_counts_once_it_is_confirmed_and_each_code_once(
    factors: SecondFactors, li: Person
) -> None:
    codes = begun(factors, li)
    assert not factors.is_on(li.id)
    with pytest.raises(NoSecret):
        factors.check(li.id, codes(0))
    factors.confirm(li.id, codes(0))
    assert factors.is_on(li.id)
    assert factors.begin(li.id) is None
    with pytest.raises(WrongCode):
        factors.check(li.id, codes(0))  # it was used
    factors.check(li.id, codes(1))
    for old in (codes(-1), codes(1), "", "十二"):
        with pytest.raises(WrongCode):
            factors.check(li.id, old)
    assert factors.drop(li.id)
    assert not factors.is_on(li.id)


def test_wrong_codes_lock_the_factor_for_a_while(factors: SecondFactors, li: Person) -> None:
    codes = begun(factors, li)
    factors.confirm(li.id, codes(0))
    for _ in range(5):
        with pytest.raises(WrongCode):
            factors.check(li.id, "wrong")
    with pytest.raises(CodesLocked) as locked:
        factors.check(li.id, codes(1))
    assert 0 < locked.value.seconds <= 15 * 60


def test_the_secret_is_not_in_the_store_and_of_no_use_under_another_key(
    factors: SecondFactors, desk_database: DeskDatabase, li: Person
) -> None:
    secret = factors.begin(li.id)
    assert secret is not None
    codes = codes_of(secret)
    factors.confirm(li.id, codes(0))
    with desk_database.reading() as connection:
        assert secret not in str(connection.execute(select(second_factors)).all())
    with pytest.raises(WrongCode):
        SecondFactors(desk_database, "another secret", lambda: NOW).check(li.id, codes(1))


async def turned_on(desk: RunningDesk, agent: Console) -> Codes:
    """Have an agent turn a second factor on; return its codes, of which the one of now is used."""
    desk.app.state.desk.second_factors.now = lambda: NOW
    status, body = await agent.call("POST", "/second-factor", {})
    assert status == 200
    assert len(body["qr"]) == len(body["qr"][0]) > 20
    assert body["secret"] in body["uri"]
    codes = codes_of(body["secret"])
    assert (await agent.call("PUT", "/second-factor", {"code": "1"}))[1]["code"] == "wrong_code"
    assert (await agent.call("PUT", "/second-factor", {"code": codes(0)}))[0] == 204
    return codes


async def signed_in(desk: RunningDesk, **body: str) -> tuple[int, Any]:
    async with console(desk.url) as stranger:
        return await stranger.call("POST", "/session", {"name": "li", **body})


async def test_who_has_a_second_factor_signs_in_with_it_alone(desk: RunningDesk) -> None:
    async with at_work(desk) as li, console(desk.url, "li") as elsewhere:
        codes = await turned_on(desk, li)
        assert (await elsewhere.call("GET", "/session"))[0] == 401  # began without it
        assert (await li.get("/sessions"))["second_factor"]
        status, body = await signed_in(desk, password=PASSWORD)
        assert (status, body["code"]) == (401, "code_needed")
        for code in ("", codes(-1), codes(0)):
            status, body = await signed_in(desk, password=PASSWORD, code=code)
            assert (status, body["code"]) == (401, "wrong_code")
        status, body = await signed_in(desk, password="not the password", code=codes(1))
        assert (status, body["code"]) == (401, "wrong_credentials")
        assert (await signed_in(desk, password=PASSWORD, code=f" {codes(1)} "))[0] == 200
        assert (await signed_in(desk, password=PASSWORD, code=codes(1)))[1]["code"] == "wrong_code"
        assert (await li.call("POST", "/second-factor", {}))[1]["code"] == "has_second_factor"
        assert (await li.call("DELETE", "/second-factor", {"code": "1"}))[0] == 403
        desk.app.state.desk.second_factors.now = lambda: NOW + timedelta(minutes=1)
        assert (await li.call("DELETE", "/second-factor", {"code": codes(2)}))[0] == 204
        assert (await signed_in(desk, password=PASSWORD))[0] == 200


async def test_an_admin_lets_in_who_has_lost_the_second_factor(desk: RunningDesk) -> None:
    async with at_work(desk) as li, at_work(desk, "boss", "admin") as boss:
        path = f"/agents/{li.me['id']}/second-factor"
        assert (await boss.call("DELETE", path))[1]["code"] == "no_second_factor"
        await turned_on(desk, li)
        assert (await boss.call("DELETE", path))[0] == 204
        assert (await signed_in(desk, password=PASSWORD))[0] == 200
        audit = [
            (entry["action"], entry["detail"]) for entry in (await boss.get("/audit"))["entries"]
        ]
        assert ("second_factor_on", None) in audit
        assert ("second_factor_off", "li") in audit


async def test_sessions_are_listed_and_ended_one_s_own_alone(desk: RunningDesk) -> None:
    async with (
        at_work(desk) as li,
        console(desk.url, "li") as elsewhere,
        at_work(desk, "wang") as wang,
    ):
        listed = (await li.get("/sessions"))["sessions"]
        assert [session["current"] for session in listed] == [False, True]
        assert all("aiohttp" in session["browser"] for session in listed)
        other = listed[0]["id"]
        assert (await wang.call("DELETE", f"/sessions/{other}"))[1]["code"] == "unknown_session"
        assert (await li.call("DELETE", f"/sessions/{other}"))[0] == 204
        assert (await elsewhere.call("GET", "/session"))[0] == 401
        assert (await li.call("DELETE", f"/sessions/{other}"))[0] == 404
        assert len((await li.get("/sessions"))["sessions"]) == 1
        with desk.app.state.desk.agents._database.reading() as connection:
            hashes = set(connection.execute(select(agent_sessions.c.token_hash)).scalars())
        assert not hashes & {session["id"] for session in listed}
