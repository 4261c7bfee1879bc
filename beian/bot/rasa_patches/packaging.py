"""What a training writes: the domain, and the archive with all that was trained."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rasa.engine.graph import GraphModelConfiguration
from rasa.engine.storage.local_model_storage import (
    MODEL_ARCHIVE_COMPONENTS_DIR,
    LocalModelStorage,
    TarSafe,
)
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.constants import LATEST_TRAINING_DATA_FORMAT_VERSION
from rasa.shared.core.domain import KEY_TRAINING_DATA_FORMAT_VERSION, Domain

_STORED = 0
"""The level of compression: weights hardly shrink, by a sixth, and that costs seconds to write and
a second whenever the model is read."""


def domain_as_json(self: Domain) -> str:
    """Return the domain as JSON, which is YAML, too."""
    written = {KEY_TRAINING_DATA_FORMAT_VERSION: LATEST_TRAINING_DATA_FORMAT_VERSION}
    return json.dumps({**written, **self.as_dict()}, ensure_ascii=False, indent=1)


def create_model_package(
    self: LocalModelStorage,
    model_archive_path: str | Path,
    model_configuration: GraphModelConfiguration,
    domain: Domain,
) -> ModelMetadata:
    """Write the archive of a model, which is not compressed."""
    archive = Path(model_archive_path)
    with TemporaryDirectory() as folder:
        content = Path(folder)
        shutil.copytree(self._storage_path, content / MODEL_ARCHIVE_COMPONENTS_DIR)
        metadata = self._create_model_metadata(domain, model_configuration)
        self._persist_metadata(metadata, content)
        archive.parent.mkdir(parents=True, exist_ok=True)
        with TarSafe.open(archive, "w:gz", compresslevel=_STORED) as tar:
            tar.add(content, arcname="")
    return metadata
