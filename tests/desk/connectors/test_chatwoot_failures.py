"""Chatwoot that is slow, down or in trouble, and desks that are killed: nothing is lost, nothing
said twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import DeliveryStore
from tests.desk.connectors.chatwoot_desk import TEAM, becomes, connected_desk, environment
from tests.desk.connectors.fake_chatwoot import FakeChatwoot, Trouble
from tests.desk.processes import desk_process, free_port
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot

NO_ANSWER = 0


def all_is_delivered(deliveries: DeliveryStore) -> Callable[[], bool]:
    return lambda: not deliveries.open()


def test_retry_after_is_honoured(desk: RunningDesk, chatwoot: FakeChatwoot) -> None:
    talk = chatwoot.talk(21)
    chatwoot.troubles["messages"].append(Trouble(429, retry_after="1"))
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: "messages" in chatwoot.asked)
    refused_at = time.monotonic()
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])
    assert time.monotonic() - refused_at >= 0.9
    chatwoot.until(all_is_delivered(desk.app.state.desk.deliveries))


@pytest.mark.parametrize("status", [500, 502, NO_ANSWER])
def test_a_message_that_arrived_although_it_seemed_not_is_not_sent_again(
    desk: RunningDesk, chatwoot: FakeChatwoot, status: int
) -> None:
    talk = chatwoot.talk(22)
    chatwoot.troubles["messages"].append(Trouble(status, done=True))
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])
    chatwoot.writes(talk, "And then?")
    chatwoot.until(lambda: len(talk.said()) > 1)
    assert talk.said() == ["nobody: How long?", "nobody: And then?"]
    chatwoot.until(all_is_delivered(desk.app.state.desk.deliveries))


@pytest.mark.parametrize("status", [503, NO_ANSWER])
def test_a_message_that_did_not_arrive_is_sent_again_when_no_echo_comes(
    tmp_path: Path,
    sqlite_url: str,
    chatwoot: FakeChatwoot,
    bot: ScriptedBot,
    status: int,
) -> None:
    talk = chatwoot.talk(23)
    chatwoot.troubles["messages"].append(Trouble(status))
    with connected_desk(tmp_path, sqlite_url, chatwoot, bot, echo_seconds=0.5) as desk:
        chatwoot.writes(talk, "How long?")
        chatwoot.until(lambda: "messages" in chatwoot.asked)  # two webhooks at once keep no order
        chatwoot.writes(talk, "And then?")
        chatwoot.until(lambda: len(talk.said()) == 2)
        assert talk.said() == ["nobody: How long?", "nobody: And then?"]
        assert chatwoot.asked.count("messages") == 3
        chatwoot.until(all_is_delivered(desk.app.state.desk.deliveries))


def test_an_unknown_status_keeps_the_bot_silent_until_it_is_known(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(24)
    chatwoot.troubles["status"].extend([Trouble(500), Trouble(NO_ANSWER), Trouble(429)])
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])
    assert [kind for kind in chatwoot.asked if kind != "toggle_typing_status"] == [
        *["status"] * 4,
        "messages",
    ]
    chatwoot.until(all_is_delivered(desk.app.state.desk.deliveries))


def test_a_hand_off_in_trouble_is_made_once(desk: RunningDesk, chatwoot: FakeChatwoot) -> None:
    talk = chatwoot.talk(25)
    chatwoot.mute.add("conversation_opened")
    chatwoot.troubles["messages"].extend([Trouble(500, done=True), Trouble(500, done=True)])
    chatwoot.troubles["toggle_status"].append(Trouble(NO_ANSWER, done=True))
    chatwoot.troubles["assignments"].append(Trouble(503))
    chatwoot.writes(talk, "a person")
    chatwoot.until(lambda: talk.team == TEAM)
    becomes(chatwoot, desk, talk, "with_agent")
    assert talk.said() == ["nobody: a person"]
    assert len(talk.said(private=True)) == 1
    assert chatwoot.asked.count("toggle_status") == 1
    chatwoot.until(all_is_delivered(desk.app.state.desk.deliveries))


def test_what_is_refused_is_seen_by_admins_and_goes_out_when_they_say_so(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    deliveries = desk.app.state.desk.deliveries
    talk = chatwoot.talk(26)
    chatwoot.troubles["messages"].append(Trouble(422))
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: [each["state"] for each in deliveries.open()] == ["failed"])
    (failed,) = deliveries.open()
    assert (failed["kind"], failed["to"]) == ("chatwoot", "#26")
    assert failed["error"] == "Chatwoot answered 422."
    assert deliveries.retry(int(failed["id"]))
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])


def test_a_wrong_token_loses_nothing(desk: RunningDesk, chatwoot: FakeChatwoot) -> None:
    deliveries = desk.app.state.desk.deliveries
    talk, token = chatwoot.talk(27), chatwoot.token
    chatwoot.token = "another one by now"
    chatwoot.writes(talk, "How long?")
    chatwoot.until(
        lambda: (
            [(each["state"], each["error"]) for each in deliveries.open()]
            == [("waiting", "Chatwoot answered 401.")]
        )
    )
    chatwoot.token = token
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])


def killed_and_started_again(
    folder: Path,
    bot: ScriptedBot,
    chatwoot: FakeChatwoot,
    before: Callable[[], None],
    after: Callable[[], None],
) -> None:
    """Run a desk process, kill it after `before`, and start another one for `after`."""
    (folder / "var").mkdir()
    database = f"sqlite:///{folder / 'var' / 'desk.sqlite3'}"
    variables = environment(folder, bot.secret, database, chatwoot)
    port, log = free_port(), folder / "desk.log"
    chatwoot.desk = f"http://127.0.0.1:{port}"
    with desk_process(variables, bot.url, log, port) as desk:
        before()
        desk.kill()
    with desk_process(variables, bot.url, log, port):
        after()
        opened = DeskDatabase(database)
        try:
            chatwoot.until(all_is_delivered(DeliveryStore(opened)))
        finally:
            opened.close()


def test_a_desk_that_is_killed_while_the_bot_thinks(
    tmp_path: Path, bot: ScriptedBot, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(31)
    bot.delay = 30

    def before() -> None:
        chatwoot.writes(talk, "How long?")
        chatwoot.until(lambda: bot.texts == ["How long?"])
        bot.delay = 0

    def after() -> None:
        chatwoot.until(lambda: talk.said() == ["nobody: How long?"])

    killed_and_started_again(tmp_path, bot, chatwoot, before, after)
    assert talk.said() == ["nobody: How long?"]


def test_a_desk_that_is_killed_while_it_sends(
    tmp_path: Path, bot: ScriptedBot, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(32)
    chatwoot.troubles["messages"].append(Trouble(NO_ANSWER, done=True))
    chatwoot.mute.add("outgoing")

    def before() -> None:
        chatwoot.writes(talk, "How long?")
        chatwoot.until(lambda: len(talk.said()) == 1)

    def after() -> None:
        chatwoot.mute.clear()  # what was kept back comes now, as after a failed delivery
        chatwoot.tell_again(talk, talk.messages[-1], "message_created")
        chatwoot.writes(talk, "And then?")
        chatwoot.until(lambda: len(talk.said()) == 2)

    killed_and_started_again(tmp_path, bot, chatwoot, before, after)
    assert talk.said() == ["nobody: How long?", "nobody: And then?"]


def test_a_desk_that_is_killed_before_it_has_processed_an_event(
    tmp_path: Path, bot: ScriptedBot, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(33)
    chatwoot.troubles["status"].append(Trouble(NO_ANSWER))

    def before() -> None:
        talk.status = "open"
        chatwoot.writes(talk, "Hello, Li")
        chatwoot.until(lambda: "status" in chatwoot.asked and len(chatwoot.answered_in) == 1)

    def after() -> None:
        talk.status = "pending"
        chatwoot.writes(talk, "How long?")
        chatwoot.until(lambda: talk.said() == ["nobody: How long?"])

    killed_and_started_again(tmp_path, bot, chatwoot, before, after)
    assert bot.texts == ["How long?"]


def test_a_desk_that_is_killed_during_a_hand_off(
    tmp_path: Path, bot: ScriptedBot, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(34)
    chatwoot.troubles["toggle_status"].append(Trouble(NO_ANSWER))

    def before() -> None:
        chatwoot.writes(talk, "a person")
        chatwoot.until(lambda: "toggle_status" in chatwoot.asked)

    def after() -> None:
        chatwoot.writes(talk, "Is anybody there?")
        chatwoot.until(lambda: talk.team == TEAM)

    killed_and_started_again(tmp_path, bot, chatwoot, before, after)
    assert talk.status == "open"
    assert talk.said() == ["nobody: a person"]
    assert len(talk.said(private=True)) == 1
    assert bot.texts == ["a person"]
