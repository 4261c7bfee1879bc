"""First looks at what visitors send to a desk at work: told to both sides, and never in the way."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from beian.base.settings import Settings
from beian.desk.conversations.first_looks import on_file_of
from beian.desk.files import looking
from beian.desk.files.looking import NothingToReadWith, NotLookedAt, PictureReader
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.attachment_tables import attachments
from beian.filing.filing_store import FilingStore
from beian.filing.importing.sample import load_sample
from tests.desk.agent import at_work, of
from tests.desk.files import papers, samples
from tests.desk.files.test_chat_files import is_file, kept_in
from tests.desk.files.uploading import Uploader
from tests.desk.running import RunningDesk
from tests.desk.visitor import Frame, greeted, visiting

ACCOUNT = "lin-individual"
PATIENCE = 240.0
"""A look waits for a core."""


@pytest.fixture(autouse=True)
def first_looks() -> None:
    """At all photos."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """test_attachments.py is about what may differ between databases."""
    return sqlite_url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Of a desk that knows the sample accounts."""
    store = FilingStore(settings.database_url)
    load_sample(store)
    store.close()
    return settings


def name_on_file(settings: Settings) -> str:
    store = FilingStore(settings.database_url)
    account = store.account(ACCOUNT)
    store.close()
    assert account is not None
    return on_file_of(account).people[0]


def stored_look(desk: RunningDesk, file_id: str) -> object:
    with desk.app.state.desk.conversations.database.reading() as connection:
        query = select(attachments.c.first_look).where(attachments.c.id == file_id)
        return connection.execute(query).scalar_one()


def of_file(frame: Frame) -> bool:
    return bool(frame["type"] == "attachment")


async def test_both_sides_are_told_what_a_photo_seems_to_be(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    token = tokens.sign(ACCOUNT)
    name = name_on_file(desk.settings)
    card = papers.jpeg(papers.photo(papers.id_front(name)))
    async with at_work(desk, "li", "admin") as li, visiting(desk.url) as visitor:
        await greeted(visitor, token=token)
        conversation = visitor.conversation["id"]
        async with li.listening() as events:
            await events.send({"type": "watch", "conversation": conversation})
            uploader = Uploader.of(desk.url, visitor, token)
            sent = await uploader.send(card)
            shown = (await visitor.message(is_file))["attachments"][0]
            assert "look" not in shown
            told = await visitor.until(of_file, PATIENCE)
            look = told["attachment"]["look"]
            assert (
                f"像是居民身份证（人像面）；字能看清；上面有备案里的姓名（{name[0]}**）"
                in look["zh"]
            )
            assert "it bears a name on file" in look["en"]
            event = await events.until(of("attachment"))
            assert event["attachment"]["look"] == look
        page = await li.get(f"/conversations/{conversation}/messages")
        of_page = [each for message in page["messages"] for each in message.get("attachments", ())]
        assert of_page[0]["look"] == look

        row = json.dumps(stored_look(desk, sent.body["id"]), ensure_ascii=False)
        assert name not in row
        assert "4403" not in row
        assert (await uploader.call("DELETE", f"/chat/files/{sent.body['id']}")).status == 204
        deleted = await visitor.until(of_file)
        assert deleted["attachment"]["deleted"]
        assert "look" not in deleted["attachment"]
        assert stored_look(desk, sent.body["id"]) is None


async def test_what_nobody_can_read_costs_only_the_hint(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that breaks, then one that reads."""
    read, tried = PictureReader.read, []

    def breaking(reader: PictureReader, content: object) -> looking.Reading:
        tried.append(content)
        if len(tried) == 1:
            raise NotLookedAt("broken")
        return read(reader, content)  # type: ignore[arg-type]

    monkeypatch.setattr(PictureReader, "read", breaking)
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader = Uploader.of(desk.url, visitor)
        assert (await uploader.send(samples.pdf(), "no-picture.pdf")).body["state"] == "stored"
        assert (await uploader.send(samples.photo(), "first.jpg")).body["state"] == "stored"
        dark = papers.jpeg(papers.dark(papers.photo(papers.id_back())))
        assert (await uploader.send(dark, "second.jpg")).body["state"] == "stored"
        told = await visitor.until(of_file, PATIENCE)
        assert told["attachment"]["name"] == "second.jpg"
        assert "the photo is too dark" in told["attachment"]["look"]["en"]
        assert len(tried) == 2


async def test_without_the_package_files_arrive_and_nothing_is_told(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(reader: PictureReader, content: object) -> None:
        del reader, content
        raise NothingToReadWith("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(PictureReader, "read", missing)
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader = Uploader.of(desk.url, visitor)
        for name in ("first.jpg", "second.jpg"):
            assert (await uploader.send(samples.photo(), name)).body["state"] == "stored"
        for _ in range(200):
            if "first_look_is_off" in caplog.messages:
                break
            await asyncio.sleep(0.1)
        assert caplog.messages.count("first_look_is_off") == 1
        assert not any(map(of_file, await visitor.silence()))


async def test_nothing_of_a_picture_lies_on_the_disk_while_it_is_read(
    desk: RunningDesk, tmp_path: Path
) -> None:
    """Only what the vault keeps, encrypted, is there before and after."""
    content = papers.jpeg(papers.photo(papers.menu()))
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        await Uploader.of(desk.url, visitor).send(content)
        before = {place for place in tmp_path.rglob("*") if place.is_file()}
        await visitor.until(of_file, PATIENCE)
        after = {place for place in tmp_path.rglob("*") if place.is_file()}
    known = ("sqlite3", "sqlite3-wal", "sqlite3-shm", "desk.yml")
    kept = set(kept_in(desk))
    added = {place for place in after - before if not place.name.endswith(known)}
    assert added <= kept
    assert not any(place.read_bytes().startswith(b"\xff\xd8") for place in kept)
