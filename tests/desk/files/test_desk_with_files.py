"""A desk that keeps files over time: keys that change, a scanner, old files, memory."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.base.errors import SettingsError
from beian.base.key_ring import add_key
from beian.base.settings import Settings
from beian.desk.__main__ import check_start
from beian.desk.app import desk_app
from beian.desk.conversations.file_messages import KeptFile
from beian.desk.conversations.files import Files
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from tests.desk.files import samples
from tests.desk.files.fake_clamd import SIGNATURE, running_clamd
from tests.desk.files.s3_server import s3_server
from tests.desk.files.uploading import Uploader
from tests.desk.processes import desk_process
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import greeted, visiting


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here differs in no database."""
    return sqlite_url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The embedded default, with keys of this test's own."""
    return replace(settings, given_key_file=None, var=settings.var / "var")


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Paths of sockets are short."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


def files_of(desk: RunningDesk) -> Files:
    files = desk.app.state.desk.files
    assert isinstance(files, Files)
    return files


def swept(desk: RunningDesk) -> None:
    asyncio.run_coroutine_threadsafe(files_of(desk).sweep_once(), desk.loop).result(30)


async def test_a_new_key_takes_over_and_the_old_one_can_go(
    settings: Settings, bot: ScriptedBot
) -> None:
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            uploader = Uploader.of(desk.url, visitor)
            file_id = (await uploader.send(samples.photo())).body["id"]
    assert settings.key_file == settings.var.parent / "keys" / "encryption.keys"
    add_key(settings.key_file)
    with running_desk(settings, bot.url) as desk:
        await asyncio.to_thread(swept, desk)
    newest, *_ = settings.key_file.read_text(encoding="ascii").splitlines()
    settings.key_file.write_text(newest, encoding="ascii")
    with running_desk(settings, bot.url) as desk:
        moved = moved_to(desk, uploader)
        read = await moved.call("GET", f"/chat/files/{file_id}/content")
        assert read.body.startswith(b"\xff\xd8\xff")


def moved_to(desk: RunningDesk, uploader: Uploader) -> Uploader:
    """The same visitor at another desk over the same store."""
    return replace(uploader, desk=desk.url)


async def test_a_desk_whose_files_lost_their_key_does_not_start_and_says_why(
    settings: Settings, bot: ScriptedBot
) -> None:
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            await Uploader.of(desk.url, visitor).send(samples.photo())
    settings.key_file.unlink()
    app = desk_app(settings, bot.url, with_demo=False)
    with pytest.raises(SettingsError, match="Put the key file back"):
        check_start(settings, app.state.config, app.state.connector)
    assert not settings.key_file.exists()


async def test_old_files_are_deleted_and_an_unfinished_check_is_done(
    settings: Settings, bot: ScriptedBot
) -> None:
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            uploader = Uploader.of(desk.url, visitor)
            old = (await uploader.send(samples.photo())).body["id"]
            content = samples.photo()
            left = (await uploader.begin(len(content) + 1)).body["id"]
            await uploader.part(left, 0, content)
            database = DeskDatabase(settings.desk_database_url)
            with database.writing() as connection:
                connection.execute(
                    update(attachments)
                    .where(attachments.c.id == old)
                    .values(created_at=utc_now() - timedelta(days=91))
                )
                # As a desk leaves it that is killed while it checks.
                connection.execute(
                    update(attachments)
                    .where(attachments.c.id == left)
                    .values(
                        state="checking",
                        declared=len(content),
                        checked_until=utc_now() - timedelta(seconds=1),
                    )
                )
            database.close()
            await asyncio.to_thread(swept, desk)
            assert (await uploader.call("GET", f"/chat/files/{old}")).body["state"] == "deleted"
            assert (await uploader.call("GET", f"/chat/files/{left}")).body["state"] == "stored"
            kept = [place for place in (settings.var / "files").rglob("*") if place.is_file()]
            assert {place.parent.name for place in kept} == {left}


async def test_a_check_that_another_process_has_done_meanwhile_leaves_the_file_alone(
    settings: Settings, bot: ScriptedBot
) -> None:
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            uploader = Uploader.of(desk.url, visitor)
            file_id = (await uploader.send(samples.photo())).body["id"]

            async def checked_late() -> None:
                """As by a process that took so long that another one took its place."""
                files = files_of(desk)
                upload = await files.find(file_id)
                await files._show(upload, KeptFile("photo.jpg", "image/jpeg", 1, None, True))

            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(checked_late(), desk.loop))
            read = await uploader.call("GET", f"/chat/files/{file_id}/content")
            assert read.body.startswith(b"\xff\xd8\xff")


async def test_a_virus_is_refused_and_without_its_scanner_nothing_is_taken(
    settings: Settings, bot: ScriptedBot, short_folder: Path
) -> None:
    content = samples.photo() + SIGNATURE
    with (
        running_clamd(short_folder / "clamd") as url,
        running_desk(replace(settings, clamd_url=url), bot.url) as desk,
    ):
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            uploader = Uploader.of(desk.url, visitor)
            found = await uploader.send(content)
            assert (found.status, found.body["code"]) == (422, "infected")
            clean = await uploader.send(samples.photo())
            assert clean.body["state"] == "stored"
    with running_desk(replace(settings, clamd_url=url), bot.url) as desk:
        moved = moved_to(desk, uploader)
        late = await moved.send(samples.photo())
        assert (late.status, late.body["code"]) == (503, "scanner_unavailable")
        assert late.body["retry_after"] > 0
    with (
        running_clamd(short_folder / "clamd-2", longest=1000) as url,
        running_desk(replace(settings, clamd_url=url), bot.url) as desk,
    ):
        late = await moved_to(desk, uploader).send(samples.photo())
        assert (late.status, late.body["code"]) == (503, "scanner_unavailable")


async def test_files_lie_in_a_bucket_where_one_is_named(
    settings: Settings, bot: ScriptedBot
) -> None:
    with s3_server() as url, running_desk(replace(settings, files_url=url), bot.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            uploader = Uploader.of(desk.url, visitor)
            sent = await uploader.send(samples.photo(2000, 1500) + bytes(600_000))
            assert sent.body["state"] == "stored"
            path = f"/chat/files/{sent.body['id']}"
            read = await uploader.call("GET", f"{path}/content")
            assert read.body.startswith(b"\xff\xd8\xff")
            await uploader.call("DELETE", path)
            assert (await uploader.call("GET", f"{path}/content")).status == 404
    assert not (settings.var / "files").exists()


async def test_the_memory_of_the_desk_is_flat_over_many_uploads(
    settings: Settings, bot: ScriptedBot, tmp_path: Path
) -> None:
    environment = {
        "BEIAN_DESK_DATABASE_URL": settings.desk_database_url,
        "BEIAN_DATABASE_URL": settings.database_url,
        "BEIAN_DESK_CONFIG": str(settings.desk_config),
        "BEIAN_SECRET": settings.secret(),
        "BEIAN_FILES_URL": f"file://{tmp_path}/files",
        "BEIAN_KEY_FILE": str(tmp_path / "own.keys"),
    }
    add_key(tmp_path / "own.keys")
    photo = samples.photo(2000, 2000) + bytes(5_000_000)
    with desk_process(environment, bot.url, tmp_path / "desk.log") as desk:

        async def several(count: int) -> int:
            for _ in range(count):
                async with visiting(desk.url) as visitor:
                    await greeted(visitor)
                    uploader = Uploader.of(desk.url, visitor)
                    sent = await uploader.send(photo)
                    assert sent.status == 200, sent.body
                    path = f"/chat/files/{sent.body['id']}"
                    await uploader.call("GET", f"{path}/content")
                    await uploader.call("DELETE", path)
            return _resident(desk.process.pid)

        before = await several(3)
        after = await several(10)
    # Ten files of 5 MB and 12 MB of pixels each.
    assert after - before < 15_000_000


def _resident(process: int) -> int:
    """Return how many bytes of memory a process holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
