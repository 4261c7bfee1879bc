"""Turns about the conversation itself: follow-ups, the offer when unsure, yes and no."""

from __future__ import annotations

import pytest

from actions.frame.frame import TOPICS, Frame, Waiting
from beian.filing.state import Account, SubjectType
from tests.actions.accounts import (
    COMPANY,
    LANGUAGES,
    blog,
    finished_cancellations,
    in_review,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Answer, Bot
from tests.filing.builders import cancelled_website, subject, website

TIME = "faq_cancellation_time"

# --- Follow-ups -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_and_in_that_province_after_time_gives_its_figures(bot: Bot, language: str) -> None:
    bot.store.add([finished_cancellations(5, "beijing")], "a test", None)
    for account in (None, owner(subject(shop()), orders=(waiting_for_sms(),))):
        first = bot.ask(TIME, account, language=language)
        answer = bot.say(first, "那北京呢")
        assert answer.responses == ["utter_review_times"]
        assert {"zh": "北京市", "en": "Beijing"}[language] in answer.text


def test_a_province_with_too_few_figures_gets_the_general_time(bot: Bot) -> None:
    first = bot.ask(TIME)
    answer = bot.say(first, "那广东呢")
    assert answer.responses == [f"utter_{TIME}"]


KINDS = {"subject": "那主体呢", "website": "那网站呢", "access": "那取消接入呢"}


@pytest.mark.parametrize("topic", [TIME, "faq_withdraw_application", "faq_abandon_order_impact"])
@pytest.mark.parametrize("kind", ["subject", "website"])
def test_where_the_kind_makes_no_difference_that_is_said(bot: Bot, topic: str, kind: str) -> None:
    answer = bot.say(bot.ask(topic), KINDS[kind])
    assert answer.responses == ["utter_same_for_every_kind", f"utter_{topic}"]


@pytest.mark.parametrize("topic", ["faq_withdraw_application", "faq_abandon_order_impact"])
def test_access_is_withdrawn_and_given_up_by_the_general_rule(bot: Bot, topic: str) -> None:
    answer = bot.say(bot.ask(topic), "那取消接入呢")
    assert answer.responses == [f"utter_{topic}"]


def test_access_takes_its_time_without_the_sms(bot: Bot) -> None:
    answer = bot.say(bot.ask(TIME), "取消接入呢")
    assert answer.responses == ["utter_time_of_access"]


@pytest.mark.parametrize("account", [None, owner(subject(shop(), blog()))])
def test_how_long_cancelling_access_takes_is_told_without_the_sms_at_once(
    bot: Bot, account: Account | None
) -> None:
    answer = bot.ask(TIME, account, "取消接入多久生效")
    assert answer.responses[0] == "utter_time_of_access"


@pytest.mark.parametrize("kind", ["subject", "website", "access"])
@pytest.mark.parametrize("topic", ["faq_subject_vs_website", "faq_miit_record_removed"])
def test_a_kind_that_is_named_afterwards_is_explained(bot: Bot, topic: str, kind: str) -> None:
    answer = bot.say(bot.ask(topic), KINDS[kind])
    assert answer.responses == [f"utter_kind_{kind}"]


def test_and_for_a_company_is_answered_even_where_it_makes_no_difference(bot: Bot) -> None:
    answer = bot.say(bot.ask("faq_reapply"), "公司呢")
    assert answer.responses == ["utter_same_for_both_types", "utter_faq_reapply"]


@pytest.mark.parametrize("kind", ["subject", "website", "access"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_how_to_cancel_offers_the_three_kinds_and_explains_the_chosen_one(
    bot: Bot, kind: str, language: str
) -> None:
    asked = bot.ask("faq_how_to_cancel", language=language)
    answer = bot.send(asked, f'/inform{{"target": "{kind}"}}')
    assert answer.responses == [f"utter_kind_{kind}", "utter_how_to_start"]
    assert f'/inform{{"target": "{kind}"}}' in [button.payload for button in asked.buttons]
    spoken = {"subject": "怎么注销主体", "website": "怎么注销网站", "access": "怎么取消接入"}[kind]
    assert bot.ask("faq_how_to_cancel", text=spoken).responses == answer.responses


def test_a_follow_up_that_names_nothing_new_repeats_the_answer(bot: Bot) -> None:
    for topic in ("faq_how_to_cancel", "faq_reapply", TIME):
        first = bot.ask(topic)
        assert f"utter_{topic}" in bot.say(first, "那个呢").responses


def test_a_follow_up_does_not_offer_to_sign_in_again(bot: Bot) -> None:
    assert "utter_sign_in_offer" not in bot.say(bot.ask(TIME), "那网站呢").responses


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_answer_to_nothing_is_asked_about(bot: Bot, language: str) -> None:
    answer = bot.ask("inform", text="个人", language=language)
    assert answer.responses == ["utter_what_about_it"]
    assert [button.payload for button in answer.buttons] == [
        "/my_filing_status",
        "/my_order_progress",
        "/faq_how_to_cancel",
    ]


@pytest.mark.parametrize(
    ("text", "response", "name"),
    [
        ("shop.example.cn", "utter_websites_named", "示例商城（shop.example.cn）"),
        (COMPANY, "utter_subject_filed", f"主体「{COMPANY}」"),
        ("粤ICP备2021000001号", "utter_subject_filed", f"主体「{COMPANY}」"),
        ("o1", "utter_progress_sms_deadline", "注销网站「示例商城（shop.example.cn）」（订单 o1）"),
    ],
)
def test_of_what_is_named_out_of_the_blue_is_told_how_it_stands(
    bot: Bot, text: str, response: str, name: str
) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask("inform", account, text)
    assert answer.responses == [response]
    assert name in answer.text


# --- Unsure -----------------------------------------------------------------------------------

RANKING = [
    "nlu_fallback",
    "faq_reapply",
    "greet",
    "faq_instance_quota",
    "out_of_scope",
    "my_filing_status",
    "faq_how_to_cancel",
]


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            "zh",
            [
                "注销后还能重新备案吗？",
                "注销一个网站，实例的备案名额会退回吗？",
                "我名下有哪些备案？",
                "都不是，转人工",
            ],
        ),
        (
            "en",
            [
                "Can I file again after a cancellation?",
                "Does a cancelled website give its place on the instance back?",
                "What is on file for me?",
                "None of these, talk to a person",
            ],
        ),
    ],
)
def test_unsure_the_three_likeliest_topics_are_offered_and_a_person(
    bot: Bot, language: str, titles: list[str]
) -> None:
    answer = bot.ask("nlu_fallback", text="？？", ranking=RANKING, language=language)
    assert answer.responses == ["utter_offer_topics"]
    assert answer.titles == titles
    assert answer.buttons[-1].payload == "/request_human"
    assert answer.offers == ["not_understood"]
    chosen = bot.press(answer, titles[0])
    assert chosen.responses[0] == "utter_faq_reapply"
    assert chosen.frame.waiting is None


def test_after_two_turns_without_an_answer_a_person_is_offered(bot: Bot) -> None:
    first = bot.ask("nlu_fallback", text="？？", ranking=RANKING)
    second = bot.say(first, "……", "nlu_fallback", ranking=RANKING)
    assert second.responses == ["utter_ask_to_rephrase"], "the same offer is of no use"
    third = bot.say(second, "？！", "nlu_fallback", ranking=RANKING)
    assert third.responses == ["utter_still_not_understood"]
    assert [button.payload for button in third.buttons] == ["/request_human"]
    assert third.offers == ["not_understood"]
    assert not third.handoff, "nobody is handed over unasked"
    assert bot.say(third, "好的", "affirm").handoff


def test_an_answer_in_between_begins_the_count_anew(bot: Bot) -> None:
    first = bot.ask("nlu_fallback", text="？？", ranking=RANKING)
    second = bot.say(first, "……", "nlu_fallback", ranking=RANKING)
    answered = bot.say(second, "注销要多久", TIME)
    assert answered.frame.unhelped == 0
    again = bot.say(answered, "？", "nlu_fallback", ranking=RANKING)
    assert again.responses == ["utter_offer_topics"]


def test_an_offer_lasts_one_turn(bot: Bot) -> None:
    first = bot.ask("nlu_fallback", text="？？", ranking=RANKING)
    later = bot.say(first, "你好", "greet")
    again = bot.say(later, "？", "nlu_fallback", ranking=RANKING)
    assert again.responses == ["utter_offer_topics"]
    assert bot.say(later, "不是", "deny").responses == ["utter_deny"]


@pytest.mark.parametrize("confidence", [0.0, 0.01])
def test_with_no_likely_topic_none_is_offered_but_a_person(bot: Bot, confidence: float) -> None:
    answer = bot.ask("nlu_fallback", text="？？", ranking=RANKING, confidence=confidence)
    assert answer.responses == ["utter_ask_to_rephrase"]
    assert answer.titles == ["转人工"]
    assert answer.offers == ["not_understood"]
    assert not bot.say(answer, "好的", "affirm").handoff, "they will put it another way"
    assert bot.press(answer, "转人工").handoff


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_out_of_scope_offers_a_person_every_time(bot: Bot, language: str) -> None:
    first = bot.ask("out_of_scope", text="天气？", language=language)
    again = bot.say(first, "笑话？", "out_of_scope")
    for answer in (first, again):
        assert answer.responses == ["utter_out_of_scope"]
        assert [button.payload for button in answer.buttons] == ["/request_human"]
        assert answer.offers == ["not_understood"]
        assert not answer.handoff
        assert bot.say(answer, "好的", "affirm").handoff


def test_a_matter_out_of_scope_gets_its_own_sentence_and_no_topic_before_takes_it(bot: Bot) -> None:
    before = bot.ask(TIME, text="注销要多久？")
    for matter in ("first_filing", "new_access", "price", "slow_site", "domain"):
        answer = bot.say(before, "那网站呢？", "out_of_scope", part=matter)
        assert answer.responses == [f"utter_out_of_scope__{matter}"]
        assert answer.buttons
        assert not answer.offers


def test_a_matter_out_of_scope_that_nothing_is_said_of_is_turned_away(bot: Bot) -> None:
    answer = bot.ask("out_of_scope", text="天气？", part="weather")
    assert answer.responses == ["utter_out_of_scope"]


def test_out_of_scope_counts_as_not_understood_whichever_comes_first(bot: Bot) -> None:
    for turns in (("out_of_scope", "nlu_fallback"), ("nlu_fallback", "out_of_scope")):
        first = bot.ask(turns[0], text="天气？", ranking=RANKING)
        second = bot.say(first, "？？", turns[1], ranking=RANKING)
        third = bot.say(second, "笑话？", turns[0], ranking=RANKING)
        assert third.responses == ["utter_still_not_understood"]
        assert third.titles == ["转人工"]


def test_of_two_topics_that_would_answer_this_user_alike_one_is_offered(bot: Bot) -> None:
    ranking = ["my_order_progress", TIME, "faq_required_documents", "faq_phone_unreachable"]
    ranking += ["faq_reapply", "faq_instance_quota"]
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    known = bot.ask("nlu_fallback", account, text="？？", ranking=ranking)
    payloads = [button.payload for button in known.buttons]
    assert payloads == [
        "/my_order_progress",
        "/faq_required_documents",
        "/faq_phone_unreachable",
        "/request_human",
    ]
    stranger = bot.ask("nlu_fallback", text="？？", ranking=ranking)
    assert [button.payload for button in stranger.buttons][:3] == [
        "/my_order_progress",
        f"/{TIME}",
        "/faq_required_documents",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("企业呢", "zh"), ("what about for an enterprise, then?", "en"), ("广东", "zh")],
)
def test_a_short_fragment_that_was_not_understood_leans_on_the_topic(
    bot: Bot, text: str, language: str
) -> None:
    answer = bot.say(bot.ask(TIME, language=language), text, "nlu_fallback")
    assert f"utter_{TIME}" in answer.responses
    assert answer.frame.waiting is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("那这个呢", TIME),
        ("企业呢", None),
        ("企业" * 20, TIME),
        ("企业呢", "faq_that_is_gone"),
    ],
)
def test_what_leans_on_nothing_is_not_answered(bot: Bot, text: str, topic: str | None) -> None:
    answer = bot.ask("nlu_fallback", text=text, frame=Frame(topic=topic))
    assert answer.responses == ["utter_ask_to_rephrase"]


# --- Yes and no -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_to_a_person_hands_over(bot: Bot, language: str) -> None:
    sorry = bot.ask("feedback_unhelpful", language=language)
    assert [button.payload for button in sorry.buttons] == ["/request_human"]
    assert sorry.offers == ["thumbs_down"]
    yes = bot.say(sorry, "好的", "affirm")
    assert yes.responses == ["utter_request_human"]
    assert yes.handoff
    no = bot.say(sorry, "不用", "deny")
    assert no.responses == ["utter_deny"]
    assert not no.handoff


def test_yes_long_after_the_offer_hands_nobody_over(bot: Bot) -> None:
    sorry = bot.ask("feedback_unhelpful")
    later = bot.say(sorry, "你好", "greet")
    answer = bot.say(later, "好的", "affirm")
    assert answer.responses == ["utter_affirm"]
    twice = bot.say(later, "没用", "feedback_unhelpful")
    assert bot.say(twice, "好的", "affirm").handoff


def test_each_answer_of_no_use_offers_a_person(bot: Bot) -> None:
    first = bot.ask("feedback_unhelpful")
    answered = bot.say(first, "还能再备案吗", "faq_reapply")
    second = bot.say(answered, "没用", "feedback_unhelpful")
    for sorry in (first, second):
        assert sorry.titles == ["转人工"]


def test_no_to_the_offered_topics_offers_a_person(bot: Bot) -> None:
    offer = bot.ask("nlu_fallback", text="？？", ranking=RANKING)
    no = bot.say(offer, "都不是", "deny")
    assert no.titles == ["转人工"]
    assert no.offers == ["not_understood"]
    assert not no.handoff, "nobody is handed over unasked"


def test_yes_to_several_topics_asks_which_and_yes_to_one_answers_it(bot: Bot) -> None:
    offer = bot.ask("nlu_fallback", text="？？", ranking=RANKING)
    which = bot.say(offer, "对", "affirm")
    assert which.responses == ["utter_which_topic"]
    assert which.titles == offer.titles[:-1]
    only = bot.ask("nlu_fallback", text="？？", ranking=["faq_reapply"])
    assert bot.say(only, "对", "affirm").responses[0] == "utter_faq_reapply"


def test_yes_and_no_out_of_the_blue_are_friendly(bot: Bot) -> None:
    assert bot.ask("affirm").responses == ["utter_affirm"]
    assert bot.ask("deny").responses == ["utter_deny"]


@pytest.mark.parametrize(("text", "language"), [("好的", "zh"), ("👌", "zh"), ("ok", "en")])
def test_a_nod_to_an_answer_is_not_taken_for_a_question(bot: Bot, text: str, language: str) -> None:
    answered = bot.ask(TIME, language=language)
    nod = bot.say(answered, text, "affirm")
    assert nod.responses == ["utter_nod"]
    assert nod.frame.topic == TIME


def test_an_answer_in_between_withdraws_the_offer(bot: Bot) -> None:
    sorry = bot.ask("feedback_unhelpful")
    answered = bot.say(sorry, "还能再备案吗", "faq_reapply")
    assert answered.frame.waiting is None
    assert bot.say(answered, "好的", "affirm").responses == ["utter_nod"]


def test_an_order_past_its_time_offers_a_person_in_every_topic_about_it(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(received="2026-07-01 10:00"),))
    for topic in ("my_order_progress", TIME):
        assert bot.say(bot.ask(topic, account), "好的", "affirm").handoff


# --- A question that waits --------------------------------------------------------------------


@pytest.fixture
def which(bot: Bot) -> Answer:
    """Which website? 示例商城 or Blog."""
    return bot.ask("faq_other_websites_affected", owner(subject(shop(), blog())))


def test_a_question_between_is_answered_and_the_one_that_waits_comes_back_once(
    bot: Bot, which: Answer
) -> None:
    general = bot.say(which, "什么是取消接入", "faq_cancel_access_meaning")
    assert general.responses == ["utter_faq_cancel_access_meaning", "utter_which_website"]
    assert general.replies[-1].buttons == which.replies[-1].buttons
    again = bot.say(general, "怎么注销", "faq_how_to_cancel")
    assert "utter_which_website" not in again.responses
    assert again.frame.waiting is None


def test_the_question_that_came_back_still_takes_its_answer(bot: Bot, which: Answer) -> None:
    general = bot.say(which, "什么是取消接入", "faq_cancel_access_meaning")
    answer = bot.say(general, "第二个")
    assert answer.text.startswith("注销「Blog")
    assert answer.frame.topic == "faq_other_websites_affected"


@pytest.mark.parametrize("intent", ["greet", "thank", "bot_challenge", "ask_capabilities"])
def test_courtesy_neither_ends_nor_repeats_the_question(
    bot: Bot, which: Answer, intent: str
) -> None:
    polite = bot.say(which, "谢谢", intent)
    assert "utter_which_website" not in polite.responses
    assert bot.say(polite, "商城").text.startswith("注销「示例商城")


@pytest.mark.parametrize("intent", ["deny", "request_human", "decline_human", "goodbye"])
def test_who_stops_is_not_asked_again(bot: Bot, which: Answer, intent: str) -> None:
    stopped = bot.say(which, "算了", intent)
    assert "utter_which_website" not in stopped.responses
    assert stopped.frame.waiting is None


@pytest.mark.parametrize(("text", "language"), [("不知道", "zh"), ("I don't know", "en")])
def test_who_cannot_tell_is_helped_once_and_asked_once_more(
    bot: Bot, text: str, language: str
) -> None:
    account = owner(subject(shop(), blog()))
    asked = bot.ask("faq_other_websites_affected", account, language=language)
    helped = bot.say(asked, text)
    assert helped.responses == ["utter_help_which", "utter_which_website"]
    again = bot.say(helped, text)
    assert again.responses == ["utter_ask_to_rephrase"]
    assert again.frame.waiting != helped.frame.waiting


def test_what_is_no_answer_is_asked_about_once_more_and_then_dropped(
    bot: Bot, which: Answer
) -> None:
    first = bot.say(which, "嗯哼")
    assert first.responses == ["utter_not_an_answer", "utter_which_website"]
    second = bot.say(first, "啦啦啦", "nlu_fallback")
    assert "utter_which_website" not in second.responses


# --- What is kept -----------------------------------------------------------------------------


def test_what_was_chosen_counts_in_the_next_question(bot: Bot, which: Answer) -> None:
    chosen = bot.press(which, "Blog")
    letter = bot.say(chosen, "声明书怎么写", "faq_statement_letter")
    assert "网站「Blog」" in letter.text
    assert letter.frame.about == ("website:w2",)


def test_what_was_ruled_out_is_not_offered_again(bot: Bot) -> None:
    third = website("w3", name="论坛")
    asked = bot.ask("faq_other_websites_affected", owner(subject(shop(), blog(), third)))
    left = bot.say(asked, "不是商城")
    assert left.frame.excluded == ("website:w1",)
    assert [title for title in left.titles if "示例商城" in title] == []
    assert len(left.titles) == 2
    other = bot.say(left, "也不是 Blog")
    assert other.text.startswith("注销「论坛")


def test_a_correction_puts_another_thing_in_the_place(bot: Bot, which: Answer) -> None:
    chosen = bot.press(which, "示例商城")
    corrected = bot.say(chosen, "不对，我说的是 Blog", "deny")
    assert corrected.text.startswith("注销「Blog")
    assert corrected.frame.about == ("website:w2",)


def test_a_correction_that_names_nothing_is_asked_what_is_right(bot: Bot, which: Answer) -> None:
    chosen = bot.press(which, "示例商城")
    assert bot.say(chosen, "不对", "deny").responses == ["utter_what_is_right"]


def test_each_of_them_is_told_where_all_are_asked_for(bot: Bot) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    asked = bot.ask("my_order_progress", owner(subject(shop(), blog()), orders=orders))
    both = bot.say(asked, "两个都说说")
    assert "订单 o1" in both.text
    assert "订单 o2" in both.text
    assert both.frame.waiting is None


def test_the_other_one_is_the_one_that_was_not_spoken_of(bot: Bot) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    asked = bot.ask("my_order_progress", owner(subject(shop(), blog()), orders=orders))
    first = bot.say(asked, "第一个")
    assert "订单 o1" in first.text
    assert "订单 o2" in bot.say(first, "另一个呢").text


def test_what_is_not_on_file_is_said_instead_of_guessed(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask("inform", account, "other.example.org")
    assert answer.responses == ["utter_not_on_file"]
    assert "other.example.org" in answer.text


# --- Several questions, and the same again ----------------------------------------------------


def test_each_of_several_questions_gets_its_answer(bot: Bot) -> None:
    answer = bot.ask(
        "faq_reapply",
        text="注销后能重新备案吗，要多久",
        questions=["faq_reapply", TIME],
    )
    assert answer.responses == ["utter_faq_reapply", f"utter_{TIME}"]
    assert answer.frame.topic == TIME


def test_the_same_answer_to_another_question_is_said_to_be_the_same(bot: Bot) -> None:
    account = owner(subject(cancelled_website("w1")))
    first = bot.ask("faq_empty_shell_definition", account, "什么是空壳主体")
    other = bot.say(first, "为什么会变成空壳", "faq_empty_shell_cause")
    assert other.responses[0] == "utter_as_before"


def test_the_same_answer_to_a_closer_question_says_that_no_more_is_known(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    first = bot.ask("my_order_progress", account, "到哪一步了")
    closer = bot.say(first, "具体到哪个人手里了", "my_order_progress")
    assert closer.responses == ["utter_nothing_closer", "utter_progress_sms_deadline"]
    assert closer.titles[0] == "转人工"


@pytest.mark.parametrize(("text", "language"), [("再说一遍", "zh"), ("say that again", "en")])
def test_the_answer_is_said_again_on_request(bot: Bot, text: str, language: str) -> None:
    first = bot.ask("faq_how_to_cancel", language=language)
    for intent in ("inform", "nlu_fallback", "start_over"):
        assert bot.say(first, text, intent).responses == first.responses


# --- The greeting -----------------------------------------------------------------------------


def test_who_has_an_order_under_way_is_greeted_with_it(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask("greet", account)
    assert answer.responses == ["utter_greet_back", "utter_progress_sms_deadline"]
    assert [button.payload for button in answer.buttons] == [
        "/faq_sms_verification",
        "/faq_withdraw_application",
    ]


def test_of_several_orders_under_way_the_greeting_names_each(bot: Bot) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    answer = bot.ask("greet", owner(subject(shop(), blog()), orders=orders))
    assert answer.responses == ["utter_greet_orders"]
    assert "o1" in answer.text
    assert "o2" in answer.text


@pytest.mark.parametrize("account", [None, owner(subject(shop())), owner()])
def test_with_nothing_under_way_the_greeting_is_general(bot: Bot, account: Account | None) -> None:
    assert bot.ask("greet", account).responses == ["utter_greet"]


# --- Language and starting over ---------------------------------------------------------------


def test_the_language_asked_for_stays_whatever_is_typed_next(bot: Bot) -> None:
    asked = bot.ask("change_language", text="English please", language="zh")
    assert asked.slots["language_choice"] == "en"
    answer = bot.ask(TIME, slots={**asked.slots, "language": "zh"}, language="zh")
    assert "working days" in answer.text


def test_starting_over_forgets_everything_but_the_language(bot: Bot) -> None:
    frame = Frame(
        topic=TIME,
        about=("order:o1",),
        excluded=("order:o2",),
        waiting=Waiting(TOPICS, options=("faq_reapply",)),
        subject_type=SubjectType.INDIVIDUAL,
    )
    chosen = {"language_choice": "en"}
    answer = bot.ask("start_over", text="重新开始", frame=frame, slots=chosen, language="zh")
    assert answer.frame.with_(said=(), told=(), asked="") == Frame()
    assert answer.slots["language_choice"] == "en"


def test_before_the_first_word_the_callers_language_counts(bot: Bot) -> None:
    metadata = {"language": "en"}
    answer = bot.ask(TIME, metadata=metadata, slots={"language": None}, text="/faq")
    assert "working days" in answer.text
    changed = bot.ask(
        "change_language", metadata=metadata, slots={"language": None}, text="/change"
    )
    assert changed.slots["language_choice"] == "zh"


def test_a_language_wished_for_in_another_stays_until_it_is_written_in(bot: Bot) -> None:
    asked = bot.ask("change_language", text="请用英文回答", entities=[("language", "zh")])
    assert asked.frame.wished_language == "en"
    answer = bot.say(asked, "注销备案要多久", TIME, language="zh")
    assert "working days" in answer.text
    own = bot.ask("change_language", text="In English please", entities=[("language", "en")])
    assert own.frame.wished_language is None


@pytest.mark.parametrize("text", ["ok whatever", "好的 那就这样 bye", "谢谢，够清楚了"])
def test_what_ends_a_matter_wants_nothing_done_and_nobody(bot: Bot, text: str) -> None:
    late = owner(subject(shop()), orders=(in_review("2026-08-20 10:00"),))
    answer = bot.say(bot.ask(TIME, late), text, "affirm")
    assert "utter_request_human" not in answer.responses
    assert "我没法替您操作" not in answer.text
