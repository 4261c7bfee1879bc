"""Turns about the conversation itself: follow-ups, the offer when unsure, yes and no."""

from __future__ import annotations

import pytest

from tests.actions.accounts import (
    COMPANY,
    LANGUAGES,
    finished_cancellations,
    in_review,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Bot
from tests.filing.builders import subject

TIME = "faq_cancellation_time"

# --- Follow-ups -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_and_in_that_province_after_time_gives_its_figures(bot: Bot, language: str) -> None:
    bot.store.add([finished_cancellations(5, "beijing")], "a test", None)
    spoken = [("province", "beijing")]
    for account in (None, owner(subject(shop()), orders=(waiting_for_sms(),))):
        first = bot.ask(TIME, account, language=language)
        answer = bot.say(first, "那北京呢", entities=spoken)
        assert answer.responses == ["utter_review_times"]
        assert {"zh": "北京市", "en": "Beijing"}[language] in answer.text


def test_a_province_with_too_few_figures_gets_the_general_time(bot: Bot) -> None:
    first = bot.ask(TIME)
    answer = bot.say(first, "那广东呢", entities=[("province", "guangdong")])
    assert answer.responses == [f"utter_{TIME}"]


@pytest.mark.parametrize("topic", [TIME, "faq_withdraw_application", "faq_abandon_order_impact"])
@pytest.mark.parametrize("kind", ["subject", "website"])
def test_where_the_kind_makes_no_difference_that_is_said(bot: Bot, topic: str, kind: str) -> None:
    answer = bot.say(bot.ask(topic), "那这个呢", entities=[("target", kind)])
    assert answer.responses == ["utter_same_for_every_kind", f"utter_{topic}"]


@pytest.mark.parametrize("topic", ["faq_withdraw_application", "faq_abandon_order_impact"])
def test_access_is_withdrawn_and_given_up_by_the_general_rule(bot: Bot, topic: str) -> None:
    answer = bot.say(bot.ask(topic), "那取消接入呢", entities=[("target", "access")])
    assert answer.responses == [f"utter_{topic}"]


def test_access_takes_its_time_without_the_sms(bot: Bot) -> None:
    answer = bot.say(bot.ask(TIME), "取消接入呢", entities=[("target", "access")])
    assert answer.responses == ["utter_time_of_access"]


@pytest.mark.parametrize("kind", ["subject", "website", "access"])
@pytest.mark.parametrize("topic", ["faq_subject_vs_website", "faq_miit_record_removed"])
def test_a_kind_that_is_named_afterwards_is_explained(bot: Bot, topic: str, kind: str) -> None:
    answer = bot.say(bot.ask(topic), "那这个呢", entities=[("target", kind)])
    assert answer.responses == [f"utter_kind_{kind}"]


def test_and_for_a_company_is_answered_even_where_it_makes_no_difference(bot: Bot) -> None:
    answer = bot.say(bot.ask("faq_reapply"), "公司呢", entities=[("subject_type", "enterprise")])
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
    spoken = [("cancellation_kind", f"cancel_{kind}")]
    assert bot.ask("faq_how_to_cancel", entities=spoken).responses == answer.responses


def test_a_follow_up_that_names_nothing_new_repeats_the_answer(bot: Bot) -> None:
    for topic in ("faq_how_to_cancel", "faq_reapply", TIME):
        first = bot.ask(topic)
        assert f"utter_{topic}" in bot.say(first, "嗯").responses


def test_a_follow_up_does_not_offer_to_sign_in_again(bot: Bot) -> None:
    assert "utter_sign_in_offer" not in bot.say(bot.ask(TIME), "那网站呢").responses


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_answer_to_nothing_is_asked_about(bot: Bot, language: str) -> None:
    answer = bot.ask("action_follow_up", text="个人", language=language)
    assert answer.responses == ["utter_what_about_it"]
    assert [button.payload for button in answer.buttons] == [
        "/my_filing_status",
        "/my_order_progress",
        "/faq_how_to_cancel",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("shop.example.cn", "网站：示例商城（shop.example.cn）"),
        (COMPANY, f"主体：{COMPANY}"),
        ("粤ICP备2021000001号", f"主体：{COMPANY}"),
        ("o1", "注销网站「示例商城（shop.example.cn）」（订单 o1）"),
    ],
)
def test_what_is_named_out_of_the_blue_is_called_by_its_name(
    bot: Bot, text: str, name: str
) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask("action_follow_up", account, text)
    assert answer.text == f"{name}\n您想了解什么？"


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
    answer = bot.ask("action_offer_topics", text="？？", ranking=RANKING, language=language)
    assert answer.responses == ["utter_offer_topics"]
    assert answer.titles == titles
    assert answer.buttons[-1].payload == "/request_human"
    assert answer.offers == ["not_understood"]
    chosen = bot.press(answer, titles[0])
    assert chosen.responses[0] == "utter_faq_reapply"
    assert chosen.slots["offered"] is None


def test_unsure_again_a_person_takes_over(bot: Bot) -> None:
    first = bot.ask("action_offer_topics", text="？？", ranking=RANKING)
    second = bot.ask("action_offer_topics", text="……", ranking=RANKING, slots=first.slots)
    assert second.responses == ["utter_still_not_understood"]
    assert second.handoff
    assert second.offers == ["not_understood"]
    third = bot.ask("action_offer_topics", text="……", ranking=RANKING, slots=second.slots)
    assert third.responses == ["utter_offer_topics"]


def test_an_offer_lasts_one_turn(bot: Bot) -> None:
    """In between, the user said hello, say, which no action of ours answered."""
    first = bot.ask("action_offer_topics", text="？？", ranking=RANKING)
    later = {"slots": first.slots, "messages_since": 1}
    again = bot.ask("action_offer_topics", text="？", ranking=RANKING, **later)
    assert again.responses == ["utter_offer_topics"]
    assert bot.ask("action_deny", **later).responses == ["utter_deny"]


@pytest.mark.parametrize("confidence", [0.0, 0.01])
def test_with_no_likely_topic_none_is_offered_but_a_person(bot: Bot, confidence: float) -> None:
    answer = bot.ask("action_offer_topics", text="？？", ranking=RANKING, confidence=confidence)
    assert answer.responses == ["utter_ask_to_rephrase"]
    assert answer.titles == ["转人工"]
    assert answer.offers == ["not_understood"]
    assert bot.ask("action_affirm", slots=answer.slots).handoff
    again = bot.ask("action_offer_topics", text="……", ranking=RANKING, slots=answer.slots)
    assert again.responses == ["utter_still_not_understood"]
    assert again.handoff


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_out_of_scope_offers_a_person_every_time(bot: Bot, language: str) -> None:
    first = bot.ask("action_out_of_scope", text="天气？", language=language)
    again = bot.ask("action_out_of_scope", text="笑话？", slots=first.slots, language=language)
    for answer in (first, again):
        assert answer.responses == ["utter_out_of_scope"]
        assert [button.payload for button in answer.buttons] == ["/request_human"]
        assert answer.offers == ["not_understood"]
        assert not answer.handoff
        assert bot.ask("action_affirm", slots=answer.slots, language=language).handoff


def test_out_of_scope_counts_as_not_understood_whichever_comes_first(bot: Bot) -> None:
    beyond = bot.ask("action_out_of_scope", text="天气？")
    unsure = bot.ask("action_offer_topics", text="？？", ranking=RANKING, slots=beyond.slots)
    assert unsure.responses == ["utter_still_not_understood"]
    first = bot.ask("action_offer_topics", text="？？", ranking=RANKING)
    second = bot.ask("action_out_of_scope", text="天气？", slots=first.slots)
    assert second.titles == ["转人工"]


def test_of_two_topics_that_would_answer_this_user_alike_one_is_offered(bot: Bot) -> None:
    ranking = ["my_order_progress", TIME, "faq_required_documents", "faq_phone_unreachable"]
    ranking += ["faq_reapply", "faq_instance_quota"]
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    known = bot.ask("action_offer_topics", account, text="？？", ranking=ranking)
    payloads = [button.payload for button in known.buttons]
    assert payloads == [
        "/my_order_progress",
        "/faq_required_documents",
        "/faq_reapply",
        "/request_human",
    ]
    stranger = bot.ask("action_offer_topics", text="？？", ranking=ranking)
    assert [button.payload for button in stranger.buttons][:3] == [
        "/my_order_progress",
        f"/{TIME}",
        "/faq_required_documents",
    ]


@pytest.mark.parametrize(
    ("text", "entities", "language"),
    [
        ("那公司呢", [("subject_type", "enterprise")], "zh"),
        ("what about for an enterprise, then?", [("subject_type", "enterprise")], "en"),
        ("广东", [("province", "guangdong")], "zh"),
    ],
)
def test_a_short_fragment_that_was_not_understood_leans_on_the_topic(
    bot: Bot, text: str, entities: list[tuple[str, str]], language: str
) -> None:
    slots = bot.ask(TIME, language=language).slots
    answer = bot.ask(
        "action_offer_topics", text=text, entities=entities, slots=slots, language=language
    )
    assert f"utter_{TIME}" in answer.responses
    assert not answer.slots.get("offered")


@pytest.mark.parametrize(
    ("text", "entities", "topic"),
    [
        ("那公司呢", [], TIME),
        ("那公司呢", [("subject_type", "enterprise")], None),
        ("公司" * 20, [("subject_type", "enterprise")], TIME),
        ("那公司呢", [("subject_type", "enterprise")], "faq_that_is_gone"),
    ],
)
def test_what_leans_on_nothing_is_not_answered(
    bot: Bot, text: str, entities: list[tuple[str, str]], topic: str | None
) -> None:
    answer = bot.ask("action_offer_topics", text=text, entities=entities, slots={"topic": topic})
    assert answer.responses == ["utter_ask_to_rephrase"]


# --- Yes and no -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_to_a_person_hands_over(bot: Bot, language: str) -> None:
    sorry = bot.ask("action_feedback_unhelpful", language=language)
    assert [button.payload for button in sorry.buttons] == ["/request_human"]
    assert sorry.offers == ["thumbs_down"]
    yes = bot.ask("action_affirm", slots=sorry.slots, language=language)
    assert yes.responses == ["utter_request_human"]
    assert yes.handoff
    no = bot.ask("action_deny", slots=sorry.slots, language=language)
    assert no.responses == ["utter_deny"]
    assert not no.handoff


def test_yes_long_after_the_offer_hands_nobody_over(bot: Bot) -> None:
    sorry = bot.ask("action_feedback_unhelpful")
    answer = bot.ask("action_affirm", slots=sorry.slots, messages_since=1)
    assert answer.responses == ["utter_affirm"]
    twice = bot.ask("action_feedback_unhelpful", slots=sorry.slots, messages_since=1)
    assert bot.ask("action_affirm", slots=twice.changed).handoff


def test_each_answer_of_no_use_offers_a_person(bot: Bot) -> None:
    first = bot.ask("action_feedback_unhelpful")
    answered = bot.ask("faq_reapply", slots=first.slots)
    second = bot.ask("action_feedback_unhelpful", slots=answered.slots)
    for sorry in (first, second):
        assert sorry.titles == ["转人工"]


def test_no_to_the_offered_topics_hands_over(bot: Bot) -> None:
    offer = bot.ask("action_offer_topics", text="？？", ranking=RANKING)
    no = bot.ask("action_deny", slots=offer.slots)
    assert no.handoff
    assert no.offers == ["not_understood"]
    assert bot.ask("action_affirm", slots=offer.slots).responses == ["utter_affirm"]


def test_yes_and_no_out_of_the_blue_are_friendly(bot: Bot) -> None:
    assert bot.ask("action_affirm").responses == ["utter_affirm"]
    assert bot.ask("action_deny").responses == ["utter_deny"]


def test_an_answer_in_between_withdraws_the_offer(bot: Bot) -> None:
    sorry = bot.ask("action_feedback_unhelpful")
    answered = bot.ask("faq_reapply", slots=sorry.slots)
    assert answered.changed["offered"] is None
    assert bot.ask("action_affirm", slots=answered.slots).responses == ["utter_affirm"]


# --- Language and starting over ---------------------------------------------------------------


def test_the_language_asked_for_stays_whatever_is_typed_next(bot: Bot) -> None:
    asked = bot.ask("action_change_language", text="English please", language="zh")
    assert asked.changed["language_choice"] == "en"
    answer = bot.ask(TIME, slots={**asked.slots, "language": "zh"}, language="zh")
    assert "working days" in answer.text


def test_starting_over_forgets_everything_but_the_language(bot: Bot) -> None:
    slots = {
        "topic": TIME,
        "choices": ["order:o1"],
        "offered": "topics",
        "subject_type": "individual",
    }
    answer = bot.ask("action_start_over", slots=slots, language="en")
    assert answer.slots == {"language": "en"}
    chosen = bot.ask("action_start_over", slots={"language_choice": "en"}, language="zh")
    assert chosen.slots == {"language": "en", "language_choice": "en"}


def test_before_the_first_word_the_callers_language_counts(bot: Bot) -> None:
    metadata = {"language": "en"}
    answer = bot.ask(TIME, metadata=metadata, slots={"language": None}, text="/faq")
    assert "working days" in answer.text
    changed = bot.ask(
        "action_change_language", metadata=metadata, slots={"language": None}, text="/change"
    )
    assert changed.changed["language_choice"] == "zh"


def test_an_order_past_its_time_offers_a_person_in_every_topic_about_it(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(received="2026-07-01 10:00"),))
    for topic in ("my_order_progress", TIME):
        assert bot.ask(topic, account).changed["offered"] == "person"
