"""What the words for a returned order come to."""

from __future__ import annotations

import pytest

from beian.filing.return_reasons import reason_in_english, sms_not_verified


@pytest.mark.parametrize(
    "reason",
    [
        "24小时内未完成短信核验",
        "短信核验超时",
        "逾期未核验",
        "未在规定时间内完成短信验证",
        "工信部短信核验逾期",
    ],
)
def test_a_text_that_was_not_verified(reason: str) -> None:
    assert sms_not_verified(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "主体负责人手机号无法接通，请补充材料后重新提交。",
        "短信核验未完成，且证件照片不清晰",
        "网站名称不合规",
        "",
    ],
)
def test_other_reasons_stay_as_they_are(reason: str) -> None:
    assert not sms_not_verified(reason)


PHONE = "the phone number of the person in charge can't be reached"
PAPERS = "papers have to be added"


@pytest.mark.parametrize(
    ("reason", "english"),
    [
        ("主体负责人手机号无法接通，请补充材料后重新提交。", f"{PHONE}; {PAPERS}"),
        ("网站负责人电话打不通", PHONE),
        ("負責人手機號碼無法接通，請補充材料後重新提交。", f"{PHONE}; {PAPERS}"),
        ("联系电话无人接听，请核实后重新提交", PHONE),
        ("24小时内未完成短信核验。", "the text was not verified in time"),
        ("手持证件照片模糊；缺少证明材料", f"a photo or scan can't be read; {PAPERS}"),
        ("证件信息与备案信息不一致", "data on file and papers don't match"),
        ("网站负责人信息有误。", "data that was given is wrong"),
        ("营业执照已过期，请重新提交", "an identity document or licence has expired"),
        ("注销声明书未加盖公章", "the seal, fingerprint or signature is missing"),
    ],
)
def test_a_common_reason_is_told_in_english(reason: str, english: str) -> None:
    assert reason_in_english(reason) == english


@pytest.mark.parametrize(
    "reason",
    [
        "网站名称不合规",
        "主体负责人手机号无法接通，且网站内容与备案不符",  # one of two things is not known
        "请重新提交",
        "主体负责人手机号无法接通的情况说明不予认可",
    ],
)
def test_any_other_is_quoted_and_said_to_be_chinese(reason: str) -> None:
    quoted = f"in the provider's words, in Chinese: “{reason}”"
    assert reason_in_english(reason) == quoted


def test_a_reason_in_english_stays() -> None:
    assert reason_in_english("photo blurred") == "photo blurred"
