"""How many filed websites a server instance carries."""

from __future__ import annotations

from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, Value, lines, reply, wording
from beian.filing.quota import WEBSITES_PER_INSTANCE, InstanceUse, instance_uses
from beian.filing.state import Account


class InstanceQuota(TopicAction):
    topic = "faq_instance_quota"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        uses = instance_uses(account)
        if not uses:
            return [reply("utter_no_instance_on_file"), *self.general(question)]
        items = lines([_item(use) for use in uses])
        return [reply("utter_instance_uses", items=items), *self.general(question)]


def _item(use: InstanceUse) -> Value:
    response = "utter_instance_use"
    if use.websites_after != use.websites:
        response = "utter_instance_use_changing"
    return wording(
        response,
        instance=use.instance_id,
        provider=use.provider,
        websites=use.websites,
        after=use.websites_after,
        limit=WEBSITES_PER_INSTANCE,
    )
