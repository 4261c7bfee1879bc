"""Questions for a yes or no: the answer begins with it, as far as the facts hold one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.accounts import in_review, owner, shop, waiting_for_sms
from tests.actions.bot import Bot
from tests.filing.builders import subject


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        ("faq_domain_filed_by_other/his_only_website", "", {"zh": "会：", "en": "Yes:"}),
        ("faq_domain_filed_by_other/his_other_websites", "", {"zh": "不会：", "en": "No:"}),
        ("faq_domain_filed_by_other/before_cleared", "", {"zh": "还不能", "en": "Not yet"}),
        ("faq_cancelled_by_administration/restore", "", {"zh": "不能", "en": "No:"}),
        ("faq_required_documents/handheld_face", "", {"zh": "最好别遮", "en": "Better not"}),
        ("faq_cancel_access_meaning/batch", "", {"zh": "在腾讯云可以", "en": "At Tencent Cloud"}),
        ("faq_after_cancelling/in_console", "JD Cloud", {"zh": "不会留", "en": "Usually nothing"}),
        (
            "faq_instance_quota/other_providers",
            "Huawei Cloud",
            {"zh": "不会空出来", "en": "Not at"},
        ),
        ("faq_how_to_cancel/other_provider", "Huawei Cloud", {"zh": "不能", "en": "Not at"}),
        ("faq_withdraw_application/vs_giving_up", "Huawei Cloud", {"zh": "只有放弃", "en": "only"}),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_asked_for_a_yes_or_no_is_answered_so_at_first(
    bot: Bot, asked: str, text: str, said: dict[str, str], language: str
) -> None:
    topic, _, part = asked.partition("/")
    answer = bot.ask(topic, text=text, part=part, language=language)
    assert said[language] in answer.text[:60]


@pytest.mark.parametrize(
    ("account", "text", "said"),
    [
        ({"orders": (waiting_for_sms(),)}, "", "Yes: the code went to 139****4321"),
        ({"orders": (in_review(),)}, "for shop.example.cn", "not for the code any more"),
        ({}, "", "To verify with the code, yes"),
    ],
)
def test_whether_the_chinese_number_has_to_work_abroad_depends_on_the_order(
    bot: Bot, account: dict[str, Any], text: str, said: str
) -> None:
    owned = owner(subject(shop()), **account)
    answer = bot.ask("faq_phone_unreachable", owned, text, part="roaming", language="en")
    assert said in answer.text
