"""Check a document against filing-state.schema.json, with every fault in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from beian.base.times import EXAMPLE, parse_time
from beian.filing.importing.parsed_file import JsonPath, quoted

SCHEMA = resources.files("beian.filing") / "filing-state.schema.json"

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "object": "an object",
    "string": "text",
}

_Finding = tuple[JsonPath, str]


def document_findings(document: Any) -> Iterator[_Finding]:
    """Yield what is wrong with the document, apart from the accounts in its list."""
    if isinstance(document, dict) and isinstance(document.get("accounts"), list):
        document = {**document, "accounts": []}
    yield from _findings("document", document, ())


def account_findings(account: Any, index: int) -> Iterator[_Finding]:
    """Yield what is wrong with the account at `index` of the list of accounts."""
    yield from _findings("account", account, ("accounts", index))


def _findings(of: str, value: Any, path: JsonPath) -> Iterator[_Finding]:
    validator = _validator(of)
    try:
        if not validator.is_valid(value):
            for error in validator.iter_errors(value):
                yield from _worded(error, path)
    except ValueError:  # of what JSON can hold, only its depth is too much for the validator
        yield path, "is nested too deeply"


@lru_cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


@lru_cache
def _validator(of: str) -> Draft202012Validator:
    schema = _schema()
    if of == "account":
        schema = {"$defs": schema["$defs"], "$ref": "#/$defs/account"}
    return Draft202012Validator(schema, validate_formats=True)


def _worded(error: ValidationError, prefix: JsonPath) -> Iterator[_Finding]:
    path = (*prefix, *error.instance_path)
    kind = error.kind
    if isinstance(kind, ValidationErrorKind.Required):
        yield (*path, kind.property), "is missing"
    elif isinstance(kind, ValidationErrorKind.AdditionalProperties):
        known = _known_fields(error)
        for name in kind.unexpected:
            yield (*path, name), "is not a known field" + _suggestion(name, known)
    else:
        yield path, _reason(error)


def _reason(error: ValidationError) -> str:
    kind, value = error.kind, error.instance
    if isinstance(kind, ValidationErrorKind.Enum):
        return f"{quoted(value)} is not one of {', '.join(map(str, kind.options))}"
    if isinstance(kind, ValidationErrorKind.Type):
        return f"{quoted(value)} is not {' or '.join(_TYPES.get(t, t) for t in kind.types)}"
    if isinstance(kind, ValidationErrorKind.MinLength):
        return "is empty"
    if isinstance(kind, ValidationErrorKind.Format) and kind.format == "date-time":
        return f"{quoted(value)} {_why_no_time(str(value))}"
    return error.message


def _why_no_time(text: str) -> str:
    try:
        parse_time(text)
    except ValueError as error:
        return str(error)
    return f"is not written as it should be: like {EXAMPLE}"


def _known_fields(error: ValidationError) -> list[str]:
    """Return the fields of the object that has an unknown one, from the schema."""
    schema: Any = _schema()
    for step in error.schema_path[:-1]:
        schema = schema[step]
    return list(schema.get("properties", ()))


def _suggestion(name: str, known: list[str]) -> str:
    near = get_close_matches(name.lower(), known, n=1)
    return f"; did you mean {near[0]}?" if near else ""
