"""Checks the words that stand for entities: beian/nlu/vocabulary/, as
beian.nlu.entities.vocabulary reads it, and the names of providers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from yaml import Node

from beian.base.languages import LANGUAGES
from beian.base.reminder_kinds import REMINDER_KINDS
from beian.filing.providers import IN_ENGLISH, NO_BRAND, NO_CODES, ON_FILE
from beian.filing.provinces import PROVINCES
from beian.filing.state import Document, OrderKind, SubjectType
from beian.nlu.plain_words.told_to import CANCEL, CHASE, GIVE_UP, GO_AHEAD, SUBMIT
from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.nodes import Nodes, line_of

_ORDERS = ("change", "new_website", "new_access", "first_filing", "cancel_access")
_VALUES: dict[str, tuple[str, ...]] = {
    "province": tuple(PROVINCES),
    "document": tuple(one.value for one in Document),
    "subject_type": tuple(one.value for one in SubjectType),
    "order_kind": tuple(one.value for one in OrderKind if one.value in _ORDERS),
    "reference": (
        *("every", "other", "any", "newest", "oldest", "same", "remaining", "remaining_ones"),
        "every_order",
        *("being_cancelled", "returned", "cancelled", "cut_off", "access_given_up", "down"),
        "draft",
        "several_providers",
        "others",
        "anything",
    ),
    "lacks": ("licence", "seal", "identity"),
    "reply": ("unknown", "again", "nod", "laugh", "angry", "closes"),
}
"""What the words of a file may stand for."""
_CITY = "city"
_OF_ANY_VALUE = "site_kind"
"""A file whose values are its own: kinds of websites."""
_CANCELLATION = "cancellation"
_TOLD_TO = "told_to"
_REMINDERS = "reminders"
_OF_WISHES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("stop", "start", "between", "asked"), LANGUAGES),
    **dict.fromkeys(("stopped", "started"), ("zh",)),
    "nouns": ("en",),
}
"""The parts of what is said of reminders, with the languages of each."""
_OF_REMINDERS = "kinds"
_ACTS = (GIVE_UP, SUBMIT, CHASE, CANCEL, GO_AHEAD)
_KINDS = ("subject", "website", "access")
_SUFFIXES, _NOT = "suffixes", "not"


def vocabulary_faults(folder: Path) -> Iterator[Fault]:
    """Yield what is wrong with the files of a vocabulary folder, and which of them are missing."""
    known = {*_VALUES, _CANCELLATION, _OF_ANY_VALUE, _CITY, _TOLD_TO, _REMINDERS}
    for file in sorted(folder.glob("*")):
        if file.suffix in (".yml", ".yaml") and file.name not in {f"{name}.yml" for name in known}:
            message = f"Nothing reads this file. {did_you_mean(file.stem, sorted(known))}"
            yield Fault(file, 1, message)
    for name in sorted(known):
        nodes = Nodes(folder / f"{name}.yml")
        root = nodes.root()
        if root is not None:
            if name == _CANCELLATION:
                _cancellation(nodes, root)
            elif name == _TOLD_TO:
                _told_to(nodes, root)
            elif name == _REMINDERS:
                _reminders(nodes, root)
            elif name in (_OF_ANY_VALUE, _CITY):
                _words(nodes, root, [value for value, _, _ in nodes.entries(root, nodes.file.name)])
            else:
                _words(nodes, root, _VALUES[name])
        yield from nodes.faults


def provider_faults(file: Path) -> Iterator[Fault]:
    """Yield what is wrong with the names of providers: {code: [name, ...]}, and under `on_file`
    further ones of the same codes."""
    nodes = Nodes(file)
    root = nodes.root()
    found = {} if root is None else {n: v for n, _, v in nodes.entries(root, file.name)}
    codes = [code for code in found if code not in NO_CODES]
    seen: dict[str, tuple[str, int]] = {}
    for code in codes:
        _distinct(nodes, found[code], code, seen)
    further = nodes.mapping(found[ON_FILE], ON_FILE, (), codes) if ON_FILE in found else {}
    if root is not None and ON_FILE not in found:
        nodes.fault(1, f"{file.name} lacks {ON_FILE}. Add it.")
    if IN_ENGLISH in found:
        nodes.mapping(found[IN_ENGLISH], IN_ENGLISH, (), codes)
    for name, line in _forms(nodes, found[NO_BRAND], NO_BRAND) if NO_BRAND in found else ():
        if name not in codes:
            nodes.fault(line, f"“{name}” under {NO_BRAND} is no provider. Use one of the codes.")
    for code, (_, node) in further.items():
        _distinct(nodes, node, code, seen)
    yield from nodes.faults


def _words(nodes: Nodes, root: Node, values: Sequence[str]) -> None:
    """{value: [form, ...]}, and what may belong to a form or speaks against it."""
    seen: dict[str, tuple[str, int]] = {}
    found = nodes.mapping(root, nodes.file.name, values, (_SUFFIXES, _NOT))
    for value, (_, node) in found.items():
        if value == _NOT:
            _not(nodes, node)
            continue
        if value == _SUFFIXES:
            _forms(nodes, node, value)
        else:
            _distinct(nodes, node, value, seen)


def _distinct(nodes: Nodes, node: Node, value: str, seen: dict[str, tuple[str, int]]) -> None:
    """Check that none of the forms of a value stands for another one, of those seen before."""
    for form, line in _forms(nodes, node, value):
        other, before = seen.setdefault(_folded(form), (value, line))
        if other != value:
            message = f"“{form}” stands for {other}, too (line {before}). Keep one of them."
            nodes.fault(line, message)


def _folded(form: str) -> str:
    folded = unicodedata.normalize("NFKC", form).casefold()
    return folded.replace(" ", "").replace("-", "")


def _cancellation(nodes: Nodes, root: Node) -> None:
    """Verbs, the nouns that they are said of, and what may stand between."""
    keys = ("verbs", "passive", "acts", "between", "nouns")
    found = {key: node for key, (_, node) in nodes.mapping(root, nodes.file.name, keys).items()}
    for key, languages in (
        ("verbs", LANGUAGES),
        ("passive", LANGUAGES),
        ("between", (*LANGUAGES, "zh_after")),
    ):
        if key in found:
            _in_languages(nodes, found[key], key, languages)
    if "acts" in found:
        _forms(nodes, found["acts"], "acts")
    if "nouns" not in found:
        return
    for kind, (_, node) in nodes.mapping(found["nouns"], "nouns", _KINDS).items():
        named = nodes.mapping(node, kind, (*LANGUAGES, "owner"))
        for language in LANGUAGES:
            if language in named:
                _forms(nodes, named[language][1], f"{language} of {kind}")
        if "owner" in named:
            _in_languages(nodes, named["owner"][1], f"owner of {kind}", LANGUAGES)


def _not(nodes: Nodes, node: Node) -> None:
    """{before: {form or any: [word, ...]}, after: [word, ...]}."""
    for key, (_, found) in nodes.mapping(node, _NOT, (), ("before", "after")).items():
        if key == "after":
            _forms(nodes, found, key)
            continue
        for form, _, words in nodes.entries(found, key):
            _forms(nodes, words, f"{key} of {form}")


def _told_to(nodes: Nodes, root: Node) -> None:
    """{act: {zh: [verb, ...], en: [verb, ...]}}."""
    for act, (_, node) in nodes.mapping(root, nodes.file.name, _ACTS).items():
        _in_languages(nodes, node, act, LANGUAGES)


def _reminders(nodes: Nodes, root: Node) -> None:
    """{part: {zh: [word, ...], en: [word, ...]}}, and `kinds`: {kind: [word, ...]}."""
    parts = nodes.mapping(root, nodes.file.name, (*_OF_WISHES, _OF_REMINDERS))
    for name, (_, node) in parts.items():
        _in_languages(nodes, node, name, _OF_WISHES.get(name, REMINDER_KINDS))


def _in_languages(nodes: Nodes, node: Node, what: str, languages: Sequence[str]) -> None:
    for language, (_, forms) in nodes.mapping(node, what, languages).items():
        _forms(nodes, forms, f"{language} of {what}")


def _forms(nodes: Nodes, node: Node, what: str) -> list[tuple[str, int]]:
    """Return the forms of a list, each with its line; a list without any is a fault."""
    items = nodes.items(node, what)
    if not items and not nodes.faults:
        nodes.fault(line_of(node), f"{what} holds no words. Write some.")
    forms = [(nodes.text(item, f"A word of {what}"), line_of(item)) for item in items]
    for form, line in forms:
        _, bracket, condition = form.partition("(?")
        try:
            re.compile(bracket + condition)
        except re.error as error:
            message = f"The condition behind “{form}” can't be read ({error}). Write (?!...)."
            nodes.fault(line, message)
    return [(form, line) for form, line in forms if form]
