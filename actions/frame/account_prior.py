"""How likely each topic is to be asked, by what is on file for the account.

Somebody whose order waits for the SMS mostly asks about that, and hardly ever why access was lost
that never was. Only messages that are not sure of themselves are weighed (actions.frame.context).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from beian.filing.orders import open_orders, orders_to_report
from beian.filing.provider_access import filed_subjects, lost_accesses, ordered_by_administration
from beian.filing.shells import empty_shell
from beian.filing.state import Account, OrderState

_LIKELIER, _LIKELIEST = 2.0, 3.0
_LESS_LIKELY, _UNLIKELY = 0.5, 0.3
_OF_ORDERS = (
    "my_order_progress",
    "faq_withdraw_application",
    "faq_abandon_order_impact",
    "faq_result_notice",
)
_OF_LOST_ACCESS = ("faq_site_after_access_cancelled", "faq_access_cancelled_by_bureau")
_OF_SHELLS = ("faq_empty_shell_cancel", "faq_empty_shell_cause", "faq_empty_shell_definition")
_LOST_UNASKED = "faq_cancelled_by_administration"
_SMS = ("faq_sms_verification", "faq_sms_message")


@lru_cache(maxsize=256)
def likelihoods(account: Account) -> Mapping[str, float]:
    """Return how many times as likely topics are than for anybody; those left out are as likely."""
    subjects = tuple(filed_subjects(account))
    shells = [subject for subject in subjects if empty_shell(subject)]
    lost = lost_accesses(subjects)
    told = orders_to_report(account)
    weights: dict[str, float] = {}
    weights.update(dict.fromkeys(_OF_ORDERS, _LIKELIER if told else _UNLIKELY))
    if any(order.state is OrderState.SMS_VERIFICATION for order in open_orders(account)):
        weights.update(dict.fromkeys(_SMS, _LIKELIEST))
    weights.update(dict.fromkeys(_OF_SHELLS, _LIKELIEST if shells else _LESS_LIKELY))
    weights.update(dict.fromkeys(_OF_LOST_ACCESS, _LIKELIER if lost else _UNLIKELY))
    unasked = bool(ordered_by_administration(lost))
    weights[_LOST_UNASKED] = 1.0 if unasked or shells else _UNLIKELY
    return weights
