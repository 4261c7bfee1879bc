"""The conversation that README shows is the one that the assistant holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from beian.evaluation.conversations.playing import Player
from beian.evaluation.conversations.reading import Known, read_conversation
from beian.nlu.topics.project import project_content
from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown() -> list[tuple[str, list[str]]]:
    """What is typed, and the lines that answer it."""
    (block,) = re.findall(r"^```text\n(.*?^> .*?)^```$", README, re.MULTILINE | re.DOTALL)
    _, *turns = re.split(r"^> ", block, flags=re.MULTILINE)
    lines = [turn.strip().splitlines() for turn in turns]
    return [(typed, answer) for typed, *answer in lines]


@pytest.fixture
def told(player: Player, tmp_path: Path) -> list[list[str]]:
    """The lines that the assistant answers with, as tools/readme_chat.py prints them."""
    turns = "".join(f"- user: '{typed}'\n" for typed, _ in shown())
    file = tmp_path / "readme.yml"
    head = "conversation: readme\nas: lin-individual\nlanguage: zh\nrules: [7]\nturns:\n"
    file.write_text(head + turns, encoding="utf-8")
    played = player.play(read_conversation(file, Known.of(project_content())))
    answers = [turn.answer for turn in played.turns]
    return [
        [
            line
            for reply in answer["replies"]
            for line in (
                *reply["text"].splitlines(),
                *(f"  {n}) {one['title']}" for n, one in enumerate(reply["buttons"], start=1)),
            )
        ]
        for answer in answers
        if answer is not None
    ]


def test_the_assistant_says_what_readme_shows(told: list[list[str]]) -> None:
    assert told == [answer for _, answer in shown()]
