"""Every intent that code names is one of the domain's."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from beian.nlu import intents
from beian.nlu.intents import FALLBACK, topic_intents
from tests.content import TOPICS, whole_domain
from tests.paths import ROOT

KNOWN = {*whole_domain()["intents"], FALLBACK}
CODE = sorted([*(ROOT / "beian").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])


def strings(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def name_of(node: ast.AST) -> str | None:
    return getattr(node, "id", None) or getattr(node, "attr", None)


def named_intents(tree: ast.AST) -> Iterator[str]:
    """What is compared with an intent, and what a topic's action calls its topic."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if {"intent", "intents"} & {name_of(side) for side in sides}:
                yield from strings(node)
        elif isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and name_of(line.targets[0]) == "topic":
                    yield from strings(line.value)


def constants() -> dict[str, str | frozenset[str]]:
    return {name: value for name, value in vars(intents).items() if name in OWN}


OWN = {
    target.id
    for line in ast.parse(Path(intents.__file__).read_text(encoding="utf-8")).body
    if isinstance(line, ast.Assign)
    for target in line.targets
    if isinstance(target, ast.Name)
}


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_named_intent_is_in_the_domain(name: str) -> None:
    named = constants()[name]
    assert ({named} if isinstance(named, str) else set(named)) <= KNOWN


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_code_names_no_intent_that_does_not_exist(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert set(named_intents(tree)) - {""} <= KNOWN


def test_intents_of_the_conversation_are_named_in_one_module() -> None:
    conversation = KNOWN - topic_intents()
    payloads = {f"/{intent}" for intent in conversation}
    for file in CODE:
        if file != Path(intents.__file__):
            said = set(strings(ast.parse(file.read_text(encoding="utf-8"))))
            assert not said & (conversation | payloads), file


def test_the_topics_are_the_files_of_data_topics() -> None:
    assert topic_intents() == set(TOPICS)
