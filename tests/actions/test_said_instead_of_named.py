"""What is meant by words that name nothing: others, anything, the whole, what was spoken of."""

from __future__ import annotations

from beian.filing.state import Account, OrderKind, OrderState
from tests.actions.accounts import blog, in_review, in_state, owner, shop, waiting_for_sms
from tests.actions.bot import Bot
from tests.filing.builders import access, service, subject

OTHERS = "faq_other_websites_affected"
WHOSE = "faq_phone_unreachable"
APP = service("app1", access("阿里云"), name="示例助手", filing_number="粤ICP备2021000001号-3A")


def two_websites() -> Account:
    return owner(subject(shop(), blog()), orders=(in_state(OrderState.DRAFT),))


def test_the_whole_filing_is_the_subject_from_then_on(bot: Bot) -> None:
    draft = bot.ask(WHOSE, two_websites(), "商城负责人的手机停了", part="whose_phone")
    whole = bot.say(
        draft, "那干脆把整个公司的备案都注销，验证的是谁的手机", WHOSE, part="whose_phone"
    )
    left = bot.say(whole, "这样其他网站是不是全没了", OTHERS)
    assert left.responses == ["utter_subject_takes_websites"]


def test_other_websites_are_not_what_is_being_cancelled(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(in_review(),))
    before = bot.ask("my_order_progress", account, "商城到哪了")
    answer = bot.say(before, "那另外那个站的备案号会变吗", OTHERS, part="numbers")
    assert "Blog（blog.example.cn）" in answer.text
    assert answer.text.count("不会") <= 1, "told once"


def test_anything_that_waits_is_found_whatever_was_spoken_of(bot: Bot) -> None:
    orders = (in_review(), waiting_for_sms(target="w2", order_id="o2"))
    account = owner(subject(shop(), blog()), orders=orders)
    before = bot.ask("my_order_progress", account, "the order for the shop", language="en")
    answer = bot.say(
        before,
        "is anything waiting for a text from us?",
        "faq_sms_verification",
        part="whose_phone",
    )
    assert "o2" in answer.text


def test_how_to_do_what_was_spoken_of(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    before = bot.ask(
        "faq_withdraw_application", account, "until when can I stop it", part="until_when"
    )
    answer = bot.say(before, "怎么弄", "faq_how_to_cancel")
    assert answer.replies[0].response.startswith("utter_faq_withdraw_application__how")


def test_how_long_an_app_takes_is_not_told_of_the_order_for_a_website(bot: Bot) -> None:
    account = owner(
        subject(shop(), services=(APP,)),
        orders=(in_state(OrderState.DRAFT, kind=OrderKind.CANCEL_WEBSITE),),
    )
    answer = bot.ask("faq_cancellation_time", account, "示例助手注销要多久")
    assert answer.responses[0] == "utter_faq_cancellation_time"


def test_the_numbers_of_services_stand_beside_those_of_websites(bot: Bot) -> None:
    account = owner(subject(shop(), services=(APP,)))
    both = bot.ask("my_filing_status", account, "备案号是多少", part="number")
    assert "粤ICP备2021000001号-3A" in both.text
    one = bot.ask("my_filing_status", account, "示例助手的备案号", part="number")
    assert one.text.count("号-3A") >= 1
    assert "主体" not in one.text


def test_a_phone_that_was_said_to_be_lost_is_lost_from_then_on(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_state(OrderState.DRAFT),))
    before = bot.ask("faq_required_documents", account, "要交哪些材料")
    assert "能收到的话" in before.text
    lost = bot.say(before, "手机号停了", "faq_phone_unreachable")
    after = bot.say(lost, "声明书要盖章吗", "faq_required_documents", part="copy")
    papers = bot.say(after, "要交哪些材料", "faq_required_documents")
    assert "能收到的话" not in papers.text
    works = bot.say(papers, "号码又能用了", "faq_required_documents", part="phone_works")
    again = bot.say(works, "要交哪些材料", "faq_required_documents")
    assert "能收到的话" in again.text


def test_the_papers_just_told_are_a_list_the_second_time(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_state(OrderState.RETURNED),))
    first = bot.ask("faq_phone_unreachable", account, "手机号停了")
    again = bot.say(first, "要交哪些材料", "faq_required_documents")
    assert again.responses != first.responses


def test_who_asks_for_their_own_filing_is_always_invited_to_sign_in(bot: Bot) -> None:
    first = bot.ask("faq_cancellation_time", None, "要多久")
    assert "utter_sign_in_offer" in first.responses
    second = bot.say(first, "我的单子到哪了", "my_order_progress")
    assert "utter_sign_in_offer" in second.responses
