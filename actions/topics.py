"""The action of each topic: its class where it has one, otherwise one that knows only its name.

rasa_sdk finds actions by their classes, so a topic without a class of its own is given one here.
"""

from __future__ import annotations

from collections.abc import Mapping

from actions.abandon_order import AbandonOrderImpact
from actions.cancellation_time import CancellationTime
from actions.empty_shell import EmptyShellCancel, EmptyShellCause, EmptyShellDefinition
from actions.how_to_cancel import HowToCancel
from actions.instance_quota import InstanceQuota
from actions.lost_access import AccessCancelledByBureau, SiteAfterAccessCancelled
from actions.ministry_record import MinistryRecord
from actions.my_filing import MyFiling
from actions.order_progress import OrderProgress
from actions.other_websites import OtherWebsites
from actions.papers import AsksPapers, PhoneUnreachable, RequiredDocuments
from actions.reapply import Reapply
from actions.sms_verification import SmsVerification
from actions.statement_letter import StatementLetter
from actions.subject_vs_website import SubjectVsWebsite
from actions.topic import TopicAction
from actions.user import FilingService
from actions.withdraw import Withdraw
from beian.nlu.topics.model import Content, Topic
from beian.nlu.topics.project import project_content, topic_names

WITH_A_CLASS: tuple[type[TopicAction], ...] = (
    AbandonOrderImpact,
    AccessCancelledByBureau,
    CancellationTime,
    EmptyShellCancel,
    EmptyShellCause,
    EmptyShellDefinition,
    HowToCancel,
    InstanceQuota,
    MinistryRecord,
    MyFiling,
    OrderProgress,
    OtherWebsites,
    PhoneUnreachable,
    Reapply,
    RequiredDocuments,
    SiteAfterAccessCancelled,
    SmsVerification,
    StatementLetter,
    SubjectVsWebsite,
    Withdraw,
)
"""Topics that look at the account, or at more of the message than its intent."""

_ASKING: Mapping[str, type[TopicAction]] = {
    "papers": AsksPapers,  # type: ignore[type-abstract]  # it lacks a name, which _plain adds
}
"""What a topic without a class of its own is made of, by the waiting question that it starts."""


def _classes(content: Content) -> dict[str, type[TopicAction]]:
    own: dict[str, type[TopicAction]] = {}
    for action in WITH_A_CLASS:
        own[action().topic] = action
    return {name: own.get(name) or _plain(name, content.topic(name)) for name in topic_names()}


def _plain(name: str, topic: Topic | None) -> type[TopicAction]:
    """Return the class of a topic whose answer is the same for everybody."""
    asks = "" if topic is None or topic.asks is None else topic.asks.name
    base = _ASKING.get(asks) or TopicAction
    said = {"topic": name, "personal_answer": False, "__module__": __name__}
    return type(name, (base,), said)


TOPICS: Mapping[str, type[TopicAction]] = _classes(project_content())
"""The class of each topic's action, by the topic's name."""


def action_of(topic: str, filing: FilingService | None) -> TopicAction:
    """Return the action of a topic; `filing` is this process's where none is given."""
    return TOPICS[topic](filing)
