"""Which responses the actions say, read from their sources without running them.

A name stands there as it is, or is put together: f"utter_order_{order.kind.value}", or
`response += "_about"`. What an f-string puts in becomes a star, and actions/built_names.py says
what it may be.
"""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from beian.nlu.topics.faults import Fault
from beian.nlu.topics.model import UTTER

BUILT_NAMES = "built_names.py"
_STAR = "*"
_NAME = re.compile(rf"{UTTER}[a-z0-9_*]+")
_SAYING = ("reply", "wording", "Reply")
"""Functions whose first argument is a response, and whose keywords are its values."""
_NOT_VALUES = ("choices", "response", "offers", "lead")
_WAYS = 64
"""Ways to put a name together that are followed; more are none that anybody has written."""

Names = frozenset[str]


@dataclass(frozen=True)
class Uttered:
    """A response that the sources name; `values` are filled in, None where that can't be told."""

    name: str
    file: Path
    line: int
    values: Names | None


@dataclass(frozen=True)
class Sources:
    """`exact` names; `unexplained` ones, put together of parts that built_names.py does not know.

    `literals`: all texts in the sources, among them the names of actions. `topics`: those that
    have an action of their own. `faults`: sources that can't be read.
    """

    exact: tuple[Uttered, ...]
    unexplained: tuple[Uttered, ...]
    literals: Names
    topics: tuple[Uttered, ...]
    faults: tuple[Fault, ...]


def read_sources(folders: Iterable[Path], built_names: Path) -> Sources:
    """Return what the modules in the folders say."""
    faults: list[Fault] = []
    parts = _built(built_names, faults)
    exact: list[Uttered] = []
    unexplained: list[Uttered] = []
    literals: set[str] = set()
    topics: list[Uttered] = []
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            if file == built_names:
                continue
            try:
                module = _Module(file)
            except SyntaxError as error:
                faults.append(Fault(file, error.lineno or 1, f"This is not Python: {error.msg}."))
                continue
            literals |= module.literals
            topics += module.topics()
            for one in module.uttered():
                if _STAR not in one.name:
                    exact.append(one)
                elif one.name in parts:
                    filled = product(*parts[one.name])
                    exact += [
                        Uttered(_put_in(one.name, values), one.file, one.line, one.values)
                        for values in filled
                    ]
                else:
                    unexplained.append(one)
    return Sources(
        tuple(exact), tuple(unexplained), frozenset(literals), tuple(topics), tuple(faults)
    )


def _built(file: Path, faults: list[Fault]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    if not file.exists():
        return {}
    try:
        names: Mapping[str, tuple[tuple[str, ...], ...]] = runpy.run_path(str(file))["BUILT_NAMES"]
    except (SyntaxError, ImportError, NameError, AttributeError, KeyError) as error:
        faults.append(Fault(file, 1, f"This can't be run: {error}."))
        return {}
    return names


def _put_in(name: str, values: tuple[str, ...]) -> str:
    for value in values:
        name = name.replace(_STAR, value, 1)
    return name


class _Module:
    """The names in one module."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._tree = ast.parse(file.read_text(encoding="utf-8"))
        nodes = self._nodes = list(ast.walk(self._tree))
        self.literals = {
            node.value
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        self._attributes = _class_attributes(nodes)
        self._tuples = {
            target.id: [str(one.value) for one in node.value.elts if isinstance(one, ast.Constant)]
            for node in self._tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple | ast.List)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def topics(self) -> Iterator[Uttered]:
        """Yield the topics that classes of the module answer."""
        for node in self._nodes:
            if isinstance(node, ast.ClassDef):
                for name, line in _texts_of(node, "topic"):
                    yield Uttered(name, self._file, line, None)

    def uttered(self) -> Iterator[Uttered]:
        """Yield the responses that the module names."""
        functions = [
            list(ast.walk(node))
            for node in self._nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        inside = {id(node) for function in functions for node in function}
        outside = [node for node in self._nodes if id(node) not in inside]
        assigned: list[Uttered] = []
        said: set[str] = set()
        for nodes in (*functions, outside):
            known = _Known(nodes, self._attributes)
            for one in self._of(nodes, known):
                said.add(one.name)
                yield one
            for node in known.assignments:
                names = filter(_NAME.fullmatch, known.texts(node))
                assigned += [Uttered(name, self._file, node.lineno, None) for name in names]
        yield from (one for one in assigned if one.name not in said)

    def _of(self, nodes: list[ast.AST], known: _Known) -> Iterator[Uttered]:
        """Yield the names in a function, or in what stands outside of all functions."""
        covered: set[int] = set()
        for node in nodes:
            if isinstance(node, ast.Call):
                response = _response_of(node)
                if response is None:
                    continue
                names = [name for name in known.texts(response) if _NAME.fullmatch(name)]
                covered |= {id(one) for one in ast.walk(response)}
                values = self._values(node, nodes) if names else None
                for name in names:
                    yield Uttered(name, self._file, node.lineno, values)
        assigned = {id(one) for node in known.assignments for one in ast.walk(node)}
        pieces = {
            id(piece)
            for node in nodes
            if isinstance(node, ast.JoinedStr)
            for piece in ast.walk(node)
            if piece is not node
        }
        for node in nodes:
            if not isinstance(node, ast.Constant | ast.JoinedStr):
                continue
            if id(node) in covered | assigned | pieces:
                continue
            for name in known.texts(node):
                if _NAME.fullmatch(name):
                    yield Uttered(name, self._file, node.lineno, None)

    def _values(self, call: ast.Call, nodes: list[ast.AST]) -> Names | None:
        """Return what a call fills in; None where that can't be told."""
        found: set[str] = set()
        given: list[ast.expr] = [word.value for word in call.keywords if word.arg is None]
        if _called(call) == "Reply":
            given += call.args[1:2]
            given += [word.value for word in call.keywords if word.arg == "values"]
        else:
            found |= {word.arg for word in call.keywords if word.arg} - set(_NOT_VALUES)
        for node in given:
            keys = self._keys(node, nodes)
            if keys is None:
                return None
            found |= keys
        return frozenset(found)

    def _keys(self, node: ast.expr, nodes: list[ast.AST]) -> set[str] | None:
        """Return the keys of a dictionary, written there or given to a local name."""
        if isinstance(node, ast.Name):
            written = [
                one.value
                for one in nodes
                if isinstance(one, ast.Assign)
                and any(isinstance(t, ast.Name) and t.id == node.id for t in one.targets)
            ]
            return self._keys(written[0], nodes) if len(written) == 1 else None
        if isinstance(node, ast.Dict):
            if not all(isinstance(key, ast.Constant) for key in node.keys):
                return None
            return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
        if isinstance(node, ast.DictComp) and isinstance(node.key, ast.Name):
            over = node.generators[0].iter
            if isinstance(over, ast.Name) and over.id in self._tuples:
                return set(self._tuples[over.id])
        return None


class _Known:
    """What the names of a function may hold, as far as that is text."""

    def __init__(self, nodes: list[ast.AST], attributes: Mapping[str, Names]) -> None:
        self._attributes = attributes
        self._names: dict[str, Names] = {}
        self.assignments: list[ast.expr] = []
        """Expressions that a name stands for: what is done with the name counts, not they."""
        written = [n for n in nodes if isinstance(n, ast.Assign | ast.AnnAssign | ast.AugAssign)]
        for node in sorted(written, key=lambda one: (one.lineno, one.col_offset)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and node.value is not None:
                    self._assign(target.id, node.value, adds=isinstance(node, ast.AugAssign))

    def _assign(self, name: str, value: ast.expr, *, adds: bool) -> None:
        texts = self.texts(value)
        before = self._names.get(name, frozenset())
        if adds:
            texts = frozenset(a + b for a in before for b in texts)
        if texts:
            self._names[name] = frozenset(sorted(before | texts)[:_WAYS])
            self.assignments.append(value)

    def texts(self, node: ast.expr) -> Names:
        """Return all texts that an expression may be; none where it is no text, or can't be
        told."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return frozenset([node.value])
        if isinstance(node, ast.Name):
            return self._names.get(node.id, frozenset())
        if isinstance(node, ast.Attribute):
            of_self = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            return self._attributes.get(node.attr, frozenset()) if of_self else frozenset()
        if isinstance(node, ast.IfExp):
            return self.texts(node.body) | self.texts(node.orelse)
        pieces: list[Names] = []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            pieces = [self.texts(node.left), self.texts(node.right)]
        elif isinstance(node, ast.JoinedStr):
            pieces = [self._piece(piece) for piece in node.values]
        return frozenset("".join(one) for one in product(*pieces) if pieces)

    def _piece(self, node: ast.expr) -> Names:
        if isinstance(node, ast.FormattedValue):
            named = {text for text in self.texts(node.value) if _NAME.fullmatch(text)}
            return frozenset(named) or frozenset([_STAR])
        return self.texts(node)


def _class_attributes(nodes: list[ast.AST]) -> dict[str, Names]:
    """Return the texts that classes of a module have as attributes, by the attribute's name."""
    found: dict[str, Names] = {}
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            for attribute, text, _ in _attributes_of(node):
                found[attribute] = found.get(attribute, frozenset()) | {text}
    return found


def _texts_of(node: ast.ClassDef, attribute: str) -> Iterator[tuple[str, int]]:
    return ((text, line) for name, text, line in _attributes_of(node) if name == attribute)


def _attributes_of(node: ast.ClassDef) -> Iterator[tuple[str, str, int]]:
    """Yield each attribute of a class that is a text, with that text and its line."""
    for one in node.body:
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant):
            for target in one.targets:
                if isinstance(target, ast.Name) and isinstance(one.value.value, str):
                    yield target.id, one.value.value, one.lineno


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _response_of(call: ast.Call) -> ast.expr | None:
    """Return the argument of a call that names a response; None where it says nothing."""
    if _called(call) in _SAYING and call.args:
        return call.args[0]
    named = [word.value for word in call.keywords if word.arg == "response"]
    return named[0] if named else None
