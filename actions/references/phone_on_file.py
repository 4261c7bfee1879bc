"""Whose phone is on file, masked."""

from __future__ import annotations

from actions.wording.replies import Value, wording
from beian.filing.checked_phone import CheckedPhone, checked_phone
from beian.filing.masking import mask_name, mask_phone
from beian.filing.orders import Target


def phone_checked_for(target: Target | None) -> Value:
    """Return whose phone is checked for a cancellation, as far as known; that it is not known for
    an app, mini program or quick app."""
    if target is not None and target.service is not None:
        return wording("utter_phone_not_known_of_service")
    return phone_on_file(checked_phone(target) if target else None)


def phone_on_file(checked: CheckedPhone | None) -> Value:
    """Return role, masked name and masked number of the person whose phone counts, as far as
    known."""
    if checked is None:
        return wording("utter_phone_of_person_in_charge")
    role = checked.holder.value
    if checked.person is None:
        return wording(f"utter_phone_of_{role}")
    name = mask_name(checked.person.name)
    if not checked.person.phone:
        return wording(f"utter_phone_of_{role}_named", name=name)
    return wording(
        f"utter_phone_of_{role}_numbered", name=name, phone=mask_phone(checked.person.phone)
    )
