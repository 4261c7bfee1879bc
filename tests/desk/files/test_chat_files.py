"""Visitors' files, over real HTTP, from the first part to the last day."""

from __future__ import annotations

import asyncio
import io
import socket
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select, text

from beian.base.key_ring import add_key
from beian.base.settings import Settings
from beian.desk.conversations.attachments import used_keys
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from tests.desk.files import samples
from tests.desk.files.uploading import PART, Uploader
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import Frame, greeted, new_id, visiting


def is_file(message: Frame) -> bool:
    return bool(message.get("attachments"))


def is_notice(message: Frame) -> bool:
    return bool(message["author"] == "notice")


def kept_in(desk: RunningDesk) -> list[Path]:
    """What lies in the folder of files."""
    return [place for place in (desk.settings.var / "files").rglob("*") if place.is_file()]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """test_attachments.py is about what may differ between databases."""
    return sqlite_url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With a place and keys of this test's own, also beside a database server."""

    key_file = settings.var / "outside" / "encryption.keys"
    add_key(key_file)
    return replace(settings, given_key_file=key_file, files_url=f"file://{settings.var / 'files'}")


async def test_a_photo_appears_as_a_message_that_the_bot_never_sees(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    photo = samples.photo(3000, 2000)
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        sent = await Uploader.of(desk.url, visitor).send(photo, "身份证.JPEG")
        assert (sent.status, sent.body["state"]) == (200, "stored")
        message = await visitor.message(is_file)
        assert (message["author"], message["text"]) == ("visitor", "身份证.jpg")
        (shown,) = message["attachments"]
        assert (shown["name"], shown["type"], shown["deleted"]) == (
            "身份证.jpg",
            "image/jpeg",
            False,
        )
        notice = await visitor.message(is_notice)
        assert "nobody is in this chat yet" in notice["text"] or "还没有客服" in notice["text"]
        assert [button["payload"] for button in notice["buttons"]] == ["/request_human"]

        uploader = Uploader.of(desk.url, visitor)
        content = await uploader.call("GET", shown["url"])
        assert len(content.body) == shown["size"] == int(content.headers["content-length"])
        with Image.open(io.BytesIO(content.body)) as picture:
            assert picture.size == (2000, 3000)
        small = await uploader.call("GET", shown["thumbnail"])
        with Image.open(io.BytesIO(small.body)) as picture:
            assert max(picture.size) == 480
        for answer in (content, small):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert answer.headers["cache-control"] == "private, no-store"
        assert content.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert "%E8%BA%AB" in content.headers["content-disposition"]
    assert bot.texts == []
    for place in kept_in(desk):
        assert b"\xff\xd8\xff" not in place.read_bytes()[:4096]
    assert {place.name for place in kept_in(desk)} == {"file", "thumbnail"}


async def test_several_files_in_a_row_are_answered_once(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        for _ in range(3):
            assert (await Uploader.of(desk.url, visitor).send(samples.photo())).status == 200
        await visitor.say("are you there?")
        await visitor.message(lambda message: message["text"] == "are you there?")
        await Uploader.of(desk.url, visitor).send(samples.photo())
        await visitor.silence()
        notices = [f for f in visitor.seen if f["type"] == "message" and is_notice(f["message"])]
        assert len(notices) == 2


async def test_an_upload_goes_on_where_the_connection_broke(desk: RunningDesk) -> None:
    content = samples.photo(2600, 2600) + bytes(2 * PART)
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader, message = Uploader.of(desk.url, visitor), new_id()
        begun = (await uploader.begin(len(content), message=message)).body
        await _half_a_part(desk.url, uploader, begun["id"], content)
        deadline = asyncio.get_running_loop().time() + 20
        offset = 0
        while not offset:
            assert asyncio.get_running_loop().time() < deadline
            offset = (await uploader.call("GET", f"/chat/files/{begun['id']}")).body["offset"]
        assert 0 < offset < PART
        # Begun again, as by a page that was loaded anew: the same upload, and where it stands.
        again = await uploader.begin(len(content), message=message)
        assert (again.body["id"], again.body["offset"]) == (begun["id"], offset)
        wrong = await uploader.part(begun["id"], offset + 1, b"x")
        assert (wrong.status, wrong.body["code"]) == (409, "wrong_offset")
        assert wrong.headers["upload-offset"] == str(offset)
        answer = again
        while answer.body["offset"] < len(content):
            at = answer.body["offset"]
            answer = await uploader.part(begun["id"], at, content[at : at + PART])
            assert answer.status == 200
        assert answer.body["state"] == "stored"
        repeated = await uploader.part(begun["id"], len(content), b"")
        assert repeated.body["state"] == "stored"
        await visitor.message(is_file)
        await visitor.silence()
        shown = [f for f in visitor.seen if f["type"] == "message" and is_file(f["message"])]
        assert len(shown) == 1


async def _half_a_part(desk: str, uploader: Uploader, file_id: str, content: bytes) -> None:
    """Send a part whose connection breaks in its middle."""
    place = urlsplit(desk)
    key = f"{uploader.conversation['id']} {uploader.conversation['key']}"
    head = (
        f"PATCH /chat/files/{file_id} HTTP/1.1\r\nHost: {place.netloc}\r\nUpload-Offset: 0\r\n"
        f"X-Beian-Conversation: {key}\r\nContent-Length: {PART}\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port)) as connection:
        connection.sendall(head.encode() + content[: PART // 2])
        await asyncio.sleep(0.2)


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (samples.SVG, "photo.jpg", 422, "wrong_type"),
        (b"<html><script>1</script>", "photo.png", 422, "wrong_type"),
        (samples.png_bomb(), "photo.png", 422, "too_many_pixels"),
        (samples.pdf(OpenAction="<< /S /JavaScript /JS (1) >>"), "a.pdf", 422, "active_pdf"),
        (samples.photo()[:300], "photo.jpg", 422, "unreadable"),
    ],
    ids=["svg", "html", "bomb", "script", "broken"],
)
async def test_what_is_refused_leaves_nothing_behind(
    desk: RunningDesk, content: bytes, name: str, status: int, code: str
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        sent = await Uploader.of(desk.url, visitor).send(content, name)
        assert (sent.status, sent.body["code"]) == (status, code)
        assert not [f for f in await visitor.silence() if f["type"] == "message"]
    assert kept_in(desk) == []


async def test_a_file_of_50_mb_is_refused_before_and_while_it_comes(
    desk: RunningDesk,
) -> None:
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello()
        assert welcome["limits"]["file_bytes"] == 20_000_000
        uploader = Uploader.of(desk.url, visitor)
        refused = await uploader.begin(50_000_000)
        assert (refused.status, refused.body["code"]) == (413, "too_large")
        begun = (await uploader.begin(1000)).body
        more = await uploader.part(begun["id"], 0, bytes(2000))
        assert (more.status, more.body["code"]) == (413, "too_large")
        much = await uploader.part(begun["id"], 0, bytes(PART + 1))
        assert (much.status, much.body["code"]) == (413, "too_large")


async def test_nobody_else_reads_continues_or_deletes_a_file(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    mine, other = tokens.sign("mine"), tokens.sign("other")
    async with visiting(desk.url) as owner, visiting(desk.url) as stranger:
        await greeted(owner, token=mine)
        await greeted(stranger, token=other)
        uploader = Uploader.of(desk.url, owner, mine)
        file_id = (await uploader.send(samples.pdf(), "papers.pdf")).body["id"]
        of_stranger = Uploader.of(desk.url, stranger, other)
        for method, path in (
            ("GET", f"/chat/files/{file_id}"),
            ("GET", f"/chat/files/{file_id}/content"),
            ("GET", f"/chat/files/{file_id}/thumbnail"),
            ("DELETE", f"/chat/files/{file_id}"),
        ):
            answer = await of_stranger.call(method, path)
            assert (answer.status, answer.body["code"]) == (404, "unknown_file")
            # With the key of the conversation, but as another account, or with no token at all.
            for token, status in ((other, 403), (None, 401), ("forged", 401)):
                thief = Uploader(desk.url, uploader.conversation, token)
                assert (await thief.call(method, path)).status == status
        part = await of_stranger.part(file_id, 0, b"x")
        assert part.status == 404
        page = Uploader(desk.url, uploader.conversation, mine, {"Origin": "https://evil.example"})
        assert (await page.call("GET", f"/chat/files/{file_id}")).status == 403
        read = await uploader.call("GET", f"/chat/files/{file_id}/content")
        with pikepdf.open(io.BytesIO(read.body)) as document:
            assert len(document.pages) == 2


async def test_a_file_is_deleted_at_once_on_request(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader = Uploader.of(desk.url, visitor)
        file_id = (await uploader.send(samples.photo(), "secret name.jpg")).body["id"]
        await visitor.message(is_file)
        assert (await uploader.call("DELETE", f"/chat/files/{file_id}")).status == 204
        told = await visitor.of_type("attachment")
        assert (told["attachment"]["deleted"], told["attachment"]["thumbnail"]) == (True, None)
        assert (await uploader.call("GET", f"/chat/files/{file_id}/content")).status == 404
        assert (await uploader.call("DELETE", f"/chat/files/{file_id}")).status == 204
        assert kept_in(desk) == []
        # A client that was away, and has the messages already, hears of it when it is back.
        async with visiting(desk.url) as away:
            await away.hello(conversation=visitor.conversation, after=3)
            assert (await away.of_type("attachment"))["attachment"]["deleted"]
        hello = {"conversation": visitor.conversation}
        async with visiting(desk.url) as again:
            welcome = await again.hello(**hello)
            assert "secret name" not in str(welcome)


async def test_an_upload_that_is_given_up_leaves_nothing(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader = Uploader.of(desk.url, visitor)
        begun = (await uploader.begin(3 * PART)).body
        await uploader.part(begun["id"], 0, bytes(PART))
        assert len(kept_in(desk)) == 1
        assert (await uploader.call("DELETE", f"/chat/files/{begun['id']}")).status == 204
        assert kept_in(desk) == []
        late = await uploader.part(begun["id"], PART, bytes(PART))
        assert late.body["state"] == "deleted"


@pytest.mark.parametrize(
    ("files", "status", "code"),
    [
        ("keep_free_mb: 10000000", 507, "storage_full"),
        ("total_mb: 1", 507, "storage_full"),
        ("account_mb: 1", 409, "too_many_files"),
        ("accepted: false", 404, "no_files"),
    ],
)
async def test_bounds_and_a_full_disk_are_told_at_the_announcement(
    settings: Settings, bot: ScriptedBot, files: str, status: int, code: str
) -> None:

    with settings.desk_config.open("a", encoding="utf-8") as config:
        config.write(f"files:\n  {files}\n")
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            welcome = await visitor.hello()
            assert ("file_bytes" in welcome["limits"]) == (code != "no_files")
            answer = await Uploader.of(desk.url, visitor).begin(1_100_000)
            assert (answer.status, answer.body["code"]) == (status, code)
            assert (await visitor.say("still here"))["type"] == "ack"


async def test_the_number_of_files_of_an_account_is_bounded_over_its_conversations(
    settings: Settings, bot: ScriptedBot, tokens: SiteTokens
) -> None:

    with settings.desk_config.open("a", encoding="utf-8") as config:
        config.write("files:\n  most_per_account: 2\n")
    token = tokens.sign("mine")
    with running_desk(settings, bot.url) as desk:
        codes = []
        for _ in range(3):
            async with visiting(desk.url) as visitor:
                await greeted(visitor, token=token)
                answer = await Uploader.of(desk.url, visitor, token).send(samples.photo())
                codes.append((answer.status, answer.body.get("code")))
        assert codes == [(200, None), (200, None), (409, "too_many_files")]


async def test_an_announcement_that_is_none_is_refused(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await visitor.hello()
        uploader = Uploader.of(desk.url, visitor)
        for body in (
            [],
            {"id": new_id(), "name": "a"},
            {"id": "short", "name": "a", "size": 1},
            {"id": new_id(), "name": "a\0", "size": 1},
            {"id": new_id(), "name": "a", "size": 0},
            {"id": new_id(), "name": "a", "size": True},
            {"id": new_id(), "name": "a" * 501, "size": 1},
        ):
            answer = await uploader.call("POST", "/chat/files", json=body)
            assert (answer.status, answer.body["code"]) == (400, "bad_request")
        begun = (await uploader.begin(5)).body
        odd = await uploader.call("PATCH", f"/chat/files/{begun['id']}", data=b"12345")
        assert odd.status == 400
        for path in ("/chat/files/none", "/chat/files/%00", "/chat/files/none/content"):
            assert (await uploader.call("GET", path)).status == 404


async def test_bytes_and_names_of_what_was_deleted_are_in_no_table(
    desk: RunningDesk,
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader = Uploader.of(desk.url, visitor)
        file_id = (await uploader.send(samples.png(), "my licence.png")).body["id"]
        database = DeskDatabase(desk.settings.desk_database_url)
        try:
            assert len(used_keys(database)) == 1
            await uploader.call("DELETE", f"/chat/files/{file_id}")
            assert used_keys(database) == set()
            with database.reading() as connection:
                row = connection.execute(select(attachments)).one()
                assert (row.state, row.sealed_key, row.name) == ("deleted", None, "")
                dumped = str(connection.execute(text("SELECT * FROM desk_messages")).all())
                assert "licence" not in dumped
        finally:
            database.close()


async def test_files_are_sent_from_a_listed_page_with_the_headers_it_needs(
    desk: RunningDesk,
) -> None:
    async with visiting(desk.url) as visitor:
        await visitor.hello()
        preflight = await Uploader.of(desk.url, visitor).call(
            "OPTIONS",
            "/chat/files/1",
            **{
                "Origin": "https://agency.example",
                "Access-Control-Request-Method": "PATCH",
                "Access-Control-Request-Headers": "authorization,x-beian-conversation",
            },
        )
        assert preflight.status == 200
        assert "PATCH" in preflight.headers["access-control-allow-methods"]
