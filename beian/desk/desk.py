"""The parts of a desk process, for the sessions, APIs and connectors that work with them."""

from __future__ import annotations

from dataclasses import dataclass

from beian.desk.bot_client import Bot
from beian.desk.config import DeskConfig
from beian.desk.conversations.account_history import AccountHistory
from beian.desk.conversations.annotations import AnnotationStore
from beian.desk.conversations.answering import Answering
from beian.desk.conversations.blocking import BlockStore
from beian.desk.conversations.checklist_service import ChecklistService
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.deletion import Deletion
from beian.desk.conversations.feedback_report import FeedbackReports
from beian.desk.conversations.files import Files
from beian.desk.conversations.groups import GroupStore
from beian.desk.conversations.handoff import HandoffService
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.macros import MacroStore
from beian.desk.filing_summary import FilingSummaries
from beian.desk.front_desk import FrontDesk
from beian.desk.hub import Hub
from beian.desk.letter_cards import LetterCards
from beian.desk.letters import Letters
from beian.desk.metrics import Metrics
from beian.desk.oidc_provider import OidcProvider
from beian.desk.readiness import Readiness
from beian.desk.reminders.reminders import Reminders
from beian.desk.shared_limits import SharedLimits
from beian.desk.sign_in import SignIn
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.deliveries import DeliveryStore
from beian.desk.storage.oidc_sign_ins import OidcSignIns
from beian.desk.storage.second_factors import SecondFactors


@dataclass(frozen=True)
class Desk:
    """The parts of a running desk; beian.desk.service.running_desk puts them together."""

    config: DeskConfig
    front: FrontDesk
    conversations: ConversationStore
    blocks: BlockStore
    groups: GroupStore
    history: AccountHistory
    bot: Bot
    hub: Hub
    answering: Answering
    handoff: HandoffService
    deliveries: DeliveryStore
    agents: AgentStore
    sign_in: SignIn
    second_factors: SecondFactors
    oidc_sign_ins: OidcSignIns
    oidc: OidcProvider | None
    """None where agents sign in with passwords alone."""
    listing: ConversationListing
    annotations: AnnotationStore
    macros: MacroStore
    feedback: FeedbackReports
    filing: FilingSummaries
    reminders: Reminders
    letters: Letters
    tokens: SiteTokens
    limits: SharedLimits
    readiness: Readiness
    metrics: Metrics
    checklists: ChecklistService
    deletion: Deletion
    files: Files | None
    """None where no files are taken."""

    @property
    def letter_cards(self) -> LetterCards:
        """What puts links into cards about letters."""
        return LetterCards(self.letters.links)
