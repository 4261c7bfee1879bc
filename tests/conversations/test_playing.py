"""Conversations are played against the trained model and the real actions, as they are served."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.evaluation.conversations.played import PlayedConversation
from beian.evaluation.conversations.playing import Player
from beian.evaluation.conversations.reading import Known, read_conversation
from beian.filing.filing_store import FilingStore
from beian.nlu.topics.project import project_content

CODE = """\
conversation: code
as: lin-individual
language: zh
rules: [7]
turns:
- user: 我的订单到哪一步了？
  holds: [138****1001, 22 小时]
  lacks: [20 小时]
  topic: my_order_progress
- user: 转人工
  handoff: true
"""
LATER = """\
conversation: later
as: lin-individual
language: zh
rules: [7]
now: 2026-10-13T07:20:00+08:00
turns:
- user: 我的订单到哪一步了？
  holds: [138****1001, 1 小时]
  lacks: [22 小时]
"""
STRANGER = """\
conversation: stranger
language: en
rules: [11]
turns:
- user: recommend me a good film for tonight
  holds: [Talk to a person]
  topic: out_of_scope
- user: Can I file again after the cancellation?
  topic: faq_reapply
  lacks: [林, 可以]
- press: talk to a person
  topic: request_human
  handoff: true
"""


@pytest.fixture
def play(player: Player, tmp_path: Path) -> PlayText:
    return PlayText(player, tmp_path)


class PlayText:
    """Plays the text of a file of conversations."""

    def __init__(self, player: Player, folder: Path) -> None:
        self._player = player
        self._folder = folder
        self._known = Known.of(project_content())

    def __call__(self, text: str) -> PlayedConversation:
        name = text.splitlines()[0].removeprefix("conversation: ")
        file = self._folder / f"{name}.yml"
        file.write_text(text, encoding="utf-8")
        return self._player.play(read_conversation(file, self._known))


@pytest.mark.parametrize("text", [CODE, LATER, STRANGER], ids=["code", "later", "stranger"])
def test_a_conversation_that_goes_as_written_is_right(play: PlayText, text: str) -> None:
    played = play(text)
    assert [turn.failures for turn in played.turns] == [()] * len(played.turns)
    assert played.right


def test_each_conversation_has_its_own_time(play: PlayText) -> None:
    assert [play(text).right for text in (LATER, CODE, LATER)] == [True, True, True]


def test_nothing_of_one_conversation_is_known_in_the_next(play: PlayText) -> None:
    first, again = (play(CODE).turns[0].answer for _ in range(2))
    assert first == again


def test_a_turn_that_falls_short_says_in_what_and_the_conversation_goes_on(play: PlayText) -> None:
    played = play(CODE.replace("22 小时]", "[23 小时, 24 小时], 天气]").replace("true", "false"))
    assert [turn.failures for turn in played.turns] == [
        ("missing: 23 小时 or 24 小时", "missing: 天气"),
        ("handed off, which it should not be",),
    ]


def test_a_button_that_is_not_there_is_a_failure_and_nothing_is_sent(play: PlayText) -> None:
    played = play(STRANGER.replace("talk to a person", "go home"))
    assert played.turns[2].answer is None
    (failure,) = played.turns[2].failures
    assert failure.startswith("no button go home; there are: Talk to a person")


def test_a_failure_of_the_assistant_is_never_right(
    play: PlayText, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(FilingStore, "account", fail)
    text = CODE[: CODE.index("- user")] + "- user: 注销要多久？\n"
    [turn] = play(text).turns
    assert turn.failures == ("the assistant failed: the log says why",)
