"""The intents that code names. All others are known from data/ and domain.yml alone.

A topic is a file in data/topics/, named after its intent. Every other intent is about the
conversation itself: greeting, thanks, yes, no ...
"""

from __future__ import annotations

from pathlib import Path

from beian.base.project import project
from beian.nlu.topics.reading import TOPICS

GREET = "greet"
GOODBYE = "goodbye"
THANK = "thank"
AFFIRM = "affirm"
DENY = "deny"
INFORM = "inform"
BOT_CHALLENGE = "bot_challenge"
ASK_CAPABILITIES = "ask_capabilities"
REQUEST_HUMAN = "request_human"
DECLINE_HUMAN = "decline_human"
CONTACT_INFO = "contact_info"
CHANGE_LANGUAGE = "change_language"
START_OVER = "start_over"
FEEDBACK_HELPFUL = "feedback_helpful"
FEEDBACK_UNHELPFUL = "feedback_unhelpful"
OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"
"""Rasa's name for a message that was not understood."""
BLANK_MESSAGE = "blank_message"
MESSAGE_TOO_LONG = "message_too_long"
"""What the channel makes of a message without text, and of one that is too long."""

MY_FILING_STATUS = "my_filing_status"
MY_ORDER_PROGRESS = "my_order_progress"
FAQ_HOW_TO_CANCEL = "faq_how_to_cancel"
FAQ_OTHER_WEBSITES = "faq_other_websites_affected"
FAQ_RESULT_NOTICE = "faq_result_notice"

SILENT = frozenset(
    [
        THANK,
        GREET,
        BOT_CHALLENGE,
        ASK_CAPABILITIES,
        FEEDBACK_HELPFUL,
        BLANK_MESSAGE,
        MESSAGE_TOO_LONG,
        CHANGE_LANGUAGE,
        CONTACT_INFO,
    ]
)
"""Acts under which a question that waits is not asked again, and not dropped either."""
ENDING = frozenset([REQUEST_HUMAN, DECLINE_HUMAN, DENY, START_OVER, GOODBYE])
"""Acts that end a question that waits."""


def payload_of(intent: str) -> str:
    """Return the payload of a button that means an intent."""
    return f"/{intent}"


def topic_intents(data: Path | None = None) -> frozenset[str]:
    """Return the intents that are topics: the names of the files in data/topics/."""
    folder = (data or project().content / "data") / TOPICS
    return frozenset(file.stem for file in folder.glob("*.yml"))
