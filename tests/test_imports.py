"""No circle of files anywhere. The allowed directions are import-linter's, in pyproject.toml."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_file_imports_one_that_imports_it_for_types_neither() -> None:
    graph = grimp.build_graph("beian", "actions", cache_dir=None)
    imported = {file: graph.find_modules_directly_imported_by(file) for file in graph.modules}
    assert len(imported) > 200
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as circle:
        raise AssertionError(" imports ".join(reversed(circle.args[1]))) from None
