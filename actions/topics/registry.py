"""What answers each topic: its class where it has one, otherwise one that knows only its name."""

from __future__ import annotations

from collections.abc import Mapping

from actions.answers.topic_answer import TopicAnswer
from actions.topics.after_cancelling import AfterCancelling
from actions.topics.app_or_mini_program import AppOrMiniProgram
from actions.topics.cancel_access_meaning import CancelAccessMeaning
from actions.topics.cancellation_time import CancellationTime
from actions.topics.domain_sold import DomainSold
from actions.topics.empty_shell import EmptyShellCancel, EmptyShellCause, EmptyShellDefinition
from actions.topics.giving_up import GivingUp
from actions.topics.how_to_cancel import HowToCancel
from actions.topics.instance_quota import InstanceQuota
from actions.topics.lost_access import AccessCancelledByBureau, SiteAfterAccessCancelled
from actions.topics.ministry_record import MinistryRecord
from actions.topics.move_to_other_subject import MoveToOtherSubject
from actions.topics.my_filing import MyFiling
from actions.topics.one_of_several_domains import OneOfSeveralDomains
from actions.topics.open_order import OpenOrder
from actions.topics.order_progress import OrderProgress
from actions.topics.other_websites import OtherWebsites
from actions.topics.papers import AsksPapers, PhoneUnreachable, RequiredDocuments
from actions.topics.personal_to_enterprise import PersonalToEnterprise
from actions.topics.reapply import Reapply
from actions.topics.sms_verification import SmsVerification
from actions.topics.statement_letter import StatementLetter
from actions.topics.subject_vs_website import SubjectVsWebsite
from actions.topics.withdraw import Withdraw
from beian.nlu.topics.model import Content, Topic
from beian.nlu.topics.project import project_content, topic_names

WITH_A_CLASS: tuple[type[TopicAnswer], ...] = (
    AccessCancelledByBureau,
    AfterCancelling,
    AppOrMiniProgram,
    CancelAccessMeaning,
    CancellationTime,
    DomainSold,
    EmptyShellCancel,
    EmptyShellCause,
    EmptyShellDefinition,
    GivingUp,
    HowToCancel,
    InstanceQuota,
    MinistryRecord,
    MoveToOtherSubject,
    MyFiling,
    OneOfSeveralDomains,
    OpenOrder,
    OrderProgress,
    OtherWebsites,
    PersonalToEnterprise,
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

_BY_QUESTION: Mapping[str, type[TopicAnswer]] = {
    "papers": AsksPapers,  # type: ignore[type-abstract]  # it lacks a name, which _plain adds
}
"""What a topic without a class of its own is made of, by the waiting question that it starts."""


def _classes(content: Content) -> dict[str, type[TopicAnswer]]:
    own: dict[str, type[TopicAnswer]] = {}
    for action in WITH_A_CLASS:
        own[action().topic] = action
    return {name: own.get(name) or _plain(name, content.topic(name)) for name in topic_names()}


def _plain(name: str, topic: Topic | None) -> type[TopicAnswer]:
    """Return the class of a topic whose answer is the same for everybody."""
    asks = "" if topic is None or topic.asks is None else topic.asks.name
    base = _BY_QUESTION.get(asks) or TopicAnswer
    said = {"topic": name, "personal_answer": False, "__module__": __name__}
    return type(name, (base,), said)


TOPICS: Mapping[str, type[TopicAnswer]] = _classes(project_content())
"""The class that answers each topic, by the topic's name."""


def answer_of(topic: str) -> TopicAnswer:
    """Return what answers a topic."""
    return TOPICS[topic]()
