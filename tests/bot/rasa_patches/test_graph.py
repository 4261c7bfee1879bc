"""A graph run without dask gives what dask gives."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from beian.bot.rasa_patches import graph


class Joined:
    """A component that joins what it is given, in the order of its parameters."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.runs = 0

    def __call__(self, *inputs: tuple[str, Any] | str) -> tuple[str, str]:
        self.runs += 1
        missing = [one for one in inputs if isinstance(one, str)]
        if missing:
            raise GraphRunError(f"Missing input {missing}")
        return self.name, f"{self.name}({','.join(str(value) for _, value in inputs)})"


NEEDS: dict[str, dict[str, str]] = {
    "last": {"one": "left", "other": "right"},
    "right": {"text": "first", "tracker": "__tracker__"},
    "left": {"text": "first"},
    "first": {"text": "__message__"},
    "aside": {"text": "first"},
}


@pytest.fixture
def runner() -> DaskGraphRunner:
    """A diamond, its nodes named in no order, and a node that no target needs."""
    made = DaskGraphRunner.__new__(DaskGraphRunner)
    made._graph_schema = GraphSchema(
        {name: SchemaNode(needs, object, "create", "run", {}) for name, needs in NEEDS.items()}
    )
    made._instantiated_nodes = {name: Joined(name) for name in NEEDS}
    made._execution_context = SimpleNamespace()
    return made


INPUTS = {"__message__": "hello", "__tracker__": 7}


def test_every_target_gets_what_it_needs_and_no_node_runs_twice(runner: DaskGraphRunner) -> None:
    assert graph.run(runner, INPUTS, ["last", "left"]) == {
        "last": "last(left(first(hello)),right(first(hello),7))",
        "left": "left(first(hello))",
    }
    runs = {name: node.runs for name, node in runner._instantiated_nodes.items()}
    assert runs == {"last": 1, "right": 1, "left": 1, "first": 1, "aside": 0}


@pytest.mark.parametrize("targets", [["last"], ["right", "aside"], ["first"]])
def test_dask_gives_the_same(runner: DaskGraphRunner, targets: list[str]) -> None:
    assert graph.run(runner, INPUTS, targets) == graph.run_with_dask(runner, INPUTS, targets)


def test_runs_know_nothing_of_each_other(runner: DaskGraphRunner) -> None:
    assert graph.run(runner, INPUTS, ["left"]) == {"left": "left(first(hello))"}
    assert graph.run(runner, {"__message__": "bye"}, ["left"]) == {"left": "left(first(bye))"}
    assert graph.run(runner, INPUTS, ["aside"]) == {"aside": "aside(first(hello))"}


def test_an_input_may_be_a_target(runner: DaskGraphRunner) -> None:
    assert graph.run(runner, INPUTS, ["__message__"]) == {"__message__": "hello"}


def test_an_input_that_is_missing_is_an_error(runner: DaskGraphRunner) -> None:
    with pytest.raises(GraphRunError, match="__tracker__"):
        graph.run(runner, {"__message__": "hello"}, ["last"])
