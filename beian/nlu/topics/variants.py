"""Answers that differ between providers and provinces: `where` in the file of a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yaml import Node, ScalarNode

from beian.base.languages import LANGUAGES
from beian.nlu.topics.facts import Fact
from beian.nlu.topics.model import Named, Response, Variant, variant_name
from beian.nlu.topics.nodes import Entries, Nodes, line_of
from beian.nlu.topics.responses import OF_A_RESPONSE, named_in, response_in

WHERE = "where"
PROVIDER, PROVINCE, PROVINCES_OF = "provider", "province", "provinces_of"
_CONDITIONS = (PROVIDER, PROVINCE, PROVINCES_OF)


@dataclass(frozen=True)
class Place:
    """With which provider and in which province the thing in question is, as far as that is
    known, by their codes."""

    provider: str | None = None
    province: str | None = None


NOWHERE = Place()


def varied_response(nodes: Nodes, node: Node, name: str, called: str, line: int) -> Response | None:
    """Return a response with what is said in its place somewhere; None where it is faulty."""
    found = nodes.mapping(node, called, LANGUAGES, (*OF_A_RESPONSE, WHERE))
    response = response_in(nodes, found, name, called, line)
    if response is None or WHERE not in found:
        return response
    return replace(response, where=tuple(_variants(nodes, found[WHERE][1], response)))


def _variants(nodes: Nodes, node: Node, response: Response) -> list[Variant]:
    variants = []
    for name, line, value in nodes.entries(node, f"{WHERE} of {response.called}"):
        nodes.checked_name(name, line, "The name of a place")
        called = f"{response.called} where {name}"
        found = nodes.mapping(value, called, LANGUAGES, (*OF_A_RESPONSE, *_CONDITIONS))
        own = response_in(nodes, found, variant_name(response.name, name), called, line)
        if not any(condition in found for condition in _CONDITIONS):
            message = f"{called} is said nowhere: give it provider, province or provinces_of."
            nodes.fault(line, message)
        elif own is not None:
            variants.append(_variant(nodes, found, name, own))
    return variants


def _variant(nodes: Nodes, found: Entries, name: str, response: Response) -> Variant:
    of = named_in_either(nodes, found, PROVINCES_OF)
    return Variant(
        name,
        response,
        named_in_either(nodes, found, PROVIDER),
        named_in_either(nodes, found, PROVINCE),
        of[0] if of else None,
    )


def named_in_either(nodes: Nodes, found: Entries, key: str) -> tuple[Named, ...]:
    """Return the names under a key that holds one, or a list of them."""
    if key not in found or not isinstance(found[key][1], ScalarNode):
        return named_in(nodes, found, key)
    node = found[key][1]
    name = nodes.text(node, key)
    return (Named(name, line_of(node)),) if name else ()


def fitting(response: Response, place: Place, facts: Mapping[str, Fact]) -> list[Response]:
    """Return what may be said in a place: the variants that fit, in their order, then the
    response itself."""
    return [*(one.response for one in response.where if _fits(one, place, facts)), response]


def _fits(variant: Variant, place: Place, facts: Mapping[str, Fact]) -> bool:
    providers = [one.name for one in variant.providers]
    if providers and place.provider not in providers:
        return False
    provinces = [one.name for one in variant.provinces]
    if variant.provinces_of is not None and variant.provinces_of.name in facts:
        provinces += facts[variant.provinces_of.name].provinces
    asked = bool(variant.provinces) or variant.provinces_of is not None
    return not asked or place.province in provinces
