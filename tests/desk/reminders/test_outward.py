"""Reminders outside the desk: e-mails with one-click unsubscription, and a signed webhook."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from beian.base.reminder_kinds import BY_MAIL, ORDER_CHANGES, OVERDUE, SMS_DEADLINE
from beian.base.settings import Settings
from beian.desk.config import DeskConfig, RemindersConfig
from beian.desk.deliveries.mail import Mailer
from beian.desk.deliveries.outbox import DeliveryFailed, Outbox
from beian.desk.deliveries.webhook import Webhook, webhook_of
from beian.desk.errors import ConfigError
from beian.desk.metrics import Metrics
from beian.desk.reminders.links import ReminderLinks
from beian.desk.reminders.outward import OutwardReminders
from beian.desk.signature import is_genuine
from beian.desk.signed_links import LinkAltered
from beian.desk.storage.deliveries import Delivery, DeliveryStore
from beian.desk.storage.refusals import refused_kinds, switch_kinds
from tests.desk.reminders.conftest import LINKS, Reminding, on_file, waits_for_sms
from tests.desk.running import RunningDesk
from tests.desk.test_mail import Mailbox, mail_server, mailbox  # noqa: F401  (fixtures)
from tests.filing.builders import at

KEY = "a key of the webhook's, long enough to sign"


@pytest.fixture
def due(reminding: Reminding) -> Reminding:
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00"))))
    assert len(reminding.look("2026-10-12T12:00")) == 1
    return reminding


def deliver(reminding: Reminding, **deliverers: object) -> None:
    async def work() -> None:
        box = Outbox(DeliveryStore(reminding.database), deliverers, Metrics())  # type: ignore[arg-type]
        while await box.deliver_next():
            pass

    asyncio.run(work())


def test_who_wants_no_mails_is_told_in_the_chat_alone(
    reminding: Reminding,
    mail_server: str,  # noqa: F811
    mailbox: Mailbox,  # noqa: F811
) -> None:
    with reminding.database.writing() as connection:
        switch_kinds(connection, "a1", [BY_MAIL], on=False, by="chat")
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00"))))
    assert len(reminding.look("2026-10-12T12:00")) == 1
    deliver(reminding, mail=Mailer(mail_server, "support@agency.example"))
    assert mailbox.mails == []
    with reminding.database.writing() as connection:
        switch_kinds(connection, "a1", [BY_MAIL], on=True, by="chat")
    assert len(reminding.look("2026-10-12T17:00")) == 1
    deliver(reminding, mail=Mailer(mail_server, "support@agency.example"))
    assert [mail["To"] for mail in mailbox.mails] == ["lin@example.cn"]


def test_a_mail_can_be_unsubscribed_from_by_one_click(
    due: Reminding,
    mail_server: str,  # noqa: F811
    mailbox: Mailbox,  # noqa: F811
) -> None:
    deliver(due, mail=Mailer(mail_server, "support@agency.example"))
    (mail,) = mailbox.mails
    assert mail["To"] == "lin@example.cn"
    assert mail["Subject"] == "短信核验还剩 6 小时：注销网站「晓梅烘焙笔记」（订单 BA1）"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<(https://desk\.example\.cn/reminders/\S+)>", mail["List-Unsubscribe"])
    assert link is not None
    text = mail.get_content()
    assert "工信部备案系统: https://beian.miit.gov.cn" in text
    assert f"不想再收到这类提醒：{link[1]}" in text
    assert "138" not in text.replace("139****4321", "")
    opened = LINKS.opened(link[1].rpartition("/")[2])
    assert (opened.account_id, opened.kind, opened.language) == ("a1", SMS_DEADLINE, "zh")


def test_the_link_goes_out_whole_for_mail_programs_decode_none(
    due: Reminding,
    mail_server: str,  # noqa: F811
    mailbox: Mailbox,  # noqa: F811
) -> None:
    (payload,) = due.outgoing("mail")
    deliver(due, mail=Mailer(mail_server, "support@agency.example"))
    (raw,) = mailbox.raw
    lines = raw.decode("ascii").split("\r\n")
    assert f"List-Unsubscribe: <{payload['unsubscribe']}>" in lines


def test_nobody_is_mailed_without_an_address_or_without_a_way_to_unsubscribe(
    reminding: Reminding,
) -> None:
    for number, email in enumerate((None, "", "none", "lin@", "a@b.cn, c@d.cn")):
        reminding.store(
            on_file(waits_for_sms(at("2026-10-11T18:00")), email=email, account_id=f"b{number}")
        )
    assert len(reminding.look("2026-10-12T12:00")) == 5
    assert reminding.outgoing("mail") == []
    reminding.outward = OutwardReminders(None, None)
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00"))))
    assert len(reminding.look("2026-10-12T17:00")) == 6
    assert reminding.outgoing("mail") == []


class Site:
    """A site's own system: takes what is posted, and answers as a test wants."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []

    async def take(self, request: web.Request) -> web.Response:
        self.taken.append((dict(request.headers), await request.read()))
        return web.Response(status=self.answers.pop(0) if self.answers else 204)


@pytest.fixture
async def site() -> AsyncIterator[tuple[Site, str]]:
    site, app = Site(), web.Application()
    app.router.add_post("/hook", site.take)
    runner = web.AppRunner(app)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    port = runner.addresses[0][1]
    yield site, f"http://127.0.0.1:{port}/hook"
    await runner.cleanup()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_webhook_is_signed_and_the_same_at_every_attempt(
    reminding: Reminding, site: tuple[Site, str]
) -> None:
    there, url = site
    reminding.store(on_file(waits_for_sms(at("2026-10-11T18:00"))))
    reminding.clock.moment = at("2026-10-12T12:00")
    await reminding.watch().look()
    (payload,) = reminding.outgoing("webhook")
    delivery = Delivery(1, "webhook", payload["id"], payload, 0, at("2026-10-12T12:00"), "lease")
    async with Webhook(url, KEY) as webhook:
        there.answers = [503, 429, 410]
        for permanent in (False, False, True):
            with pytest.raises(DeliveryFailed, match=r"The webhook answered \d+") as failed:
                await webhook.deliver(delivery)
            assert failed.value.permanent is permanent
        await webhook.deliver(delivery)
    for headers, body in there.taken:
        stamp, signature = headers["X-Beian-Timestamp"], headers["X-Beian-Signature"]
        assert is_genuine(KEY, signature, stamp, body, float(stamp))
        assert not is_genuine("another", signature, stamp, body, float(stamp))
        assert headers["X-Beian-Delivery"] == payload["id"]
    told = json.loads(there.taken[-1][1])
    assert {key: told[key] for key in told if key not in ("text", "subject")} == {
        "type": "reminder",
        "id": payload["id"],
        "kind": SMS_DEADLINE,
        "account": "a1",
        "order": "BA1",
        "state": "sms_verification",
        "deadline": "2026-10-12T10:00:00.000Z",
        "language": "zh",
    }
    assert "短信核验还剩 6 小时" in told["text"]
    async with Webhook("http://127.0.0.1:1/hook", KEY) as nobody:
        with pytest.raises(DeliveryFailed, match="can't be reached"):
            await nobody.deliver(delivery)


def test_a_webhook_needs_its_secret(tmp_path: Path) -> None:
    config = DeskConfig(reminders=RemindersConfig(webhook_url="https://www.example.cn/hook"))
    without = Settings.from_environment({}, var=tmp_path)
    with pytest.raises(ConfigError, match=r"reminders\.webhook_url needs BEIAN_WEBHOOK_SECRET"):
        webhook_of(without, config)
    settings = Settings.from_environment({"BEIAN_WEBHOOK_SECRET": KEY}, var=tmp_path)
    assert webhook_of(settings, config) is not None
    assert webhook_of(settings, DeskConfig()) is None


def test_a_link_is_good_for_its_account_and_kind_alone() -> None:
    signed = LINKS.link("a1", OVERDUE, "en").rpartition("/")[2]
    assert LINKS.opened(signed).kind == OVERDUE
    other = ReminderLinks("another secret of the tests, long enough", "https://desk.example.cn")
    for altered in (signed[:-3], f"{signed}x", "x" * 3000, other.link("a1", OVERDUE, "en")):
        with pytest.raises(LinkAltered):
            LINKS.opened(altered.rpartition("/")[2])


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_page_of_a_link_switches_a_kind_off_and_on(
    desk: RunningDesk, language: str
) -> None:
    reminders = desk.app.state.desk.reminders
    path = reminders.links.link("a1", ORDER_CHANGES, language)
    url = f"{desk.url}{path}"

    def off() -> set[str]:
        with reminders.database.reading() as connection:
            return set(refused_kinds(connection, "a1"))

    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            page = await response.text()
        assert response.status == 200
        assert ("订单状态有变化" if language == "zh" else "an order has moved on") in page
        assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in page
        assert "form-action 'self'" in response.headers["Content-Security-Policy"]
        assert off() == set()
        # As RFC 8058 has a mail program do it.
        one_click = {"List-Unsubscribe": "One-Click"}
        async with session.post(url, data=one_click) as response:
            assert response.status == 200
        assert off() == {ORDER_CHANGES}
        async with session.get(url) as response:
            page = await response.text()
        assert ("不再提醒：" if language == "zh" else "No more reminders") in page
        async with session.post(url, data={"do": "on"}) as response:
            assert response.status == 200
        assert off() == set()
        async with session.post(url, data={"do": "off_all"}) as response:
            assert response.status == 200
        assert off() == {SMS_DEADLINE, ORDER_CHANGES, OVERDUE}
        async with session.post(f"{url}x", data=one_click) as response:
            assert response.status == 403
        async with session.get(f"{url}x", headers={"Accept-Language": language}) as response:
            page = await response.text()
        assert response.status == 403
        assert ("不完整" if language == "zh" else "incomplete") in page
