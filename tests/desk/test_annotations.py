"""Canned answers, notes and tags in the store, also where two write in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from beian.desk.conversations.annotations import AnnotationStore, ShortcutTaken, first_canned
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.storage.database import DeskDatabase
from tests.desk.front_desk import hired

FIELDS = {"shortcut": "new", "title": "New", "zh": "新", "en": "New"}
VARIABLES = {"agent", "account", "ticket", "order"}


@pytest.fixture
def annotations(desk_database: DeskDatabase) -> AnnotationStore:
    desk_database.upgrade()
    return AnnotationStore(desk_database)


def at_once(work: Callable[[], object]) -> list[object]:
    """What eight threads get from the same work; their errors, too."""

    def tried(_: int) -> object:
        try:
            return work()
        except ShortcutTaken as taken:
            return taken

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(tried, range(8)))


def test_desks_that_start_at_once_begin_with_the_same_answers(annotations: AnnotationStore) -> None:
    first = first_canned()
    assert at_once(lambda: annotations.seed_canned(first)) == [None] * 8
    assert [each["shortcut"] for each in annotations.canned()] == sorted(
        each["shortcut"] for each in first
    )
    annotations.write_canned({**FIELDS, "shortcut": "own"})
    annotations.seed_canned(first)
    assert len(annotations.canned()) == len(first) + 1


def test_one_of_many_gets_a_shortcut(annotations: AnnotationStore) -> None:
    written = at_once(lambda: annotations.write_canned(FIELDS))
    assert sum(isinstance(each, ShortcutTaken) for each in written) == 7
    (kept,) = annotations.canned()
    assert kept in written
    other = annotations.write_canned({**FIELDS, "shortcut": "other"})
    with pytest.raises(ShortcutTaken):
        annotations.write_canned(FIELDS, other["id"])
    assert annotations.write_canned({**FIELDS, "en": "Newer"}, kept["id"])["en"] == "Newer"


def test_the_first_answers_are_whole_and_hold_known_variables_alone() -> None:
    first = first_canned()
    assert len(first) >= 12
    for answer in first:
        assert set(answer) == set(FIELDS)
        assert all(text.strip() == text != "" for text in answer.values())
        for language in ("zh", "en"):
            named = {part.split("}")[0] for part in answer[language].split("{")[1:]}
            assert named <= VARIABLES
        assert ("{" in answer["zh"]) == ("{" in answer["en"])


def test_nothing_is_noted_of_a_conversation_that_is_not_there(
    annotations: AnnotationStore, desk_database: DeskDatabase
) -> None:
    li = hired(desk_database, "li")
    with pytest.raises(NoSuchConversation):
        annotations.add_note("nowhere", li, "A note.")
    with pytest.raises(NoSuchConversation):
        annotations.set_tags("nowhere", ["a"])
