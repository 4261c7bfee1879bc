"""The schema of the agents' API, and checks of answers and events against it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from beian.desk import console_api

API: dict[str, Any] = json.loads(
    Path(console_api.__file__).with_name("openapi.json").read_text(encoding="utf-8")
)
CALLS = {
    (method.upper(), path)
    for path, operations in API["paths"].items()
    for method in operations
    if method != "parameters"
}
_ERROR = "#/components/responses/Error"


def check_answer(method: str, path: str, status: int, body: Any) -> None:
    """Raise ValidationError where the API has another answer to this call."""
    response = _response(method, path.partition("?")[0], status)
    if "content" in response:
        _validator(response["content"]["application/json"]["schema"]["$ref"]).validate(body)
    else:
        assert body is None, f"{method} {path} answers {body!r}"


def check_event(event: Any) -> None:
    """Raise ValidationError where the desk sends no such event."""
    _validator("#/components/schemas/DeskEvent").validate(event)


def _response(method: str, path: str, status: int) -> dict[str, Any]:
    """How the answer to a call is described; a call that there is none of gets an error."""
    responses: dict[str, Any] = {"default": {"$ref": _ERROR}}
    for known, template in CALLS:
        if known == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path):
            responses = API["paths"][template][method.lower()]["responses"]
    found: dict[str, Any] = responses.get(str(status), responses["default"])
    if "$ref" in found:
        found = API["components"]["responses"][found["$ref"].rpartition("/")[2]]
    return found


@cache
def _validator(reference: str) -> Draft202012Validator:
    return Draft202012Validator({**API, "$ref": reference}, validate_formats=True)
