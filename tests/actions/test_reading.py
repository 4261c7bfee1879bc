"""What a message comes to in a conversation: questions, an answer to the one that waits, an act."""

from __future__ import annotations

import pytest

from actions.acts import ACTS
from actions.frame.frame import (
    CANCELLATION,
    DOCUMENT,
    PAPERS,
    PERSON,
    REPHRASE,
    SUBJECT_TYPE,
    TOPICS,
    WHICH,
    Frame,
    Waiting,
)
from actions.frame.message import Asked, Message
from actions.reading.outcome import MOST_QUESTIONS, Reading
from actions.reading.reader import read
from actions.reading.waiting_question import after_unanswered
from beian.filing.state import Account, Document, SubjectType
from beian.nlu.intents import (
    AFFIRM,
    BLANK_MESSAGE,
    DECLINE_HUMAN,
    DENY,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    GOODBYE,
    GREET,
    INFORM,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
    START_OVER,
    THANK,
)
from tests.actions.messages import message
from tests.actions.test_references import ACCOUNT, asked_which, keys, spoken_of

TIME = "faq_cancellation_time"
PAPERS_NEEDED = "faq_required_documents"
LETTER = "faq_statement_letter"
OTHERS = "faq_other_websites_affected"
AGAIN = "faq_reapply"
HOW = "faq_how_to_cancel"
SHELL = "faq_empty_shell_definition"
KNOWN = (
    TIME,
    PAPERS_NEEDED,
    LETTER,
    OTHERS,
    AGAIN,
    HOW,
    SHELL,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
)
NOTHING = Frame()


def after(
    frame: Frame, text: str, intent: str, account: Account | None = None, **given: object
) -> Reading:
    return read(frame, message(text, intent, **given), account, KNOWN)  # type: ignore[arg-type]


def topics(reading: Reading) -> list[str]:
    return [one.topic for one in reading.questions]


def about(topic: str, part: str | None = None) -> Frame:
    """Return a frame in which a topic was answered."""
    return Frame(topic=topic, part=part)


def waiting(question: str, topic: str = PAPERS_NEEDED, **known: object) -> Frame:
    """Return a frame in which a question of a topic waits."""
    return Frame(topic=topic, waiting=Waiting(question, topic), **known)  # type: ignore[arg-type]


# --- What the message asks itself -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "text", "topic", "part"),
    [
        (NOTHING, "注销要多久", TIME, None),
        (NOTHING, "how long does it take?", TIME, "in_time"),
        (about(LETTER), "注销要多久", TIME, None),
        (about(TIME), "那要交什么材料", PAPERS_NEEDED, "list"),
        (about(TIME), "注销要多久", TIME, None),
        (waiting(DOCUMENT), "什么是空壳主体", SHELL, None),
        (waiting(DOCUMENT), "what is an empty shell?", SHELL, None),
    ],
)
def test_a_question_is_answered_whatever_was_spoken_of(
    frame: Frame, text: str, topic: str, part: str | None
) -> None:
    reading = after(frame, text, topic, part=part)
    assert reading.questions == (Asked(topic, part, text),)
    assert not reading.leans
    assert not reading.took
    assert reading.act is None


def test_each_of_several_questions_is_answered_in_order() -> None:
    asked = [(TIME, None), (PAPERS_NEEDED, "list")]
    reading = after(NOTHING, "要多久，要什么材料", TIME, questions=asked)
    assert [(one.topic, one.part) for one in reading.questions] == asked


def test_of_many_questions_the_first_are_answered() -> None:
    asked = [(topic, None) for topic in (TIME, PAPERS_NEEDED, LETTER, AGAIN, HOW)]
    reading = after(NOTHING, "……", TIME, questions=asked)
    assert topics(reading) == [topic for topic, _ in asked[:MOST_QUESTIONS]]


@pytest.mark.parametrize("act", [act for act in ACTS if act not in (INFORM,)])
def test_what_asks_nothing_is_an_act_of_the_conversation(act: str) -> None:
    reading = after(NOTHING, "……", act)
    assert (reading.questions, reading.act) == ((), act)


@pytest.mark.parametrize(
    "text",
    [
        "嗯",
        "嗯嗯",
        "好",
        "好的",
        "行吧",
        "哦哦",
        "收到",
        "明白了",
        "ok",
        "Got it",
        "👍",
        "alright.",
        "係",
    ],
)
@pytest.mark.parametrize("intent", [INFORM, FALLBACK, THANK, TIME])
def test_a_nod_asks_nothing_whatever_it_is_taken_for(text: str, intent: str) -> None:
    reading = after(about(TIME), text, intent)
    assert (reading.questions, reading.act) == ((), AFFIRM)


@pytest.mark.parametrize(
    "text", ["再说一遍", "没听清", "刚才说什么", "say that again", "pardon?", "再說一遍"]
)
@pytest.mark.parametrize("intent", [INFORM, FALLBACK, START_OVER, OUT_OF_SCOPE])
def test_once_more_means_the_answer_before(text: str, intent: str) -> None:
    reading = after(about(TIME, "in_time"), text, intent)
    assert [(one.topic, one.part) for one in reading.questions] == [(TIME, "in_time")]
    assert reading.leans


@pytest.mark.parametrize("text", ["重新开始", "start over", "从头再来"])
def test_starting_over_forgets_the_frame(text: str) -> None:
    frame = waiting(DOCUMENT, kind="website", about=keys("shop"), excluded=keys("home"))
    assert after(frame, text, START_OVER) == Reading(Frame(), act=START_OVER)


# --- What the message says of the case ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("注销网站", INFORM, "website"),
        ("注销主体要多久", TIME, "subject"),
        ("註銷主體要多久", TIME, "subject"),
        ("how do I cancel a website", HOW, "website"),
        ("how do I cancel the subject", HOW, "subject"),
        ("取消接入要多久", TIME, "access"),
        ("cancel the access", INFORM, "access"),
        ("网站", INFORM, "website"),
        ("主体", INFORM, "subject"),
        ("主體", INFORM, "subject"),
        ("just the website", INFORM, "website"),
        ("the whole subject", INFORM, "subject"),
        ("接入", INFORM, "access"),
        ("网站要什么材料", PAPERS_NEEDED, "website"),
        ("接入商要什么材料", PAPERS_NEEDED, None),
        ("要什么材料", PAPERS_NEEDED, None),
        ("注销主体和注销网站有什么区别", HOW, None),
    ],
)
def test_what_is_to_be_cancelled_is_kept(text: str, intent: str, kind: str | None) -> None:
    assert after(NOTHING, text, intent).frame.kind == kind


@pytest.mark.parametrize(
    ("before", "text", "intent", "kind"),
    [
        ("website", "要多久", TIME, "website"),
        ("website", "那主体呢", INFORM, "subject"),
        ("subject", "不是主体，是网站", DENY, "website"),
        ("subject", "不对，是网站", DENY, "website"),
        ("subject", "not the subject, the website", DENY, "website"),
        ("subject", "no, I meant the website", DENY, "website"),
        ("subject", "不是主体", DENY, "website"),
        ("website", "不是网站", DENY, "subject"),
        ("website", "谢谢", THANK, "website"),
    ],
)
def test_what_is_to_be_cancelled_changes_by_what_is_said_alone(
    before: str, text: str, intent: str, kind: str
) -> None:
    assert after(Frame(topic=TIME, kind=before), text, intent).frame.kind == kind


@pytest.mark.parametrize(
    ("text", "subject_type"),
    [
        ("个人的", SubjectType.INDIVIDUAL),
        ("個人", SubjectType.INDIVIDUAL),
        ("我是以个人名义备案的", SubjectType.INDIVIDUAL),
        ("it's personal", SubjectType.INDIVIDUAL),
        ("an individual", SubjectType.INDIVIDUAL),
        ("公司", SubjectType.ENTERPRISE),
        ("我们是企业", SubjectType.ENTERPRISE),
        ("我哋係公司", SubjectType.ENTERPRISE),
        ("we are a company", SubjectType.ENTERPRISE),
        ("不是个人", SubjectType.ENTERPRISE),
        ("不是公司", SubjectType.INDIVIDUAL),
        ("not a company", SubjectType.INDIVIDUAL),
        ("不是个人，是公司", SubjectType.ENTERPRISE),
        ("an individual, not a company", SubjectType.INDIVIDUAL),
        ("主办单位信息", None),
        ("要多久", None),
    ],
)
def test_the_type_of_subject_is_kept(text: str, subject_type: SubjectType | None) -> None:
    assert after(NOTHING, text, INFORM).frame.subject_type is subject_type


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("身份证", Document.MAINLAND_ID),
        ("身份證", Document.MAINLAND_ID),
        ("my ID card", Document.MAINLAND_ID),
        ("用护照", Document.PASSPORT),
        ("passport", Document.PASSPORT),
        ("回乡证", Document.HK_MACAU_PERMIT),
        ("台胞证", Document.TAIWAN_PERMIT),
        ("台胞證", Document.TAIWAN_PERMIT),
        ("不是身份证，是护照", Document.PASSPORT),
        ("没有", None),
    ],
)
def test_the_identity_document_is_kept(text: str, document: Document | None) -> None:
    assert after(NOTHING, text, INFORM).frame.document is document


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("广东", "guangdong"),
        ("廣東的呢", "guangdong"),
        ("in Beijing", "beijing"),
        ("备案在上海", "shanghai"),
        ("我在深圳", "guangdong"),
        ("要多久", None),
    ],
)
def test_the_province_is_kept(text: str, province: str | None) -> None:
    assert after(NOTHING, text, INFORM).frame.province == province


def test_what_was_said_stays_until_something_else_is_said() -> None:
    frame = Frame(
        topic=TIME,
        kind="website",
        subject_type=SubjectType.INDIVIDUAL,
        document=Document.PASSPORT,
        province="beijing",
    )
    for text, intent in (("谢谢", THANK), ("要多久", TIME), ("……", FALLBACK), ("不是", DENY)):
        assert after(frame, text, intent).frame == frame


# --- What the conversation is about ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "text", "intent", "subject"),
    [
        (NOTHING, "商城要多久", TIME, "shop"),
        (NOTHING, "the forum", INFORM, "forum"),
        (spoken_of("shop"), "那论坛呢", INFORM, "forum"),
        (spoken_of("shop"), "要多久", TIME, "shop"),
        (spoken_of("shop"), "谢谢", THANK, "shop"),
        (spoken_of("shop"), "hello?", FALLBACK, "shop"),
        (spoken_of("shop", "shop home"), "另一个", INFORM, "home"),
        (spoken_of("shop"), "不对，是官网", DENY, "home"),
        (spoken_of("shop"), "no, I meant the forum", DENY, "forum"),
        (spoken_of("shop"), "不是商城", DENY, ""),
        (spoken_of("shop", "shop home"), "不是商城", DENY, "home"),
        (spoken_of("shop"), "商城和论坛呢", INFORM, "shop forum"),
        (spoken_of("331"), "注销主体呢", INFORM, "331"),
        (spoken_of("shop"), "那主体呢", INFORM, "company"),
        (spoken_of("company"), "那网站呢", INFORM, ""),
    ],
)
def test_what_is_spoken_of_stays_until_another_is_named(
    frame: Frame, text: str, intent: str, subject: str
) -> None:
    reading = after(frame.with_(topic=TIME), text, intent, ACCOUNT)
    assert sorted(reading.frame.about) == sorted(keys(subject))


@pytest.mark.parametrize(
    ("frame", "text", "intent", "excluded"),
    [
        (NOTHING, "不是商城", DENY, "shop 331"),
        (asked_which("shop home forum"), "不是商城", INFORM, "shop 331"),
        (asked_which("shop home forum"), "not the forum", FALLBACK, "forum"),
        (asked_which("shop home forum"), "不要商城，也不要官网", DENY, "shop 331 home"),
        (asked_which("shop home forum"), "不是第一个", DENY, "shop 331"),
        (Frame(excluded=keys("shop")), "要多久", TIME, "shop"),
        (Frame(excluded=keys("shop")), "不是论坛", DENY, "shop forum"),
        (Frame(excluded=keys("shop")), "谢谢", THANK, "shop"),
        (Frame(excluded=keys("shop 331")), "还是商城吧", INFORM, ""),
        (Frame(excluded=keys("shop")), "the shop after all", INFORM, ""),
        (NOTHING, "商城是不是注销了", MY_FILING_STATUS, ""),
        (NOTHING, "商城不能注销吗", HOW, ""),
    ],
)
def test_what_was_ruled_out_stays_so_with_its_orders_until_it_is_named_again(
    frame: Frame, text: str, intent: str, excluded: str
) -> None:
    assert sorted(after(frame, text, intent, ACCOUNT).frame.excluded) == sorted(keys(excluded))


# --- An answer to the question that waits ---------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text", "intent"),
    [
        (CANCELLATION, "网站", INFORM),
        (CANCELLATION, "注销主体", HOW),
        (CANCELLATION, "注销网站", HOW),
        (CANCELLATION, "I want to cancel the website", HOW),
        (CANCELLATION, "整个主体都不要了", FALLBACK),
        (CANCELLATION, "不是主体", DENY),
        (SUBJECT_TYPE, "个人", INFORM),
        (SUBJECT_TYPE, "我们是公司", OUT_OF_SCOPE),
        (SUBJECT_TYPE, "we are a company", FALLBACK),
        (SUBJECT_TYPE, "不是公司", DENY),
        (DOCUMENT, "护照", INFORM),
        (DOCUMENT, "I have a passport", FALLBACK),
        (DOCUMENT, "台胞證", FALLBACK),
    ],
)
def test_an_answer_is_taken_however_it_is_understood(question: str, text: str, intent: str) -> None:
    reading = after(waiting(question), text, intent)
    assert reading.took
    assert topics(reading) == [PAPERS_NEEDED]
    assert reading.leans


@pytest.mark.parametrize("question", PAPERS)
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("嗯", FALLBACK),
        ("不知道", FALLBACK),
        ("谢谢", THANK),
        ("什么意思", OUT_OF_SCOPE),
        ("要多久", TIME),
        ("你好", GREET),
        ("1", INFORM),
    ],
)
def test_what_says_nothing_of_it_is_no_answer(question: str, text: str, intent: str) -> None:
    assert not after(waiting(question), text, intent).took


@pytest.mark.parametrize(
    ("question", "text", "own", "expected"),
    [
        (SUBJECT_TYPE, "公司的，注销要多久？", TIME, [TIME, PAPERS_NEEDED]),
        (DOCUMENT, "护照，什么是空壳主体？", SHELL, [SHELL, PAPERS_NEEDED]),
        (DOCUMENT, "护照，要什么材料？", PAPERS_NEEDED, [PAPERS_NEEDED]),
        (CANCELLATION, "网站，how long does it take?", TIME, [TIME, PAPERS_NEEDED]),
    ],
)
def test_a_question_beside_the_answer_is_answered_first_and_then_it_goes_on(
    question: str, text: str, own: str, expected: list[str]
) -> None:
    reading = after(waiting(question), text, own)
    assert reading.took
    assert topics(reading) == expected


@pytest.mark.parametrize(
    ("text", "intent", "picked", "expected"),
    [
        ("第二个", INFORM, "home", [OTHERS]),
        ("商城", FALLBACK, "shop", [OTHERS]),
        ("2", OUT_OF_SCOPE, "home", [OTHERS]),
        ("the forum please", AFFIRM, "forum", [OTHERS]),
        ("要注销的是商城", HOW, "shop", [OTHERS]),
        ("I want to cancel the shop", HOW, "shop", [OTHERS]),
        ("第二个要多久？", TIME, "home", [TIME]),
        ("商城的声明书怎么写？", LETTER, "shop", [LETTER]),
        ("不是商城，是官网", DENY, "home", [OTHERS]),
        ("hanqiao.cn", MY_FILING_STATUS, "home", [OTHERS]),
    ],
)
def test_a_pick_is_taken_however_it_is_understood(
    text: str, intent: str, picked: str, expected: list[str]
) -> None:
    frame = asked_which("shop home forum")
    frame = frame.with_(topic=OTHERS, waiting=Waiting(WHICH, OTHERS, options=frame.options))
    reading = after(frame, text, intent, ACCOUNT)
    assert reading.took
    assert reading.frame.about == keys(picked)
    assert topics(reading) == expected


def test_all_of_them_are_each_told_of() -> None:
    frame = asked_which("331 552")
    waits = Waiting(WHICH, MY_ORDER_PROGRESS, options=frame.options)
    reading = after(frame.with_(waiting=waits), "两张都说说", INFORM, ACCOUNT)
    assert reading.took
    assert reading.each == keys("331 552")
    assert topics(reading) == [MY_ORDER_PROGRESS]


@pytest.mark.parametrize(
    ("options", "text", "intent", "expected"),
    [
        ((AGAIN,), "对", AFFIRM, [AGAIN]),
        ((AGAIN,), "yes please", AFFIRM, [AGAIN]),
        ((AGAIN, TIME), "对", AFFIRM, []),
        ((AGAIN,), "不是", DENY, []),
        ((AGAIN,), "要多久", TIME, [TIME]),
    ],
)
def test_yes_takes_the_only_topic_that_was_offered(
    options: tuple[str, ...], text: str, intent: str, expected: list[str]
) -> None:
    frame = Frame(waiting=Waiting(TOPICS, options=options))
    assert topics(after(frame, text, intent)) == expected


# --- The topic before -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("那网站呢", INFORM),
        ("那主体呢", FALLBACK),
        ("公司呢", FALLBACK),
        ("企业的话", OUT_OF_SCOPE),
        ("那北京呢", FALLBACK),
        ("那个呢", INFORM),
        ("and for a company?", FALLBACK),
        ("what about for an enterprise, then?", FALLBACK),
        ("in Guangdong?", OUT_OF_SCOPE),
        ("不对，是公司", DENY),
        ("不对，我说的是网站", DENY),
        ("no, I meant the website", DENY),
    ],
)
def test_a_fragment_asks_the_topic_before_once_more(text: str, intent: str) -> None:
    reading = after(about(TIME), text, intent)
    assert topics(reading) == [TIME]
    assert reading.leans
    assert not reading.took


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("商城呢", FALLBACK),
        ("那论坛呢", INFORM),
        ("and the shop?", FALLBACK),
        ("尾号331的订单", FALLBACK),
        ("不对，是官网", DENY),
        ("hanqiao.cn", FALLBACK),
    ],
)
def test_a_thing_that_is_named_asks_the_topic_before_of_it(text: str, intent: str) -> None:
    reading = after(about(TIME), text, intent, ACCOUNT)
    assert topics(reading) == [TIME]
    assert reading.leans
    assert reading.frame.about


@pytest.mark.parametrize(
    ("frame", "text", "intent"),
    [
        (NOTHING, "那公司呢", FALLBACK),
        (NOTHING, "公司", INFORM),
        (about(TIME), "那怎么办", FALLBACK),
        (about(TIME), "公司" * 20, FALLBACK),
        (about(TIME), "company " * 20, FALLBACK),
        (about("faq_that_is_gone"), "公司呢", FALLBACK),
        (about(TIME), "公司倒闭了怎么办", REQUEST_HUMAN),
        (about(TIME), "不是", DENY),
        (about(TIME), "没用", FEEDBACK_UNHELPFUL),
        (about(TIME), "天气怎么样", OUT_OF_SCOPE),
    ],
)
def test_what_leans_on_nothing_is_an_act(frame: Frame, text: str, intent: str) -> None:
    reading = after(frame, text, intent)
    assert (reading.questions, reading.act) == ((), intent)


@pytest.mark.parametrize("text", ["notshop.com", "粤ICP备2021000009号-1"])
def test_a_name_that_is_not_on_file_is_told_of(text: str) -> None:
    assert after(NOTHING, text, INFORM, ACCOUNT).unknown == text
    assert after(about(TIME), text, INFORM, ACCOUNT).unknown == text


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("商城", MY_FILING_STATUS),
        ("BA20261008331", MY_ORDER_PROGRESS),
        ("the forum", MY_FILING_STATUS),
    ],
)
def test_a_thing_that_is_named_out_of_the_blue_is_told_of(text: str, topic: str) -> None:
    assert topics(after(NOTHING, text, FALLBACK, ACCOUNT)) == [topic]


@pytest.mark.parametrize(
    ("before", "ranking", "expected"),
    [
        (TIME, {TIME: 0.2, AGAIN: 0.3, LETTER: 0.1}, [TIME]),
        (TIME, {TIME: 0.05, AGAIN: 0.6, LETTER: 0.1}, [AGAIN]),
        (PAPERS_NEEDED, {LETTER: 0.3, AGAIN: 0.4}, [LETTER]),
        (None, {TIME: 0.3, AGAIN: 0.4}, []),
        (TIME, {OUT_OF_SCOPE: 0.9, TIME: 0.05}, []),
        (TIME, {}, []),
    ],
)
def test_what_is_not_understood_by_itself_goes_on_with_what_was_asked_before(
    before: str | None, ranking: dict[str, float], expected: list[str]
) -> None:
    reading = after(Frame(topic=before), "那最后几位呢", FALLBACK, ranking=ranking)
    assert topics(reading) == expected


# --- What becomes of a question that was not answered ---------------------------------------------


@pytest.mark.parametrize("question", [WHICH, *PAPERS])
@pytest.mark.parametrize(
    ("act", "kept", "again"),
    [
        (None, True, True),
        (FALLBACK, True, True),
        (OUT_OF_SCOPE, True, True),
        (INFORM, True, True),
        (AFFIRM, True, True),
        (FEEDBACK_UNHELPFUL, True, True),
        (THANK, True, False),
        (GREET, True, False),
        (BLANK_MESSAGE, True, False),
        (DENY, False, False),
        (REQUEST_HUMAN, False, False),
        (DECLINE_HUMAN, False, False),
        (GOODBYE, False, False),
        (START_OVER, False, False),
    ],
)
def test_a_question_comes_back_once_and_courtesy_does_not_count(
    question: str, act: str | None, *, kept: bool, again: bool
) -> None:
    left, asked_again = after_unanswered(Waiting(question), act)
    assert asked_again is again
    assert (left is not None) is kept
    assert left is None or left.reminded is again
    reminded = Waiting(question, reminded=True)
    assert after_unanswered(reminded, act) == (reminded if kept and not again else None, False)


@pytest.mark.parametrize("offer", [TOPICS, PERSON, REPHRASE])
@pytest.mark.parametrize("act", [None, FALLBACK, THANK, DENY, AFFIRM])
def test_an_offer_lasts_one_turn(offer: str, act: str | None) -> None:
    assert after_unanswered(Waiting(offer), act) == (None, False)


def test_where_nothing_waits_nothing_comes_back() -> None:
    assert after_unanswered(None, None) == (None, False)


# --- Several questions, each about its own ------------------------------------------------------


def two_questions(first: str, second: str) -> Message:
    parsed = message(f"{first}，{second}", TIME)
    several = [
        {"intent": HOW, "part": None, "text": first},
        {"intent": TIME, "part": None, "text": second},
    ]
    parsed._questions = several
    return parsed


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("商城怎么注销", "论坛那单要多久", ("shop", "forum")),
        ("how do I cancel the shop", "how long for the forum", ("shop", "forum")),
        ("怎么注销", "论坛要多久", ("", "forum")),
    ],
)
def test_each_question_is_about_what_its_own_words_name(
    first: str, second: str, names: tuple[str, str]
) -> None:
    reading = read(NOTHING, two_questions(first, second), ACCOUNT, KNOWN)
    assert [one.about for one in reading.questions] == [keys(name) for name in names]
    assert reading.each == ()


def test_what_the_first_question_names_holds_for_those_after_it() -> None:
    reading = read(NOTHING, two_questions("商城怎么注销", "要多久"), ACCOUNT, KNOWN)
    assert [one.about for one in reading.questions] == [(), ()]
    assert reading.frame.about == keys("shop")


# --- Taken for one thing, meant as another ------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["打错了 是商城", "说反了，官网留着，要销的是商城", "no, the shop"]
)
def test_a_correction_puts_right_the_topic_before_whatever_it_is_taken_for(text: str) -> None:
    reading = after(about(TIME), text, HOW, ACCOUNT)
    assert topics(reading) == [TIME]
    assert reading.frame.about == keys("shop")


@pytest.mark.parametrize("text", ["说反了，商城留着", "打错了 是那个"])
def test_a_correction_that_leaves_nothing_to_put_right_is_still_answered(text: str) -> None:
    reading = after(about(TIME), text, HOW, ACCOUNT)
    assert reading.questions or reading.act in ACTS


@pytest.mark.parametrize("text", ["331那单到哪了", "商城那张申请的情况"])
def test_the_status_of_an_order_is_not_that_of_the_filing(text: str) -> None:
    assert topics(after(NOTHING, text, MY_FILING_STATUS, ACCOUNT)) == [MY_ORDER_PROGRESS]


@pytest.mark.parametrize("text", ["商城备案的情况", "备案单位是谁", "简单说说我的备案"])
def test_the_status_of_a_filing_stays_so(text: str) -> None:
    assert topics(after(NOTHING, text, MY_FILING_STATUS, ACCOUNT)) == [MY_FILING_STATUS]


@pytest.mark.parametrize("text", ["552呢", "变更那张呢", "331那单呢"])
def test_a_follow_up_that_names_an_order_asks_where_it_stands(text: str) -> None:
    reading = after(about(LETTER), text, INFORM, ACCOUNT)
    assert topics(reading) == [MY_ORDER_PROGRESS]


@pytest.mark.parametrize("text", ["能不能干脆撤了从头来", "so start afresh, is that possible?"])
def test_a_question_about_starting_afresh_is_no_wish_to_start_over(text: str) -> None:
    again = read(
        about(AGAIN),
        message(text, START_OVER, ranking={START_OVER: 0.5, AGAIN: 0.3}, confidence=0.5),
        None,
        KNOWN,
    )
    assert topics(again) == [AGAIN]
    assert after(about(AGAIN), "重新开始", START_OVER).act == START_OVER


@pytest.mark.parametrize("text", ["the other?", "and the other", "ok what about the other?"])
def test_the_other_alone_is_the_one_that_was_not_spoken_of(text: str) -> None:
    reading = after(spoken_of("331", "331 552").with_(topic=TIME), text, INFORM, ACCOUNT)
    assert reading.frame.about == keys("552")


def test_a_long_message_that_names_a_thing_is_not_taken_for_its_name_alone() -> None:
    short = after(NOTHING, "汉桥商城", FALLBACK, ACCOUNT)
    assert topics(short) == [MY_FILING_STATUS]
    story = "我太太想把汉桥商城接过去自己用她自己的名字做，已经跟朋友商量了大半年一直没有结果"
    assert after(NOTHING, story, FALLBACK, ACCOUNT).act == FALLBACK
