"""Files, and words, of a user who goes on in the site's own chat while people at Chatwoot have the
conversation."""

from __future__ import annotations

import io
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image

from beian.desk.site_tokens import SiteTokens
from tests.desk.connectors.chatwoot_desk import becomes, connected_desk, ours
from tests.desk.connectors.fake_chatwoot import FakeChatwoot, Talk, Trouble
from tests.desk.files import samples
from tests.desk.files.uploading import Uploader
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import Visitor, visiting

ACCOUNT = "lin-individual"
NO_ANSWER = 0


@asynccontextmanager
async def in_the_sites_chat(
    desk: RunningDesk, talk: Talk, bot: ScriptedBot
) -> AsyncIterator[tuple[Visitor, Uploader]]:
    """The user of a talk, who has gone on in the site's chat."""
    token = SiteTokens(desk.app.state.desk.config.token, bot.secret).sign(ACCOUNT)
    conversation = ours(desk, talk)
    assert conversation is not None
    async with visiting(desk.url) as visitor:
        await visitor.hello(token=token, resume=True)
        assert visitor.conversation["id"] == conversation.id
        yield visitor, Uploader.of(desk.url, visitor, token)


def handed_over(chatwoot: FakeChatwoot, desk: RunningDesk) -> Talk:
    """A talk that a person has opened."""
    talk = chatwoot.talk(51, identifier=ACCOUNT)
    chatwoot.writes(talk, "How long?")
    chatwoot.until(lambda: len(talk.said()) == 1)
    chatwoot.becomes(talk, "open")
    becomes(chatwoot, desk, talk, "with_agent")
    return talk


def notes(talk: Talk) -> list[str]:
    return talk.said(private=True)


def sent_files(talk: Talk) -> list[str]:
    return [
        each["data_url"].rpartition("/")[2]
        for message in talk.messages
        if message["private"]
        for each in message.get("attachments", ())
    ]


async def test_files_and_words_go_to_people_in_order_as_notes(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = handed_over(chatwoot, desk)
    async with in_the_sites_chat(desk, talk, bot) as (visitor, uploader):
        assert (await uploader.send(samples.photo(3000, 2000), "id.jpg")).status == 200
        await visitor.say("This is my card.")
        large = await uploader.send(samples.pdf(), "letter.pdf")
        chatwoot.until(lambda: len(notes(talk)) == 3)
        kept = await uploader.call("GET", f"/chat/files/{large.body['id']}/content")
    assert sent_files(talk) == ["id.jpg", "letter.pdf"]
    for told, note in zip(("id.jpg", "my card", "letter.pdf"), notes(talk), strict=True):
        assert told in note
    assert chatwoot.files["id.jpg"].startswith(b"\xff\xd8")
    assert chatwoot.files["letter.pdf"] == kept.body
    assert len(talk.said()) == 1  # nothing of it is shown to the user again
    assert bot.texts == ["How long?"]


async def test_what_was_sent_before_the_hand_off_comes_behind_its_note(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = chatwoot.talk(52, identifier=ACCOUNT)
    chatwoot.sends(talk, ("in-chatwoot.jpg", samples.photo()))
    chatwoot.until(lambda: len(talk.said()) == 1)
    async with in_the_sites_chat(desk, talk, bot) as (_, uploader):
        await uploader.send(samples.photo(), "before.jpg")
    chatwoot.until(lambda: ours(desk, talk) is not None)
    assert sent_files(talk) == []
    chatwoot.writes(talk, "a person")
    chatwoot.until(lambda: sent_files(talk) == ["before.jpg"])
    assert len(notes(talk)) == 2
    assert talk.status == "open"


@pytest.mark.parametrize("status", [500, NO_ANSWER])
async def test_a_file_that_arrived_although_it_seemed_not_is_not_sent_again(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot, status: int
) -> None:
    talk = handed_over(chatwoot, desk)
    chatwoot.troubles["file"].append(Trouble(status, done=True))
    async with in_the_sites_chat(desk, talk, bot) as (visitor, uploader):
        await uploader.send(samples.photo(), "id.jpg")
        await visitor.say("Here it is.")
        chatwoot.until(lambda: len(notes(talk)) == 2)
    assert sent_files(talk) == ["id.jpg"]


@pytest.mark.parametrize("status", [429, 503])
async def test_a_file_that_did_not_arrive_is_sent_again(
    tmp_path: Path, sqlite_url: str, chatwoot: FakeChatwoot, bot: ScriptedBot, status: int
) -> None:
    with connected_desk(tmp_path, sqlite_url, chatwoot, bot, echo_seconds=0.5) as desk:
        talk = handed_over(chatwoot, desk)
        chatwoot.troubles["file"].append(Trouble(status))
        async with in_the_sites_chat(desk, talk, bot) as (visitor, uploader):
            await uploader.send(samples.photo(), "id.jpg")
            await visitor.say("Here it is.")
            chatwoot.until(lambda: len(notes(talk)) == 2)
        assert sent_files(talk) == ["id.jpg"]
        assert "Here it is." in notes(talk)[1]
        assert chatwoot.asked.count("file") == 2


async def test_what_chatwoot_does_not_take_is_told_as_text(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = handed_over(chatwoot, desk)
    chatwoot.troubles["file"].append(Trouble(413))
    async with in_the_sites_chat(desk, talk, bot) as (_, uploader):
        await uploader.send(samples.photo(), "id.jpg")
        chatwoot.until(lambda: len(notes(talk)) == 1)
    assert sent_files(talk) == []
    assert "“id.jpg”" in notes(talk)[0]


async def test_a_file_that_was_deleted_meanwhile_is_told_as_text(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = handed_over(chatwoot, desk)
    chatwoot.troubles["file"].append(Trouble(429, retry_after="1"))
    async with in_the_sites_chat(desk, talk, bot) as (_, uploader):
        sent = await uploader.send(samples.photo(), "id.jpg")
        chatwoot.until(lambda: "file" in chatwoot.asked)
        await uploader.call("DELETE", f"/chat/files/{sent.body['id']}")
        chatwoot.until(lambda: len(notes(talk)) == 1)
    assert sent_files(talk) == []
    assert "id.jpg" not in notes(talk)[0]


async def test_a_file_too_large_for_chatwoot_is_told_as_text(
    tmp_path: Path, sqlite_url: str, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    more = "largest_file_mb: 1"
    with connected_desk(tmp_path, sqlite_url, chatwoot, bot, more=more) as desk:
        talk = handed_over(chatwoot, desk)
        async with in_the_sites_chat(desk, talk, bot) as (_, uploader):
            await uploader.send(noisy_png(), "large.png")
            chatwoot.until(lambda: len(notes(talk)) == 1)
        assert sent_files(talk) == []
        assert "“large.png”" in notes(talk)[0]
        assert "file" not in chatwoot.asked


def noisy_png() -> bytes:
    """A picture of more than a megabyte, however it is written."""
    picture = Image.frombytes("RGB", (700, 700), random.Random(1).randbytes(700 * 700 * 3))
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


async def test_people_are_told_that_the_user_has_deleted_the_conversation(
    desk: RunningDesk, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> None:
    talk = handed_over(chatwoot, desk)
    async with in_the_sites_chat(desk, talk, bot) as (visitor, _):
        await visitor.send({"type": "delete", "conversation": visitor.conversation["id"]})
        await visitor.of_type("welcome")
        chatwoot.until(lambda: len(notes(talk)) == 1)
    assert "已经删除了这次对话" in notes(talk)[0] or "was deleted at the site" in notes(talk)[0]
    assert ours(desk, talk) is None
