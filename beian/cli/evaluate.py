"""`beian evaluate`: how well messages are understood and conversations go, as a report with
pictures."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from rich.table import Table
from ruamel.yaml import YAML

from beian.cli.conversations import (
    conversation_table,
    play,
    play_alone,
    print_failed_turns,
    read_conversations,
)
from beian.cli.errors import CommandError
from beian.cli.paths import CONFIG, CONTENT, DATA, MODEL
from beian.cli.preparation import prepared_parser
from beian.cli.terminal import Report, progress, stdout
from beian.evaluation.examples import Example, FaultyData, examples_in, learned_in
from beian.evaluation.measures import percent, summaries, summary
from beian.evaluation.predictions import Prediction, Thresholds

if TYPE_CHECKING:
    from beian.evaluation.report import Evaluation
    from beian.nlu.model.parser import Parser

TESTS = CONTENT / "tests" / "nlu"
MEASURED = {
    "Strangers' set": "strangers_*.yml",
    "Unseen set": "unseen_*.yml",
    "Development set": "dev_*.yml",
    "Added topics, unseen": "added_unseen_*.yml",
    "Added topics, development": "added_dev_*.yml",
}
"""Settings were chosen on the development sets; the others only measure."""
DEFAULT_OUTPUT = Path("results") / "evaluation"
_FEWEST_PARTS, _MOST_PARTS = 2, 20
_REPORT_NEEDS = ("jinja2", "markdown_it")
"""What the extra `evaluation` installs."""
_WARM_UP = 20
"""Messages parsed before times are taken."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        type=Path,
        default=DEFAULT_OUTPUT,
        metavar="FOLDER",
        help=f"where the report goes (default: {DEFAULT_OUTPUT})",
    )
    parser.add_argument(
        "--parts",
        type=int,
        default=5,
        metavar="N",
        help="parts of the cross-validation; 0 leaves it out (default: 5)",
    )
    parser.add_argument(
        "--conversations",
        nargs="*",
        metavar="NAME",
        help="play these of data/conversations/ and nothing else; without names, all of them",
    )
    parser.add_argument(
        "--transcript",
        action="store_true",
        help="with --conversations: print them whole, to be read aloud",
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.conversations is not None:
        return play_alone(arguments.conversations, with_transcript=arguments.transcript)
    if arguments.transcript:
        raise CommandError("--transcript goes with --conversations, which are printed.")
    if arguments.parts and not _FEWEST_PARTS <= arguments.parts <= _MOST_PARTS:
        raise CommandError(f"--parts takes 0, or {_FEWEST_PARTS} to {_MOST_PARTS}.")
    _check_extra()
    _make(arguments.output)
    learned = _learned()
    measured = {name: _read(TESTS, pattern) for name, pattern in MEASURED.items()}
    conversations = read_conversations()
    parser = prepared_parser()
    with progress("Measuring") as report:
        evaluation = _evaluated(parser, learned, measured, arguments.parts, report)
        if conversations:
            played = play(conversations, MODEL, report)
            evaluation = replace(evaluation, conversations=played)
        report("writing the report")
        written = _written(evaluation, arguments.output)
    for name, predictions in evaluation.sets.items():
        stdout.print(_table(name, predictions, evaluation.thresholds))
    entities = evaluation.entities
    stdout.print(
        f"Entities: precision {percent(entities.overall.precision)}, "
        f"recall {percent(entities.overall.recall)}, {entities.messages} messages"
    )
    stdout.print(f"Time of a message: median {evaluation.median_milliseconds:.1f} ms")
    if evaluation.conversations:
        print_failed_turns(evaluation.conversations)
        stdout.print(conversation_table(evaluation.conversations))
    stdout.print("Report:", ", ".join(map(str, written)), markup=False)
    return 0


def _check_extra() -> None:
    missing = [module for module in _REPORT_NEEDS if find_spec(module) is None]
    if missing:
        raise CommandError(
            f"The report needs {', '.join(missing)}: install the extra evaluation,"
            " `pip install 'beian-assistant[evaluation]'`."
        )


def _evaluated(
    parser: Parser,
    learned: Sequence[Example],
    measured: Mapping[str, Sequence[Example]],
    parts: int,
    report: Report,
) -> Evaluation:
    # These import Rasa, which takes seconds: here, so that help and complaints come at once.
    from beian.evaluation.cross_validation import cross_validated  # noqa: PLC0415
    from beian.evaluation.entities import entity_report, labelled_in  # noqa: PLC0415
    from beian.evaluation.report import Evaluation  # noqa: PLC0415

    sets: dict[str, Sequence[Prediction]] = {}
    timed: list[tuple[int, float]] = []
    try:
        labelled = labelled_in(TESTS.glob("entities_*.yml"))
    except FaultyData as fault:
        raise CommandError(str(fault)) from fault
    for name, examples in measured.items():
        report(f"{name.lower()}, {len(examples)} messages")
        sets[name], times = _parsed(parser, examples)
        timed += times
    report(f"entities, {len(labelled)} messages")
    entities = entity_report(labelled, lambda text: parser.parse(text).entities)
    if parts:
        step = f"cross-validation, {len(learned)} messages"
        sets["Cross-validation of the training data"] = cross_validated(
            learned, parts, report=lambda part: report(f"{step}: {part}")
        )
    thresholds = configured_thresholds(CONFIG)
    return Evaluation(sets, thresholds, timed, entities, len(learned), _machine())


def _written(evaluation: Evaluation, folder: Path) -> tuple[Path, Path]:
    from beian.evaluation.report import write_report  # noqa: PLC0415

    try:
        return write_report(evaluation, folder)
    except OSError as error:
        raise CommandError(f"The report can't be written to {folder}: {error.strerror}.") from error


def configured_thresholds(config: Path) -> Thresholds:
    """Return the thresholds of the FallbackClassifier in a config.yml."""
    pipeline = YAML(typ="safe").load(config.read_text(encoding="utf-8"))["pipeline"]
    fallback = next(c for c in pipeline if c["name"] == "FallbackClassifier")
    return Thresholds(fallback["threshold"], fallback["ambiguity_threshold"])


def _make(folder: Path) -> None:
    """Create the folder and check that it is writable, now rather than minutes later."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandError(f"--output {folder}: {error.strerror}.") from error


def _learned() -> list[Example]:
    try:
        return learned_in(DATA)
    except FaultyData as fault:
        raise CommandError(str(fault)) from fault


def _read(folder: Path, pattern: str) -> list[Example]:
    try:
        examples = examples_in(folder.glob(pattern))
    except FaultyData as fault:
        raise CommandError(str(fault)) from fault
    if not examples:
        raise CommandError(f"There are no messages in {folder / pattern}.")
    return examples


def _parsed(
    parser: Parser, examples: Sequence[Example]
) -> tuple[list[Prediction], list[tuple[int, float]]]:
    """Return predictions, and each message's length and the milliseconds it took."""
    for example in examples[:_WARM_UP]:
        parser.parse(example.text)
    results = [parser.parse(example.text) for example in examples]
    predicted = [Prediction(e, r.ranking) for e, r in zip(examples, results, strict=True)]
    return predicted, [(len(result.text), 1000 * result.elapsed) for result in results]


def _machine() -> str:
    return f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}"


def _table(name: str, predictions: Sequence[Prediction], thresholds: Thresholds) -> Table:
    table = Table(title=name, title_justify="left")
    columns = ["", "messages", "first", "among three", "acted upon", "turned away", "kept out"]
    for column in columns:
        table.add_column(column, justify="right" if column else "left")
    by_language = summaries(predictions, thresholds, lambda example: example.language)
    for row in [summary("all", predictions, thresholds), *by_language]:
        shares = [row.right, row.right_among_offered, row.understood_right, row.turned_away]
        figures = [percent(share) for share in [*shares, row.strays_kept_out]]
        table.add_row(row.group, str(row.messages), *figures)
    return table
