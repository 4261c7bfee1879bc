"""Rasa's training cache must notice a change of anything that a component calls."""

from __future__ import annotations

from pathlib import Path

from beian.nlu.model.classifier import KernelIntentClassifier
from beian.nlu.sources import fingerprint, hash_of
from tests.nlu.conftest import ROOT


def test_the_trained_component_takes_the_packages_fingerprint_into_its_own() -> None:
    assert KernelIntentClassifier.fingerprint_addon({}) == fingerprint()


def test_a_changed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    for path in (ROOT / "beian" / "nlu" / "vocabulary").glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = hash_of(tmp_path)
    (tmp_path / "province.yml").write_text("beijing: [北京]\n", encoding="utf-8")
    assert hash_of(tmp_path) != before


def test_a_change_in_a_folder_that_is_left_out_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "data" / "conversations" / "greeting.yml"
    file.parent.mkdir(parents=True)
    file.write_text("conversation: greeting\n", encoding="utf-8")
    before = hash_of(tmp_path, "data", without="data/conversations")
    file.write_text("conversation: greeting\nlanguage: zh\n", encoding="utf-8")
    assert hash_of(tmp_path, "data", without="data/conversations") == before
    (tmp_path / "data" / "intents.yml").write_text("greet: {}\n", encoding="utf-8")
    assert hash_of(tmp_path, "data", without="data/conversations") != before
