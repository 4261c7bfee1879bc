"""The states in which a thing may be, and the values that an answer for one may hold.

docs/editing.md lists both for editors; beian/filing/situations.py says when a state holds.
"""

from __future__ import annotations

from enum import Enum


class State(str, Enum):
    """A state of a subject, website, service or order. Several may hold at once."""

    PROVINCE_TOLD = "province_told"
    NOTHING_FILED = "nothing_filed"
    EMPTY_SHELL = "empty_shell"
    SHELL_WITH_WEBSITES = "shell_with_websites"
    CUT_OFF = "cut_off"
    ACCESS_LOST = "access_lost"
    ACCESS_BY_OWNER = "access_by_owner"
    ACCESS_MOVED = "access_moved"
    ACCESS_COMING = "access_coming"
    SEVERAL_PROVIDERS = "several_providers"
    DRAFT = "draft"
    PROVIDER_REVIEW = "provider_review"
    SMS_VERIFICATION = "sms_verification"
    SMS_EXPIRED = "sms_expired"
    ADMINISTRATION_REVIEW = "administration_review"
    OVERDUE = "overdue"
    PHONE_DEAD = "phone_dead"
    PHONE_UNREACHABLE = "phone_unreachable"
    RETURNED = "returned"
    UNDER_WAY = "under_way"
    SUCCEEDED = "succeeded"
    GIVEN_UP = "given_up"
    OTHER_IN_REVIEW = "other_in_review"
    OTHER_ORDER = "other_order"
    ONLY_WEBSITE = "only_website"
    SEVERAL_WEBSITES = "several_websites"
    ONE_DOMAIN = "one_domain"
    SERVICE = "service"
    INDIVIDUAL_UNREACHABLE = "individual_unreachable"
    ENTERPRISE_UNREACHABLE = "enterprise_unreachable"
    INDIVIDUAL = "individual"
    ENTERPRISE = "enterprise"
    FILED = "filed"
    KNOWN = "known"


VALUES = frozenset(
    [
        "thing",
        "subject",
        "website",
        "domain",
        "number",
        "province",
        "provider",
        "order",
        "order_id",
        "access_aside",
        "phone",
        "person",
        "document",
        "websites",
        "gone",
        "emptied",
        "lost_at",
        "lost_provider",
        "lost_website",
        "median",
        "slowest",
        "sent",
        "deadline",
        "left",
        "received",
        "elapsed",
        "over",
        "remaining",
        "last_day",
        "reason",
        "since",
        "cancelled",
        "account",
        "others",
        "other_orders",
        "other_reviewed",
        "other_last_day",
        "given_up",
        "given_up_on",
    ]
)
"""The names of values that an answer for a state may hold."""

STAGES = frozenset(
    state.value
    for state in (
        State.DRAFT,
        State.PROVIDER_REVIEW,
        State.SMS_VERIFICATION,
        State.SMS_EXPIRED,
        State.ADMINISTRATION_REVIEW,
        State.OVERDUE,
        State.RETURNED,
    )
)
"""The names of states that an order brings about."""

PAST = (State.ADMINISTRATION_REVIEW.value, State.OVERDUE.value)
"""Stages at which nothing is left to do for a cancellation."""
