"""An agent who is gone takes no visitor along: what the store makes of their conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from beian.base.clock import utc_now
from beian.desk.conversations.absence import AbsenceStore, held_by
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.handoff_store import HandoffStore, NotYours
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from tests.desk.front_desk import Hours, Person, hired, last_seen, visitor_last_seen
from tests.desk.test_handoffs import (
    CONNECT,
    STAY,
    last,
    send,
    told,
    waiting,
    wanting_a_person,
)

LONG_AGO = timedelta(minutes=5)
TWO_MINUTES = 120
ABSENT_SECONDS = 100
LOOK_SECONDS = 5


@dataclass(frozen=True)
class Desk:
    """The stores of a desk whose hours a test decides."""

    conversations: ConversationStore
    handoffs: HandoffStore
    absences: AbsenceStore
    database: DeskDatabase
    hours: Hours

    def released(self) -> list[str]:
        """What is taken from those whose console was not there for 100 seconds."""
        return list(self.absences.release_absent(utc_now() - timedelta(seconds=100)))

    def watched(self, began: datetime, *spells: range) -> int | None:
        """After how many seconds a conversation is taken from an absent agent, by desks that look
        every few seconds within these spells and are away between them."""
        for second in (each for spell in spells for each in spell[::LOOK_SECONDS]):
            moment = began + timedelta(seconds=second)
            self.absences.note_listening(moment)
            if self.absences.release_absent(moment - timedelta(seconds=ABSENT_SECONDS)):
                return second
        return None

    def pings(self, person: Person, moment: datetime) -> None:
        last_seen(self.database, person, utc_now() - moment)

    def vanishes(self, person: Person) -> None:
        last_seen(self.database, person, LONG_AGO)

    def leaves(self, where: str) -> None:
        """The visitor does."""
        visitor_last_seen(self.database, where, LONG_AGO)


@pytest.fixture
def desk(desk_database: DeskDatabase) -> Desk:
    hours = Hours()
    front = FrontDesk(hours)
    return Desk(
        ConversationStore(desk_database, front),
        HandoffStore(desk_database, front),
        AbsenceStore(desk_database, front),
        desk_database,
        hours,
    )


@pytest.fixture
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


@pytest.fixture
def wang(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "wang")


def test_who_lost_the_agent_is_in_front_of_all_who_came_later(
    desk: Desk, li: Person, wang: Person
) -> None:
    first = waiting(desk.conversations)
    desk.handoffs.take(first, li)
    second = waiting(desk.conversations)
    assert desk.released() == []
    desk.vanishes(li)
    assert desk.released() == [first]
    assert [desk.handoffs.view(where).position for where in (first, second)] == [1, 2]
    notice = last(desk.conversations, first)
    assert notice.text.startswith("Sorry, the person who was helping you is not there any more.")
    assert [button["payload"] for button in notice.buttons] == [STAY]
    with pytest.raises(NotYours):
        desk.handoffs.say(first, li, "m1", "I am back")
    desk.handoffs.take(first, wang)
    assert desk.released() == []


def test_a_second_absence_keeps_the_place_of_the_first_wait(
    desk: Desk, li: Person, wang: Person
) -> None:
    first, second = waiting(desk.conversations), waiting(desk.conversations)
    desk.handoffs.take(first, li)
    desk.handoffs.assign(first, li, wang.id)
    desk.vanishes(wang)
    assert desk.released() == [first]
    desk.handoffs.take(first, li)
    desk.vanishes(li)
    assert desk.released() == [first]
    assert [desk.handoffs.view(where).position for where in (first, second)] == [1, 2]


def test_a_wait_after_an_absence_is_as_long_as_any(desk: Desk, li: Person) -> None:
    """A ticket is not made at once because the first wait began long ago."""
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    returns = utc_now()
    desk.vanishes(li)
    desk.released()
    assert desk.handoffs.give_up_waiting(returns) == {}
    assert list(desk.handoffs.give_up_waiting(utc_now() + timedelta(seconds=1))) == [where]


def test_a_disabled_agent_loses_everything_at_once_and_the_others_nothing(
    desk: Desk, li: Person, wang: Person
) -> None:
    here, there = waiting(desk.conversations), waiting(desk.conversations)
    desk.handoffs.take(here, li)
    desk.handoffs.take(there, wang)
    assert [held.id for held in held_by(desk.database, "li")] == [here]
    AgentStore(desk.database).disable("li")
    assert list(desk.absences.release_absent(None)) == [here]
    assert held_by(desk.database, "li") == []
    assert desk.handoffs.view(there).agent == "Wang"


def test_outside_hours_it_becomes_a_ticket_and_the_assistant_answers_what_was_left(
    desk: Desk, li: Person
) -> None:
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    send(desk.conversations, where, "Which papers?")
    desk.handoffs.say(where, li, "m1", "Your licence.")
    question = send(desk.conversations, where, "And how long does it take?").message
    desk.hours.open = False
    desk.vanishes(li)
    assert desk.released() == [where]
    view = desk.handoffs.view(where)
    assert (view.state, view.ticket is not None) == ("bot", True)
    assert "not there any more" in last(desk.conversations, where).text
    ((_, lease),) = desk.conversations.take_waiting(10)
    left = desk.conversations.waiting(where, lease)
    assert left is not None
    assert left.seq == question.seq


def test_who_has_left_with_everything_answered_is_the_assistants_again(
    desk: Desk, li: Person
) -> None:
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    desk.handoffs.say(where, li, "m1", "It is done.")
    desk.leaves(where)
    desk.vanishes(li)
    assert desk.released() == [where]
    assert (desk.handoffs.view(where).state, desk.handoffs.view(where).ticket) == ("bot", None)


def test_the_ticket_of_a_visitor_who_is_away_is_a_ticket_again(desk: Desk, li: Person) -> None:
    desk.hours.open = False
    where = wanting_a_person(desk.conversations)
    told(desk.conversations, where, "It is stuck", handoff=True, intent="out_of_scope")
    desk.hours.open = True
    desk.handoffs.take(where, li)
    desk.leaves(where)
    desk.vanishes(li)
    assert desk.released() == [where]
    view = desk.handoffs.view(where)
    assert (view.state, view.ticket is not None) == ("bot", True)


def test_who_signs_out_leaves_what_they_have_to_others(desk: Desk, li: Person) -> None:
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    assert list(desk.absences.release_from(li.id)) == [where]
    assert desk.handoffs.view(where).state == "waiting"


def test_who_has_left_counts_no_more_and_has_the_place_when_back(desk: Desk, li: Person) -> None:
    del li  # somebody is there
    first, second = waiting(desk.conversations), waiting(desk.conversations)
    desk.leaves(first)
    assert desk.handoffs.view(second).position == 1
    desk.absences.note_visitors({first, "unknown"})
    assert [desk.handoffs.view(where).position for where in (first, second)] == [1, 2]


def test_nobody_is_told_to_be_next_where_nobody_is_there(desk: Desk) -> None:
    hired(desk.database, "zhao", there=False)
    hired(desk.database, "ed", Role.EDITOR)  # who serves nobody
    where = waiting(desk.conversations)
    assert not desk.handoffs.view(where).stands.staffed
    text = last(desk.conversations, where).text
    assert "Nobody from support is online now. You are number 1 in the queue" in text
    assert "next" not in text
    hired(desk.database, "li")
    assert desk.handoffs.view(where).stands.staffed
    send(desk.conversations, where, CONNECT)
    assert "You are next." in last(desk.conversations, where).text


@pytest.mark.parametrize("restarted_after", [5, 50, 99])
@pytest.mark.parametrize("away", [2, 8, 14, 20])
def test_a_restart_of_the_desk_does_not_make_the_wait_for_an_absent_agent_longer(
    desk: Desk, li: Person, restarted_after: int, away: int
) -> None:
    """The agent is gone at second 0; a desk that was killed is back within 20."""
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    gone = utc_now()
    desk.pings(li, gone)
    back = restarted_after + away
    released = desk.watched(gone, range(-60, restarted_after), range(back, 300))
    assert released is not None
    assert ABSENT_SECONDS < released <= TWO_MINUTES


def test_who_was_there_before_a_long_outage_has_time_to_come_back(desk: Desk, li: Person) -> None:
    """Whatever was away: the desks, their store, or the whole machine, whose clock went on."""
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    began = utc_now()
    desk.pings(li, began - timedelta(seconds=60))  # a console in the background
    assert desk.watched(began, range(-60, 1), range(3600, 3620)) is None
    desk.pings(li, began + timedelta(seconds=3620))
    assert desk.watched(began, range(3620, 3720)) is None


def test_who_is_gone_after_a_long_outage_is_replaced_within_two_minutes_of_its_end(
    desk: Desk, li: Person
) -> None:
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    began = utc_now()
    desk.pings(li, began)
    released = desk.watched(began, range(-60, 30), range(3600, 4000))
    assert released is not None
    assert released < 3600 + TWO_MINUTES


def test_one_desk_that_stays_tells_silence_while_the_other_restarts(desk: Desk, li: Person) -> None:
    where = waiting(desk.conversations)
    desk.handoffs.take(where, li)
    gone = utc_now()
    desk.pings(li, gone)
    assert desk.watched(gone, range(-60, 90), range(90, 300)) == ABSENT_SECONDS + LOOK_SECONDS
