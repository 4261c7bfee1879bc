"""What of the assistant's replies an agent may say: no offer of a person, who the agent is, and no
question that is answered by its buttons."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from beian.desk.person_offers import without_offer
from beian.desk.storage.records import WANTS_PERSON, Answer, MessageContent
from beian.nlu.intents import FALLBACK, OUT_OF_SCOPE, REQUEST_HUMAN

_NO_ANSWER = frozenset([FALLBACK, OUT_OF_SCOPE, REQUEST_HUMAN])
"""To these the assistant says that it is not sure, or can't help: nothing that an agent would."""
_QUESTION = re.compile(r"[?？][\s”\"）)]*$")


def suggested_replies(answer: Answer, said: Collection[str]) -> Sequence[MessageContent]:
    """Return what an agent may say of an answer; `said`: what was said lately."""
    if answer.handoff or answer.intent in _NO_ANSWER:
        return []
    return [
        suggested
        for reply in answer.replies
        if reply.text not in said
        and (suggested := _by_an_agent(reply)) is not None
        and suggested.text not in said
    ]


def _by_an_agent(reply: MessageContent) -> MessageContent | None:
    if reply.hands_off or (reply.buttons and _QUESTION.search(reply.text)):
        return None
    text = without_offer(reply.text)
    if text is None:
        return None
    buttons = [button for button in reply.buttons if button["payload"] != WANTS_PERSON]
    return replace(reply, text=text, buttons=buttons)
