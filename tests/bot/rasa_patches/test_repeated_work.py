"""What is computed once gives what Rasa gives; what is not copied for the log is copied nowhere."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import rasa
from jsonschema import ValidationError
from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.core.policies import rule_policy
from rasa.shared.core.events import Event, SlotSet, UserUttered

from beian.bot.rasa_patches.repeated_work import log_uncopied
from beian.bot.rasa_patches.table import PATCHES
from tests.bot.trained_bot import patched


@pytest.fixture(autouse=True)
def patches() -> Iterator[None]:
    with patched():
        yield


def test_an_event_that_nobody_knows_is_still_refused() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event name 'x'"):
        Event.resolve_by_type("x")
    assert Event.resolve_by_type("x", UserUttered) is UserUttered


def test_an_answer_of_an_action_is_still_checked() -> None:
    action = RemoteAction("action_any", None)
    assert action._validate_action_result({"events": [], "responses": [{}]})
    assert action._validate_action_result({"events": [{"event": "slot", "name": "x", "value": 1}]})
    with pytest.raises(ValidationError):
        action._validate_action_result({"events": [{"event": "slot"}]})
    with pytest.raises(ValidationError):
        action._validate_action_result({"responses": "none"})


def test_an_invalid_answer_is_explained_in_rasas_words() -> None:
    with pytest.raises(ValidationError, match="Failed to validate Action server response from API"):
        RemoteAction("action_any", None)._validate_action_result({"responses": "none"})


def uses_of_copy(module: ModuleType) -> tuple[list[ast.AST], list[ast.AST]]:
    """Every mention of the name `copy`, and those that are `copy.deepcopy` in a debug log line."""
    tree = ast.parse(inspect.getsource(module))
    mentions = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "copy"]
    logged = [
        argument.value.func.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for argument in call.keywords
        if isinstance(argument.value, ast.Call)
        and ast.unparse(argument.value.func) == "copy.deepcopy"
    ]
    return list(mentions), logged


def modules_that_copy_nothing() -> list[ModuleType]:
    replacements = [one for patch in PATCHES for one in patch.replacements]
    return [one.owner for one in replacements if one.value is log_uncopied]


def test_rasa_copies_for_its_log_alone_where_nothing_is_copied() -> None:
    assert modules_that_copy_nothing() == [processor, rule_policy]
    for module, number in ((processor, 6), (rule_policy, 1)):
        mentions, logged = uses_of_copy(module)
        assert len(mentions) == number, f"{module.__name__} uses copy in {len(mentions)} places"
        assert set(mentions) == set(logged)


def test_no_other_module_takes_its_copy_from_these() -> None:
    names = [module.__name__ for module in modules_that_copy_nothing()]
    for path in Path(rasa.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for name in names:
            package, _, last = name.rpartition(".")
            assert f"from {name} import copy" not in source, path
            assert f"{last}.copy." not in source, path
            assert f"from {package}.{last} import *" not in source, path
