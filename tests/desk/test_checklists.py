"""Checklists of papers: ticked off, filled by files, the same on every device, on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.base.key_ring import add_key
from beian.base.settings import Settings
from beian.desk.conversations.checklists import StoredChecklist, of_owner
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.checklist_tables import checklists
from beian.desk.storage.enumerations import Review
from tests.desk.agent import console, employed
from tests.desk.files import samples
from tests.desk.files.uploading import Uploader
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoff_chat import on_desk, person, press, state
from tests.desk.visitor import Frame, Visitor, greeted, new_id, visiting

PAPERS = {
    "cloud_account_id": ("the ID of the cloud account", "account ID", False, True),
    "person_in_charge_document": ("identity document: passport", "identity document", True, False),
    "handheld_photo": ("photo of the applicant with it", "handheld photo", True, False),
    "letter_with_fingerprint": ("the letter with a fingerprint", "letter", True, False),
}


def card(about: str, *without: str, two_sided: str = "") -> dict[str, Any]:
    """A card as the bot makes it; `two_sided`: a paper that has a back."""
    papers = [
        {
            "id": name,
            "text": text,
            "name": short,
            "file": file,
            "known": known,
            "sides": 2 if name == two_sided else 1,
        }
        for name, (text, short, file, known) in PAPERS.items()
        if name not in without
    ]
    return {
        "kind": "checklist",
        "title": "Papers: shop.example",
        "lines": [f"☐ {paper['text']}" for paper in papers],
        "actions": [],
        "checklist": {"about": about, "language": "en", "papers": papers},
    }


def states(checklist: Frame) -> dict[str, str]:
    return {paper["id"]: paper["state"] for paper in checklist["papers"]}


async def told(visitor: Visitor) -> Frame:
    """The checklist as it stands after the next change."""
    found: Frame = (await visitor.of_type("checklist"))["checklist"]
    return found


async def shown(visitor: Visitor, **hello: Any) -> Frame:
    """The checklist of the newest card in a conversation that is opened (again)."""
    welcome = await visitor.hello(**hello)
    cards = [message["card"] for message in welcome["messages"] if "card" in message]
    found: Frame = cards[-1]["checklist"]
    return found


async def with_card(
    visitor: Visitor, bot: ScriptedBot, made: dict[str, Any], **hello: Any
) -> Frame:
    """The visitor in a new conversation, once the bot has shown this card."""
    await greeted(visitor, language="en", **hello)
    return await asks(visitor, bot, made)


async def asks(visitor: Visitor, bot: ScriptedBot, made: dict[str, Any]) -> Frame:
    bot.card = made
    answer = await visitor.answer((await visitor.say("which papers?"))["seq"])
    bot.card = None
    found: Frame = answer["card"]
    return found


async def tick(visitor: Visitor, about: str, paper: str, on: bool = True) -> None:
    await visitor.send({"type": "tick", "checklist": about, "paper": paper, "on": on})


async def upload(
    desk: RunningDesk, visitor: Visitor, name: str, token: str | None = None, **picked: str
) -> Frame:
    """Send a photo; return the message that shows it."""
    uploader = Uploader.of(desk.url, visitor, token)
    content = samples.photo(320, 240)
    begun = await uploader.call(
        "POST", "/chat/files", json={"id": new_id(), "name": name, "size": len(content), **picked}
    )
    assert begun.status == 200, begun.body
    sent = await uploader.part(begun.body["id"], 0, content)
    assert sent.body["state"] == "stored", sent.body
    return await visitor.message(lambda m: bool(m.get("attachments")))


def of_account(desk: RunningDesk, account: str) -> list[StoredChecklist]:
    with desk.app.state.desk.conversations.database.reading() as connection:
        return of_owner(connection, f"account:{account}")


def notice(about: str) -> Callable[[Frame], bool]:
    return lambda message: message["author"] == "notice" and about in message["text"]


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    """With a place for files; in each database."""
    del database_url
    key_file = settings.var / "outside" / "encryption.keys"
    add_key(key_file)
    return replace(settings, given_key_file=key_file, files_url=f"file://{settings.var / 'files'}")


@pytest.fixture
def lin(tokens: SiteTokens) -> str:
    return tokens.sign("lin", timedelta(hours=1))


@pytest.fixture
def wright(tokens: SiteTokens) -> str:
    return tokens.sign("wright", timedelta(hours=1))


async def test_what_is_ticked_on_one_device_is_ticked_on_the_other_and_after_a_restart(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    async with AsyncExitStack() as devices:
        laptop = await devices.enter_async_context(visiting(desk.url))
        made = await with_card(laptop, bot, card("website:shop"), token=lin)
        assert states(made["checklist"]) == {
            "cloud_account_id": "ticked",
            "person_in_charge_document": "open",
            "handheld_photo": "open",
            "letter_with_fingerprint": "open",
        }
        assert made["lines"][:2] == [
            "☑ the ID of the cloud account",
            "☐ identity document: passport",
        ]
        phone = await devices.enter_async_context(visiting(desk.url))
        assert states(await shown(phone, token=lin, resume=True)) == states(made["checklist"])
        await tick(phone, "website:shop", "handheld_photo")
        for device in (laptop, phone):
            assert states(await told(device))["handheld_photo"] == "ticked"
        await tick(laptop, "website:shop", "handheld_photo", on=False)
        assert states(await told(phone))["handheld_photo"] == "open"
        await tick(laptop, "website:shop", "letter_with_fingerprint")
        await told(laptop)
    with running_desk(desk.settings, bot.url) as later:
        async with visiting(later.url) as tablet:
            found = await shown(tablet, token=lin, resume=True)
            assert states(found)["letter_with_fingerprint"] == "ticked"
            # The same checklist in a new conversation of the account's.
            await tablet.send({"type": "new"})
            await tablet.message(lambda m: m["seq"] == 1)
            again = await asks(tablet, bot, card("website:shop"))
            assert states(again["checklist"]) == states(found)


async def test_files_fill_it_and_a_person_is_offered_once(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    about = "website:shop"
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about), token=lin)
        # Picked in the card.
        picked = {"checklist": about, "paper": "letter_with_fingerprint"}
        await upload(desk, visitor, "IMG_1.jpg", lin, **picked)
        assert states(await told(visitor))["letter_with_fingerprint"] == "sent"
        # Plain from its name.
        await upload(desk, visitor, "手持身份证.jpg", lin)
        said = await visitor.message(notice("counts as"))
        assert said["text"] == (
            "“手持身份证.jpg” counts as: handheld photo. Still missing: identity document."
        )
        assert states(await told(visitor))["handheld_photo"] == "sent"
        # The only one that is missing.
        photo = await upload(desk, visitor, "IMG_3.jpg", lin)
        offer = await visitor.message(notice("All the papers"))
        assert [button["payload"] for button in offer["buttons"]] == ["/request_human"]
        complete = await told(visitor)
        assert complete["complete"]
        # Deleted, it is missing; sent again, nobody is offered a second time.
        (attachment,) = photo["attachments"]
        await Uploader.of(desk.url, visitor, lin).call("DELETE", f"/chat/files/{attachment['id']}")
        assert not (await told(visitor))["complete"]
        await upload(desk, visitor, "IMG_4.jpg", lin)
        assert (await told(visitor))["complete"]
        offers = [
            frame
            for frame in [*visitor.seen, *await visitor.silence()]
            if frame["type"] == "message" and notice("All the papers")(frame["message"])
        ]
        assert len(offers) == 1


async def test_the_offer_leads_to_a_person_without_a_question(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    about = "website:shop"
    agent = person(desk.settings)
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about), token=lin)
        for paper in list(PAPERS)[1:]:
            await tick(visitor, about, paper)
        await visitor.message(notice("All the papers"))
        await press(visitor, "/request_human")
        await state(visitor, "waiting")
        assert not [f for f in visitor.seen if "/desk_connect" in str(f)]
        handoff = desk.app.state.desk.handoff
        await on_desk(desk, handoff.take(visitor.conversation["id"], agent))
        await state(visitor, "with_agent")
        # While a person is there, none is offered.
        await tick(visitor, about, "handheld_photo", on=False)
        await tick(visitor, about, "handheld_photo")
        await visitor.silence()
        said = [f["message"]["text"] for f in visitor.seen if f["type"] == "message"]
        assert sum("All the papers" in text for text in said) == 1


async def test_a_file_that_is_not_plain_is_asked_about_and_a_guess_is_taken_back(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    about = "any:individual"
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about))
        await upload(desk, visitor, "IMG_1.jpg")
        asked = await visitor.message(notice("Which paper"))
        titles = [button["title"] for button in asked["buttons"]]
        assert titles == ["identity document", "handheld photo", "letter", "None of these"]
        asked_before = len(bot.texts)
        await press(visitor, asked["buttons"][1]["payload"])
        said = await visitor.message(notice("counts as: handheld photo"))
        assert said["buttons"] == []
        assert states(await told(visitor))["handheld_photo"] == "sent"
        assert len(bot.texts) == asked_before
        await upload(desk, visitor, "passport.jpg")
        guess = await visitor.message(notice("counts as: identity document"))
        assert states(await told(visitor))["person_in_charge_document"] == "sent"
        await press(visitor, guess["buttons"][0]["payload"])
        asked = await visitor.message(notice("Which paper"))
        await press(visitor, asked["buttons"][-1]["payload"])
        await visitor.message(notice("does not count"))
        assert states(await told(visitor))["person_in_charge_document"] == "open"


async def test_an_agents_verdict_is_seen_in_it(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    about = "website:shop"
    agent = person(desk.settings)
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about), token=lin)
        picked = {"checklist": about, "paper": "handheld_photo"}
        message = await upload(desk, visitor, "IMG_1.jpg", lin, **picked)
        await told(visitor)
        files = desk.app.state.desk.files
        kept = await on_desk(desk, files.find(message["attachments"][0]["id"]))
        await on_desk(desk, files.review(kept, agent.id, Review.AGAIN, "blurred"))
        found = await told(visitor)
        (paper,) = [one for one in found["papers"] if one["id"] == "handheld_photo"]
        assert (paper["state"], paper["reason"]) == ("again", "blurred")
        await upload(desk, visitor, "IMG_2.jpg", lin, **picked)
        assert states(await told(visitor))["handheld_photo"] == "sent"
        await on_desk(desk, files.review(kept, agent.id, Review.ACCEPTED, None))
        assert states(await told(visitor))["handheld_photo"] == "sent"  # the second one waits


async def test_what_was_begun_before_signing_in_goes_on_as_the_accounts(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    async with AsyncExitStack() as devices:
        phone = await devices.enter_async_context(visiting(desk.url))
        await with_card(phone, bot, card("any:individual"))
        picked = {"checklist": "any:individual", "paper": "handheld_photo"}
        await upload(desk, phone, "IMG_1.jpg", **picked)
        await told(phone)
        await tick(phone, "any:individual", "letter_with_fingerprint")
        before = states(await told(phone))
        await phone.send({"type": "token", "token": lin})
        await phone.of_type("welcome")
        laptop = await devices.enter_async_context(visiting(desk.url))
        assert states(await shown(laptop, token=lin, resume=True)) == before
        own = await asks(laptop, bot, card("website:shop"))
        assert states(own["checklist"]) == before
        # The card from before shows the same, and is ticked off as well.
        await tick(phone, "any:individual", "person_in_charge_document")
        abouts = {}
        for _ in range(2):
            found = await told(laptop)
            abouts[found["about"]] = states(found)["person_in_charge_document"]
        assert abouts == {"website:shop": "ticked", "any:individual": "ticked"}


async def test_a_list_in_general_goes_on_as_the_one_that_was_begun_for_a_website(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card("website:shop"), token=lin)
        await tick(visitor, "website:shop", "handheld_photo")
        ready = states(await told(visitor))
        general = await asks(visitor, bot, card("any:individual"))
        assert states(general["checklist"]) == ready
        assert len(of_account(desk, "lin")) == 1
        await tick(visitor, "any:individual", "letter_with_fingerprint")
        abouts = {(await told(visitor))["about"] for _ in range(2)}
        assert abouts == {"website:shop", "any:individual"}
        # Of another website it is another case, and what is general stays with the first.
        other = await asks(visitor, bot, card("website:blog"))
        assert states(other["checklist"])["handheld_photo"] == "open"
        assert len(of_account(desk, "lin")) == 2


def left_alone(desk: RunningDesk, days: float, **more: Any) -> None:
    """Let all checklists be so many days old."""
    with desk.app.state.desk.conversations.database.writing() as connection:
        before = utc_now() - timedelta(days=days)
        connection.execute(update(checklists).values(changed_at=before, shown_at=before, **more))


@pytest.mark.parametrize(
    ("days", "done", "goes_on"), [(10, False, True), (15, False, False), (2, True, False)]
)
async def test_a_list_of_a_case_long_past_counts_for_no_other_in_general(  # noqa: PLR0917
    desk: RunningDesk, bot: ScriptedBot, lin: str, days: float, done: bool, goes_on: bool
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card("website:shop"), token=lin)
        await tick(visitor, "website:shop", "handheld_photo")
        await told(visitor)
        await asks(visitor, bot, card("any:individual"))  # of the same case, then
        left_alone(desk, days, **({"offered_at": utc_now()} if done else {}))
        general = await asks(visitor, bot, card("any:individual"))
        ticked = states(general["checklist"])["handheld_photo"]
        assert ticked == ("ticked" if goes_on else "open")
        assert len(of_account(desk, "lin")) == (1 if goes_on else 2)
        # What it is about itself is still there.
        own = await asks(visitor, bot, card("website:shop"))
        assert states(own["checklist"])["handheld_photo"] == "ticked"


async def test_agents_see_a_card_as_it_stands_in_the_transcript(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    employed(desk.settings, "li", "agent", "manager")
    async with visiting(desk.url) as visitor, console(desk.url, "li") as li:
        await with_card(visitor, bot, card("website:shop"), token=lin)
        await tick(visitor, "website:shop", "handheld_photo")
        await told(visitor)
        shown = await li.get(f"/conversations/{visitor.conversation['id']}")
        (drawn,) = [message["card"] for message in shown["messages"] if "card" in message]
        assert "☑ photo of the applicant with it" in drawn["lines"]
        assert "☐ identity document: passport" in drawn["lines"]


async def test_who_signs_in_goes_on_with_the_checklist_of_another_device(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    async with AsyncExitStack() as devices:
        laptop = await devices.enter_async_context(visiting(desk.url))
        await with_card(laptop, bot, card("website:shop"), token=lin)
        await tick(laptop, "website:shop", "handheld_photo")
        await told(laptop)
        general = await asks(laptop, bot, card("any:individual"))
        phone = await devices.enter_async_context(visiting(desk.url))
        await with_card(phone, bot, card("any:individual"))
        picked = {"checklist": "any:individual", "paper": "letter_with_fingerprint"}
        await upload(desk, phone, "IMG_1.jpg", **picked)
        await told(phone)
        await phone.send({"type": "token", "token": lin})
        await phone.of_type("welcome")
        (found,) = of_account(desk, "lin")
        assert states(found.shown) == {
            **states(general["checklist"]),
            "letter_with_fingerprint": "sent",
        }


async def test_devices_that_ask_in_the_same_moment_begin_one_checklist(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    abouts = ["website:shop", "any:individual"] * 3
    async with AsyncExitStack() as devices:
        visitors = [await devices.enter_async_context(visiting(desk.url)) for _ in abouts]
        for visitor in visitors:
            await greeted(visitor, language="en", token=lin)
        bot.cards = {f"which papers? {at}": card(about) for at, about in enumerate(abouts)}

        async def ask(at: int) -> None:
            seq = (await visitors[at].say(f"which papers? {at}"))["seq"]
            await visitors[at].answer(seq)

        await asyncio.gather(*(ask(at) for at in range(len(abouts))))
        (found,) = of_account(desk, "lin")
        assert found.about == "website:shop"
        assert len(found.conversations) == len({one.conversation["id"] for one in visitors})
        await tick(visitors[0], "website:shop", "handheld_photo")
        for visitor in visitors:
            assert states(await told(visitor))["handheld_photo"] == "ticked"


async def test_nobody_else_sees_or_changes_it(
    desk: RunningDesk, bot: ScriptedBot, lin: str, wright: str
) -> None:
    about = "website:shop"
    async with AsyncExitStack() as devices:
        mine = await devices.enter_async_context(visiting(desk.url))
        await with_card(mine, bot, card(about), token=lin)
        message = await upload(
            desk, mine, "IMG_1.jpg", lin, checklist=about, paper="handheld_photo"
        )
        await told(mine)
        others: tuple[dict[str, str], ...] = ({"token": wright}, {})
        for signed_in in others:
            other = await devices.enter_async_context(visiting(desk.url))
            made = await with_card(other, bot, card(about), **signed_in)
            assert states(made["checklist"])["handheld_photo"] == "open"
            file_id = message["attachments"][0]["id"]
            await other.send(
                {"type": "paper", "checklist": about, "file": file_id, "paper": "handheld_photo"}
            )
            assert (await other.of_type("error"))["code"] == "unknown_paper"
            await tick(other, about, "person_in_charge_document")
            await told(other)
        assert [f for f in await mine.silence() if f["type"] == "checklist"] == []
        found = await shown(mine, conversation=mine.conversation, token=lin)
        assert states(found)["person_in_charge_document"] == "open"
        assert states(found)["handheld_photo"] == "sent"


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "tick", "checklist": "website:shop", "paper": "no_such_paper", "on": True},
        {"type": "tick", "checklist": "website:other", "paper": "handheld_photo", "on": True},
        {"type": "paper", "checklist": "website:shop", "file": "no-such-file", "paper": None},
    ],
)
async def test_what_is_not_there_is_refused(
    desk: RunningDesk, bot: ScriptedBot, frame: Frame
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card("website:shop"))
        await visitor.send(frame)
        assert (await visitor.of_type("error"))["code"] == "unknown_paper"


def question(name: str) -> Callable[[Frame], bool]:
    return notice(f"Which paper is “{name}”?")


def loose(checklist: Frame) -> list[str]:
    return [one["name"] for one in checklist.get("loose", [])]


async def told_of_loose(visitor: Visitor, *names: str) -> Frame:
    while loose(found := await told(visitor)) != list(names):
        pass
    return found


async def test_of_photos_sent_together_each_is_asked_about_until_it_is_answered(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card("any:individual"))
        for place in (1, 2, 3):
            await upload(desk, visitor, f"IMG_{place}.jpg")
        await told_of_loose(visitor, "IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg")
        said = [
            f["message"]
            for f in [*visitor.seen, *await visitor.silence()]
            if f["type"] == "message" and f["message"]["author"] == "notice"
        ]
        asked = [one for one in said if "Which paper" in one["text"]]
        assert {one["text"] for one in asked} == {"Which paper is “IMG_1.jpg”?"}
        assert said[-1] == asked[-1], "the question is at the end, below the last photo"
        assert len([one for one in said if "is kept encrypted" in one["text"]]) == 1
        await press(visitor, asked[0]["buttons"][0]["payload"])
        second = await visitor.message(question("IMG_2.jpg"))
        await told_of_loose(visitor, "IMG_2.jpg", "IMG_3.jpg")
        await press(visitor, second["buttons"][-1]["payload"])
        third = await visitor.message(question("IMG_3.jpg"))
        await told_of_loose(visitor, "IMG_3.jpg")
        await press(visitor, third["buttons"][1]["payload"])
        assert states(await told_of_loose(visitor))["handheld_photo"] == "sent"
        assert not [f for f in await visitor.silence() if "Which paper" in str(f)]


async def test_a_file_that_was_passed_over_is_placed_in_the_card_on_another_device(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    about = "website:shop"
    async with visiting(desk.url) as phone:
        await with_card(phone, bot, card(about), token=lin)
        photo = await upload(desk, phone, "IMG_1.jpg", lin)
        await phone.message(question("IMG_1.jpg"))
        await phone.answer(
            (await phone.say("How much is it?"))["seq"]
        )  # the question's buttons are gone
        await upload(desk, phone, "IMG_2.jpg", lin)
        await phone.message(question("IMG_2.jpg"))
        async with visiting(desk.url) as tablet:
            known = {"conversation": phone.conversation, "token": lin}
            found = await shown(tablet, **known)
            assert loose(found) == ["IMG_1.jpg", "IMG_2.jpg"]
            (attachment,) = photo["attachments"]
            placed = {"file": attachment["id"], "paper": "handheld_photo"}
            await tablet.send({"type": "paper", "checklist": about, **placed})
            for each in (tablet, phone):
                found = await told_of_loose(each, "IMG_2.jpg")
                assert states(found)["handheld_photo"] == "sent"
            await tablet.send({"type": "paper", "checklist": about, **placed, "paper": None})
            await told_of_loose(phone, "IMG_1.jpg", "IMG_2.jpg")


DOCUMENT = "person_in_charge_document"


def asked_in(frames: list[Frame]) -> list[str]:
    """The questions which paper a file is, in the order in which they were put."""
    said = [f["message"] for f in frames if f["type"] == "message"]
    return [one["text"] for one in said if "Which paper" in one["text"]]


async def test_the_back_of_an_identity_document_is_asked_for(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card("any:individual", two_sided=DOCUMENT))
        await upload(desk, visitor, "ID card front.jpg")
        said = await visitor.message(notice("counts as: identity document"))
        assert said["text"].endswith(
            "Still missing: identity document (the other side), handheld photo, letter."
        )
        assert [one["title"] for one in said["buttons"]] == [
            "Both sides are on this one",
            "It is another paper",
        ]
        found = await told(visitor)
        assert states(found)[DOCUMENT] == "open"
        await upload(desk, visitor, "ID card back.jpg")
        said = await visitor.message(notice("“ID card back.jpg” counts as"))
        assert said["text"].endswith("Still missing: handheld photo, letter.")
        assert states(await told(visitor))[DOCUMENT] == "sent"


async def test_both_sides_on_one_picture_are_enough_where_the_visitor_says_so(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    about = "any:individual"
    async with visiting(desk.url) as visitor:
        made = card(about, "handheld_photo", two_sided=DOCUMENT)
        await with_card(visitor, bot, made)
        await tick(visitor, about, "letter_with_fingerprint")
        await told(visitor)
        await upload(desk, visitor, "passport.jpg")
        said = await visitor.message(notice("counts as: identity document"))
        assert not (await told(visitor))["complete"]
        await press(visitor, said["buttons"][0]["payload"])
        await visitor.message(notice("counts as both sides"))
        await visitor.message(notice("All the papers"))
        assert (await told(visitor))["complete"]


async def test_both_sides_are_said_in_the_card_of_the_files_that_are_there(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    about = "any:individual"
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about, two_sided=DOCUMENT))
        picked = {"checklist": about, "paper": DOCUMENT}
        first = await upload(desk, visitor, "IMG_1.jpg", **picked)
        assert states(await told(visitor))[DOCUMENT] == "open"
        await tick(visitor, about, DOCUMENT)
        assert states(await told(visitor))[DOCUMENT] == "sent"
        # It was said of that picture: another in its place may be one side again.
        (attachment,) = first["attachments"]
        taken_out = {"file": attachment["id"], "paper": None}
        await visitor.send({"type": "paper", "checklist": about, **taken_out})
        await told(visitor)
        await upload(desk, visitor, "IMG_2.jpg", **picked)
        assert states(await told(visitor))[DOCUMENT] == "open"


async def test_what_is_left_of_photos_sent_together_is_asked_about_though_all_papers_are_there(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    about = "any:individual"
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about, "handheld_photo", "letter_with_fingerprint"))
        await upload(desk, visitor, "IMG_1.jpg")
        await visitor.message(notice("All the papers"))
        await upload(desk, visitor, "IMG_2.jpg")
        asked = await visitor.message(question("IMG_2.jpg"))
        found = await told_of_loose(visitor, "IMG_2.jpg")
        assert found["complete"]
        await press(visitor, asked["buttons"][-1]["payload"])
        await visitor.message(notice("does not count"))


async def test_what_was_sent_together_is_asked_about_after_the_last_paper_is_there(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    about = "any:individual"
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about, "handheld_photo"))
        await upload(desk, visitor, "IMG_1.jpg")
        first = await visitor.message(question("IMG_1.jpg"))
        for place in (2, 3):
            await upload(desk, visitor, f"IMG_{place}.jpg")
        await press(visitor, first["buttons"][0]["payload"])
        second = await visitor.message(question("IMG_2.jpg"))
        await press(visitor, second["buttons"][1]["payload"])
        await visitor.message(notice("All the papers"))
        await visitor.message(question("IMG_3.jpg"))
        frames = [*visitor.seen, *await visitor.silence()]
        places = [1, 1, 1, 2, 3]  # again below each photo that came, then each once
        assert asked_in(frames) == [f"Which paper is “IMG_{place}.jpg”?" for place in places]


async def test_the_next_is_asked_about_once_the_card_has_answered_the_question(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    about = "any:individual"
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about))
        photo = await upload(desk, visitor, "IMG_1.jpg")
        await visitor.message(question("IMG_1.jpg"))
        await upload(desk, visitor, "IMG_2.jpg")
        (attachment,) = photo["attachments"]
        placed = {"file": attachment["id"], "paper": "handheld_photo"}
        await visitor.send({"type": "paper", "checklist": about, **placed})
        await visitor.message(question("IMG_2.jpg"))


async def test_a_photo_that_is_wanted_again_has_a_button_for_that_very_paper(
    desk: RunningDesk, bot: ScriptedBot, lin: str
) -> None:
    about = "website:shop"
    agent = person(desk.settings)
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card(about), token=lin)
        picked = {"checklist": about, "paper": "handheld_photo"}
        message = await upload(desk, visitor, "IMG_1.jpg", lin, **picked)
        files = desk.app.state.desk.files
        kept = await on_desk(desk, files.find(message["attachments"][0]["id"]))
        await on_desk(desk, files.review(kept, agent.id, Review.AGAIN, "blurred"))
        said = await visitor.message(notice("Please send “IMG_1.jpg” again: blurred"))
        (button,) = said["buttons"]
        assert button["title"] == "Send a new one"
        assert button["file"] == picked
        # A client that opens no choice of files presses it, and is told where to send one; what
        # comes next counts for that paper, though others are missing, too.
        await press(visitor, button["payload"])
        await visitor.message(notice("Please send a new photo or PDF here"))
        await upload(desk, visitor, "IMG_2.jpg", lin)
        await visitor.message(notice("“IMG_2.jpg” counts as: handheld photo"))
        # An accepted one has none.
        await on_desk(desk, files.review(kept, agent.id, Review.ACCEPTED, None))
        assert (await visitor.message(notice("it is fine")))["buttons"] == []


async def test_a_file_of_no_checklist_that_is_wanted_again_has_a_button_for_any(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    del bot
    agent = person(desk.settings)
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="en")
        message = await upload(desk, visitor, "IMG_1.jpg")
        files = desk.app.state.desk.files
        kept = await on_desk(desk, files.find(message["attachments"][0]["id"]))
        await on_desk(desk, files.review(kept, agent.id, Review.AGAIN, "blurred"))
        (button,) = (await visitor.message(notice("again: blurred")))["buttons"]
        assert button["file"] == {}
        await press(visitor, button["payload"])
        await visitor.message(notice("in place of “IMG_1.jpg”"))
