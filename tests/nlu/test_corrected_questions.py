"""Corrections that put the question again, or another one in its place."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.prefaces import insists, narrows_what_was_asked, without_preface

PUT_AGAIN = [
    ("我问的是能不能补发，不是有效期", "能不能补发"),
    ("不是问多久，我问的是找谁", "找谁"),
    ("我是问哪天到期，不是问怎么交", "哪天到期"),
    ("我说的是商城要不要停，你扯官网干嘛", "商城要不要停，你扯官网干嘛"),
    ("你没听懂，我是说单子还能不能改", "单子还能不能改"),
    ("你没明白我的意思，我问的是要不要寄原件", "要不要寄原件"),
    ("你理解错了，我是想问号会不会变", "号会不会变"),
    ("我不是要注销，我是想问网站还开不开得了", "网站还开不开得了"),
    ("我没说要放弃，我问现在轮到谁审", "现在轮到谁审"),
    ("我没有要换负责人，我问的是他出差了谁来收码", "他出差了谁来收码"),
    ("不是要转人工，我问你们几点上班", "你们几点上班"),
    ("又不是问你怎么撤，我问的是撤了会怎样", "撤了会怎样"),
    ("跑题了，我问的是要交哪些材料", "要交哪些材料"),
    ("答非所问，我问的是公章还是合同章", "公章还是合同章"),
    ("你怎么老说材料，我问的是多久", "多久"),
    ("你一直说短信干嘛，我问的是谁来审", "谁来审"),
    ("别管官网了，商城那张到哪了", "商城那张到哪了"),
    ("先不说材料，我就想知道哪天出结果", "哪天出结果"),
    ("我不是在问流程，我是问费用谁出", "费用谁出"),
    ("我问的不是声明书，是身份证要不要正反面", "是身份证要不要正反面"),
    ("唔係問幾耐，我係問邊個收驗證碼", "邊個收驗證碼"),
    ("我唔係要撤，我係想問仲要等幾日", "仲要等幾日"),
    ("我係話嗰張變更，唔係註銷", "嗰張變更"),
    ("我問的是手機可不可以用台灣門號，不是證件", "手機可不可以用台灣門號"),
    ("不是啦，我是問審核的是哪個單位", "審核的是哪個單位"),
    ("欸不是，我要問的是會不會通知我", "會不會通知我"),
    ("蛤？我沒有要放棄，我是問可不可以改天再送", "可不可以改天再送"),
    ("你搞錯了，我是問退回以後要重填嗎", "退回以後要重填嗎"),
    ("我的意思是主体留着行不行", "主体留着行不行"),
    ("我的意思是说，注销完了域名还能卖吗", "注销完了域名还能卖吗"),
    ("我想问的是哪一步最慢", "哪一步最慢"),
    ("我想知道的是备案号还在不在", "备案号还在不在"),
    ("没问这个，我问的是接入商换了怎么办", "接入商换了怎么办"),
    ("晕，我问的是能不能同时交两张", "能不能同时交两张"),
    ("不对不对，我问的是上一张为什么退", "上一张为什么退"),
    ("哎不是商城那张，接入那张到哪一步了", "接入那张到哪一步了"),
    ("你看错了，我问的是十月的那张", "十月的那张"),
    ("你答错了吧，我问的是要几份", "要几份"),
    ("不是那个意思，我是说网站停了会不会被退", "网站停了会不会被退"),
    ("说的不是一回事，我问的是号码打不通怎么办", "号码打不通怎么办"),
    ("你误会了，我是说法人换了要不要先变更", "法人换了要不要先变更"),
    ("我没让你撤，我问的是撤得了吗", "撤得了吗"),
    ("I asked who reviews it, not how long it takes", "who reviews it"),
    ("no, I asked whether the number changes", "whether the number changes"),
    ("not the papers, I asked about the seal", "the seal"),
    ("I'm not asking about the letter. when is the result due?", "when is the result due?"),
    ("I didn't ask how to cancel. can I still stop it?", "can I still stop it?"),
    ("forget the shop, where is the order for the blog", "where is the order for the blog"),
    ("forget about the letter. which phone is checked?", "which phone is checked?"),
    ("never mind the papers, how long does it still take", "how long does it still take"),
    ("no papers! just tell me who gets the text", "just tell me who gets the text"),
    ("no more lists! is my site still up?", "is my site still up?"),
    ("enough about the letter, what happens to the domain", "what happens to the domain"),
    ("stop sending me the form. does the number stay?", "does the number stay?"),
    ("stop talking about the blog. is the shop still on file?", "is the shop still on file?"),
    ("you keep talking about the shop, what about the blog", "what about the blog"),
    ("why do you keep telling me about papers? who has to sign?", "who has to sign?"),
    ("you keep sending me that list. may I add a site or not", "may I add a site or not"),
    ("you misunderstood. can she verify it from abroad?", "can she verify it from abroad?"),
    ("you got me wrong, I meant can she do it from paris", "can she do it from paris"),
    (
        "that's not what I asked. is it the company or me who gets it?",
        "is it the company or me who gets it?",
    ),
    (
        "wrong question. does the change have to be done first?",
        "does the change have to be done first?",
    ),
    ("my question was if both sites go down", "if both sites go down"),
    ("my question: does the domain survive?", "does the domain survive?"),
    ("simple question: is it cancelled or not", "is it cancelled or not"),
    ("the question is whether they call or text", "whether they call or text"),
    ("what I meant is can he sign instead of me", "can he sign instead of me"),
    ("what I want to know is who decides", "who decides"),
    ("I was asking if the old site is gone", "if the old site is gone"),
    ("I'm talking about the change, where is it now", "the change, where is it now"),
    ("no I mean the second text, does it expire too", "the second text, does it expire too"),
    ("I meant will anyone phone me", "will anyone phone me"),
    ("but that's for a company, I said individual. what do I need?", "individual. what do I need?"),
    (
        "this is about the site, I asked about the subject. does it stay?",
        "the subject. does it stay?",
    ),
    ("I don't want to withdraw, I asked how long it takes", "how long it takes"),
    ("I never said cancel. I asked if it is still filed", "if it is still filed"),
    ("it's not about the code, I asked which seal", "which seal"),
    ("look, I only asked whether it's free", "whether it's free"),
    (
        "sorry, I was asking about the return, why did it come back",
        "the return, why did it come back",
    ),
    ("I asked you about the deadline, not the phone", "the deadline"),
    ("oh no not the shop. the blog, is it up?", "the blog, is it up?"),
    ("skip the papers. where do I click?", "where do I click?"),
    ("ignore the draft. how is the other one doing?", "how is the other one doing?"),
    ("listen, I'm asking when it will be gone", "when it will be gone"),
]
"""What is said, and what of it is asked."""
NO_CORRECTIONS = [
    "不是我的站，怎么注销",
    "没有收到短信，怎么办",
    "我不想注销主体，只注销网站要多久",
    "不是说要20个工作日，怎么还没好",
    "没有公章，能不能用合同章",
    "网站又打不开，怎么办",
    "负责人不是我，能办吗",
    "不用了谢谢",
    "not working, what now?",
    "I don't want to lose the domain. what do I do?",
    "I don't want a person, just tell me the time",
    "only got a passport, no chinese id - good enough?",
    "no seal, no licence. can I still cancel?",
    "it's for a company, what do I need?",
    "this is about my old site. how do I cancel it?",
    "not sure which one. how do I find out?",
]


@pytest.mark.parametrize(("text", "rest"), PUT_AGAIN)
def test_what_was_not_asked_is_left_out(text: str, rest: str) -> None:
    assert without_preface(text) == rest
    assert insists(text)


@pytest.mark.parametrize("text", NO_CORRECTIONS)
def test_what_is_part_of_the_matter_stays(text: str) -> None:
    assert without_preface(text) == text
    assert not insists(text)


@pytest.mark.parametrize(
    "text", ["I meant of our six", "我是说我们那六个里", "no, I meant among mine"]
)
def test_the_question_before_may_be_narrowed(text: str) -> None:
    assert narrows_what_was_asked(text)
    assert not narrows_what_was_asked("I meant how long it takes")
