"""Whose phone is on file, masked."""

from __future__ import annotations

from actions.wording import Value, wording
from filing.masking import mask_name, mask_phone
from filing.phones import CheckedPhone


def phone_on_file(checked: CheckedPhone) -> Value:
    """Role, masked name and masked number of the person whose phone counts."""
    role = checked.holder.value
    if checked.person is None:
        return wording(f"utter_phone_of_{role}")
    name = mask_name(checked.person.name)
    if not checked.person.phone:
        return wording(f"utter_phone_of_{role}_named", name=name)
    return wording(
        f"utter_phone_of_{role}_numbered", name=name, phone=mask_phone(checked.person.phone)
    )
