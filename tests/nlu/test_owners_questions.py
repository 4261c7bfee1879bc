"""Questions that owners put in passing, and sentences of like words that ask something else."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.owners_questions import OwnersQuestion, owners_question
from beian.nlu.plain_words.wrong_entries import wrong_entries_said

ASKED = [
    ("上海那家正在注销，对吧", OwnersQuestion.HOW_IT_STANDS),
    ("论坛是在走注销流程是吧", OwnersQuestion.HOW_IT_STANDS),
    ("the forum is already being cancelled, right?", OwnersQuestion.HOW_IT_STANDS),
    ("它的几个站到时候还能打开吗", OwnersQuestion.OPENS_THEN),
    ("批下来以后页面还能访问吗", OwnersQuestion.OPENS_THEN),
    ("will its sites still open afterwards?", OwnersQuestion.OPENS_THEN),
    ("论坛和博客都不做了，挨个注销还是把整个主体销了", OwnersQuestion.ONE_BY_ONE),
    ("整个一次性销掉还是逐个来好", OwnersQuestion.ONE_BY_ONE),
    ("你看有没有必要直接主体也注销了", OwnersQuestion.ONE_BY_ONE),
    ("要不把整个主体一起销了呢", OwnersQuestion.ONE_BY_ONE),
    ("each separately or everything in one go?", OwnersQuestion.ONE_BY_ONE),
    ("哪樣省事我就用哪樣", OwnersQuestion.WHICHEVER),
    ("那怎么快就怎么来", OwnersQuestion.WHICHEVER),
    ("i'll take whichever is quicker", OwnersQuestion.WHICHEVER),
    ("为啥客户还能打开这个站", OwnersQuestion.STILL_OPENS),
    ("how come it still loads", OwnersQuestion.STILL_OPENS),
    ("今晚来不及填的话之前的是不是都白忙了", OwnersQuestion.IN_VAIN),
    ("那資料是不是要重新上傳一遍", OwnersQuestion.PAPERS_AGAIN),
    ("证件还要再传一次吗", OwnersQuestion.PAPERS_AGAIN),
    ("拖这么久，总得给个说法吧", OwnersQuestion.WHOM_TO_PRESS),
    ("我该问谁去", OwnersQuestion.WHOM_TO_PRESS),
    ("所以不用交别的资料了吧", OwnersQuestion.NO_OTHER_PAPERS),
    ("光凭验证码就行了？", OwnersQuestion.NO_OTHER_PAPERS),
    ("那不用寫聲明書了吧", OwnersQuestion.NO_OTHER_PAPERS),
    ("材料备齐了就不用等短信了吧", OwnersQuestion.INSTEAD_OF_CODE),
    ("声明书能代替验证码吗", OwnersQuestion.INSTEAD_OF_CODE),
    ("还要本人手持身份证？", OwnersQuestion.HANDHELD),
    ("我那个博客的注销现在是个什么进度", OwnersQuestion.HOW_IT_STANDS),
    ("究竟哪天才能给我办完啊", OwnersQuestion.WHEN_DONE),
    ("如果礼拜五办完了，新网站下周能提交吗", OwnersQuestion.ANOTHER_AFTER),
    ("once it is approved today can I add the new one tomorrow", OwnersQuestion.ANOTHER_AFTER),
    ("下个月我就出国了，赶不赶得上", OwnersQuestion.IN_TIME),
    ("把公司注销了的话，手上那几张订单怎么处理", OwnersQuestion.ORDERS_OF_SUBJECT),
    ("这几张单是不是都能撤", OwnersQuestion.EACH_WITHDRAWN),
    ("我又不想注销，只是搬个家换个云", OwnersQuestion.ONLY_MOVES),
    ("换服务商是不是要先注销", OwnersQuestion.ONLY_MOVES),
    ("草稿搁那儿会不会自己就没了", OwnersQuestion.DRAFT_LIFE),
    ("两个一起销行吗还是得等", OwnersQuestion.TOGETHER),
    ("她人在国外，接不到码怎么弄", OwnersQuestion.NO_TEXT_COMES),
    ("改资料的单会耽误注销吗", OwnersQuestion.CHANGES_MEANWHILE),
]
OTHERS = [
    "注销主体要多久",
    "一个主体能有几个网站",
    "哪个快",
    "哪个网站在注销",
    "网站还能打开吗",
    "为什么打不开",
    "没收到短信",
    "材料寄到哪",
    "材料要准备哪些",
    "重新提交要多久",
    "谁负责这个网站",
    "要不要声明书",
    "需要哪些材料",
    "哪个正在注销吗",
    "现在注销吗",
    "到时候能退款吗",
    "注销完能通知我吗",
    "验证码多久有效",
    "手持照怎么拍",
    "现在怎么办",
    "什么时候办的",
    "那张是哪天办完的",
    "新网站什么时候能备案",
    "批下来了没有",
    "主体注销后网站怎么办",
    "这张单能撤吗",
    "换了手机号能注销吗",
    "我要注销网站",
    "草稿怎么提交",
    "草稿是哪个站的",
    "一起注销的有哪些",
    "收不到短信",
    "变更要几天",
    "how long does it take",
    "which is quicker",
    "can I still open the site",
]


@pytest.mark.parametrize(("text", "found"), ASKED)
def test_a_question_put_in_passing_is_found(text: str, found: OwnersQuestion | None) -> None:
    assert owners_question(text) is found


@pytest.mark.parametrize("text", OTHERS)
def test_another_question_is_none_of_these(text: str) -> None:
    assert owners_question(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("已经填错三次了，还能填几次", 3),
        ("我打错了1回", 1),
        ("两次都输错了怎么办", 2),
        ("I got it wrong twice", 2),
        ("如果错五次会怎样", None),
        ("错 5 次就会退回吗", None),
        ("最多错几次", None),
        ("输错了", None),
    ],
)
def test_how_many_wrong_entries_there_were_is_heard(text: str, count: int | None) -> None:
    assert wrong_entries_said(text) == count
