"""Users chat in Chatwoot: whole stories between its server, the desk and the bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.connectors.chatwoot_desk import TEAM, becomes, connected_desk, ours, transcript
from tests.desk.connectors.fake_chatwoot import FakeChatwoot
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot


def test_a_question_is_answered_whatever_comes_twice(
    tmp_path: Path,
    database_url: str,
    chatwoot: FakeChatwoot,
    bot: ScriptedBot,
) -> None:
    chatwoot.webhooks_twice = True
    talk = chatwoot.talk(11)
    with connected_desk(tmp_path, database_url, chatwoot, bot) as desk:
        chatwoot.writes(talk, "How long?")
        chatwoot.until(lambda: talk.said() == ["nobody: How long?"])
        chatwoot.tell_again(talk, talk.messages[0], "message_created")
        chatwoot.writes(talk, "And then?")
        chatwoot.until(lambda: talk.said()[1:] == ["nobody: And then?"])
        chatwoot.until(lambda: talk.typing == ["on", "off", "on", "off"])
        assert bot.texts == ["How long?", "And then?"]
        assert transcript(desk, talk) == [
            ("visitor", "How long?"),
            ("assistant", "nobody: How long?"),
            ("visitor", "And then?"),
            ("assistant", "nobody: And then?"),
        ]
    assert max(chatwoot.answered_in) < 5


def test_buttons_are_shown_and_pressed(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(12)
    chatwoot.writes(talk, "/faq_cancellation_time")
    chatwoot.until(lambda: len(talk.said()) == 1)
    shown = talk.messages[-1]
    assert shown["content_type"] == "input_select"
    assert shown["content_attributes"]["items"] == [
        {"title": "How long?", "value": "/faq_cancellation_time"}
    ]
    chatwoot.presses(talk, "/faq_cancellation_time")
    chatwoot.until(lambda: len(talk.said()) == 2)
    assert [(body.get("text"), body.get("payload")) for body in bot.asked] == [
        ("/faq_cancellation_time", None),
        (None, "/faq_cancellation_time"),
    ]
    assert transcript(desk, talk)[2] == ("visitor", "How long?")


def test_nobody_is_asked_to_sign_in_where_there_is_no_site(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    del desk
    bot.helped_by_sign_in = True
    talk = chatwoot.talk(13)
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])


def test_an_agent_opens_while_the_bot_thinks(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(13)
    bot.thinking = True
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: talk.typing == ["on"])
    chatwoot.becomes(talk, "open")
    becomes(chatwoot, desk, talk, "with_agent")
    bot.thinking = False
    chatwoot.until(lambda: talk.typing == ["on", "off"])
    chatwoot.answers(talk, "I am Li.")
    chatwoot.until(lambda: ("agent", "I am Li.") in transcript(desk, talk))
    chatwoot.writes(talk, "Hello, Li")
    chatwoot.answers(talk, "A note among us", private=True)
    chatwoot.until(lambda: ("visitor", "Hello, Li") in transcript(desk, talk))
    assert talk.said() == ["I am Li."]
    assert bot.texts == ["How long?"]
    assert transcript(desk, talk) == [
        ("visitor", "How long?"),
        ("agent", "I am Li."),
        ("visitor", "Hello, Li"),
    ]


def test_the_status_is_looked_at_again_before_a_reply_is_sent(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(14)
    chatwoot.mute.add("conversation_opened")
    bot.thinking = True
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: talk.typing == ["on"])
    chatwoot.becomes(talk, "open")
    bot.thinking = False
    becomes(chatwoot, desk, talk, "with_agent")
    assert "status" in chatwoot.asked
    assert "messages" not in chatwoot.asked
    assert talk.said() == []


def test_a_hand_off_and_back(desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot) -> None:
    talk = chatwoot.talk(15, "lin")
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: len(talk.said()) == 1)
    chatwoot.writes(talk, "a person")
    chatwoot.until(lambda: talk.team == TEAM)
    becomes(chatwoot, desk, talk, "with_agent")
    done = [kind for kind in chatwoot.asked if kind not in ("status", "toggle_typing_status")]
    assert done == ["messages", "messages", "note", "toggle_status", "assignments"]
    assert talk.said()[-1] == "lin: a person"
    (note,) = talk.said(private=True)
    for told in ("lin", "How long?", "a person", "中文"):
        assert told in note
    chatwoot.writes(talk, "Are you there?")
    # Chatwoot's calls may overtake each other.
    chatwoot.until(lambda: transcript(desk, talk)[-1] == ("visitor", "Are you there?"))
    chatwoot.answers(talk, "Yes.")
    chatwoot.until(lambda: transcript(desk, talk)[-1] == ("agent", "Yes."))
    chatwoot.becomes(talk, "resolved")
    becomes(chatwoot, desk, talk, "bot")
    chatwoot.writes(talk, "One more thing")
    chatwoot.until(lambda: talk.said()[-1] == "lin: One more thing")
    assert bot.texts == ["How long?", "a person", "One more thing"]


def test_two_desks_on_one_store_say_everything_once(
    tmp_path: Path,
    postgres_url: str,
    chatwoot: FakeChatwoot,
    bot: ScriptedBot,
) -> None:
    talk = chatwoot.talk(21)
    with (
        connected_desk(tmp_path, postgres_url, chatwoot, bot) as one,
        connected_desk(tmp_path, postgres_url, chatwoot, bot) as other,
    ):
        for number, desk in enumerate((one, other, one, other)):
            chatwoot.desk = desk.url
            chatwoot.writes(talk, f"{number}?")
            for again in (one, other):
                chatwoot.desk = again.url
                chatwoot.tell_again(talk, talk.messages[-1], "message_created")
        chatwoot.until(lambda: len(talk.said()) == 4)
        chatwoot.writes(talk, "a person")
        chatwoot.until(lambda: talk.team == TEAM)
        becomes(chatwoot, one, talk, "with_agent")
    assert sorted(talk.said()) == [*(f"nobody: {n}?" for n in range(4)), "nobody: a person"]
    assert len(talk.said(private=True)) == 1
    assert chatwoot.asked.count("toggle_status") == 1


def test_a_token_of_its_own_reads_the_status_where_the_bots_does_not(
    tmp_path: Path,
    sqlite_url: str,
    chatwoot: FakeChatwoot,
    bot: ScriptedBot,
) -> None:
    chatwoot.reader = "a user's token"
    talk = chatwoot.talk(20)
    with connected_desk(tmp_path, sqlite_url, chatwoot, bot):
        chatwoot.writes(talk, "How long?")
        chatwoot.until(lambda: talk.said() == ["nobody: How long?"])


def test_a_person_who_gives_the_conversation_back(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(16)
    chatwoot.becomes(talk, "open")
    chatwoot.writes(talk, "Is anybody there?")
    chatwoot.until(lambda: ("visitor", "Is anybody there?") in transcript(desk, talk))
    becomes(chatwoot, desk, talk, "with_agent")
    chatwoot.becomes(talk, "pending")
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: talk.said() == ["nobody: How long?"])
    assert bot.texts == ["How long?"]


def test_a_pressed_button_that_asks_for_a_person_is_answered_at_once(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    del desk
    talk = chatwoot.talk(17)
    bot.button = {"title": "A person", "payload": "/request_human"}
    chatwoot.writes(talk, "Hello")
    chatwoot.until(lambda: len(talk.said()) == 1)
    chatwoot.presses(talk, "/request_human")
    chatwoot.until(lambda: talk.status == "open")
    assert talk.said()[-1].startswith("好的，这就为您转人工客服")
    assert bot.texts == ["Hello"]


def test_only_a_verified_user_gets_personal_answers(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(18, "lin")
    talk.hmac_verified = False
    chatwoot.writes(talk, "Mine?")
    chatwoot.until(lambda: talk.said() == ["nobody: Mine?"])
    talk.hmac_verified = True
    chatwoot.writes(talk, "And now?")
    chatwoot.until(lambda: talk.said()[-1] == "lin: And now?")
    assert [body["account"] for body in bot.asked] == [None, "lin"]
    assert len({body["conversation"] for body in bot.asked}) == 1
    conversation = ours(desk, talk)
    assert conversation is not None
    assert conversation.account_id == "lin"


@pytest.mark.parametrize("later", ["wang", None])
def test_another_account_never_gets_what_was_the_first_ones(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot, later: str | None
) -> None:
    talk = chatwoot.talk(19, "lin")
    chatwoot.writes(talk, "Mine?")
    chatwoot.until(lambda: talk.said() == ["lin: Mine?"])
    before = ours(desk, talk)
    assert before is not None
    bot.delay = 0.5
    chatwoot.writes(talk, "Too late")
    chatwoot.until(lambda: len(bot.texts) == 2)
    talk.identifier, talk.hmac_verified = later, later is not None
    bot.delay = 0
    chatwoot.writes(talk, "Mine?")
    chatwoot.until(lambda: talk.said()[-1] == f"{later or 'nobody'}: Mine?")
    assert "lin: Too late" not in talk.said()
    after = ours(desk, talk)
    assert after is not None
    assert (after.id != before.id, after.account_id) == (True, later)
    assert desk.app.state.desk.conversations.current(before.id).state == "closed"
