"""The assistant's content as Rasa gets it: domain.yml, the topics and the shared responses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from beian.nlu.topics.domain import domain_with
from beian.nlu.topics.project import project_content
from beian.nlu.topics.rules import Rule, rules_of
from tests.paths import ROOT

TOPICS = project_content().names
"""The intents of the topics."""


@lru_cache(maxsize=1)
def whole_domain() -> dict[str, Any]:
    """The domain with all that the topics add to it, as Rasa's YAML has it."""
    written = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return domain_with(project_content(), written)


def all_rules() -> list[Rule]:
    """The rules of data/rules/ and those of the topics."""
    written = [
        rule
        for file in sorted((ROOT / "data" / "rules").glob("*.yml"))
        for rule in YAML(typ="safe").load(file.read_text(encoding="utf-8"))["rules"]
    ]
    return [*written, *rules_of(project_content().topics, whole_domain()["forms"])]
