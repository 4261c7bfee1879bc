"""What can be asked of what is on file."""

from __future__ import annotations

from enum import Enum


class FileQuestion(Enum):
    """What of a thing on file is asked for."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    GIVEN_UP = "given_up"
    CANCELLED_ON = "cancelled_on"
    ACCESS_ENDED = "access_ended"
    TOOK = "took"
    SO_FAR = "so_far"
    LONGEST = "longest"
    SHORTEST = "shortest"
    TALLY = "tally"
    REVIEWED_BY = "reviewed_by"
    COMPARED = "compared"
    IS_CANCELLED = "is_cancelled"
    HAS_ACCESS = "has_access"
    AT_PROVIDER = "at_provider"
    LEFT = "left"
    UNDER_WAY = "under_way"
    WAITS_FOR_US = "waits_for_us"
    CUT_BY = "cut_by"
    BY_WHOM = "by_whom"
    IN_CHARGE = "in_charge"
    WHOSE_NUMBER = "whose_number"
    CODE_PHONE = "code_phone"
    SERVER = "server"
    NUMBER = "number"
    WHAT_IT_CANCELS = "what_it_cancels"
    OUTCOME = "outcome"
    TOUCHES = "touches"
    CLASHES = "clashes"
    ACTS = "acts"
    WHAT_CHANGES = "what_changes"
    BEYOND = "beyond"
