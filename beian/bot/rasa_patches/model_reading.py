"""Reads a model at a start: neither the graph that trained it, nor its domain as YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

metadata_as_rasa = ModelMetadata.from_dict.__func__


def _metadata(cls: type[ModelMetadata], serialized: dict[str, Any]) -> ModelMetadata:
    """Return the metadata with an empty training graph: to read it, Rasa imports the class of each
    of its nodes, and with the validator of its recipe every component that Rasa has."""
    without = {**serialized, "train_schema": {"nodes": {}}}
    metadata: ModelMetadata = metadata_as_rasa(cls, without)
    return metadata


def _provider(
    cls: type[DomainProvider],
    /,
    config: dict[str, Any],
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,
    **kwargs: Any,
) -> DomainProvider:
    del config, execution_context, kwargs
    with model_storage.read_from(resource) as folder:
        return cls(model_storage, resource, written_domain(folder))


metadata_from_dict = classmethod(_metadata)
load_domain_provider = classmethod(_provider)


def written_domain(folder: Path) -> Domain:
    """Return the domain of a model. One that our training wrote is JSON; Rasa reads any other, as
    YAML, four times."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    if len(files) == 1:
        try:
            data = json.loads(files[0].read_text(encoding="utf-8"))
        except ValueError:
            pass
        else:
            return Domain.from_dict(data)
    return Domain.from_path(folder)
