"""Wishes for reminders, for none, and talk of reminders that is neither."""

from __future__ import annotations

import pytest

from beian.base.reminder_kinds import BY_MAIL, ORDER_CHANGES, OVERDUE, REMINDER_KINDS, SMS_DEADLINE
from beian.nlu.plain_words.reminder_wishes import ReminderWish, reminder_wish


@pytest.mark.parametrize(
    "text",
    [
        "不要再提醒我",
        "不要再提醒我了！",
        "别提醒了",
        "别再提醒我了，谢谢",
        "不用提醒",
        "不用再提醒我了",
        "請不要再提醒我",
        "唔好再提醒我",
        "以后不需要提醒了",
        "停止提醒",
        "把提醒关掉吧",
        "提醒都关了吧",
        "取消提醒",
        "我不想收到任何提醒",
        "不要再给我发这种消息了",
        "别再推送通知了",
        "退订",
        "能不能别老提醒我",
        "stop the reminders",
        "Stop the reminders.",
        "stop reminding me",
        "please stop sending me reminders",
        "no more reminders please",
        "turn off the reminders",
        "Turn those reminders off, please",
        "can you turn the reminders off",
        "I don't want any more reminders",
        "don't remind me again",
        "do not remind me any more",
        "unsubscribe",
        "Unsubscribe me please",
        "unsubscribe me from these reminders",
        "please quit notifying me",
    ],
)
def test_who_wants_none_any_more_gets_none_of_any_kind(text: str) -> None:
    assert reminder_wish(text) == ReminderWish(on=False, asks=False, kinds=REMINDER_KINDS)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("不要再提醒我短信核验了", (SMS_DEADLINE,)),
        ("别再提醒我截止时间", (SMS_DEADLINE,)),
        ("订单状态的提醒关掉", (ORDER_CHANGES,)),
        ("取消进度提醒", (ORDER_CHANGES,)),
        ("超时的就别提醒了", (OVERDUE,)),
        ("不用再发逾期提醒", (OVERDUE,)),
        ("stop the deadline reminders", (SMS_DEADLINE,)),
        ("no more SMS reminders", (SMS_DEADLINE,)),
        ("turn off the status reminders", (ORDER_CHANGES,)),
        ("I don't need overdue reminders", (OVERDUE,)),
        ("stop the deadline and status reminders", (SMS_DEADLINE, ORDER_CHANGES)),
    ],
)
def test_a_kind_that_is_named_is_meant_alone(text: str, kinds: tuple[str, ...]) -> None:
    assert reminder_wish(text) == ReminderWish(on=False, asks=False, kinds=kinds)


@pytest.mark.parametrize(
    "text",
    [
        "恢复提醒",
        "把提醒打开",
        "请重新提醒我",
        "继续提醒我吧",
        "开启提醒",
        "提醒还是打开吧",
        "turn the reminders on",
        "Turn the reminders back on please",
        "switch on the reminders again",
        "resume the reminders",
        "start reminding me again",
        "I want the reminders back",
        "please remind me again",
    ],
)
def test_they_are_wanted_again(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.on, wish.kinds) == (True, REMINDER_KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "到时候提醒我",
        "快到期提醒我一下",
        "截止前提醒我",
        "能提醒我吗？",
        "帮我盯着点，出结果喊我一声",
        "你到底能不能通知我",
        "ping me when they decide",
        "can you notify me when it's done",
        "please keep an eye on it",
        "你能不能提前提醒我一下",
        "您會提醒我嗎",
        "麻烦短信核验过期前1小时提醒我",
        "别忘了提醒我",
        "可以设个提醒吗",
        "快到期的时候叫我一声",
        "有结果了提醒我一下",
        "怎么关掉提醒",
        "Can you remind me?",
        "could you remind me before the deadline",
        "please remind me in time",
        "Remind me when the time is up",
        "remind me an hour before",
        "can I get a reminder for that",
        "Do you send reminders?",
        "set a reminder please",
        "don't forget, remind me tomorrow",
        "how do I turn off the reminders",
    ],
)
def test_whether_there_are_any_is_asked(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.on, wish.asks, wish.kinds) == (True, True, REMINDER_KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "注销没通过的话会收到提醒吗",
        "有没有办法订阅注销结果的提醒",
        "成功会提醒吗",
        "昨天客服提醒我，验证码二十四小时内不填就退回来",
        "朋友提醒我说别光停机",
        "系统提醒证件过期",
        "律师朋友提醒，最好把名下备案清掉",
        "多谢提醒，差点忘了时间",
        "提醒我一下我有哪些网站",
        "早知道会变空，当初提醒一声不行吗",
        "不用通知管局吗",
        "取消备案要多久",
        "取消接入会提醒其他网站吗",
        "关闭网站",
        "短信不要再发了吗",
        "别忘了告诉我材料",
        "云厂商短信提醒说核查电话打不通",
        "Remind me where my shop is hosted",
        "Remind me what's mine.",
        "remind me what I've got running with you",
        "Thanks for the reminder about the deadline.",
        "The provider reminds me each quarter",
        "Three reminders to verify our filing data are lying here.",
        "I'd like to put a reminder in my diary, for which day",
        "cancel my website",
        "stop the cancellation",
        "how do I cancel the order",
        "An officer rang to remind me that the police entry must be settled",
        "no more websites",
    ],
)
def test_talk_of_reminders_is_no_wish(text: str) -> None:
    assert reminder_wish(text) is None


def test_another_question_in_the_message_is_told_of() -> None:
    wish = reminder_wish("不要再提醒我了，注销要多久？")
    assert wish is not None
    assert wish.asks_more
    assert not wish.on
    wish = reminder_wish("no more reminders please, and how long does it take?")
    assert wish is not None
    assert wish.asks_more


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("只要短信快到期的提醒，别的不要", ("order_changes", "overdue")),
        ("只保留超时的提醒", ("sms_deadline", "order_changes")),
        ("I only want the sms reminders", ("order_changes", "overdue")),
        ("only remind me about the deadline", ("order_changes", "overdue")),
        ("don't e-mail me about overdue orders", ("overdue",)),
        ("please don't text us about the code", ("sms_deadline",)),
    ],
)
def test_one_kind_alone_is_wanted_or_not(text: str, off: tuple[str, ...]) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.on, wish.kinds) == (False, off)


@pytest.mark.parametrize(
    "text", ["只要提醒我就行", "don't tell me about your family", "just tell me"]
)
def test_no_kind_no_such_wish(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is None or wish.on


@pytest.mark.parametrize(
    "text",
    [
        "提醒我都关了吗",
        "提醒关了没",
        "提醒取消了吗",
        "关了提醒会漏掉期限吗",
        "恢复提醒了吗",
        "我还会收到提醒吗",
        "did I turn off the reminders?",
        "are the reminders off?",
        "will I still get reminders",
        "到期你会提醒我吗",
        "怎么关闭提醒",
    ],
)
def test_a_question_about_reminders_switches_none(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.asks, wish.switches) == (True, False)


@pytest.mark.parametrize(
    "text",
    ["不要再提醒我了好吗", "能不能别提醒了", "把提醒关了行吗", "could you stop the reminders?"],
)
def test_a_request_put_as_a_question_is_one(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.on, wish.asks) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "哪些提醒开着？",
        "我关了哪些提醒",
        "有哪几种提醒还开着",
        "短信核验的提醒关了没",
        "哪些提醒關了",
        "你会提醒我什么",
        "which reminders are on?",
        "which of my reminders are off",
        "are my sms reminders on?",
        "have I turned off the reminders",
        "Which notifications are enabled?",
    ],
)
def test_who_asks_which_are_on_switches_nothing(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.asks, wish.switches) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "昨天客服提醒我哪些材料",
        "收到提醒是什么意思",
        "what does the reminder on my filing mean",
        "关掉网站会提醒其他人吗",
    ],
)
def test_talk_of_what_somebody_reminded_of_asks_for_none(text: str) -> None:
    assert reminder_wish(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "别给我发邮件提醒了",
        "别再给我发提醒邮件",
        "別再寄郵件給我",
        "退订邮件",
        "不要邮件提醒",
        "邮件别发了",
        "不想收邮件，聊天里提醒就行",
        "只在聊天里提醒我",
        "stop the e-mails",
        "stop e-mailing me",
        "no more email reminders",
        "don't email me any more",
        "I don't want emails from you",
        "only remind me in the chat",
    ],
)
def test_who_wants_no_e_mails_is_not_taken_to_want_no_reminders(text: str) -> None:
    assert reminder_wish(text) == ReminderWish(on=False, asks=False, kinds=(BY_MAIL,))


@pytest.mark.parametrize(
    "text",
    [
        "恢复邮件提醒",
        "还是给我发邮件提醒吧",
        "turn the e-mail reminders back on",
        "emails are ok again",
    ],
)
def test_e_mails_are_wanted_again(text: str) -> None:
    assert reminder_wish(text) == ReminderWish(on=True, asks=False, kinds=(BY_MAIL,))


@pytest.mark.parametrize("text", ["可以发邮件提醒我吗", "remind me by e-mail please"])
def test_who_asks_for_e_mails_has_them_too(text: str) -> None:
    wish = reminder_wish(text)
    assert wish is not None
    assert (wish.on, wish.asks, wish.kinds) == (True, True, (*REMINDER_KINDS, BY_MAIL))


def test_both_ways_named_are_all_there_are() -> None:
    wish = reminder_wish("邮件和聊天的提醒都不要")
    assert wish == ReminderWish(on=False, asks=False, kinds=REMINDER_KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "短信的提醒还是要的",
        "短信提醒還是要的",
        "短信提醒还是给我吧",
        "短信的还是要提醒我",
        "我还是要短信提醒的",
        "短信那个提醒给我留着",
        "短信到期还是提醒我吧",
        "短信提醒要",
        "短信提醒别关",
        "别关掉短信提醒",
        "I still want the sms reminders",
        "don't stop the sms reminders",
        "keep the deadline reminders",
        "leave the sms reminders on",
        "I still want the deadline ones",
    ],
)
def test_a_kind_is_still_wanted(text: str) -> None:
    assert reminder_wish(text) == ReminderWish(on=True, asks=False, kinds=(SMS_DEADLINE,))


@pytest.mark.parametrize(
    "text",
    [
        "提醒都关掉吧，短信的还是要",
        "除了短信的，别的都不要提醒",
        "别提醒我了，除了短信",
        "turn off all reminders except sms",
        "stop all reminders but keep the deadline ones",
    ],
)
def test_a_kind_left_out_stays_as_it_is(text: str) -> None:
    wish = reminder_wish(text)
    assert wish == ReminderWish(on=False, asks=False, kinds=(ORDER_CHANGES, OVERDUE))


def test_a_kind_left_out_of_what_is_wanted_again_stays_off() -> None:
    wish = reminder_wish("恢复提醒，超时的就算了")
    assert wish == ReminderWish(on=True, asks=False, kinds=(SMS_DEADLINE, ORDER_CHANGES))


@pytest.mark.parametrize(
    "text",
    [
        "材料发邮件可以吗",
        "材料邮件不用寄吗",
        "提醒发到哪个邮箱",
        "注销还是要的",
        "朋友提醒我还是要的",
    ],
)
def test_mails_and_wants_of_other_things_are_no_wish(text: str) -> None:
    assert reminder_wish(text) is None
