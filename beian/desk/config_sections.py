"""Sections of desk.yml: names with values, each checked by a function, every fault collected."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any


class SectionReader:
    """Read sections. A check takes what YAML gave, and its place in the file for its faults."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def section(self, kind: type[Any], check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> Any:
            checks = {each.name: self.one(check) for each in fields(kind)}
            return kind(**self.parts(content, place, checks))

        return read

    def list_of(self, check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> tuple[Any, ...]:
            if content is None:  # everything below the name is commented out
                return ()
            if not isinstance(content, list):
                self.faults.append(f"{place}: a list is needed, like [FIRST, SECOND].")
                return ()
            read_one = self.one(check)
            return tuple(read_one(item, f"{place}[{i}]") for i, item in enumerate(content))

        return read

    def one(self, check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> Any:
            try:
                return check(content)
            except ValueError as fault:
                self.faults.append(f"{place}: {fault}.")
                return None

        return read

    def parts(
        self, content: Any, place: str, checks: Mapping[str, Callable[[Any, str], Any]]
    ) -> dict[str, Any]:
        """Return the checked values that are given, and note a fault for every unknown name."""
        if content is None:
            return {}
        if not isinstance(content, dict):
            self.faults.append(f"{place or 'the file'}: names with values are needed.")
            return {}
        before = len(self.faults)
        found = {}
        for name, value in content.items():
            where = f"{place}.{name}" if place else str(name)
            if name in checks:
                found[name] = checks[name](value, where)
            else:
                self.faults.append(f"{where}: unknown; {_meant(str(name), checks)}")
        return found if len(self.faults) == before else {}


def _meant(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"do you mean {near[0]}?" if near else f"known are {', '.join(known)}."
