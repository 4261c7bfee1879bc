from __future__ import annotations

from pathlib import Path

import pytest

from cli.evaluation.examples import Example, examples_in
from tests.nlu.conftest import MESSAGES, ROOT

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


def test_the_projects_own_data_names_language_and_style_everywhere() -> None:
    examples = examples_in((ROOT / "data" / "nlu").glob("*.yml"))
    assert {example.language for example in examples} == {"zh", "en"}
    assert all(example.style and example.text for example in examples)


def test_every_example_is_predicted_once_in_order() -> None:
    predicted = predictions(EXAMPLES, parts=4)
    assert [prediction.example for prediction in predicted] == EXAMPLES
    right = sum(prediction.right for prediction in predicted)
    assert right > len(EXAMPLES) / 2
    assert right <= sum(prediction.right_among(3) for prediction in predicted)


def test_other_messages_are_measured_against_the_training_data() -> None:
    (predicted,) = held_out(EXAMPLES, [Example("good morning!", "greet", "en", "plain")])
    assert predicted.right
    assert predicted.ranking[0][1] == pytest.approx(max(c for _, c in predicted.ranking))
