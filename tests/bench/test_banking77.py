"""What the BANKING77 benchmark trains on; the benchmark itself is run by hand."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bench.banking77 import OURS, PEER, ROOT, _rows, few, pipeline_of

ROWS = [
    (f"message {number} of {intent}", intent)
    for number in range(40)
    for intent in ("card_lost", "top_up", "refund")
] + [("the only one", "rare")]


def test_a_draw_holds_the_wanted_number_of_each_intent_or_all_there_are() -> None:
    drawn = few(ROWS, 10, seed=0)
    assert Counter(intent for _, intent in drawn) == {
        "card_lost": 10,
        "top_up": 10,
        "refund": 10,
        "rare": 1,
    }
    assert len(set(drawn)) == len(drawn), "no message twice"
    assert set(drawn) <= set(ROWS)


def test_the_same_seed_draws_the_same_and_another_seed_another() -> None:
    assert few(ROWS, 10, seed=1) == few(ROWS, 10, seed=1)
    assert set(few(ROWS, 10, seed=1)) != set(few(ROWS, 10, seed=2))


def test_ours_is_the_trained_component_just_as_the_assistant_is_configured() -> None:
    config = YAML(typ="safe").load((ROOT / "config.yml").read_text(encoding="utf-8"))
    (component,) = pipeline_of(OURS)
    assert component["name"] == "beian.nlu.model.classifier.KernelIntentClassifier"
    (configured,) = [one for one in config["pipeline"] if one["name"] == component["name"]]
    # Customers of a bank name no websites.
    assert component == {key: configured[key] for key in configured if key != "invented_names"}


def test_the_peer_is_stock_rasa() -> None:
    names = [str(component["name"]) for component in pipeline_of(PEER)]
    assert "DIETClassifier" in names
    assert not [name for name in names if "." in name]


def test_rows_are_messages_on_one_line_and_their_intents(tmp_path: Path) -> None:
    file = tmp_path / "train.csv"
    file.write_text(
        'text,category\n"Where is\nmy  card, please?\n",card_arrival\n"Say ""hi""",greet\n',
        encoding="utf-8",
    )
    assert _rows(file) == [
        ("Where is my card, please?", "card_arrival"),
        ('Say "hi"', "greet"),
    ]


def test_missing_data_is_named_with_the_option_that_names_it(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    done = subprocess.run(
        [sys.executable, "-m", "bench.banking77", "--data", str(missing)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, "a sentence, no traceback"
    assert str(missing / "train.csv") in done.stderr
    assert "--data" in done.stderr


def test_a_folder_with_half_of_the_data_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"test\.csv.*--data"):
        _rows(tmp_path / "test.csv")
