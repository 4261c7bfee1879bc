"""Which provider, subject, person or server has most of the websites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions.frame.things import target_key
from actions.on_file.tallies import person_of
from actions.reading.question import Question
from actions.wording.replies import Reply, Value, lines, names, provider_name, reply, wording
from beian.filing.masking import mask_name, shown_name
from beian.filing.orders import Target
from beian.filing.provider_access import active_accesses
from beian.filing.state import Account, Person, Website
from beian.nlu.file_questions.tally import Of, Tally


def most_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return the groups of the websites on file, the largest first."""
    of = next((one for one in _KEYS if tally.names(one)), Of.PROVIDERS)
    groups: dict[Any, list[Website]] = {}
    values: dict[Any, Value] = {}
    for target in _on_file(account):
        assert target.website is not None
        for key, value in _KEYS[of](target).items():
            values.setdefault(key, value)
            groups.setdefault(key, []).append(target.website)
    if not groups:
        return []
    ordered = sorted(groups, key=lambda key: -len(groups[key]))
    largest = len(groups[ordered[0]])
    first = [key for key in ordered if len(groups[key]) == largest]
    question.listed = tuple(target_key(one) for one in _on_file(account))
    items = (_group(values[key], groups[key]) for key in ordered)
    told = lines(wording("utter_waiting_line", told=one) for one in items)
    response = "utter_most_of_them" if len(first) == 1 else "utter_most_shared"
    return [reply(response, names=names(values[key] for key in first), items=told)]


def _on_file(account: Account) -> list[Target]:
    every = (Target(subject, site) for subject in account.subjects for site in subject.websites)
    return [one for one in every if not one.is_cancelled]


def _group(name: Value, websites: Iterable[Website]) -> Value:
    held = list(websites)
    return wording(
        "utter_group_of_sites", name=name, count=len(held), items=names(one.name for one in held)
    )


def _providers(target: Target) -> Mapping[Any, Value]:
    assert target.website is not None
    found = active_accesses(target.website)
    return {one.provider: provider_name(one.provider) for one in found}


def _subjects(target: Target) -> Mapping[Any, Value]:
    subject = target.subject
    return {subject.subject_id: wording("utter_the_subject", subject=shown_name(subject))}


def _persons(target: Target) -> Mapping[Any, Value]:
    person: Person | None = person_of(target) or target.subject.person_in_charge
    return {(person.name, person.phone): mask_name(person.name)} if person is not None else {}


def _servers(target: Target) -> Mapping[Any, Value]:
    assert target.website is not None
    found = [one for one in active_accesses(target.website) if one.instance_id]
    return {(one.provider, one.instance_id): str(one.instance_id) for one in found}


_KEYS = {
    Of.PROVIDERS: _providers,
    Of.SERVERS: _servers,
    Of.SUBJECTS: _subjects,
    Of.PERSONS: _persons,
}
