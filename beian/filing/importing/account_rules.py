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

_NEEDS = {"cancel_subject": "subject", "cancel_website": "website", "cancel_service": "service"}
"""What an order of some kinds is about."""
_ORDER_TIMES = ("created_at", "sms_sent_at", "administration_received_at", "finished_at")


class AccountRules:
    """Checks one account after another, remembering the ids seen so far.

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
        yield from self.repeated_account(account, index)
        subjects: dict[str, JsonPath] = {}
        websites: dict[str, JsonPath] = {}
        services: dict[str, JsonPath] = {}
        orders: dict[str, JsonPath] = {}
        for path, subject in _objects(account, account_path, "subjects"):
            yield from self._repeated(subject, path, "subject_id", subjects)
            yield from _province(subject, path)
            yield from time_findings(subject, path, "cancelled_at")
            for website_path, website in _objects(subject, path, "websites"):
                yield from self._repeated(website, website_path, "website_id", websites)
                yield from _times_of_accessed(website, website_path)
            for service_path, service in _objects(subject, path, "services"):
                yield from self._repeated(service, service_path, "service_id", services)
                yield from _times_of_accessed(service, service_path)
        for path, order in _objects(account, account_path, "orders"):
            yield from self._repeated(order, path, "order_id", orders)
            yield from time_findings(order, path, *_ORDER_TIMES)
            ids = {"subject": subjects, "website": websites, "service": services}
            yield from self._target(order, path, ids)

    def repeated_account(self, account: dict[str, Any], index: int) -> Iterator[_Finding]:
        """Yield that the account at `index` has the id of one before it."""
        path: JsonPath = ("accounts", index)
        yield from self._repeated(account, path, "account_id", self._accounts, "the file")

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
        ids: dict[str, dict[str, JsonPath]],
    ) -> Iterator[_Finding]:
        target, kind = order.get("target_id"), order.get("kind")
        if not isinstance(target, str):
            return
        target_path = (*path, "target_id")
        named = [what for what, known in ids.items() if target in known]
        if not named:
            reason = "is no subject_id, website_id or service_id of this account"
            yield target_path, f"{quoted(target)} {reason}"
            return
        if len(named) > 1:
            both = " and ".join(self._location(ids[what][target]) for what in named)
            yield target_path, f"{quoted(target)} names both {both}; give one of them another id"
            return
        needed = _NEEDS.get(kind) if isinstance(kind, str) else None
        if needed not in (None, named[0]):
            yield target_path, f"{quoted(target)} is a {named[0]}, but {kind} needs a {needed}"


def _objects(
    parent: dict[str, Any], path: JsonPath, field: str
) -> Iterator[tuple[JsonPath, dict[str, Any]]]:
    items = parent.get(field)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (*path, field, index), item


def _times_of_accessed(held: dict[str, Any], path: JsonPath) -> Iterator[_Finding]:
    """Yield what is wrong with the times of a website or service and of its accesses."""
    yield from time_findings(held, path, "cancelled_at")
    for access_path, access in _objects(held, path, "accesses"):
        yield from time_findings(access, access_path, "cancelled_at")


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
