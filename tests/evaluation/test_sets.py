"""Where the messages of `beian evaluate` come from, and how they are shared out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from beian.cli.evaluate import DATA, MEASURED, TESTS
from beian.evaluation.cross_validation import _parts, cross_validated
from beian.evaluation.entities import EntityFigures, Labelled, entity_report, labelled_in
from beian.evaluation.examples import Example, FaultyData, examples_in, learned_in
from beian.evaluation.predictions import Outcome, Prediction, Thresholds
from tests.documents import rows
from tests.nlu.conftest import MESSAGES

EXAMPLES = [
    Example(text, intent, "en" if text.isascii() else "zh", "plain")
    for intent, texts in MESSAGES.items()
    for text in texts
]


def test_examples_are_read_with_language_and_style(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n  metadata: {language: zh, style: terse}\n'
        "  examples: |\n    - 你好\n    - 早 - 上好\n- synonym: x\n  examples: |\n    - y\n",
        encoding="utf-8",
    )
    assert examples_in([file]) == [
        Example("你好", "greet", "zh", "terse"),
        Example("早 - 上好", "greet", "zh", "terse"),
    ]


@pytest.mark.parametrize(
    ("row", "patterns"),
    [
        ("dev_", ["dev_*"]),
        ("unseen_", ["unseen_*"]),
        ("added_dev_", ["added_dev_*", "added_unseen_*"]),
        ("strangers_", ["strangers_*"]),
    ],
)
def test_the_page_of_understanding_counts_the_messages_of_each_set(
    row: str, patterns: list[str]
) -> None:
    table = rows(Path("docs", "understanding.md"), "set | messages")
    (told,) = (count for name, count, _ in table if name.startswith(f"`tests/nlu/{row}"))
    counted = [examples_in(sorted(TESTS.glob(f"{pattern}.yml"))) for pattern in patterns]
    assert told == " and ".join(f"{len(examples):,}" for examples in counted)


def test_the_page_of_understanding_tells_about_how_many_messages_are_learnt_from() -> None:
    told = rows(Path("docs", "understanding.md"), "set | messages")[0][1]
    about = int(told.removeprefix("about ").replace(",", ""))
    assert len(learned_in(DATA)) == pytest.approx(about, rel=0.05)


def test_files_are_read_in_the_order_of_their_names_and_may_lack_metadata(tmp_path: Path) -> None:
    for name in ("b", "a"):
        text = f"nlu:\n- intent: {name}\n  examples: |\n    - message {name}\n"
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    (tmp_path / "c.yml").write_text('version: "3.1"\n', encoding="utf-8")
    assert examples_in([tmp_path / "c.yml", tmp_path / "b.yml", tmp_path / "a.yml"]) == [
        Example("message a", "a", "", ""),
        Example("message b", "b", "", ""),
    ]


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [(DATA / "nlu", "*.yml"), *((TESTS, pattern) for pattern in MEASURED.values())],
)
def test_the_projects_own_data_names_language_and_style_everywhere(
    folder: Path, pattern: str
) -> None:
    examples = examples_in(folder.glob(pattern))
    assert {example.language for example in examples} == {"zh", "en"}
    unnamed = [example for example in examples if not (example.style and example.text)]
    assert unnamed == []


def test_labelled_messages_are_read_from_rasas_markup(tmp_path: Path) -> None:
    file = tmp_path / "entities.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n- intent: entities\n  examples: |\n'
        '    - 我的[网站]{"entity": "target", "value": "website"}在[广东](province)\n'
        "    - 没有\n",
        encoding="utf-8",
    )
    assert labelled_in([file]) == [
        Labelled(
            "我的网站在广东",
            frozenset({("target", 2, 4, "website"), ("province", 5, 7, "广东")}),
        ),
        Labelled("没有", frozenset()),
    ]


def test_the_projects_own_entity_sets_mark_what_stands_in_the_message() -> None:
    labelled = labelled_in(TESTS.glob("entities_*.yml"))
    assert labelled
    assert not [one.text for one in labelled if "]{" in one.text or "](" in one.text]


def test_an_entity_is_right_only_with_its_label_place_and_value() -> None:
    def entity(label: str, start: int, end: int, value: str) -> dict[str, Any]:
        return {"entity": label, "start": start, "end": end, "value": value, "extractor": "x"}

    found = {
        "right": [entity("target", 0, 2, "website")],
        "value": [entity("target", 0, 2, "subject")],
        "place": [entity("target", 1, 2, "website")],
        "label": [entity("kind", 0, 2, "website")],
        "missed": [],
        "nothing to find": [entity("domain", 0, 7, "nothing")],
        "rightly nothing": [],
    }
    website = frozenset({("target", 0, 2, "website")})
    labelled = [Labelled(t, frozenset() if "nothing" in t else website) for t in found]
    report = entity_report(labelled, found.__getitem__)
    assert report.messages == 7
    assert report.by_label == [
        EntityFigures("domain", labelled=0, found=1, right=0),
        EntityFigures("kind", labelled=0, found=1, right=0),
        EntityFigures("target", labelled=5, found=3, right=1),
    ]
    assert report.overall == EntityFigures("all", labelled=5, found=5, right=1)
    assert [one.text for one, _ in report.mistakes] == [
        "value",
        "place",
        "label",
        "missed",
        "nothing to find",
    ]
    assert report.mistakes[0][1] == {("target", 0, 2, "subject")}


def test_precision_and_recall_of_entities_that_never_occur_are_none() -> None:
    assert EntityFigures("target", labelled=4, found=2, right=1).precision == 1 / 2
    assert EntityFigures("target", labelled=4, found=2, right=1).recall == 1 / 4
    assert EntityFigures("target", labelled=0, found=2, right=0).recall is None
    assert EntityFigures("target", labelled=4, found=0, right=0).precision is None


@pytest.fixture(scope="module")
def steps() -> list[str]:
    """What the cross-validation below reported."""
    return []


@pytest.fixture(scope="module")
def predictions(steps: list[str]) -> list[Prediction]:
    return cross_validated(EXAMPLES, parts=4, report=steps.append)


def test_every_example_is_predicted_once_in_order(
    predictions: list[Prediction], steps: list[str]
) -> None:
    assert [prediction.example for prediction in predictions] == EXAMPLES
    assert steps == [f"part {part} of 4" for part in (1, 2, 3, 4)]


def test_every_prediction_ranks_all_intents_the_surest_first(
    predictions: list[Prediction],
) -> None:
    for prediction in predictions:
        names, confidences = zip(*prediction.ranking, strict=True)
        assert set(names) == set(MESSAGES)
        assert list(confidences) == sorted(confidences, reverse=True)


def test_most_of_what_was_held_out_is_understood(predictions: list[Prediction]) -> None:
    assert sum(prediction.right for prediction in predictions) > len(EXAMPLES) / 2


@pytest.mark.parametrize("parts", [2, 5, 7])
def test_every_group_is_spread_evenly_over_the_parts(parts: int) -> None:
    groups = ["a"] * 23 + ["b"] * 10 + ["c"] * 3 + ["d"] + ["a"] * 4
    part_of = _parts(groups, parts)
    assert set(part_of) <= set(range(parts))
    for group in (*"abcd", None):
        rows = [p for p, g in zip(part_of, groups, strict=True) if group in (g, None)]
        sizes = [Counter(rows)[part] for part in range(parts)]
        assert max(sizes) - min(sizes) <= 1, group


def test_parts_are_drawn_alike_every_time() -> None:
    groups = ["a", "b", "a"] * 20
    assert np.array_equal(_parts(groups, 5), _parts(groups, 5))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"nlu: [", "can't be read"),
        (b"\xff\xfe\x00", "can't be read"),
        (b"nlu:\n- intent: greet\n  examples: [hello]\n", "a list below it"),
    ],
)
def test_a_faulty_data_file_is_named(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "greet.yml"
    file.write_bytes(content)
    with pytest.raises(FaultyData, match=complaint) as fault:
        examples_in([file])
    assert str(file) in str(fault.value)


@pytest.mark.parametrize("content", ["", "nlu:\n", "nlu:\n- synonym: x\n  examples: |\n    - y\n"])
def test_a_file_without_messages_has_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "empty.yml"
    file.write_text(content, encoding="utf-8")
    assert examples_in([file]) == []


def test_a_blank_message_is_no_intent() -> None:
    blank = Prediction(Example("\u200b", "greet", "en", "terse"), [])
    assert not blank.right
    assert blank.outcome(Thresholds(0.3, 0.03)) is Outcome.OFFERED
