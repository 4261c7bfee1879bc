"""The assistant's content as Rasa gets it: domain.yml, the topics and the shared responses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from beian.nlu.topics.domain import domain_with
from beian.nlu.topics.project import project_content
from tests.paths import ROOT

TOPICS = project_content().names
"""The intents of the topics."""


@lru_cache(maxsize=1)
def whole_domain() -> dict[str, Any]:
    """The domain with all that the topics add to it, as Rasa's YAML has it."""
    written = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return domain_with(project_content(), written)
