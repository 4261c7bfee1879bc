"""Write what the desk sends and takes as types, from the schemas: client_frames.py and
server_frames.py from the chat protocol's, agents_api.py from the agents' API.

python -m tools.frame_types
"""

from __future__ import annotations

import json
import keyword
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from beian.desk import console_api, protocol

_FOLDER = Path(protocol.__file__).parent
_AGENTS_API = Path(console_api.__file__).parent / "openapi.json"
OUTPUTS = {
    _FOLDER / "client-frame.schema.json": _FOLDER / "client_frames.py",
    _FOLDER / "server-frame.schema.json": _FOLDER / "server_frames.py",
    _AGENTS_API: _FOLDER / "agents_api.py",
}
SHOWN = (
    "DeskEvent",
    "Attachment",
    "Transition",
    "TopicStep",
    "FactsOfTopic",
    "Account",
    "Known",
    "FeedbackReport",
)
"""What of the agents' API the desk itself builds, beside answers that a route puts together."""
ENUMERATIONS = {
    "Author": "Author",
    "ConversationState": "State",
    "PaperState": "PaperState",
    "Role": "Role",
    "TransitionBy": "ChangedBy",
}
"""Types that beian.desk.storage.enumerations names."""
PLAIN = {"Language": "str", "Time": "str"}
"""Types that are checked where they come in, and no types of their own."""
_INDENT = "    "
_PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}
_HEAD = '''"""The types of {schema}, which tools/frame_types.py writes from it."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from typing_extensions import NotRequired

from beian.desk.storage.enumerations import Author, ChangedBy, PaperState, Role, State

'''


class Types:
    """The types of one schema's definitions."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self.written: dict[str, str] = {}

    def write(self, names: Iterable[str]) -> None:
        """Write the types of these definitions, after those that they refer to."""
        for name in names:
            self._referred(name)

    def write_union(self, name: str, kinds: Iterable[str]) -> None:
        """Write what each of these definitions is a kind of."""
        self.written[name] = f"{name} = {' | '.join(_class_name(kind) for kind in kinds)}"

    def _referred(self, name: str) -> str:
        kind = _class_name(name)
        if kind in ENUMERATIONS | PLAIN:
            return (ENUMERATIONS | PLAIN)[kind]
        return kind if kind in self.written else self._named(kind, self._definitions[name])

    def _named(self, name: str, schema: Mapping[str, Any]) -> str:
        if "properties" not in schema:
            self.written[name] = f"{name} = {self._type(schema, name)}"
            return name
        required = set(schema.get("required", ()))
        fields = []
        for field, of_field in schema["properties"].items():
            kind = self._type(of_field, name + _class_name(field))
            fields.append((field, kind if field in required else f"NotRequired[{kind}]"))
        if any(keyword.iskeyword(field) for field, _ in fields):
            written = ", ".join(f'"{field}": {kind}' for field, kind in fields)
            self.written[name] = f'{name} = TypedDict("{name}", {{{written}}})'
            return name
        lines = [f"class {name}(TypedDict):"]
        if schema.get("description"):
            text = f'"""{schema["description"]}"""'
            lines += textwrap.wrap(text, 96, initial_indent=_INDENT, subsequent_indent=_INDENT)
            lines.append("")
        lines += [f"    {field}: {kind}" for field, kind in fields]
        self.written[name] = "\n".join(lines)
        return name

    def _type(self, schema: Mapping[str, Any], name: str) -> str:
        if "$ref" in schema:
            return self._referred(schema["$ref"].rpartition("/")[2])
        if "const" in schema:
            return f"Literal[{json.dumps(schema['const'])}]"
        if "enum" in schema and name in ENUMERATIONS:
            return ENUMERATIONS[name]
        if "enum" in schema:
            words = ", ".join("None" if w is None else json.dumps(w) for w in schema["enum"])
            return f"Literal[{words}]"
        for several in ("anyOf", "oneOf"):
            if several in schema and "type" not in schema:
                return " | ".join(self._type(one, name) for one in schema[several])
        kinds = schema.get("type", "object")
        return " | ".join(
            self._of_kind(kind, schema, name)
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        )

    def _of_kind(self, kind: str, schema: Mapping[str, Any], name: str) -> str:
        if kind == "array":
            return f"list[{self._type(schema['items'], name)}]"
        if kind == "object" and "properties" in schema:
            return self._named(name, schema)
        return _PLAIN[kind]


def frame_types(schema: Path) -> str:
    """Return the text of a schema's module, laid out by ruff."""
    content = json.loads(schema.read_text(encoding="utf-8"))
    if schema == _AGENTS_API:
        types = Types(content["components"]["schemas"])
        types.write(SHOWN)
    else:
        types = Types(content["definitions"])
        types.write(content["definitions"])
        kinds = [one["then"]["$ref"].rpartition("/")[2] for one in content["allOf"]]
        types.write_union(f"{content['$id'].partition('-')[0].title()}Frame", kinds)
    head = _HEAD.replace("{schema}", schema.name)
    text = head + "\n\n".join(types.written.values()) + "\n"
    for command in (["check", "--fix", "--quiet", "--exit-zero"], ["format", "--quiet"]):
        name = str(OUTPUTS[schema])
        laid_out = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", name, "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        text = laid_out.stdout
    return text


def _class_name(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def main() -> None:
    for schema, module in OUTPUTS.items():
        module.write_text(frame_types(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
