"""Calls of the actions, as Rasa sends them."""

from __future__ import annotations

from typing import Any


def call_of(action: str, **slots: Any) -> dict[str, Any]:
    """A call of the action for somebody who asks whether to file again, and has these slots."""
    return {
        "next_action": action,
        "sender_id": "somebody",
        "tracker": {
            "sender_id": "somebody",
            "slots": slots,
            "latest_message": {"intent": {"name": "faq_reapply"}, "text": "", "entities": []},
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": None,
        },
        "domain": {},
    }
