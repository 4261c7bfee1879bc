"""Check what filing-state.schema.json can't express: unique ids, targets, provinces, times.

Copes with documents that break the schema as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from beian.base.times import parse_time
from beian.filing.importing.parsed_file import JsonPath, quoted
from beian.filing.provinces import PROVINCES

_Finding = tuple[JsonPath, str]

_NEEDS_SUBJECT = {"cancel_subject"}
_NEEDS_WEBSITE = {"cancel_website"}
_ORDER_TIMES = ("created_at", "sms_sent_at", "administration_received_at", "finished_at")


class AccountRules:
    """Check one account after another, remembering the ids seen so far.

    `location` names a place in the file: a fault may point to a second one.
    """

    def __init__(self, location: Callable[[JsonPath], str]) -> None:
        self._location = location
        self._accounts: dict[str, JsonPath] = {}

    def findings(self, account: Any, index: int) -> Iterator[_Finding]:
        """Yield what is wrong with the account at `index` of the list of accounts."""
        if not isinstance(account, dict):
            return
        account_path: JsonPath = ("accounts", index)
        yield from self._repeated(account, account_path, "account_id", self._accounts, "the file")
        subjects: dict[str, JsonPath] = {}
        websites: dict[str, JsonPath] = {}
        orders: dict[str, JsonPath] = {}
        for path, subject in _objects(account, account_path, "subjects"):
            yield from self._repeated(subject, path, "subject_id", subjects)
            yield from _province(subject, path)
            yield from time_findings(subject, path, "cancelled_at")
            for website_path, website in _objects(subject, path, "websites"):
                yield from self._repeated(website, website_path, "website_id", websites)
                yield from time_findings(website, website_path, "cancelled_at")
                for access_path, access in _objects(website, website_path, "accesses"):
                    yield from time_findings(access, access_path, "cancelled_at")
        for path, order in _objects(account, account_path, "orders"):
            yield from self._repeated(order, path, "order_id", orders)
            yield from time_findings(order, path, *_ORDER_TIMES)
            yield from self._target(order, path, subjects, websites)

    def _repeated(
        self,
        item: dict[str, Any],
        path: JsonPath,
        field: str,
        seen: dict[str, JsonPath],
        within: str = "its account",
    ) -> Iterator[_Finding]:
        value = item.get(field)
        if not isinstance(value, str):
            return
        id_path = (*path, field)
        if value in seen:
            first = self._location(seen[value])
            yield (
                id_path,
                f"{quoted(value)} is used already at {first}; it is to be unique in {within}",
            )
        else:
            seen[value] = id_path

    def _target(
        self,
        order: dict[str, Any],
        path: JsonPath,
        subjects: dict[str, JsonPath],
        websites: dict[str, JsonPath],
    ) -> Iterator[_Finding]:
        target, kind = order.get("target_id"), order.get("kind")
        if not isinstance(target, str):
            return
        target_path = (*path, "target_id")
        if target in subjects and target in websites:
            both = f"{self._location(subjects[target])} and {self._location(websites[target])}"
            yield target_path, f"{quoted(target)} names both {both}; give one of them another id"
        elif target not in subjects and target not in websites:
            yield target_path, f"{quoted(target)} is no subject_id or website_id of this account"
        elif kind in _NEEDS_SUBJECT and target not in subjects:
            yield target_path, f"{quoted(target)} is a website, but {kind} needs a subject"
        elif kind in _NEEDS_WEBSITE and target not in websites:
            yield target_path, f"{quoted(target)} is a subject, but {kind} needs a website"


def _objects(
    parent: dict[str, Any], path: JsonPath, field: str
) -> Iterator[tuple[JsonPath, dict[str, Any]]]:
    items = parent.get(field)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (*path, field, index), item


def time_findings(item: dict[str, Any], path: JsonPath, *fields: str) -> Iterator[_Finding]:
    """Yield a finding for each of `fields` of the object at `path` that is not a real time."""
    for field in fields:
        value = item.get(field)
        if isinstance(value, str):
            try:
                parse_time(value)
            except ValueError as error:
                yield (*path, field), f"{quoted(value)} {error}"


def _province(subject: dict[str, Any], path: JsonPath) -> Iterator[_Finding]:
    value = subject.get("province")
    if isinstance(value, str) and value not in PROVINCES:
        near = _nearest_province(value)
        suggestion = f"; did you mean {near}?" if near else ""
        yield (
            (*path, "province"),
            f"{quoted(value)} is not one of the {len(PROVINCES)} provinces in pinyin,"
            f" lower case{suggestion}",
        )


@lru_cache(maxsize=1024)
def _nearest_province(text: str) -> str | None:
    """Return the code of the province whose code, English or Chinese name is most like `text`."""
    names: dict[str, str] = {}
    for code, province in PROVINCES.items():
        names |= {code: code, province.en.lower(): code, province.zh: code}
    for code, province in PROVINCES.items():
        if len(text) >= 2 and province.zh.startswith(text):
            return code
    wanted = text.lower().replace(" ", "")
    near = get_close_matches(wanted, names, n=1) or get_close_matches(text.lower(), names, n=1)
    return names[near[0]] if near else None
