"""Files as agents have them, over real HTTP."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from PIL import Image

from beian.desk.site_tokens import SiteTokens
from tests.desk.agent import Console, at_work, console, employed, of
from tests.desk.files import samples
from tests.desk.files.uploading import PART, Uploader
from tests.desk.running import RunningDesk
from tests.desk.visitor import Frame, greeted, new_id, visiting


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here differs in no database."""
    return sqlite_url


def is_file(message: Frame) -> bool:
    return bool(message.get("attachments"))


async def read(agent: Console, path: str) -> tuple[int, bytes, dict[str, str]]:
    cookies = {cookie.key: cookie.value for cookie in agent._session.cookie_jar}
    root = agent.url.removesuffix("/console/api")
    async with (
        aiohttp.ClientSession(cookies=cookies) as session,
        session.get(f"{root}{path}") as response,
    ):
        headers = {name.lower(): value for name, value in response.headers.items()}
        return response.status, await response.read(), headers


async def sent_back(agent: Console, conversation: str, content: bytes, name: str) -> Any:
    wanted = {"id": new_id(), "name": name, "size": len(content)}
    status, upload = await agent.call("POST", f"/conversations/{conversation}/files", wanted)
    assert status == 200, upload
    for offset in range(0, len(content), PART):
        async with agent._session.patch(
            f"{agent.url}/files/{upload['id']}",
            data=content[offset : offset + PART],
            headers={"X-CSRF-Token": agent.csrf, "Upload-Offset": str(offset)},
        ) as response:
            upload = await response.json()
    return upload


async def test_an_agent_sees_opens_and_judges_a_file_and_the_visitor_hears_it(
    desk: RunningDesk,
) -> None:
    async with at_work(desk, "li", "admin") as li, visiting(desk.url) as visitor:
        await greeted(visitor, language="en")
        conversation = visitor.conversation["id"]
        uploader = Uploader.of(desk.url, visitor)
        file_id = (await uploader.send(samples.photo(900, 600), "id.jpg")).body["id"]
        detail = await li.get(f"/conversations/{conversation}")
        (message,) = [each for each in detail["messages"] if each.get("attachments")]
        (shown,) = message["attachments"]
        assert shown["url"] == f"/console/api/files/{file_id}/content"
        status, content, headers = await read(li, shown["url"])
        assert status == 200
        assert headers["content-disposition"].startswith("inline;")
        assert headers["content-security-policy"] == "default-src 'none'; sandbox"
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == (600, 900)
        saved = await read(li, f"{shown['url']}?save")
        assert saved[2]["content-disposition"].startswith("attachment;")
        assert (await read(li, shown["thumbnail"]))[0] == 200
        audit = await li.get("/audit")
        assert {entry["action"] for entry in audit["entries"]} >= {"open_file"}

        async with li.listening() as events:
            await events.send({"type": "watch", "conversation": conversation})
            await events.send({"type": "ping"})
            await events.until(of("pong"))
            again = {"accepted": False, "reason": "  the corner  is cut off "}
            status, reviewed = await li.call("POST", f"/files/{file_id}/review", again)
            assert status == 200
            assert reviewed["attachment"]["reason"] == "the corner is cut off"
            event = await events.until(of("attachment"))
            assert event["attachment"] == reviewed["attachment"]
        told = await visitor.of_type("attachment")
        assert (told["attachment"]["review"], told["attachment"]["url"]) == (
            "again",
            f"/chat/files/{file_id}/content",
        )
        notice = await visitor.message(lambda m: "the corner is cut off" in m["text"])
        assert notice["author"] == "notice"
        accepted = {"accepted": True, "reason": ""}
        assert (await li.call("POST", f"/files/{file_id}/review", accepted))[0] == 200
        assert (await visitor.of_type("attachment"))["attachment"]["review"] == "accepted"


async def test_an_agent_sends_a_file_back_to_the_visitor_of_their_own_conversation(
    desk: RunningDesk,
) -> None:
    async with at_work(desk, "li", "manager") as li, visiting(desk.url) as visitor:
        await greeted(visitor)
        conversation = visitor.conversation["id"]
        wanted = {"id": new_id(), "name": "letter.pdf", "size": 10}
        path = f"/conversations/{conversation}/files"
        status, body = await li.call("POST", path, wanted)
        assert (status, body["code"]) == (409, "not_yours")
        await li.act(conversation, "take")
        upload = await sent_back(li, conversation, samples.pdf(4), "letter.pdf")
        assert upload["state"] == "stored"
        message = await visitor.message(is_file)
        assert (message["author"], message["name"]) == ("agent", "Li")
        (shown,) = message["attachments"]
        uploader = Uploader.of(desk.url, visitor)
        assert (await uploader.call("GET", shown["url"])).body.startswith(b"%PDF-")
        # It is not the visitor's to delete, and nobody's to judge.
        assert (await uploader.call("DELETE", f"/chat/files/{shown['id']}")).status == 403
        judged = await li.call(
            "POST", f"/files/{shown['id']}/review", {"accepted": True, "reason": ""}
        )
        assert judged[0] == 404
        notices = [f for f in visitor.seen if f["type"] == "message" and "file" in str(f)]
        assert not [f for f in notices if f["message"]["author"] == "notice" and "还没有" in str(f)]
        # It is deleted, not recalled.
        recalled = await li.act(conversation, "recall", {"message": message["id"]})
        assert recalled[1]["code"] == "unknown_message"


async def test_an_agent_deletes_a_file_on_request_and_no_other_agent_meddles_with_uploads(
    desk: RunningDesk,
) -> None:
    employed(desk.settings, "wang", "manager")
    async with (
        at_work(desk, "li", "manager") as li,
        console(desk.url, "wang") as wang,
        visiting(desk.url) as visitor,
    ):
        await greeted(visitor)
        conversation = visitor.conversation["id"]
        file_id = (await Uploader.of(desk.url, visitor).send(samples.photo())).body["id"]
        assert (await li.call("DELETE", f"/files/{file_id}"))[0] == 204
        assert (await visitor.of_type("attachment"))["attachment"]["deleted"]
        assert (await read(li, f"/console/api/files/{file_id}/content"))[0] == 404
        await li.act(conversation, "take")
        wanted = {"id": new_id(), "name": "letter.pdf", "size": 10}
        _, begun = await li.call("POST", f"/conversations/{conversation}/files", wanted)
        for method in ("PATCH", "DELETE"):
            status, body = await wang.call(method, f"/files/{begun['id']}")
            assert (status, body["code"]) == (404, "unknown_file")
        for body in (
            {"accepted": False, "reason": " "},
            {"accepted": True, "reason": "why"},
            {"accepted": False, "reason": "x" * 301},
        ):
            assert (await li.call("POST", f"/files/{file_id}/review", body))[0] == 400


async def test_files_are_open_to_agents_as_their_conversation_is(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    token = tokens.sign("acct-alpha", timedelta(minutes=5))
    async with (
        at_work(desk, "boss", "admin") as boss,
        at_work(desk) as li,
        visiting(desk.url) as before,
        visiting(desk.url) as visitor,
    ):
        await before.hello(language="en", token=token)
        await before.message(lambda _: True)
        uploader = Uploader.of(desk.url, before, token)
        file_id = (await uploader.send(samples.photo(), "id.jpg")).body["id"]
        review = {"accepted": True, "reason": ""}
        for method, path, body in (
            ("GET", "", None),
            ("GET", "/content", None),
            ("GET", "/thumbnail", None),
            ("POST", "/review", review),
            ("DELETE", "", None),
        ):
            status, answer = await li.call(method, f"/files/{file_id}{path}", body)
            assert (status, answer["code"]) == (404, "unknown_file"), path
        # An earlier conversation of the account that the agent serves: read, and written down.
        await visitor.hello(language="en", token=token)
        await visitor.message(lambda _: True)
        now = visitor.conversation["id"]
        await boss.act(now, "take")
        await boss.act(now, "assign", {"agent": li.me["id"]})
        for path in ("/content", "/thumbnail"):
            assert (await read(li, f"/console/api/files/{file_id}{path}"))[0] == 200
        assert (await li.call("POST", f"/files/{file_id}/review", review))[0] == 404
        assert (await li.call("DELETE", f"/files/{file_id}"))[0] == 404
        earlier = before.conversation["id"]
        assert not (await li.get(f"/conversations/{earlier}"))["may_act"]
        assert (await li.get(f"/conversations/{now}"))["may_act"]
        audit = (await boss.get("/audit"))["entries"]
        assert {entry["action"] for entry in audit} >= {"open_file", "read_earlier"}
        assert (await boss.call("DELETE", f"/files/{file_id}"))[0] == 204
