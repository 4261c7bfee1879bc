"""The names of responses that the actions put together, and what each part may be.

Whoever writes f"utter_order_{...}" says here what may stand in the braces. `beian check` reads this
file and the actions' sources: every name that can come of them has to be a response, and every
response has to be said by something.
"""

from __future__ import annotations

from collections.abc import Mapping

from beian.filing.checked_phone import PhoneHolder
from beian.filing.letters import LetterKind
from beian.filing.papers import Paper
from beian.filing.shells import ShellCause
from beian.filing.state import (
    CancelledBy,
    Document,
    FilingStatus,
    OrderKind,
    OrderState,
    SubjectType,
)

_TYPES = tuple(one.value for one in SubjectType)
_ORDERS = tuple(kind.value for kind in OrderKind)
_HOLDERS = tuple(holder.value for holder in PhoneHolder)
_KINDS = ("subject", "website", "access")
_FILED = ("subject", "website")

BUILT_NAMES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "utter_access_lost_by_*": ((*(by.value for by in CancelledBy), "unknown"),),
    "utter_cancelled_*": (_FILED,),
    "utter_cancelled_*_on": (_FILED,),
    "utter_checked_for_*": (_FILED,),
    "utter_choice_*_kind": (_KINDS,),
    "utter_choice_letter_*": (_TYPES,),
    "utter_contact_*": (("phone", "email", "url"),),
    "utter_document_*": ((*(document.value for document in Document), "any"),),
    "utter_kind_*": (_KINDS,),
    "utter_letter_*_*": (_TYPES, tuple(kind.value for kind in LetterKind)),
    "utter_order_*": (_ORDERS,),
    "utter_order_*_named": (_ORDERS,),
    "utter_paper_*": (tuple(paper.value for paper in Paper),),
    "utter_papers_*": (_TYPES,),
    "utter_phone_of_*": (_HOLDERS,),
    "utter_phone_of_*_named": (_HOLDERS,),
    "utter_phone_of_*_numbered": (_HOLDERS,),
    "utter_progress_*": (tuple(state.value for state in OrderState),),
    "utter_progress_*_of_access": ((OrderState.DRAFT.value, OrderState.PROVIDER_REVIEW.value),),
    "utter_shell_*": (tuple(cause.value for cause in ShellCause),),
    "utter_subject_*": (tuple(status.value for status in FilingStatus),),
    "utter_type_*": (_TYPES,),
}
"""A star for each part that is put in, and what each of them may be, in order."""
