"""Who of the agents somebody is whom the OpenID provider knows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from beian.desk.agent_rules import LONGEST_DISPLAY_NAME, fault_of_display_name, fault_of_name
from beian.desk.config import OidcConfig
from beian.desk.errors import DeskError
from beian.desk.oidc_provider import Identity
from beian.desk.storage.agents import Agent, AgentStore, LastAdmin, NameTaken
from beian.desk.storage.enumerations import Role

_NO_PASSWORD = "none"
"""In place of a hash: no password is right."""


class NoAgent(DeskError):
    """Nobody at the desk is who has signed in, or they may not."""


def agent_of(agents: AgentStore, config: OidcConfig, identity: Identity) -> Agent:
    """Return the agent whom an identity belongs to. Raises NoAgent.

    One who has signed in so before is known by the identity; at the first time an agent of the name
    that the claim tells becomes theirs for good, or where desk.yml has it so, a new one. Where
    roles are mapped, the provider's count each time.
    """
    claimed = roles_of(config, identity.claims)
    if claimed is not None and not claimed:
        raise NoAgent("The provider gives none of the roles that desk.yml names.")
    known = agents.of_identity(identity.key)
    if known is None:
        known = _first_time(agents, config, identity, claimed)
    if known.disabled:
        raise NoAgent("The agent is disabled.")
    if claimed is None or claimed == known.roles:
        return known
    try:
        return agents.edit(known.id, known.display_name, claimed, disabled=False)
    except LastAdmin:  # somebody must be left who manages agents
        return known


def roles_of(config: OidcConfig, claims: dict[str, Any]) -> frozenset[Role] | None:
    """Return the roles that the provider's claim gives; None where desk.yml maps none."""
    if config.roles_claim is None:
        return None
    told = claims.get(config.roles_claim)
    values: Collection[object] = told if isinstance(told, list) else [told]
    return frozenset(role for value, role in config.roles if value in values)


def told_second_factor(config: OidcConfig, claims: dict[str, Any]) -> bool:
    """Return whether the desk need not ask for its second factor: the provider has."""
    told = claims.get("amr")
    methods = told if isinstance(told, list) else []
    return config.second_factor == "never" or (
        config.second_factor == "unless_provider" and bool({"mfa", "otp", "hwk"} & set(methods))
    )


def _first_time(
    agents: AgentStore, config: OidcConfig, identity: Identity, roles: frozenset[Role] | None
) -> Agent:
    told = identity.claims.get(config.agent_claim)
    name = told.strip().lower() if isinstance(told, str) else ""
    if fault_of_name(name) is not None:
        raise NoAgent(f"The claim {config.agent_claim} holds no name of an agent.")
    linked = agents.link_identity(name, identity.key)
    if linked is not None:
        return linked
    if not config.create_agents:
        raise NoAgent("There is no agent of this name who has not signed in so before.")
    told = identity.claims.get("name")
    display_name = told.strip()[:LONGEST_DISPLAY_NAME] if isinstance(told, str) else ""
    if fault_of_display_name(display_name) is not None:
        display_name = name[:LONGEST_DISPLAY_NAME]
    try:
        agents.add(name, display_name, _NO_PASSWORD, roles or {Role.AGENT})
    except NameTaken as taken:
        raise NoAgent("Another person has the agent of this name.") from taken
    made = agents.link_identity(name, identity.key)
    if made is None:
        raise NoAgent("Another person has the agent of this name.")
    return made
