"""What the pages name is there: files, commands, options, settings, keys, states, frames."""

from __future__ import annotations

import argparse
import json
import re
from fnmatch import fnmatch
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import grimp
import pytest
import yaml

from beian.cli.main import COMMANDS, command_parser
from beian.content.buttons import REASONS
from beian.content.examples import STYLES
from beian.desk.connector_folders import connector_names, declared_connector
from beian.filing.situation_states import VALUES, State
from tests.documents import code, committed, pages, rows, text_of
from tests.paths import ROOT

DOCS = Path("docs")
OPERATING, EDITING, PROTOCOL = (
    DOCS / f"{name}.md" for name in ("operating", "editing", "protocol")
)
CHINESE_EDITING = DOCS / "zh" / "editing.md"
PROTOCOL_FOLDER = ROOT / "beian" / "desk" / "protocol"
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PRODUCT = ("actions", "beian", "data", "web")
FOREIGN = {
    "SSL_CERT_FILE",
    "access_token",
    "desk_NAME_",
    "followup_action",
    "session_started_metadata",
}
"""Names of OpenSSL's, Chatwoot's and Rasa's, and one that is to be chosen."""
BUILT = (".rasa", ".tools", ".venv", "dist", "keys", "models", "results", "var")
"""Folders that git does not know."""
EXAMPLES = {"NNNN-title.md", "beian/desk/connectors/webhook_desk/__init__.py"}

_FILE = re.compile(r"[\w.*<>-]+(?:/[\w.*<>-]+)*/?")
_ENDINGS = {".cfg", ".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".ts", ".vue", ".yml"}
_VARIABLE = re.compile(r"BEIAN_[A-Z_]+")
_COMMAND = re.compile(r"(?:^|(?<=[`/ ]))beian ([a-z]+)((?:[^`\n#|]|\\\|)*)", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")
_MAKE = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
_MODULE = re.compile(r"python -m ((?:beian|bench|actions)[\w.]*)")
_QUOTED = re.compile(r"`([^`]+)`")


@lru_cache(maxsize=1)
def _paths() -> frozenset[str]:
    """All files and folders of the checkout."""
    found = {one for file in committed() for one in (file, *file.parents)} - {Path()}
    return frozenset(path.as_posix() for path in found)


@lru_cache(maxsize=1)
def _last_names() -> frozenset[str]:
    return frozenset(Path(path).name for path in _paths())


def _is_there(named: str, page: Path) -> bool:
    """Whether a name is a path in the checkout, or from the page's folder; `*`, `<topic>` and NAME
    stand for anything."""
    pattern = re.sub(r"<\w+>|\b[A-Z]{4,}\b", "*", named.rstrip("/"))
    wanted = {pattern, (page.parent / pattern).as_posix(), f"web/src/{pattern}"}
    if "*" not in pattern:
        return not wanted.isdisjoint(_paths())
    return any(fnmatch(path, one) for one in wanted for path in _paths())


@pytest.mark.parametrize("page", pages(), ids=str)
def test_files_and_folders_that_a_page_names_are_there(page: Path) -> None:
    top = {path.parts[0] for path in committed() if len(path.parts) > 1}
    missing = []
    for named in sorted(code(page) - EXAMPLES):
        if not _FILE.fullmatch(named) or named.startswith(BUILT) or named.startswith("web/dist"):
            continue
        first, *further = named.rstrip("/").split("/")
        if further and first in top:
            found = _is_there(named, page)
        elif named.endswith("/") or (further and Path(named).suffix in _ENDINGS):
            found = first not in top and _is_there(named, page)
        elif Path(named).suffix in _ENDINGS and "*" not in named:
            found = named in _last_names() or named == "widget.js"
        else:
            continue
        if not found and not _is_there(named, page):
            missing.append(named)
    assert missing == []


def _options(parser: argparse.ArgumentParser) -> set[str]:
    """The long options of a command and of its own commands."""
    found: set[str] = set()
    for action in parser._actions:
        found.update(option for option in action.option_strings if option.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                if name not in COMMANDS:
                    found |= _options(below)
    return found - {"--help"}


def _command(name: str) -> argparse.ArgumentParser:
    for action in command_parser(name)._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices[name]
    raise AssertionError


@pytest.mark.parametrize("page", pages(), ids=str)
def test_commands_options_and_modules_that_a_page_names_are_there(page: Path) -> None:
    text = text_of(page)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    unknown = [f"make {one}" for one in _MAKE.findall(text) if one not in targets]
    unknown += [
        f"python -m {one}" for one in _MODULE.findall(text) if not find_spec(one.strip("."))
    ]
    for command, rest in _COMMAND.findall(text):
        known = _options(_command(command)) if command in COMMANDS else set()
        further = [f"beian {command} {one}" for one in _OPTION.findall(rest) if one not in known]
        unknown += further if command in COMMANDS else [f"beian {command}"]
    assert unknown == []


def test_the_operators_page_names_every_command_with_its_options() -> None:
    told = " ".join(row[0] for row in rows(OPERATING, "command | does"))
    missing = [name for name in COMMANDS if f"`beian {name}" not in told]
    for name in COMMANDS:
        missing += [
            one for one in _options(_command(name)) if one not in told and one != "--output"
        ]
    assert missing == []


def test_the_operators_page_lists_the_variables_that_are_read() -> None:
    listed = _VARIABLE.findall(" ".join(row[0] for row in rows(OPERATING, "variable | meaning")))
    source = (ROOT / "beian" / "base" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(BEIAN_[A-Z_]+)"', source))
    for name in connector_names():
        read.update(declared_connector(name).variables)
    assert sorted(listed) == sorted(read)


def test_nothing_but_the_settings_reads_a_variable_of_ours() -> None:
    readers = re.compile(r"environ(?:\.get\(|\[)|getenv\(")
    found = [
        f"{file}: {line.strip()}"
        for file in committed()
        if file.suffix == ".py" and file.parts[0] in ("actions", "beian")
        if file != Path("beian/base/settings.py")
        for line in text_of(file).splitlines()
        if readers.search(line) and "BEIAN" in line
    ]
    assert found == []


@pytest.mark.parametrize("page", pages(), ids=str)
def test_variables_that_a_page_names_are_listed_for_operators(page: Path) -> None:
    listed = set(_VARIABLE.findall(text_of(OPERATING)))
    examples = {"BEIAN_WEBHOOK_DESK_KEY", "BEIAN_"}
    tests = {"BEIAN_TEST_POSTGRES_URL"}
    assert set(_VARIABLE.findall(text_of(page))) - listed - examples - tests == set()


def test_keys_of_desk_yml_that_a_page_names_are_in_it() -> None:
    text = (ROOT / "desk.yml").read_text(encoding="utf-8")
    sections = {name for name, value in yaml.safe_load(text).items() if not isinstance(value, list)}
    keys, section = set(), ""
    for line in text.splitlines():
        if begun := re.match(r"(\w+):", line):
            section = begun[1]
        elif key := re.match(r"  (?:# )?(\w+):", line):
            keys.add(f"{section}.{key[1]}")
    named = {
        (page, one)
        for page in pages()
        for one in code(page)
        if re.fullmatch(r"\w+\.\w+", one) and one.split(".")[0] in sections
        if Path(one).suffix not in _ENDINGS
    }
    assert len(named) > 5
    assert sorted(f"{page}: {one}" for page, one in named if one not in keys) == []


def test_events_and_figures_that_a_page_names_are_logged_and_counted() -> None:
    source = "".join(
        text_of(file) for file in committed() if file.suffix == ".py" and file.parts[0] == "beian"
    )
    named = {
        one
        for page in (OPERATING, DOCS / "reliability.md", DOCS / "chatwoot.md")
        for one in re.findall(r"`(beian_\w+)`", text_of(page))
        + re.findall(r"`(\w+)` (?:in|stands in) the log", text_of(page))
    }
    assert len(named) > 5
    missing = []
    for one in named:
        name = one.removeprefix("beian_").removesuffix("_total")
        missing += [one] if f'"{name}"' not in source and f'"{one}"' not in source else []
    assert missing == []


@pytest.mark.parametrize(
    "page", [one for one in pages() if one.parent.name != "decisions"], ids=str
)
def test_names_that_a_page_sets_as_code_stand_somewhere_in_the_product(page: Path) -> None:
    named = {one for one in code(page) if re.fullmatch(r"(?!test_|BEIAN_)[A-Za-z]\w*_\w+", one)}
    figures = {one for one in named if re.fullmatch(r"beian_\w+_total", one)}
    assert named - figures - FOREIGN - _words() == set()


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    product = [file for file in committed() if file.parts[0] in PRODUCT or len(file.parts) == 1]
    texts = [
        text_of(file)
        for file in product
        if file.suffix in (*_ENDINGS, ".yml") and file.suffix != ".md"
    ]
    return frozenset(word for text in texts for word in re.findall(r"[A-Za-z]\w*_\w+", text))


def test_the_design_says_what_each_part_of_the_package_rests_on() -> None:
    graph = grimp.build_graph("beian", "actions", cache_dir=None)
    rests: dict[str, set[str]] = {}
    for module in graph.modules:
        part = _part(module)
        for imported in graph.find_modules_directly_imported_by(module):
            if _part(imported) not in (part, "beian"):
                rests.setdefault(part, set()).add(_part(imported))
    said = {}
    for names, _, below in rows(DOCS / "design.md", "part | holds"):
        part = names.strip("`/").removeprefix("beian/")
        if part in rests:
            said[part] = set(re.findall(r"\w+", below)) & {*rests, "base"}
            if below == "all":
                said[part] = rests[part]
    assert said == rests


def test_contributors_are_told_the_directions_of_imports_that_the_linter_holds() -> None:
    layers = re.findall(r'"(.+)",', PYPROJECT.split("layers = [")[1].split("]")[0])
    told = re.search(r"^Imports go down: (.+?)\.(?= )", text_of(Path("CONTRIBUTING.md")), re.M)
    assert told is not None
    assert told[1].replace("`", "").split(" → ") == layers


def _part(module: str) -> str:
    names = module.split(".")
    return names[1] if names[0] == "beian" and len(names) > 1 else names[0]


@pytest.mark.parametrize("page", [EDITING, CHINESE_EDITING], ids=str)
def test_the_editors_page_lists_the_states_their_values_and_the_styles(page: Path) -> None:
    heads = {EDITING: "state | holds where", CHINESE_EDITING: "状态 | "}
    listed = [name for row in rows(page, heads[page]) for name in _QUOTED.findall(row[0])]
    assert sorted(listed) == sorted(state.value for state in State)
    text = text_of(page)
    assert sorted(one for one in VALUES if f"`{{{one}}}`" not in text) == []
    assert [one for one in (*STYLES, *REASONS) if f"`{one}`" not in text] == []


def test_the_protocols_page_lists_the_frames_of_the_client_and_the_errors() -> None:
    def schema(name: str) -> Any:
        return json.loads((PROTOCOL_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))

    frames = [row[0].strip("`") for row in rows(PROTOCOL, "type | properties")]
    assert sorted(frames) == sorted(schema("client-frame")["properties"]["type"]["enum"])
    errors = [row[0].strip("`") for row in rows(PROTOCOL, "code | meaning")]
    assert sorted(errors) == sorted(schema("server-frame")["definitions"]["errorCode"]["enum"])
    sent = schema("server-frame")["properties"]["type"]["enum"]
    assert [one for one in sent if f"`{one}`" not in text_of(PROTOCOL)] == []
