"""Whom the code of an app, mini program or quick app may have reached; it is not known for sure."""

from __future__ import annotations

from datetime import datetime

from actions.references.candidates import order_name, service_name
from actions.wording.replies import Reply, moment, names, reply, wording
from beian.filing.masking import mask_name, mask_phone
from beian.filing.orders import Target, open_cancellations, sms_step, target_of
from beian.filing.state import Account, Order


def code_of_service(target: Target, account: Account, now: datetime) -> list[Reply]:
    """Return that it isn't known who verifies the cancellation of a service, and who may be the
    one, with when the text was sent where one is waited for; nothing where no phone is on file."""
    service = target.service
    if service is None:
        return []
    charged = (target.subject.person_in_charge, service.person_in_charge)
    people = {one.phone: one.name for one in charged if one is not None and one.phone}
    if not people:
        return []
    said = names(
        wording("utter_person_with_phone", person=mask_name(name), phone=mask_phone(phone))
        for phone, name in people.items()
    )
    order = _waiting(target, account)
    step = sms_step(order, now) if order is not None else None
    if order is None or step is None or step.expired:
        thing = service_name(service, with_number=False)
        return [reply("utter_code_of_a_service", service=thing, people=said)]
    values = {"sent": moment(step.sent_at), "deadline": moment(step.deadline)}
    name = order_name(order, account)
    return [reply("utter_code_of_a_service_sent", order=name, people=said, **values)]


def _waiting(target: Target, account: Account) -> Order | None:
    theirs = (one for one in open_cancellations(account) if target_of(one, account) == target)
    return next(theirs, None)
