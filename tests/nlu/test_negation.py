"""What messages deny, what they mean instead, and whether they correct."""

from __future__ import annotations

import time

import pytest

from beian.nlu.entities.finding import find_entities
from beian.nlu.entities.negation import is_correction, is_denied, put_in_place, scopes_in
from tests.nlu.conftest import HOSTILE

Row = tuple[str, list[str], list[str]]

DENIED: list[Row] = [
    # What is denied, and what is meant instead.
    ("不是商城，是官网", ["商城"], ["官网"]),
    ("不是商城是官网", ["商城"], ["官网"]),
    ("不是商城，而是官网", ["商城"], ["官网"]),
    ("不是个人，是公司", ["个人"], ["公司"]),
    ("我要注销的是官网不是商城", ["商城"], ["官网"]),
    ("我要注销的是官网，不是商城", ["商城"], ["官网"]),
    ("是官网，不是商城", ["商城"], ["官网"]),
    ("官网，不是商城", ["商城"], ["官网"]),
    ("要官网不要商城", ["商城"], ["官网"]),
    ("我说的不是主体", ["主体"], []),
    ("要注销的不是主体，是网站", ["主体"], ["网站"]),
    ("我不是说商城", ["商城"], []),
    ("我问的不是商城，是官网要多久", ["商城"], ["官网"]),
    ("不是要注销主体，只注销网站", ["要注销主体"], ["只注销网站"]),
    ("不是广东，是广西", ["广东"], ["广西"]),
    ("不是护照，是回乡证", ["护照"], ["回乡证"]),
    ("不是example.com，是example.cn", ["example.com"], ["example.cn"]),
    ("是-3不是-2", ["-2"], ["-3"]),
    ("不是-2，应该是-3", ["-2"], ["-3"]),
    ("不是商城那个，我说的是官网", ["商城那个"], ["官网"]),
    ("不是「晓梅烘焙笔记」，是另外一个", ["「晓梅烘焙笔记」"], ["另外一个"]),
    ("不是商城官网怎么注销", ["商城官网"], []),
    ("并不是公司的，是我个人的", ["公司的"], ["我个人的"]),
    ("不是個人，是公司", ["個人"], ["公司"]),
    ("我要註銷的是官網不是商城", ["商城"], ["官網"]),
    ("不是網站，而是主體", ["網站"], ["主體"]),
    # Wishes denied.
    ("不要转人工", ["转人工"], []),
    ("不要轉人工", ["轉人工"], []),
    ("先别转人工", ["转人工"], []),
    ("別轉人工，我再想想", ["轉人工"], []),
    ("不用转人工了", ["转人工了"], []),
    ("不转人工，你先告诉我要多久", ["转人工"], []),
    ("不需要联系客服", ["联系客服"], []),
    ("请不要注销商城", ["注销商城"], []),
    ("别注销主体", ["注销主体"], []),
    ("我没说要注销", ["注销"], []),
    ("我没说要注销商城", ["注销商城"], []),
    ("我沒說要註銷商城", ["註銷商城"], []),
    ("我没有说过要注销主体", ["注销主体"], []),
    ("我不想注销主体，只想注销网站", ["注销主体"], []),
    ("不打算注销主体", ["注销主体"], []),
    ("我没让你转人工", ["转人工"], []),
    ("你别给我转人工", ["给我转人工"], []),
    ("不要主体，要网站", ["主体"], ["网站"]),
    ("主体不用注销", ["主体不用注销"], []),
    ("商城先别动", ["商城先别动"], []),
    ("主体不注销，只注销网站", ["主体不注销"], ["只注销网站"]),
    ("商城不要注销，官网注销", ["商城不要注销"], []),
    # What is left out.
    ("商城就算了", ["商城就算了"], []),
    ("商城就算了，看看官网", ["商城就算了"], ["看看官网"]),
    ("商城先不管，官网要多久", ["商城先不管"], []),
    ("招聘那个就不用了", ["招聘那个就不用"], []),
    ("除了商城，其他的都注销", ["商城"], ["其他的都注销"]),
    ("除了商城以外都注销", ["商城"], []),
    ("除商城之外都要注销", ["商城"], []),
    ("除了注销主体还有别的办法吗", ["注销主体"], []),
    # English.
    ("not the shop, the official site", ["the shop"], ["the official site"]),
    ("not the shop but the official site", ["the shop"], ["the official site"]),
    ("the website, not the subject", ["the subject"], ["the website"]),
    ("I want to cancel the website, not the subject", ["the subject"], ["the website"]),
    ("it's not the shop, it's the blog", ["the shop"], ["the blog"]),
    ("it is not for a company, it's for me personally", ["a company"], ["me personally"]),
    ("that's not my site", ["my site"], []),
    ("I'm not asking about the shop", ["the shop"], []),
    (
        "I am not talking about the subject, I want to cancel the website",
        ["the subject"],
        ["the website"],
    ),
    ("I don't mean the shop", ["the shop"], []),
    ("I don't mean the shop, I mean the blog", ["the shop"], ["the blog"]),
    ("I didn't say I want to cancel the subject", ["i want to cancel the subject"], []),
    ("I never said cancel", ["cancel"], []),
    ("I don't want to cancel the subject", ["cancel the subject"], []),
    ("I don't want a person", ["a person"], []),
    ("don't connect me to anyone", ["connect me to anyone"], []),
    ("please don't transfer me to an agent", ["transfer me to an agent"], []),
    ("no, don't connect me", ["connect me"], []),
    ("do not cancel the shop", ["cancel the shop"], []),
    ("no need to connect me to a person", ["connect me to a person"], []),
    ("the website rather than the subject", ["the subject"], []),
    ("cancel the website instead of the subject", ["the subject"], []),
    ("everything except the shop", ["the shop"], []),
    ("all of them except for the blog please", ["the blog"], []),
    ("never mind the shop", ["the shop"], []),
    ("forget about the shop, how long for the blog", ["the shop"], []),
    ("leave the shop alone", ["the shop"], []),
    ("not -2, -3", ["-2"], ["-3"]),
    ("not example.com but example.cn", ["example.com"], ["example.cn"]),
    ("any way other than cancelling the subject", ["cancelling the subject"], []),
]

CORRECTIONS: list[Row] = [
    ("不对，说错了，是主体", [], ["主体"]),
    ("不對，說錯了，是主體", [], ["主體"]),
    ("写错了，应该是-3", [], ["-3"]),
    ("寫錯了，應該是-3", [], ["-3"]),
    ("刚才说错了，要注销的是网站", [], ["网站"]),
    ("不好意思打错了，是example.cn", [], ["example.cn"]),
    ("啊不对，是公司", [], ["公司"]),
    ("不对，不是商城，是官网", ["商城"], ["官网"]),
    ("不对不对，我要的是官网", [], ["官网"]),
    ("不对，官网", [], ["官网"]),
    ("不是，是官网", [], ["官网"]),
    ("不是的，是个人的", [], ["个人的"]),
    ("搞错了，改成广西", [], ["广西"]),
    ("口误，主体", [], ["主体"]),
    ("更正一下，订单号是BA20261012002", [], ["BA20261012002"]),
    ("我是说官网", [], ["官网"]),
    ("我的意思是注销网站", [], ["注销网站"]),
    ("我說的是官網", [], ["官網"]),
    ("我问的是商城，不是官网", ["官网"], ["商城"]),
    ("等等，不对，是商城那个站", [], ["商城那个站"]),
    ("no, the website", [], ["the website"]),
    ("no, the website, not the subject", ["the subject"], ["the website"]),
    ("no, I meant the shop", [], ["the shop"]),
    ("I meant the official site", [], ["the official site"]),
    ("sorry, I meant guangxi", [], ["guangxi"]),
    ("I mean the shop, not the blog", ["the blog"], ["the shop"]),
    ("no it's the other one", [], ["the other one"]),
    ("that's wrong, it's a company", [], ["a company"]),
    ("typo, it should be -3", [], ["-3"]),
    ("my mistake, the blog", [], ["the blog"]),
    ("I misspoke, it's for a company", [], ["a company"]),
    ("scratch that, the subject", [], ["the subject"]),
    ("correction: example.cn", [], ["example.cn"]),
    ("it should be -3", [], ["-3"]),
    ("wrong number, it's BA20261012002", [], ["BA20261012002"]),
    ("actually the blog", [], ["the blog"]),
    ("that's not what I meant", [], []),
    ("I was talking about the shop", [], ["the shop"]),
    ("no no, the shop", [], ["the shop"]),
]

NEITHER = [
    "是不是要注销主体",
    "能不能不注销主体",
    "要不要先注销网站",
    "网站不能注销怎么办",
    "主体注销不了",
    "不好意思，请问注销要多久",
    "不知道要注销主体还是网站",
    "我不太清楚",
    "不是很懂这个流程",
    "手机号不用了怎么注销",
    "原来的手机号已经不用了",
    "網站不用了，怎麼註銷",
    "网站不要了，怎么注销",
    "不要了的域名怎么注销",
    "不用的网站要注销吗",
    "个人不用盖章吗",
    "注销主体不需要先注销网站吗？",
    "不是说20个工作日吗",
    "手机号填错了怎么办",
    "订单号写错了，怎么改",
    "有没有别的办法",
    "别人的网站会受影响吗",
    "特别急，要多久",
    "没收到短信",
    "没有备案号",
    "我没有手机号了",
    "网站不办了，执照还在",
    "注销以后主体原封不动吗",
    "我想干脆把主体删掉算了",
    "不想弄了就把主体注销",
    "公司那条主体信息不动，对吧？",
    "网站早就不用了",
    "到底用不用他的身份证",
    "I don't need my site any more and would like to cancel its filing",
    "名字不对怎么办",
    "密码不对",
    "要不是急用我也不问",
    "不用谢",
    "不客气",
    "就算注销了也能访问吗",
    "请问除非本人来吗",
    "不要紧",
    "why not",
    "why is it not cancelled yet",
    "I'm not sure which one",
    "not sure",
    "not yet",
    "I don't know whether to cancel the subject or the website",
    "my phone does not work",
    "the SMS was not received",
    "I did not receive the code",
    "I do not have the phone any more",
    "I don't use the website any more",
    "I don't need the website any more",
    "the website is not in use",
    "can not cancel the website",
    "should I cancel the subject or not",
    "don't I have to cancel the website first?",
    "do I not need a seal?",
    "no thanks",
    "no, thank you",
    "no problem",
    "no",
    "that's not helpful",
    "not working",
    "is it wrong to cancel the subject?",
    "what does it mean",
    "不",
    "不用了，谢谢",
    "不行",
    "注销要多久",
    "how do I cancel the website",
]


@pytest.mark.parametrize(("text", "denied", "meant"), [*DENIED, *CORRECTIONS])
def test_what_is_denied_and_what_is_meant_instead(
    text: str, denied: list[str], meant: list[str]
) -> None:
    said = [(scope.role, text[scope.start : scope.end]) for scope in scopes_in(text)]
    assert [words.lower() for role, words in said if role == "denied"] == denied
    found = [words for role, words in said if role == "meant"]
    assert [words.lower() for words in found] == [words.lower() for words in meant]


@pytest.mark.parametrize("text", [row[0] for row in CORRECTIONS])
def test_a_correction_is_known(text: str) -> None:
    assert is_correction(scopes_in(text))


@pytest.mark.parametrize("text", [row[0] for row in DENIED if not row[0].startswith("I mean")])
def test_a_denial_alone_takes_nothing_back(text: str) -> None:
    roles = [scope.role for scope in scopes_in(text)]
    assert "denied" in roles


@pytest.mark.parametrize("text", NEITHER)
def test_questions_and_problems_deny_nothing(text: str) -> None:
    assert scopes_in(text) == ()


@pytest.mark.parametrize(
    ("text", "denied", "stated"),
    [
        ("我要注销的是网站不是主体", ["主体"], ["注销的是网站"]),
        ("不是广东，是广西", ["广东"], ["广西"]),
        ("不要注销主体，要注销网站", ["注销主体"], ["注销网站"]),
        ("主体不用注销，注销网站", ["主体"], ["注销网站"]),
        ("不是example.com，是example.cn", ["example.com"], ["example.cn"]),
        ("cancel the website, not the subject", ["subject"], ["cancel the website"]),
        ("it is not a company", ["company"], []),
    ],
)
def test_entities_in_a_denied_scope_are_denied(
    text: str, denied: list[str], stated: list[str]
) -> None:
    found, scopes = find_entities(text), scopes_in(text)
    assert [text[e.start : e.end] for e in found if is_denied(e, scopes)] == denied
    assert [text[e.start : e.end] for e in found if not is_denied(e, scopes)] == stated


@pytest.mark.parametrize("text", [*HOSTILE, "不是" * 2000, "not the " * 500, "不对，" * 700])
def test_any_text_is_searched_for_scopes_in_bounded_time(text: str) -> None:
    started = time.process_time()
    scopes = scopes_in(text + "\t")
    assert time.process_time() - started < 2
    assert all(0 <= scope.start <= scope.end <= len(text) for scope in scopes)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "不是问域名过期，是问域名注销备案以后还能不能解析到国外",
            "域名注销备案以后还能不能解析到国外",
        ),
        ("不是阿里云，是腾讯云，怎么找回账号", "腾讯云，怎么找回账号"),
        (
            "not the forum, the company homepage: whose phone is it",
            "the company homepage: whose phone is it",
        ),
        ("我要注销的是官网不是商城，要多久", None),
        ("不用转人工，告诉我多久", None),
        ("怎么注销", None),
    ],
)
def test_what_is_put_in_a_denied_things_place_is_told_with_all_that_follows(
    text: str, meant: str | None
) -> None:
    assert put_in_place(text) == meant
