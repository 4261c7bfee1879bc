"""Questions in plain words, and the second one of a message."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.plain_questions import PlainQuestion, further_questions, plain_question
from beian.nlu.plain_words.told_to import told_to


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("万一变更没批会怎样", PlainQuestion.REFUSED),
        ("如果又被退呢", PlainQuestion.REFUSED),
        (
            "what happens if it gets turned down",
            PlainQuestion.REFUSED,
        ),
        ("what if they send it back", PlainQuestion.REFUSED),
        ("单子被退了，咋办", None),
        ("護照要拍照還是只填號碼", PlainQuestion.PHOTO_OR_NUMBER),
        ("photo of the permit or just the number", PlainQuestion.PHOTO_OR_NUMBER),
        ("只注销网站，主体留着行吗", PlainQuestion.SITE_ALONE),
        ("can my brother get the code instead", PlainQuestion.OTHERS_PHONE),
        ("验证码发给谁", None),
        ("which one's the draft", PlainQuestion.WHICH_DRAFT),
        ("我现在不是已经有一个在注销了吗 哪个来着", PlainQuestion.BEING_CANCELLED),
        ("正在注销的是哪个网站", PlainQuestion.BEING_CANCELLED),
        ("which one is being cancelled right now?", PlainQuestion.BEING_CANCELLED),
        ("现在注销了哪几个", None),
        ("哪些已经注销了", None),
        ("the one being cancelled, when is it done?", None),
        ("搬到阿里云要重新备案吗", PlainQuestion.MOVES),
        ("转到我们另一家公司名下，不注销行不行", None),
        ("can I do that while the forum one is still running", PlainQuestion.MEANWHILE),
        ("does that touch the forum at all", PlainQuestion.TOUCHES),
        ("make me one", PlainQuestion.LETTER),
        ("how long would bringing it back take", PlainQuestion.RESTORE_TIME),
        ("how long until the blog is restored", PlainQuestion.RESTORE_TIME),
        ("恢复访问要几天", PlainQuestion.RESTORE_TIME),
        ("how long will the site take to load", None),
        ("how long do I have to bring the papers back", None),
        ("can my old flatmate read it for me", PlainQuestion.CODE_BY_OTHER),
        ("can my accountant sign it", None),
        ("can my wife get the money back", None),
        ("may it be sent to my cousin instead?", PlainQuestion.CODE_TO_OTHER),
        ("can it go to the administration by post tomorrow, or later", None),
        ("where do I find that button", PlainQuestion.WHERE_TO_GIVE_UP),
        ("where is the shop hosted", None),
        ("那个入口在哪", PlainQuestion.WHERE_TO_GIVE_UP),
        ("how long is it till it's all over", PlainQuestion.WHEN_DONE),
        ("how long till the code expires", None),
        ("when will the code arrive", PlainQuestion.WHEN_TEXTED),
        ("验证码几时到", PlainQuestion.WHEN_TEXTED),
        ("when does the code run out", None),
        ("when did the text come", None),
        ("so we just sign in at Tencent and delete it", PlainQuestion.WHERE_TO_CANCEL),
        ("I can't sign in and want to cancel", None),
        ("is that with the administration yet?", PlainQuestion.WHOSE_DESK),
        ("do you have it already?", PlainQuestion.WHOSE_DESK),
        ("do you have it in Chinese?", None),
        ("到管局了没有", PlainQuestion.WHOSE_DESK),
        ("到管局要多久", None),
        ("which old number do they have for me", PlainQuestion.PHONE_ON_FILE),
        ("what number did I file", None),
        ("may the new owner file it by now", PlainQuestion.BUYER_FILES),
        ("the buyer paid, what do I file", None),
        ("买家现在能备案吗", PlainQuestion.BUYER_FILES),
        ("that draft, what was it for again", PlainQuestion.WHICH_DRAFT),
        ("the draft... what's it even for", PlainQuestion.WHICH_DRAFT),
    ],
)
def test_a_plain_question_is_found(text: str, found: PlainQuestion | None) -> None:
    assert plain_question(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("can we do that too? and what would we need", [PlainQuestion.PAPERS]),
        ("can it be pulled back, and if I do, do I have to start over?", [PlainQuestion.AGAIN]),
        ("重新提交還要再拍照嗎？要幾天？", [PlainQuestion.HOW_LONG]),
        ("那边能一起注销吗？要不要钱？谁签字？", [PlainQuestion.COST, PlainQuestion.SIGNER]),
        ("我去年换了公司，网站也停了，要几天", []),
        ("how long", []),
    ],
)
def test_a_second_question_is_found(text: str, found: list[PlainQuestion]) -> None:
    assert [one for one, _ in further_questions(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "can you just pull it for me",
        "你直接帮我弄了吧",
        "can't you just cancel it yourself",
        "你们后台直接删掉不就完了",
        "能不能直接给我撤掉",
    ],
)
def test_an_order_to_act_is_one(text: str) -> None:
    assert told_to(text) is not None
