"""The kinds of reminders: the words that the desk, its store and the assistant have for them."""

from __future__ import annotations

SMS_DEADLINE = "sms_deadline"
"""The SMS verification of an order runs out."""
ORDER_CHANGES = "order_changes"
"""An import has changed the state of an order."""
OVERDUE = "overdue"
"""An order is past its 20th working day with the administration."""
REMINDER_KINDS = (SMS_DEADLINE, ORDER_CHANGES, OVERDUE)
BY_MAIL = "by_mail"
"""No kind, but what an account may switch off beside them: that reminders go out by e-mail, too."""
SWITCHED = (*REMINDER_KINDS, BY_MAIL)
"""What an account may switch off."""
