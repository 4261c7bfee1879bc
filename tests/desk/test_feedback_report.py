"""What visitors think reaches people: ratings and thumbs, per conversation and topic."""

from __future__ import annotations

from datetime import timedelta

from beian.base.clock import utc_now
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.feedback_report import FeedbackReports
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from tests.desk.agent import at_work
from tests.desk.front_desk import Hours, hired
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoffs import begun, told, waiting
from tests.desk.visitor import greeted, visiting

MONTH = timedelta(days=30)


def test_scores_are_told_apart_by_who_served(
    desk_database: DeskDatabase, conversations: ConversationStore
) -> None:
    alone, served, silent = begun(conversations), waiting(conversations), begun(conversations)
    HandoffStore(desk_database, FrontDesk(Hours())).take(served, hired(desk_database, "li"))
    conversations.rate(alone, 2, None)
    conversations.rate(served, 5, "Quick")
    del silent
    report = FeedbackReports(desk_database).since(utc_now() - MONTH, 30)
    assert report["scores_of_assistant"] == [0, 1, 0, 0, 0]
    assert report["scores_of_agents"] == [0, 0, 0, 0, 1]
    newest, other = report["ratings"]
    assert (newest["conversation"], newest["rating"]["comment"]) == (served, "Quick")
    assert newest["agent"] == {"id": "agent-li", "display_name": "Li"}
    assert (other["conversation"], other["agent"]) == (alone, None)
    later = FeedbackReports(desk_database).since(utc_now() + MONTH, 30)
    assert (later["ratings"], sum(later["scores_of_agents"])) == ([], 0)


def test_thumbs_are_counted_by_topic_with_their_reasons(
    desk_database: DeskDatabase, conversations: ConversationStore
) -> None:
    where = begun(conversations)
    for text, intent, value, reason in (
        ("How long?", "faq_cancellation_time", "down", "wrong"),
        ("And how long?", "faq_cancellation_time", "down", "wrong"),
        ("Still, how long?", "faq_cancellation_time", "up", None),
        ("How much?", "faq_fees", "up", None),
    ):
        (answer, *_) = told(conversations, where, text, intent=intent).said
        conversations.give_feedback(where, answer.id, value, reason, "No." if reason else None)
    report = FeedbackReports(desk_database).since(utc_now() - MONTH, 30)
    assert report["topics"] == [
        {
            "intent": "faq_cancellation_time",
            "up": 1,
            "down": 2,
            "reasons": [{"reason": "wrong", "count": 2}],
        },
        {"intent": "faq_fees", "up": 1, "down": 0, "reasons": []},
    ]
    first = report["thumbs"][-1]
    assert (first["question"], first["answer"], first["comment"]) == (
        "How long?",
        "An answer.",
        "No.",
    )


async def test_admins_read_what_a_visitor_said_and_others_may_not(desk: RunningDesk) -> None:
    async with at_work(desk, "chief", "admin") as chief, at_work(desk, "li") as li:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            ack = await visitor.say("thanks")
            answer = await visitor.answer(ack["seq"])
            await visitor.send(
                {
                    "type": "feedback",
                    "message": answer["id"],
                    "value": "down",
                    "reason": "unclear",
                    "comment": "Why?",
                }
            )
            await visitor.send({"type": "rate", "score": 2, "comment": "Well"})
            await visitor.of_type("rated")
        where = visitor.conversation["id"]
        report = await chief.get("/feedback?days=7")
        assert report["ratings"][0]["rating"]["comment"] == "Well"
        assert report["thumbs"][0]["reason"] == "unclear"
        detail = await chief.get(f"/conversations/{where}")
        assert detail["conversation"]["rating"]["score"] == 2
        (said,) = [each for each in detail["messages"] if each["feedback"] == "down"]
        assert (said["feedback_reason"], said["feedback_comment"]) == ("unclear", "Why?")
        assert (await li.call("GET", "/feedback"))[0] == 403
        for days in ("0", "x", "²", "99999"):
            assert (await chief.call("GET", f"/feedback?days={days}"))[0] == 400


async def test_who_seems_to_be_done_is_asked_for_a_rating(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.intents["thanks, bye"] = "goodbye"
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        ack = await visitor.say("How long?")
        await visitor.answer(ack["seq"])
        await visitor.say("thanks, bye")
        await visitor.of_type("rating_wanted")
        assert [frame["type"] for frame in visitor.seen].count("rating_wanted") == 1
