"""What a desk process holds, for the sessions, APIs and connectors that work with it."""

from __future__ import annotations

from dataclasses import dataclass

from beian.desk.bot_client import Bot
from beian.desk.config import DeskConfig
from beian.desk.conversations.annotations import Annotations
from beian.desk.conversations.answering import Answering
from beian.desk.conversations.conversation_store import Conversations
from beian.desk.conversations.handoff import HandOff
from beian.desk.conversations.listing import Cases
from beian.desk.filing_summary import FilingSummaries
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.shared_limits import SharedLimits
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.agents import Agents
from beian.desk.storage.deliveries import Deliveries


@dataclass(frozen=True)
class Desk:
    """The parts of a running desk; beian.desk.service.running_desk puts them together."""

    config: DeskConfig
    store: Conversations
    bot: Bot
    hub: Hub
    answering: Answering
    handoff: HandOff
    deliveries: Deliveries
    agents: Agents
    cases: Cases
    annotations: Annotations
    filing: FilingSummaries
    tokens: SiteTokens
    limits: SharedLimits
    metrics: Metrics
