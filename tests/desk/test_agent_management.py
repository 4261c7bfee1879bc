"""Agents, their roles and passwords, managed by the agents' API and by `beian agent`."""

from __future__ import annotations

import argparse
import io
from typing import Any

import pytest

from beian.cli import agents as command
from beian.cli.errors import CommandError
from beian.desk.storage.agents import Agent, AgentStore
from beian.desk.storage.database import DeskDatabase
from tests.desk.agent import PASSWORD, Console, at_work, console
from tests.desk.running import RunningDesk

OTHER = "another long password"
ADDED = {"name": "Wang", "display_name": "王磊", "password": PASSWORD, "roles": ["agent", "editor"]}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here differs in no database."""
    return sqlite_url


async def changed(boss: Console, agent: dict[str, Any], **values: Any) -> tuple[int, Any]:
    body = {name: agent[name] for name in ("display_name", "roles", "disabled")}
    return await boss.call("PUT", f"/agents/{agent['id']}", {**body, **values})


async def test_an_admin_adds_changes_and_disables_agents(desk: RunningDesk) -> None:
    async with at_work(desk, "boss", "admin") as boss, console(desk.url) as wang:
        status, added = await boss.call("POST", "/agents", ADDED)
        assert (status, added["name"], added["roles"]) == (200, "wang", ["agent", "editor"])
        assert (await boss.call("POST", "/agents", ADDED))[1]["code"] == "name_taken"
        assert (await wang.sign_in("wang"))[0] == 200
        assert (await wang.call("POST", "/canned", {}))[1]["code"] == "bad_request"  # may
        _, changed_to = await changed(boss, added, roles=["agent"], display_name="磊")
        assert (changed_to["roles"], changed_to["display_name"]) == (["agent"], "磊")
        assert (await wang.call("POST", "/canned", {}))[1]["code"] == "not_allowed"
        assert (await changed(boss, added, disabled=True))[1]["disabled"]
        assert (await wang.call("GET", "/session"))[0] == 401
        assert (await wang.sign_in("wang"))[1]["code"] == "wrong_credentials"
        assert (await changed(boss, added, disabled=False))[0] == 200
        assert (await wang.sign_in("wang"))[0] == 200
        assert [each["name"] for each in (await wang.get("/agents"))["agents"]] == ["boss", "wang"]
        audit = [
            (entry["action"], entry["detail"])
            for entry in (await boss.get("/audit"))["entries"]
            if entry["action"].startswith("agent")
        ]
        assert audit[-1] == ("agent_added", "wang (agent, editor)")
        assert "agent_disabled" in dict(audit)


async def test_who_is_disabled_is_listed_for_admins_alone(desk: RunningDesk) -> None:
    async with at_work(desk, "boss", "admin") as boss, at_work(desk) as li:
        _, added = await boss.call("POST", "/agents", ADDED)
        await changed(boss, added, disabled=True)
        assert "wang" in [each["name"] for each in (await boss.get("/agents"))["agents"]]
        assert "wang" not in [each["name"] for each in (await li.get("/agents"))["agents"]]
        status, body = await boss.act("nowhere", "assign", {"agent": added["id"]})
        assert (status, body["code"]) == (404, "unknown_agent")


async def test_the_last_admin_stays_one(desk: RunningDesk) -> None:
    async with at_work(desk, "boss", "admin") as boss:
        for values in ({"roles": ["agent"]}, {"disabled": True}):
            assert (await changed(boss, boss.me, **values))[1]["code"] == "last_admin"
        await boss.call("POST", "/agents", {**ADDED, "roles": ["admin"]})
        assert (await changed(boss, boss.me, roles=["agent"]))[0] == 200
        assert (await boss.call("POST", "/agents", ADDED))[1]["code"] == "not_allowed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "王"},
        {"name": "x" * 65},
        {"display_name": " "},
        {"display_name": "x" * 41},
        {"display_name": "\0"},
        {"display_name": "A\u202eB"},
        {"display_name": "A\nB"},
        {"password": "too short"},
        {"password": "x" * 1001},
        {"roles": []},
        {"roles": ["boss"]},
        {"roles": [["agent"]]},
        {"roles": "admin"},
    ],
)
async def test_what_no_agent_can_be_is_refused(desk: RunningDesk, wrong: dict[str, Any]) -> None:
    async with at_work(desk, "boss", "admin") as boss:
        status, body = await boss.call("POST", "/agents", {**ADDED, **wrong})
        assert (status, body["code"]) == (400, "bad_request")
        assert [each["name"] for each in (await boss.get("/agents"))["agents"]] == ["boss"]


async def test_a_password_that_an_admin_sets_ends_the_agent_s_sessions(desk: RunningDesk) -> None:
    async with at_work(desk, "boss", "admin") as boss, at_work(desk) as li:
        path = f"/agents/{li.me['id']}/password"
        assert (await boss.call("PUT", path, {"password": "short"}))[0] == 400
        own = f"/agents/{boss.me['id']}"
        status, body = await boss.call("PUT", f"{own}/password", {"password": OTHER})
        assert (status, body["code"]) == (403, "not_allowed")
        assert (await boss.call("DELETE", f"{own}/second-factor"))[1]["code"] == "not_allowed"
        assert (await boss.call("PUT", path, {"password": OTHER}))[0] == 204
        assert (await li.call("GET", "/session"))[0] == 401
        assert (await li.sign_in("li"))[1]["code"] == "wrong_credentials"
        assert (await li.sign_in("li", OTHER))[0] == 200
        for unknown in ("nobody", "%00"):
            path = f"/agents/{unknown}/password"
            assert (await boss.call("PUT", path, {"password": OTHER}))[0] == 404


async def test_an_agent_changes_their_own_password_and_stays_signed_in_here_alone(
    desk: RunningDesk,
) -> None:
    async with at_work(desk) as li, console(desk.url, "li") as elsewhere:
        wrong = {"present": OTHER, "password": OTHER}
        assert (await li.call("PUT", "/session/password", wrong))[1]["code"] == "wrong_credentials"
        right = {"present": PASSWORD, "password": OTHER}
        assert (await li.call("PUT", "/session/password", right))[0] == 204
        assert (await li.call("GET", "/session"))[0] == 200
        assert (await elsewhere.call("GET", "/session"))[0] == 401
        assert (await elsewhere.sign_in("li", OTHER))[0] == 200


def beian_agent(monkeypatch: pytest.MonkeyPatch, *arguments: str, said: str = "") -> None:
    """Run `beian agent` with these arguments; `said`: what comes in by standard input."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    command.run(parser.parse_args(arguments))


def known(url: str) -> dict[str, Agent]:
    database = DeskDatabase(url)
    try:
        return {agent.name: agent for agent in AgentStore(database).all()}
    finally:
        database.close()


def test_the_command_adds_agents_with_roles_and_changes_roles_and_passwords(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BEIAN_DESK_DATABASE_URL", sqlite_url)
    database = DeskDatabase(sqlite_url)
    database.upgrade()
    database.close()
    both = ("--role", "agent", "--role", "manager")
    beian_agent(monkeypatch, "add", "li", *both, said=f"{PASSWORD}\n")
    beian_agent(monkeypatch, "add", "wang", said=f"{PASSWORD}\n")
    assert {name: sorted(agent.roles) for name, agent in known(sqlite_url).items()} == {
        "li": ["agent", "manager"],
        "wang": ["agent"],
    }
    beian_agent(monkeypatch, "role", "LI", "editor", "admin")
    assert sorted(known(sqlite_url)["li"].roles) == ["admin", "editor"]
    beian_agent(monkeypatch, "password", "li", said=f"{OTHER}\n")
    beian_agent(monkeypatch, "list")
    assert "admin, editor" in capsys.readouterr().out
    with pytest.raises(CommandError, match="at least 10"):
        beian_agent(monkeypatch, "password", "li", said="short\n")
    for action in (("password", "nobody"), ("role", "nobody", "agent")):
        with pytest.raises(CommandError, match="no agent nobody"):
            beian_agent(monkeypatch, *action, said=f"{OTHER}\n")
    with pytest.raises(SystemExit):
        beian_agent(monkeypatch, "role", "li", "boss")


@pytest.mark.parametrize("action", [("role", "boss", "agent"), ("disable", "boss")])
def test_the_command_leaves_an_admin_who_may_sign_in(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, action: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BEIAN_DESK_DATABASE_URL", sqlite_url)
    for name in ("boss", "second"):
        beian_agent(monkeypatch, "add", name, "--admin", said=f"{PASSWORD}\n")
    beian_agent(monkeypatch, "disable", "second")
    with pytest.raises(CommandError, match="boss is the last admin who may sign in"):
        beian_agent(monkeypatch, *action)
    boss = known(sqlite_url)["boss"]
    assert (sorted(boss.roles), boss.disabled) == (["admin"], False)
    beian_agent(monkeypatch, "enable", "second")
    beian_agent(monkeypatch, *action)


@pytest.mark.parametrize("character", ["\u202e", "\x1b", "\n", "\u200f", "\u2066"])
def test_the_command_takes_no_display_name_with_what_nobody_sees(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, character: str
) -> None:
    monkeypatch.setenv("BEIAN_DESK_DATABASE_URL", sqlite_url)
    with pytest.raises(CommandError, match="control characters"):
        beian_agent(monkeypatch, "add", "x", "--display", f"A{character}B", said=f"{PASSWORD}\n")
    assert not known(sqlite_url)


def test_the_list_shows_a_display_name_as_it_is(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BEIAN_DESK_DATABASE_URL", sqlite_url)
    for name, shown in (("li", "[a](b) Li"), ("wang", "[/red]")):
        beian_agent(monkeypatch, "add", name, "--display", shown, said=f"{PASSWORD}\n")
    beian_agent(monkeypatch, "list")
    told = capsys.readouterr().out
    assert "[a](b) Li" in told
    assert "[/red]" in told
