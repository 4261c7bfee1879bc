"""What a training writes with its patches is read by Rasa as what Rasa itself writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import GraphModelConfiguration, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.data import TrainingType

from beian.bot.rasa_patches.packaging import create_model_package, domain_as_json
from beian.bot.rasa_patches.training import TRAINING_PATCHES
from tests.content import whole_domain
from tests.paths import ROOT


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_dict(whole_domain())


def test_the_domain_is_read_as_the_one_that_rasa_writes(domain: Domain) -> None:
    ours, rasas = Domain.from_yaml(domain_as_json(domain)), Domain.from_yaml(domain.as_yaml())
    assert ours.as_dict() == rasas.as_dict() == domain.as_dict()
    assert ours.fingerprint() == rasas.fingerprint()


@pytest.mark.parametrize(
    "text", ["yes", "0o7", "12e3", "~", "a: b #c", "“引”\n\t\\ \"'", "{x}", ""]
)
def test_texts_stay_texts(text: str) -> None:
    written = Domain.from_dict({"version": "3.1", "responses": {"utter_x": [{"text": text}]}})
    read = Domain.from_yaml(domain_as_json(written))
    assert read.responses == {"utter_x": [{"text": text}]}


def test_a_model_is_read_as_the_one_that_rasa_packs(domain: Domain, tmp_path: Path) -> None:
    (tmp_path / "stored").mkdir()
    storage = LocalModelStorage(tmp_path / "stored")
    with storage.write_to(Resource("weights")) as folder:
        (folder / "weights.bin").write_bytes(bytes(range(256)) * 64)
    graph = GraphSchema({})
    configuration = GraphModelConfiguration(
        graph, graph, TrainingType.BOTH, "assistant", "zh", None, "nlu"
    )
    contents = []
    for name, pack in (
        ("rasas", LocalModelStorage.create_model_package),
        ("ours", create_model_package),
    ):
        archive = tmp_path / "packed" / f"{name}.tar.gz"
        written = pack(storage, archive, configuration, domain)
        (tmp_path / name).mkdir()
        read, metadata = LocalModelStorage.from_model_archive(tmp_path / name, archive)
        with read.read_from(Resource("weights")) as folder:
            contents.append((folder / "weights.bin").read_bytes())
        assert metadata.model_id == written.model_id
        assert metadata.domain.as_dict() == domain.as_dict()
        assert metadata.assistant_id == "assistant"
    assert contents == [bytes(range(256)) * 64] * 2


def test_each_patch_says_why_and_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "rasa.md").read_text(encoding="utf-8")
    for patch in TRAINING_PATCHES:
        assert patch.why
        assert patch.gain
        assert (ROOT / patch.test).exists()
        for replacement in patch.replacements:
            assert f"`{replacement.name}`" in page
