"""Finds the classes that config.yml, endpoints.yml and credentials.yml name, importing none.

Rasa takes seconds to import, so its sources are read instead.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from beian.nlu.topics.faults import did_you_mean

_CLASS = re.compile(r"^class (\w+)", re.MULTILINE)
_REGISTERED = re.compile(
    r"^@DefaultV1Recipe\.register\((?:.|\n)*?^class (\w+)",
    re.MULTILINE,
)
_IMPORTERS = ("RasaFileImporter", "MultiProjectImporter", "TrainingDataImporter")


def component_fault(name: str, folder: Path) -> str | None:
    """Return what is wrong with the name of a component or class; None where it is there."""
    if "." not in name:
        known = _rasas()
        if not known or name in known or name in _IMPORTERS:
            return None
        return f"Rasa has no {name}. {did_you_mean(name, known)}"
    module, _, wanted = name.rpartition(".")
    source = _source_of(module, folder)
    if source is None:
        return f"There is no module {module}, which should hold {wanted}. Correct the name."
    classes = _CLASS.findall(source.read_text(encoding="utf-8"))
    if wanted in classes or source.name == "__init__.py":
        return None
    return f"{module} has no class {wanted}. {did_you_mean(wanted, classes)}"


def _source_of(module: str, folder: Path) -> Path | None:
    """Return the file of a module, in the project or in an installed package."""
    top, *rest = module.split(".")
    roots = [folder / top, *_packages(top)]
    for root in roots:
        path = root.joinpath(*rest)
        for file in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
            if file.is_file():
                return file
    return None


@cache
def _packages(top: str) -> tuple[Path, ...]:
    found = importlib.util.find_spec(top)
    return tuple(Path(place) for place in (found.submodule_search_locations or ())) if found else ()


@cache
def _rasas() -> tuple[str, ...]:
    """Return the components and policies that Rasa brings; none where it is not installed."""
    return tuple(
        sorted(
            name for root in _packages("rasa") for name in _registered(root / "nlu", root / "core")
        )
    )


def _registered(*folders: Path) -> Iterator[str]:
    for folder in folders:
        for file in folder.rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            if "DefaultV1Recipe.register" in text:
                yield from _REGISTERED.findall(text)
