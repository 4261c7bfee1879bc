"""The card of what a cancellation would change: before and after, as filing state and facts say."""

from __future__ import annotations

import pytest

from beian.filing.state import Account, OrderKind, OrderState, ServiceKind
from tests.actions.accounts import (
    COMPANY,
    LANGUAGES,
    blog,
    in_review,
    in_state,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Bot
from tests.actions.what_if_cards import sections, the_card
from tests.filing.builders import access, cancelled_website, person, service, subject, website

TOGETHER, OTHERS = "faq_subject_vs_website", "faq_other_websites_affected"
HOW, AFTER = "faq_how_to_cancel", "faq_after_cancelling"


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancelling_a_subject_takes_all_of_it(bot: Bot, language: str) -> None:
    answer = bot.ask(TOGETHER, owner(subject(shop(), blog())), language=language)
    before, after, *_ = sections(answer)
    assert "shop.example.cn" in before
    assert "shop.example.cn" not in after
    assert {"zh": "网站：没有", "en": "Websites: none"}[language] in after


def test_cancelling_a_website_leaves_the_others_and_the_subject(bot: Bot) -> None:
    answer = bot.ask(OTHERS, owner(subject(shop(), blog())), "注销商城会影响其他网站吗")
    before, after, *_ = sections(answer)
    assert "示例商城" in before
    assert "示例商城" not in after
    assert "Blog" in after
    assert "空壳" not in after


def test_the_last_website_leaves_a_shell_and_says_what_serves_better(bot: Bot) -> None:
    _, after, _, _, instead = sections(bot.ask(OTHERS, owner(subject(shop()))))
    assert "成为空壳主体" in after
    assert "直接注销主体" in instead


@pytest.mark.parametrize("topic", [HOW, AFTER])
def test_what_it_changes_is_shown_before_an_irreversible_act(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner(subject(shop(), blog())), "注销商城")
    card = the_card(answer)
    assert "示例商城" in card["title"]
    assert "不能撤销" in sections(answer)[3]
    assert "/faq_change_instead" in [action["payload"] for action in card["actions"]]


@pytest.mark.parametrize("topic", [HOW, AFTER, TOGETHER, OTHERS])
def test_there_is_none_without_an_account(bot: Bot, topic: str) -> None:
    assert bot.ask(topic).cards == []


@pytest.mark.parametrize("topic", [HOW, AFTER, OTHERS])
def test_there_is_none_of_what_is_being_cancelled(bot: Bot, topic: str) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(),))
    assert bot.ask(topic, account, "注销商城").cards == []


def test_its_lines_hold_all_that_it_draws(bot: Bot) -> None:
    card = the_card(bot.ask(OTHERS, owner(subject(shop()))))
    text = "\n".join(card["lines"])
    for section in card["sections"]:
        assert section["title"] in text
        assert all(line in text for line in section["lines"])


@pytest.mark.parametrize(
    ("provider", "says"),
    [
        ("腾讯云", "还回 1 个名额"),
        ("华为云", "名额不还"),
        ("某某网络", "要问接入商"),
    ],
)
def test_places_come_back_as_the_provider_says(bot: Bot, provider: str, says: str) -> None:
    account = owner(subject(website("w1", access(provider, "ins-9"))))
    _, after, *_ = sections(bot.ask(OTHERS, account))
    assert says in after


def test_as_many_places_come_back_as_websites_go(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    _, after, *_ = sections(bot.ask("faq_subject_vs_website", account))
    assert "还回 2 个名额" in after


@pytest.mark.parametrize(
    ("kind", "told"), [(ServiceKind.APP, True), (ServiceKind.MINI_PROGRAM, False)]
)
def test_only_of_an_app_is_it_said_that_it_can_not_be_moved(
    bot: Bot, kind: ServiceKind, told: bool
) -> None:
    held = owner(subject(shop(), services=(service("s1", name="示例助手", kind=kind),)))
    answer = bot.ask("faq_app_or_mini_program", held, "注销示例助手会有什么后果，给我看看")
    cards = [line for card in answer.cards for line in card["lines"]]
    assert ("备案不能迁移" in "".join(cards)) is told


def test_a_dead_phone_needs_papers_and_can_be_changed_first(bot: Bot) -> None:
    dead = person(phone="13800001111", phone_reachable=False)
    answer = bot.ask(OTHERS, owner(subject(website("w1", access(), person_in_charge=dead))))
    _, _, takes, _, instead = sections(answer)
    assert "5 样材料" in takes
    assert "先变更备案换号码" in instead
    assert "/faq_required_documents" in [a["payload"] for a in the_card(answer)["actions"]]


@pytest.mark.parametrize(
    ("provider", "province", "listed"),
    [("华为云", "guangdong", True), ("华为云", "hainan", False), ("腾讯云", "guangdong", False)],
)
def test_a_move_is_promised_only_where_the_facts_name_provider_and_province(
    bot: Bot, provider: str, province: str, listed: bool
) -> None:
    account = owner(subject(website("w1", access(provider)), province=province))
    *_, instead = sections(bot.ask(OTHERS, account))
    assert ("列为可以迁移网站" in instead) == listed


def test_an_app_stays_where_a_website_goes(bot: Bot) -> None:
    held = subject(shop(), services=(service("app1", name="示例助手"),))
    before, after, *_ = sections(bot.ask(OTHERS, owner(held)))
    assert "示例助手" in before
    assert "示例助手" in after


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shell_is_cancelled_without_text_phone_or_provider(bot: Bot, language: str) -> None:
    account = owner(subject(cancelled_website()))
    answer = bot.ask("faq_how_to_cancel", account, language=language)
    takes = sections(answer)[2]
    assert {"zh": "书面申请", "en": "written application"}[language] in takes
    assert "139****4321" not in takes
    payloads = [one["payload"] for one in the_card(answer)["actions"]]
    assert payloads == ["/faq_empty_shell_cancel"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("如果注销商城会怎么样", "zh"),
        ("注销商城会怎样", "zh"),
        ("如果我注销示例商城，会发生什么？", "zh"),
        ("what happens if I cancel the shop", "en"),
        ("what would change if we drop 示例商城?", "en"),
    ],
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "my_filing_status"])
def test_what_if_is_heard_by_its_words(bot: Bot, text: str, language: str, intent: str) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask(intent, account, text, language=language)
    assert the_card(answer)["title"].endswith(("会改变什么", "changes"))
    assert "示例商城" in the_card(answer)["title"]


def test_of_what_is_being_cancelled_it_is_shown_to_who_asks_for_it(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(),))
    answer = bot.ask(OTHERS, account, "如果注销商城会怎么样")
    payloads = [one["payload"] for one in the_card(answer)["actions"]]
    assert payloads == ["/my_order_progress", "/faq_withdraw_application"]


@pytest.mark.parametrize(
    ("received", "says"), [("2026-10-09 10:00", "最晚预计"), ("2026-07-01 10:00", "超过通常最长")]
)
def test_of_what_the_administration_has_nothing_is_left_to_do(
    bot: Bot, received: str, says: str
) -> None:
    account = owner(subject(shop(), blog()), orders=(in_review(received),))
    answer = bot.ask("faq_after_cancelling", account, "注销示例商城会怎么样")
    lines = "".join(the_card(answer)["lines"])
    assert says in lines
    assert "撤不回" in lines
    assert "收得到验证码" not in lines
    assert "变更" not in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_orders_that_come_first_are_named(bot: Bot, language: str) -> None:
    change = in_state(OrderState.DRAFT, "s1", kind=OrderKind.CHANGE, order_id="BA-change")
    reviewed = in_review(target="w2", order_id="BA-review")
    account = owner(subject(shop(), blog()), orders=(change, reviewed))
    text = {"zh": "如果注销商城会怎么样", "en": "what happens if I cancel the shop"}[language]
    takes = sections(bot.ask(OTHERS, account, text, language=language))[2]
    assert "BA-change" in takes
    assert "BA-review" in takes
    assert {"zh": "最晚预计", "en": "at the latest"}[language] in takes


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_to_go_first_is_not_counted_afterwards(bot: Bot, language: str) -> None:
    """Who has to wait for the blog's cancellation does not find the blog there afterwards."""
    account = owner(
        subject(shop(access(instance_id="i1")), blog(access(instance_id="i1"))),
        orders=(in_review(target="w2"),),
    )
    text = {"zh": "如果注销商城会怎么样", "en": "what happens if I cancel the shop"}[language]
    answer = bot.ask(OTHERS, account, text, language=language)
    before, after, *_ = sections(answer)
    assert "Blog" in before
    assert {"zh": "网站：没有", "en": "Websites: none"}[language] in after
    assert {"zh": "成为空壳主体", "en": "becomes an empty shell"}[language] in after
    assert {"zh": "那时已经注销的还有：Blog", "en": "Gone by then, too: Blog"}[language] in after
    assert {"zh": "：2/", "en": ": websites 2 of"}[language] in before
    assert {"zh": "：0/", "en": ": websites 0 of"}[language] in after
    assert "Blog" not in answer.text.partition({"zh": "另有", "en": "Being cancelled"}[language])[0]


def test_what_may_still_be_given_up_is_counted_and_told_of(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(target="w2"),))
    answer = bot.ask(OTHERS, account, "如果注销商城会怎么样")
    _, after, *_ = sections(answer)
    assert "网站：Blog" in after
    assert "在办的注销办成的话，也不在了：Blog" in after
    assert "utter_last_with_leaving" in answer.responses


def test_the_others_that_stay_are_told_apart_from_what_is_cancelled_too(bot: Bot) -> None:
    forum = website("w3", access(), name="示例论坛", domains=("forum.example.cn",))
    account = owner(subject(shop(), blog(), forum), orders=(in_review(target="w2"),))
    answer = bot.ask(OTHERS, account, "如果注销商城会怎么样")
    assert answer.responses == ["utter_websites_that_stay", "utter_being_cancelled_too"]
    stay, leave = (reply.text for reply in answer.replies)
    assert "Blog" not in stay
    assert "Blog" in leave


def test_the_order_that_is_asked_about_is_not_in_its_own_way(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(),))
    lines = the_card(bot.ask(OTHERS, account, "如果注销商城会怎么样"))["lines"]
    assert waiting_for_sms().order_id not in "".join(lines)


def whole_subject(state: OrderState) -> Account:
    """An account whose subject is being cancelled, with all that is under it."""
    order = in_state(state, "s1", kind=OrderKind.CANCEL_SUBJECT, order_id="BA-all")
    held = subject(shop(), blog(), services=(service("app1", name="示例助手"),))
    return owner(held, orders=(order,))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("注销商城会怎样", "示例商城"),
        ("注销示例助手会怎样", "示例助手"),
        ("what happens if I cancel the shop", "示例商城"),
    ],
)
@pytest.mark.parametrize("state", [OrderState.PROVIDER_REVIEW, OrderState.ADMINISTRATION_REVIEW])
def test_where_the_whole_subject_is_being_cancelled_nothing_of_it_is_said_to_stay(
    bot: Bot, text: str, named: str, state: OrderState
) -> None:
    language = "en" if text.isascii() else "zh"
    answer = bot.ask("nlu_fallback", whole_subject(state), text, language=language)
    assert COMPANY in the_card(answer)["title"]
    after = sections(answer)[1]
    assert {"zh": "主体：没有了", "en": "Subject: gone"}[language] in after
    assert named in answer.text
    for staying in ("照常使用", "照常可以用", "go on as before", "removes its filing alone"):
        assert staying not in answer.text
    alone = {"zh": "再只注销", "en": "alone"}[language] in answer.text
    assert alone == (state is OrderState.PROVIDER_REVIEW)  # it can't be given up any more


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_others_stay_is_told_of_the_whole_subject_too(bot: Bot, language: str) -> None:
    account = whole_subject(OrderState.ADMINISTRATION_REVIEW)
    text = {"zh": "注销商城会影响其他网站吗", "en": "does cancelling the shop affect the others"}
    answer = bot.ask(OTHERS, account, text[language], language=language)
    assert answer.responses[0] == "utter_all_go_with_subject"
    assert "示例助手" in answer.text


def test_an_app_that_is_being_cancelled_takes_no_website_along(bot: Bot) -> None:
    order = in_state(OrderState.DRAFT, "app1", kind=OrderKind.CANCEL_SERVICE)
    held = subject(shop(), blog(), services=(service("app1", name="示例助手"),))
    answer = bot.ask(OTHERS, owner(held, orders=(order,)), "其他网站会受影响吗")
    assert "utter_all_go_with_subject" not in answer.responses


TWO_DOMAINS = ("shop.example.cn", "www.shop.example.cn")


@pytest.mark.parametrize(
    ("text", "named", "other"),
    [
        ("注销 www.shop.example.cn 会怎样", TWO_DOMAINS[1], TWO_DOMAINS[0]),
        ("如果把shop.example.cn注销会怎么样", TWO_DOMAINS[0], TWO_DOMAINS[1]),
        ("what happens if I cancel www.shop.example.cn?", TWO_DOMAINS[1], TWO_DOMAINS[0]),
        ("what if I drop the domain shop.example.cn", TWO_DOMAINS[0], TWO_DOMAINS[1]),
    ],
)
@pytest.mark.parametrize(
    ("intent", "part"), [("nlu_fallback", None), (AFTER, "domain"), (AFTER, None)]
)
def test_one_of_several_domains_is_a_change_and_no_cancellation(  # noqa: PLR0917
    bot: Bot, text: str, named: str, other: str, intent: str, part: str | None
) -> None:
    account = owner(subject(shop(domains=TWO_DOMAINS), blog()))
    language = "en" if text.isascii() else "zh"
    answer = bot.ask(intent, account, text, part=part, language=language)
    assert answer.cards == []
    assert answer.frame.topic == "faq_one_of_several_domains"
    first = answer.replies[0].text
    assert {"zh": "不是注销", "en": "no cancellation"}[language] in first
    assert {"zh": f"去掉 {named} ", "en": f"Taking {named} out"}[language] in first
    assert other in first


@pytest.mark.parametrize(
    "text",
    [
        "注销示例商城（shop.example.cn）会怎样",  # the website by its name
        "注销网站 shop.example.cn 会怎样",
        "注销 shop.example.cn 和 www.shop.example.cn 会怎样",  # all that it has
        "注销商城会怎样",
    ],
)
def test_the_website_itself_is_cancelled_whatever_domains_it_has(bot: Bot, text: str) -> None:
    account = owner(subject(shop(domains=TWO_DOMAINS), blog()))
    assert "示例商城" in the_card(bot.ask("nlu_fallback", account, text))["title"]


@pytest.mark.parametrize("domain", ["shop.example.cn", "www.shop.example.cn"])
def test_the_only_domain_of_a_website_means_the_website(bot: Bot, domain: str) -> None:
    answer = bot.ask("nlu_fallback", owner(subject(shop(), blog())), f"注销 {domain} 会怎样")
    assert "示例商城" in the_card(answer)["title"]
