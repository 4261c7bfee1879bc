"""Whose phone is on file, masked."""

from __future__ import annotations

from actions.wording import Value, wording
from beian.filing.checked_phone import CheckedPhone
from beian.filing.masking import mask_name, mask_phone


def phone_on_file(checked: CheckedPhone | None) -> Value:
    """Role, masked name and masked number of the person whose phone counts, as far as known."""
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
