"""Write the frames of the protocol as types, from the schemas: client_frames.py, server_frames.py.

python -m tools.frame_types
"""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from beian.desk import protocol

_FOLDER = Path(protocol.__file__).parent
OUTPUTS = {
    _FOLDER / f"{side}-frame.schema.json": _FOLDER / f"{side}_frames.py"
    for side in ("client", "server")
}
ENUMERATIONS = {"author": "Author", "conversationState": "State"}
"""Definitions that beian.desk.storage.enumerations names."""
PLAIN = {"language": "str"}
"""Definitions that are checked where they come in, and no types of their own."""
_INDENT = "    "
_PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}
_HEAD = '''"""The frames of a schema beside this file, which tools/frame_types.py writes from it."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from typing_extensions import NotRequired

from beian.desk.storage.enumerations import Author, State

'''


class Types:
    """The types of one schema's definitions."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self.written: dict[str, str] = {}

    def write(self) -> None:
        """Write a type for every definition that is an object or a list of words."""
        for name, schema in self._definitions.items():
            if name not in ENUMERATIONS | PLAIN:
                self._named(_class_name(name), schema)

    def _named(self, name: str, schema: Mapping[str, Any]) -> str:
        if "properties" not in schema:
            self.written[name] = f"{name} = {self._type(schema, name)}"
            return name
        required = set(schema.get("required", ()))
        fields = []
        for field, of_field in schema["properties"].items():
            kind = self._type(of_field, name + _class_name(field))
            fields.append((field, kind if field in required else f"NotRequired[{kind}]"))
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
            referred = schema["$ref"].rpartition("/")[2]
            return (ENUMERATIONS | PLAIN).get(referred) or _class_name(referred)
        if "const" in schema:
            return f"Literal[{json.dumps(schema['const'])}]"
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
    types = Types(json.loads(schema.read_text(encoding="utf-8"))["definitions"])
    types.write()
    text = _HEAD + "\n\n".join(types.written.values()) + "\n"
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
