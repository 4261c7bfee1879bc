"""The parts of the desk that a visitor's session needs."""

from __future__ import annotations

from typing import Protocol

from beian.desk.config import DeskConfig
from beian.desk.conversations.account_history import AccountHistory
from beian.desk.conversations.answering import Answering
from beian.desk.conversations.blocking import BlockStore
from beian.desk.conversations.checklist_service import ChecklistService
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.deletion import Deletion
from beian.desk.conversations.files import Files
from beian.desk.conversations.handoff import HandoffService
from beian.desk.hub import Hub
from beian.desk.letter_cards import LetterCards
from beian.desk.metrics import Metrics
from beian.desk.shared_limits import SharedLimits
from beian.desk.site_tokens import SiteTokens


class SessionParts(Protocol):
    """The parts of the desk that a session works with; beian.desk.desk.Desk has them."""

    @property
    def config(self) -> DeskConfig: ...

    @property
    def conversations(self) -> ConversationStore: ...

    @property
    def blocks(self) -> BlockStore: ...

    @property
    def history(self) -> AccountHistory: ...

    @property
    def answering(self) -> Answering: ...

    @property
    def handoff(self) -> HandoffService: ...

    @property
    def hub(self) -> Hub: ...

    @property
    def tokens(self) -> SiteTokens: ...

    @property
    def letter_cards(self) -> LetterCards: ...

    @property
    def limits(self) -> SharedLimits: ...

    @property
    def checklists(self) -> ChecklistService: ...

    @property
    def deletion(self) -> Deletion: ...

    @property
    def files(self) -> Files | None: ...

    @property
    def metrics(self) -> Metrics: ...
