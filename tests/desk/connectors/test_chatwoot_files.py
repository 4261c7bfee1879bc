"""Files that users send in Chatwoot."""

from __future__ import annotations

import pytest

from beian.desk.storage.records import AttachmentRecord
from tests.desk.connectors.chatwoot_desk import becomes, ours, transcript
from tests.desk.connectors.fake_chatwoot import FakeChatwoot, Talk
from tests.desk.files import samples
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot


def files_of(desk: RunningDesk, talk: Talk) -> list[AttachmentRecord]:
    conversation = ours(desk, talk)
    assert conversation is not None
    found = desk.app.state.desk.conversations.newest(conversation.id, 50)
    return [each for message in found for each in message.attachments or ()]


def test_files_are_kept_noticed_once_and_the_bot_never_sees_them(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    chatwoot.webhooks_twice = True
    talk = chatwoot.talk(31)
    chatwoot.sends(talk, ("id.jpg", samples.photo()), ("letter.pdf", samples.pdf()))
    chatwoot.until(lambda: len(transcript(desk, talk)) == 3)
    assert [(author, text) for author, text in transcript(desk, talk) if author == "visitor"] == [
        ("visitor", "id.jpg"),
        ("visitor", "letter.pdf"),
    ]
    assert [record["type"] for record in files_of(desk, talk)] == ["image/jpeg", "application/pdf"]
    chatwoot.until(lambda: len(talk.said()) == 1)
    assert "助手回答时不看文件内容" in talk.said()[0]
    assert bot.texts == []
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: len(talk.said()) == 2)
    assert bot.texts == ["How long?"]


def test_what_is_written_with_a_file_is_answered(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(32)
    chatwoot.sends(talk, ("id.jpg", samples.photo()), text="Is this enough?")
    chatwoot.until(lambda: len(talk.said()) == 2)
    assert bot.texts == ["Is this enough?"]
    assert len(files_of(desk, talk)) == 1


@pytest.mark.parametrize("content", [samples.SVG, None], ids=["refused", "gone"])
def test_what_can_not_be_kept_is_noted_and_holds_nothing_up(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot, content: bytes | None
) -> None:
    talk = chatwoot.talk(33)
    if content is None:
        chatwoot.files.clear()
        chatwoot.sends(talk, ("drawing.svg", b""))
        del chatwoot.files["drawing.svg"]
    else:
        chatwoot.sends(talk, ("drawing.svg", content))
    chatwoot.until(lambda: len(talk.said()) == 1)
    assert "客服在这里就能看到" in talk.said()[0]
    assert files_of(desk, talk) == []
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: len(talk.said()) == 2)
    assert bot.texts == ["How long?"]


def test_while_a_person_has_it_files_are_kept_and_nothing_is_said(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(34)
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: len(talk.said()) == 1)
    chatwoot.becomes(talk, "open")
    becomes(chatwoot, desk, talk, "with_agent")
    chatwoot.sends(talk, ("id.jpg", samples.photo()))
    chatwoot.until(lambda: len(files_of(desk, talk)) == 1)
    assert transcript(desk, talk)[-1] == ("visitor", "id.jpg")
    assert len(talk.said()) == 1


def test_no_other_server_is_asked_for_a_file(desk: RunningDesk, chatwoot: FakeChatwoot) -> None:
    talk = chatwoot.talk(35)
    talk.messages.clear()
    elsewhere = [{"file_type": "image", "data_url": "http://127.0.0.1:9/internal.jpg"}]
    user = {"type": "contact", "name": "A user"}
    chatwoot._do(lambda: chatwoot._add(talk, "", "incoming", user, attachments=elsewhere))
    chatwoot.until(lambda: len(talk.said()) == 1)
    assert files_of(desk, talk) == []
