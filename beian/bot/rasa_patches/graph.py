"""Runs the graph of a trained model without dask.

Rasa has dask sort the graph and look after its state with each run, three times a message; but
it is always the same few nodes, one after the other.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

_ORDERS = "beian_orders"
Order = list[tuple[str, GraphNode, tuple[str, ...]]]
"""Nodes in the order they run: name, node, names of what goes into it."""
run_with_dask = DaskGraphRunner.run


def run_without_dask() -> None:
    """Has Rasa, in this process, run its graphs so."""
    DaskGraphRunner.run = run


def run(
    runner: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """DaskGraphRunner.run: what each target gives."""
    wanted = tuple(targets or runner._graph_schema.target_names)
    orders: dict[tuple[str, ...], Order] = runner.__dict__.setdefault(_ORDERS, {})
    if wanted not in orders:
        orders[wanted] = _order(runner, wanted)
    given = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, node, needs in orders[wanted]:
        given[name] = node(*(given.get(need, need) for need in needs))
    return dict(given[target] for target in wanted)


def _order(runner: DaskGraphRunner, targets: tuple[str, ...]) -> Order:
    schema: GraphSchema = runner._graph_schema
    order: Order = []
    placed: set[str] = set()

    def place(name: str) -> None:
        if name in placed or name not in schema.nodes:
            return
        placed.add(name)
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            place(need)
        order.append((name, runner._instantiated_nodes[name], needs))

    for target in targets:
        place(target)
    return order
