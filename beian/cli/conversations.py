"""Play the conversations of data/conversations/, and tell how they went."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from beian.cli.errors import CommandError
from beian.cli.faults import fault_line, shown_path
from beian.cli.paths import CONTENT, DATA
from beian.cli.preparation import prepared_model
from beian.cli.terminal import Report, progress, stdout
from beian.evaluation.conversations.figures import failed_turns, figures, grouped_figures
from beian.evaluation.conversations.model import Conversation
from beian.evaluation.conversations.played import PlayedConversation
from beian.evaluation.conversations.reading import Known, conversation_files, legible_conversations
from beian.evaluation.conversations.transcript import failed_turn, transcript
from beian.evaluation.measures import percent
from beian.nlu.topics.faults import FaultyContent, did_you_mean
from beian.nlu.topics.project import project_content
from beian.nlu.topics.reading import CONVERSATIONS

_STEP = 10
"""Conversations after which progress is reported."""


def play_alone(names: Sequence[str], *, with_transcript: bool) -> int:
    """Play the conversations of these names, or all, and print how they went; return 0."""
    conversations = read_conversations(names)
    if not conversations:
        raise CommandError(f"There are no conversations in {shown_path(DATA / CONVERSATIONS)}.")
    model = prepared_model()
    with progress("Playing") as report:
        played = play(conversations, model, report)
    if with_transcript:
        for one in played:
            stdout.print(transcript(one), end="\n\n", markup=False)
    else:
        print_failed_turns(played)
    stdout.print(conversation_table(played))
    return 0


def read_conversations(names: Sequence[str] = ()) -> list[Conversation]:
    """Return the conversations of these names or files, or all. Raises CommandError."""
    files = conversation_files(DATA)
    if names:
        files = [_file(name, files) for name in names]
    if not files:
        return []
    try:
        known = Known.of(project_content())
    except FaultyContent as faulty:
        raise CommandError("\n".join(map(fault_line, faulty.faults))) from faulty
    conversations, faults = legible_conversations(files, known)
    if faults:
        raise CommandError("Nothing was played.\n" + "\n".join(map(fault_line, faults)))
    return conversations


def _file(name: str, files: Sequence[Path]) -> Path:
    """Return the file of a conversation: by its name, or where a path leads to one."""
    given = Path(name)
    if given.suffix:
        return given
    known = {file.stem: file for file in files}
    if name not in known:
        raise CommandError(
            f"There is no conversation {name} in {shown_path(DATA / CONVERSATIONS)}. "
            f"{did_you_mean(name, list(known))}"
        )
    return known[name]


def play(
    conversations: Sequence[Conversation], model: Path, report: Report
) -> list[PlayedConversation]:
    """Play conversations with a model, one after the other. Raises CommandError."""
    if str(CONTENT) not in sys.path:
        sys.path.append(str(CONTENT))  # where `actions` lies
    report("loading the model")
    # These import Rasa, which takes seconds.
    from beian.evaluation.conversations.playing import loaded_player  # noqa: PLC0415
    from beian.nlu.model.parser import ModelUnavailable  # noqa: PLC0415

    played = []
    try:
        with loaded_player(model) as player:
            for number, conversation in enumerate(conversations):
                if number % _STEP == 0:
                    report(f"{number} of {len(conversations)} conversations")
                played.append(player.play(conversation))
    except ModelUnavailable as unavailable:
        raise CommandError(str(unavailable)) from unavailable
    return played


def print_failed_turns(played: Sequence[PlayedConversation]) -> None:
    for one, turn in failed_turns(played):
        stdout.print(failed_turn(one.conversation, turn), end="\n\n", markup=False)


def conversation_table(played: Sequence[PlayedConversation]) -> Table:
    """Return the figures of played conversations: in all, by rule, language and account."""
    table = Table(title="Conversations played, and turns right", title_justify="left")
    table.add_column("", no_wrap=True)
    for column in ("played", "all right", "turns", "turns right"):
        table.add_column(column, justify="right")
    table.add_column("share", justify="right", no_wrap=True)
    for rows in ([figures("all", played)], *grouped_figures(played).values()):
        for row in rows:
            counts = [row.conversations, row.conversations_right, row.turns, row.turns_right]
            table.add_row(escape(row.group), *map(str, counts), percent(row.share))
        table.add_section()
    return table
