"""Checks the facts that answers rest on (data/facts.yml), and lists what is to be looked at again.

What is wrong is a fault. What an editor should know of, without anything being wrong, is a warning:
an answer without a fact, a fact that no answer rests on, a fact that is old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from beian.filing.providers import provider_codes
from beian.filing.provinces import PROVINCES
from beian.nlu.topics.facts import ANY, FACTS, Confidence, Fact
from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.links import PAGE_NAMES
from beian.nlu.topics.model import Content, Named, Part, Topic, Variant

MOST_MONTHS = 24
"""The age in months from which a fact is to be looked at again, where nobody sets another."""


def fact_faults(content: Content) -> Iterator[Fault]:
    """Yield facts that nobody states, and providers and provinces that there are not."""
    for topic in content.topics:
        parts: tuple[Topic | Part, ...] = topic.parts
        for answered in (topic, *parts):
            for named in answered.facts:
                yield from _fact(content, topic.file, named)
            for response in answered.said:
                yield from _pages(content, topic.file, response.links)
                for variant in response.where:
                    yield from _place(content, topic.file, variant)
    file = content.facts.file
    for fact in content.facts.by_name.values() if file is not None else ():
        if fact.provider != ANY:
            yield from _code(file, Named(fact.provider, fact.line), "provider", _providers())
        for province in fact.provinces:
            yield from _code(file, Named(province, fact.line), "province", [*PROVINCES])


def _fact(content: Content, file: Path, named: Named) -> Iterator[Fault]:
    facts = content.facts
    if facts.file is None:
        message = f"There is no fact {named.name}: data/{FACTS} does not exist. Leave it out."
        yield Fault(file, named.line, message)
    elif named.name not in facts.by_name:
        if not facts.faults:
            message = f"There is no fact {named.name} in data/{FACTS}."
            close = did_you_mean(named.name, sorted(facts.by_name))
            yield Fault(file, named.line, f"{message} {close}")
    elif facts.by_name[named.name].confidence is Confidence.LOW:
        message = f"The confidence of the fact {named.name} is low, so no answer may rest on it."
        yield Fault(file, named.line, f"{message} Take another one, or say nothing of it.")


def _pages(content: Content, file: Path, links: Sequence[Named]) -> Iterator[Fault]:
    """Yield pages that an answer sends to and that nobody knows."""
    for link in links:
        fact = content.facts.by_name.get(link.name)
        if fact is not None and fact.source.address is None:
            message = f"The source of the fact {link.name} has no address that a button could open."
            yield Fault(file, link.line, f"{message} Take another page, or leave it out.")
        elif fact is None and link.name not in PAGE_NAMES and not content.facts.faults:
            known = [*PAGE_NAMES, *sorted(content.facts.by_name)]
            message = f"There is no page {link.name}. {did_you_mean(link.name, known)}"
            yield Fault(file, link.line, message)


def _place(content: Content, file: Path, variant: Variant) -> Iterator[Fault]:
    """Yield what is wrong with the conditions under which something is said."""
    for provider in variant.providers:
        yield from _code(file, provider, "provider", _providers())
    for province in variant.provinces:
        yield from _code(file, province, "province", [*PROVINCES])
    named = variant.provinces_of
    if named is None:
        return
    yield from _fact(content, file, named)
    fact = content.facts.by_name.get(named.name)
    if fact is not None and not fact.provinces:
        message = f"The fact {fact.name} counts in all provinces, so provinces_of tells none apart."
        yield Fault(file, named.line, f"{message} Leave it out, or name provinces.")


def _code(file: Path | None, named: Named, what: str, known: Sequence[str]) -> Iterator[Fault]:
    if file is not None and named.name not in known:
        message = f"There is no {what} {named.name}. {did_you_mean(named.name, known)}"
        yield Fault(file, named.line, message)


def _providers() -> list[str]:
    return [*provider_codes()]


def fact_warnings(content: Content) -> Iterator[Fault]:
    """Yield answers that rest on no fact, and facts that no answer rests on.

    A fact of low confidence is there to be known of, and none rests on it.
    """
    for topic in content.topics:
        for part in (None, *topic.parts):
            if not topic.facts_of(part):
                yield _without_facts(topic, part)
    used = {named.name for topic in content.topics for named in _named_by(topic)}
    for fact in content.facts.by_name.values():
        if fact.name not in used and fact.confidence is not Confidence.LOW:
            message = (
                f"No topic rests on the fact {fact.name}. Name it in facts: of one, or take it out."
            )
            yield _of(content, fact, message)


def _without_facts(topic: Topic, part: Part | None) -> Fault:
    what = topic.name if part is None else f"The part {part.name}"
    line = topic.answer.line if part is None else part.line
    message = f"{what} rests on no fact. Name those of data/{FACTS} that it needs in facts:."
    return Fault(topic.file, line, message)


def _named_by(topic: Topic) -> list[Named]:
    return [*topic.facts, *(named for part in topic.parts for named in part.facts)]


def old_facts(content: Content, today: date, months: int = MOST_MONTHS) -> Iterator[Fault]:
    """Yield the facts that are older than so many months, or of which nobody knows how old they
    are, to be looked at again in their sources."""
    for fact in content.facts.by_name.values():
        dated = fact.source.date
        if dated is None:
            when = "bears no date"
        elif _age(dated, today) > months:
            when = f"is of {dated}"
        else:
            continue
        source = f"{fact.source.publisher}, {fact.source.title}"
        yield _of(content, fact, f"The source of {fact.name} {when}. Look at it again: {source}.")


def _age(dated: str, today: date) -> int:
    """Return the age in months of a date, of which month and day may be missing: at the least."""
    year, month = [*map(int, dated.split("-")), 12][:2]
    return (today.year - year) * 12 + today.month - month


def _of(content: Content, fact: Fact, message: str) -> Fault:
    assert content.facts.file is not None
    return Fault(content.facts.file, fact.line, message)
