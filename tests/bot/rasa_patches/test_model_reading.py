"""A model is read as `ModelMetadata.from_dict` and `DomainProvider.load` of Rasa's read it, but for
the graph that trained it."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain

from beian.bot.rasa_patches.model_reading import (
    metadata_as_rasa,
    metadata_from_dict,
    written_domain,
)
from beian.bot.rasa_patches.packaging import domain_as_json
from beian.cli.paths import MODEL

DOMAIN = """
version: "3.1"
intents: [greet, {deny: {used_entities: [city]}}]
entities: [city]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
  kind: {type: categorical, values: [a, b], mappings: [{type: custom}]}
responses:
  utter_greet: [{text: "你好 😀 {city} \\"x\\"", buttons: [{title: a, payload: /deny}]}]
forms: {asking: {required_slots: [city]}}
actions: [action_a, {action_b: {send_domain: true}}]
session_config: {session_expiration_time: 30, carry_over_slots_to_new_session: false}
"""


@pytest.mark.parametrize("as_json", [True, False])
def test_the_domain_of_a_model_is_the_one_that_rasa_reads(tmp_path: Path, *, as_json: bool) -> None:
    written = Domain.from_yaml(DOMAIN)
    text = domain_as_json(written) if as_json else written.as_yaml()
    (tmp_path / "domain.yml").write_text(text, encoding="utf-8")
    read, by_rasa = written_domain(tmp_path), Domain.from_path(tmp_path)
    assert read.as_dict() == by_rasa.as_dict()
    assert read.fingerprint() == by_rasa.fingerprint()
    assert read.session_config == by_rasa.session_config
    assert vars(read).keys() == vars(by_rasa).keys()
    assert [repr(slot) for slot in read.slots] == [repr(slot) for slot in by_rasa.slots]


def test_metadata_lack_the_training_graph_alone() -> None:
    with tarfile.open(MODEL) as archive:
        file = next(archive.extractfile(each) for each in archive if "metadata.json" in each.name)
        assert file is not None
        serialized = file.read()
    by_rasa = metadata_as_rasa(ModelMetadata, json.loads(serialized)).as_dict()
    read = metadata_from_dict.__get__(None, ModelMetadata)(json.loads(serialized)).as_dict()
    assert by_rasa.pop("train_schema")["nodes"]
    assert read.pop("train_schema") == {"nodes": {}}
    for one in (by_rasa, read):
        assert one.pop("domain")
    assert read == by_rasa
