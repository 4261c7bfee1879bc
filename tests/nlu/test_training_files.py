"""Our importer gives Rasa the same data as Rasa's own, without the copies."""

from __future__ import annotations

import copy
from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter

from beian.nlu.model.training_files import TrainingFiles
from tests.paths import ROOT

NLU = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good [morning](time)
- synonym: am
  examples: |
    - morning
"""


def test_the_data_are_those_of_rasas_importer_and_read_once(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(NLU, encoding="utf-8")
    ours = TrainingFiles(training_data_paths=[str(file)])
    theirs = RasaFileImporter(training_data_paths=[str(file)]).get_nlu_data("zh")
    data = ours.get_nlu_data("zh")
    assert data.fingerprint() == theirs.fingerprint()
    assert data.entity_synonyms == theirs.entity_synonyms
    file.unlink()
    assert ours.get_nlu_data("en") is data


def test_a_message_is_its_own_copy_and_its_hash_follows_its_content(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(NLU, encoding="utf-8")
    message = TrainingFiles(training_data_paths=[str(file)]).get_nlu_data().training_examples[0]
    before = message.fingerprint()
    assert copy.deepcopy(message) is message
    message.set("intent", "greet")
    assert message.fingerprint() == before
    message.set("intent", "goodbye")
    assert message.fingerprint() != before


def test_plain_rasa_reads_the_data_without_taking_topics_for_its_own_files() -> None:
    """As `rasa test nlu` does, which never asks our importer."""
    data = RasaFileImporter(training_data_paths=[str(ROOT / "data")]).get_nlu_data()
    assert "greet" in data.intents
    assert not any(intent.startswith("faq_") for intent in data.intents)


def test_conversations_that_are_played_are_no_rules_to_learn_from(tmp_path: Path) -> None:
    folder = tmp_path / "conversations"
    folder.mkdir()
    text = "conversation: code\nlanguage: zh\nrules: [1]\nturns:\n- user: 你好\n"
    (folder / "code.yml").write_text(text, encoding="utf-8")
    assert RasaFileImporter(training_data_paths=[str(tmp_path)])._story_files
    assert TrainingFiles(training_data_paths=[str(tmp_path)]).get_stories().story_steps == []
