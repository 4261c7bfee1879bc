"""The names of responses that the actions put together, and what each part may be.

Whoever writes f"utter_order_{...}" says here what may stand in the braces. `beian check` reads this
file and the actions' sources: every name that can come of them has to be a response, and every
response has to be said by something.
"""

from __future__ import annotations

from collections.abc import Mapping

from beian.base.contact import PAGES
from beian.base.reminder_kinds import REMINDER_KINDS
from beian.filing.checked_phone import PhoneHolder
from beian.filing.letters import LetterKind
from beian.filing.papers import Paper
from beian.filing.shells import ShellCause
from beian.filing.stages import Reached
from beian.filing.state import (
    CancelledBy,
    Document,
    FilingStatus,
    OrderKind,
    OrderState,
    ServiceKind,
    SubjectType,
)
from beian.nlu.file_questions.tally import OF_ORDERS, Of

_TYPES = tuple(one.value for one in SubjectType)
_HELD = tuple(of.value for of in (Of.SUBJECTS, Of.WEBSITES, Of.SERVICES))
_ORDERS = tuple(kind.value for kind in OrderKind)
_HOLDERS = tuple(holder.value for holder in PhoneHolder)
_KINDS = ("subject", "website", "access")
_FILED = ("subject", "website")
_UNDER_WAY = tuple(
    state.value for state in OrderState if state not in (OrderState.SUCCEEDED, OrderState.GIVEN_UP)
)
_DATED = tuple(state.value for state in OrderState if state is not OrderState.PROVIDER_REVIEW)
_ENDED = (OrderState.SUCCEEDED.value, OrderState.RETURNED.value, OrderState.GIVEN_UP.value)
WAYS = ("by_mail", "without_mail", "no_address", "in_chat")
"""Which way reminders come (actions.reminders)."""
_ASKED = ("cancellation", "subject_type", "document")

BUILT_NAMES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "utter_access_lost_by_*": ((*(by.value for by in CancelledBy), "unknown"),),
    "utter_ask_*": (_ASKED,),
    "utter_cancelled_*": ((*_FILED, "service"),),
    "utter_cancelled_*_on": ((*_FILED, "service"),),
    "utter_card_*": (tuple(state.value for state in OrderState),),
    "utter_card_*_now": (tuple(state.value for state in OrderState),),
    "utter_card_*_on": (_ENDED,),
    "utter_card_gone_*": (("first", "perhaps"),),
    "utter_card_place_*": (("back", "lost", "unknown"),),
    "utter_card_stage_*": (tuple(reached.value for reached in Reached),),
    "utter_card_subject_*": (("shell", "still_shell"),),
    "utter_checked_for_*": (_FILED,),
    "utter_choice_*_kind": (_KINDS,),
    "utter_contact_*": (("phone", "email", "url"),),
    "utter_day_*": (_DATED,),
    "utter_days_*": (tuple(state.value for state in OrderState),),
    "utter_document_*": ((*(document.value for document in Document), "any", "unknown"),),
    "utter_help_*": (("which", *_ASKED),),
    "utter_kind_*": (_KINDS,),
    "utter_*_line": (("number", "provider"),),
    "utter_lacks_*": (("licence", "seal", "identity"),),
    "utter_letter_*_*": (_TYPES, tuple(kind.value for kind in LetterKind)),
    "utter_link_*": (PAGES,),
    "utter_order_*": (_ORDERS,),
    "utter_order_means_*": (_ORDERS,),
    "utter_order_*_again": (_ORDERS,),
    "utter_order_*_named": (_ORDERS,),
    "utter_checklist_*": (_TYPES,),
    "utter_paper_*": (tuple(paper.value for paper in Paper),),
    "utter_papers_*": (_TYPES,),
    "utter_phone_of_*": (_HOLDERS,),
    "utter_phone_of_*_named": (_HOLDERS,),
    "utter_phone_of_*_numbered": (_HOLDERS,),
    "utter_progress_*": (tuple(state.value for state in OrderState),),
    "utter_progress_*_of_access": ((OrderState.DRAFT.value, OrderState.PROVIDER_REVIEW.value),),
    "utter_reminder_*": (REMINDER_KINDS,),
    "utter_reminders_come_*": (WAYS,),
    "utter_service_kind_*": (tuple(kind.value for kind in ServiceKind),),
    "utter_shell_*": (tuple(cause.value for cause in ShellCause),),
    "utter_short_*": (tuple(paper.value for paper in Paper),),
    "utter_site_cut_by_*": ((*(by.value for by in CancelledBy), "unknown"),),
    "utter_stage_*": (_UNDER_WAY,),
    "utter_subject_*": (tuple(status.value for status in FilingStatus),),
    "utter_access_gone_by_*": ((*(by.value for by in CancelledBy), "unknown"),),
    "utter_tally_*": (_HELD,),
    "utter_tally_*_of_it": (_HELD,),
    "utter_tally_orders_*": (tuple(state.value for state in OF_ORDERS),),
    "utter_type_*": (_TYPES,),
    "utter_website_access_cancelled_by_*": ((*(by.value for by in CancelledBy), "unknown"),),
}
"""A star for each part that is put in, and what each of them may be, in order."""
