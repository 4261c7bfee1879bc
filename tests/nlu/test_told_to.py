"""Orders to the assistant, told from questions, and wishes for a person from refusals."""

from __future__ import annotations

import pytest

from beian.nlu.intents import DECLINE_HUMAN, REQUEST_HUMAN, THANK
from beian.nlu.plain_words.person_wish import person_wish, with_person_wish
from beian.nlu.plain_words.told_to import CANCEL, CHASE, GIVE_UP, GO_AHEAD, SUBMIT, told_to


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("那就撤吧，你来弄", GIVE_UP),
        ("好，停了吧", GIVE_UP),
        ("替我把这单撤了", GIVE_UP),
        ("這張單幫我撤掉吧", GIVE_UP),
        ("草稿不想要了，你删了吧", GIVE_UP),
        ("drop the draft for me", GIVE_UP),
        ("ok then, call it off", GIVE_UP),
        ("帮我重新提交一下", SUBMIT),
        ("你替我交了得了", SUBMIT),
        ("resubmit it for us please", SUBMIT),
        ("能不能帮我催催管局", CHASE),
        ("could you chase them on my behalf", CHASE),
        ("帮我把网站注销了", CANCEL),
        ("那你直接给我销掉吧", CANCEL),
        ("just cancel it for me", CANCEL),
        ("press it for me", GO_AHEAD),
        ("那你帮我办了吧", GO_AHEAD),
        ("fine, you submit it again for her", SUBMIT),
        ("go ahead then", GO_AHEAD),
        ("yes, do it please", GO_AHEAD),
    ],
)
def test_an_order_is_told_by_its_verb_and_whom_it_is_put_on(text: str, act: str) -> None:
    assert told_to(text) == act


@pytest.mark.parametrize(
    "text",
    [
        "",
        "怎么撤",
        "可以撤吗",
        "撤了以后还能再提交吗",
        "帮我看看到哪一步了",
        "帮我查一下进度",
        "帮我转人工",
        "你帮我问问要多久",
        "不用帮我撤",
        "先别帮我提交",
        "注销",
        "停了有什么后果",
        "how do I cancel it",
        "what happens after I withdraw it",
        "don't cancel it for me",
        "tell me how long it takes",
    ],
)
def test_a_question_or_a_refusal_is_no_order(text: str) -> None:
    assert told_to(text) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("不等了，给我转人工", True),
        ("改主意了，还是接客服吧", True),
        ("找个人来跟我说", True),
        ("人工", True),
        ("客服客服", True),
        ("客服客服li", True),
        ("客服是谁", None),
        ("客服 license", None),
        ("I'd like to talk to a real person", True),
        ("不要转人工", False),
        ("先别给我接客服", False),
        ("不用找真人", False),
        ("I don't want to talk to an agent", False),
        ("don't get me an agent", False),
        ("please do not get a person", False),
        ("never put me through to an agent", False),
        ("I won't talk to an agent", False),
        ("why don't you get me an agent", True),
        ("talk to a person? No thanks", False),
        ("没必要转人工", False),
        ("不找人", False),
        ("don't leave, get me an agent", True),
        ("I don't know, get me a person", True),
        ("要不找人工吧", True),
        ("不行，转人工", True),
        ("能不能转人工", True),
        ("我不要机器人，转人工", True),
        ("谢谢", None),
        ("多久能好", None),
        ("no thanks", None),
    ],
)
def test_a_wish_for_a_person_counts_unless_it_is_denied(text: str, wish: bool | None) -> None:
    assert person_wish(text) is wish


def test_words_for_a_person_put_wish_and_refusal_right_and_nothing_else() -> None:
    taken = [(DECLINE_HUMAN, 0.6), (REQUEST_HUMAN, 0.3)]
    assert with_person_wish(taken, "不等了，转人工")[0] == (REQUEST_HUMAN, 0.7)
    assert with_person_wish(taken, "不用了") == taken
    other = [(THANK, 0.9), (DECLINE_HUMAN, 0.1)]
    assert with_person_wish(other, "谢谢刚才转人工的同事") == other


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("改主意了 麻烦接人工", True),
        ("转人工好吗", True),
        ("can i have an agent for the rest please", True),
        ("ok then get me a human", True),
        ("转人工要等多久", False),
        ("找客服改手机号要什么材料", False),
        ("can I get a person to enter the code", False),
        ("do I need an agent", False),
        ("不要转人工", False),
    ],
)
def test_a_wish_at_the_end_comes_before_what_is_unsure(text: str, wished: bool) -> None:
    ranked = with_person_wish([("faq_other", 0.4), (REQUEST_HUMAN, 0.2)], text)
    assert (ranked[0][0] == REQUEST_HUMAN) is wished


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("改主意了 麻烦接人工", True),
        ("转人工，我的订单卡住了", True),
        ("客服客服li", True),
        ("撤不了就算了，给我转人工吧", True),
        ("it can't be withdrawn? talk to a person then", True),
        ("fine, get me a human please", True),
        ("我要人工客服，我的短信收不到怎么办", True),
        ("我要人工，手机号丢了收不到验证码", True),
        ("能帮我转人工吗？我的订单一直卡着怎么回事", True),
        ("能转人工帮我看看订单为什么被退吗", True),
        ("我們要找真人，驗證碼收不到", True),
        ("why was my order returned? I want a person", True),
        ("Can I talk to a human about papers for a Hong Kong company?", True),
        ("please transfer me to a human right away, the code never arrives", True),
        ("客服让我找人工核实，要带什么", False),
        ("为什么要找客服确认", False),
        ("do I need an agent to help with it?", False),
        ("don't connect me to a person to check it", False),
        ("can i have an agent for the rest please", False),
        ("转人工要等多久", False),
        ("找客服改手机号要什么材料", False),
        ("先不转人工，撤了要多久", False),
        ("we need an agent to submit it for us, which papers?", False),
        ("不要转人工，撤了要多久", False),
    ],
)
def test_a_wish_in_a_clause_of_its_own_comes_before_anything(text: str, wished: bool) -> None:
    sure = [("faq_other", 0.9), (REQUEST_HUMAN, 0.05)]
    assert (with_person_wish(sure, text)[0][0] == REQUEST_HUMAN) is wished


def test_a_blank_ranking_stays_blank() -> None:
    assert with_person_wish([], "转人工") == []


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("a person please, my phone is lost", True),
        ("a person please - my sms code never arrives", True),
        ("a real person please my domain expired", True),
        ("agent! phone lost", True),
        ("人工 手机号换了", True),
        ("真人客服，空壳主体注销不了", True),
        ("客服 手机号换了", True),
        ("客服，注销要多久？", False),
        ("agent, how long does it take?", False),
        ("人工审核要多久", False),
        ("真人手持证件照怎么拍", False),
        ("person in charge changed, what now", False),
        ("human error on my form, what now", False),
        ("人工智能，不是人工，是机器人吧", False),
    ],
)
def test_a_person_is_asked_for_by_the_word_alone_before_what_for(text: str, wished: bool) -> None:
    taken = [("faq_phone_unreachable", 0.97), (REQUEST_HUMAN, 0.02)]
    assert (with_person_wish(taken, text)[0][0] == REQUEST_HUMAN) is wished
