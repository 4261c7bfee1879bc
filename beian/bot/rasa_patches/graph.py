"""Run the graph of a trained model without dask.

Rasa has dask sort the graph and manage its state in each run, three times a message, although the
same few nodes always run one after the other.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

_SORTED = "beian_sorted_nodes"
SortedNodes = list[tuple[str, GraphNode, tuple[str, ...]]]
"""Nodes in the order they run: the name, the node, the names of its inputs."""
run_with_dask = DaskGraphRunner.run


@wraps(run_with_dask)
def run(
    runner: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """Return the output of each target."""
    wanted = tuple(targets or runner._graph_schema.target_names)
    known: dict[tuple[str, ...], SortedNodes] = runner.__dict__.setdefault(_SORTED, {})
    if wanted not in known:
        known[wanted] = _sorted_nodes(runner, wanted)
    outputs = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, node, needs in known[wanted]:
        outputs[name] = node(*(outputs.get(need, need) for need in needs))
    return dict(outputs[target] for target in wanted)


def _sorted_nodes(runner: DaskGraphRunner, targets: tuple[str, ...]) -> SortedNodes:
    """Return the nodes that the targets need, each one after its inputs."""
    schema: GraphSchema = runner._graph_schema
    ordered: SortedNodes = []
    visited: set[str] = set()

    def visit(name: str) -> None:
        if name in visited or name not in schema.nodes:
            return
        visited.add(name)
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            visit(need)
        ordered.append((name, runner._instantiated_nodes[name], needs))

    for target in targets:
        visit(target)
    return ordered
