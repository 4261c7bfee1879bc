"""The contact in a message."""

from __future__ import annotations

import pytest

from beian.desk.conversations.contacts import contact_in, is_contact_alone, without_contact


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("lin@example.cn", "lin@example.cn"),
        ("邮箱是lin.wei+icp@mail.example.com.cn，谢谢", "lin.wei+icp@mail.example.com.cn"),
        ("my mail is A.Lin@Example.com", "A.Lin@Example.com"),
        ("打我电话13800138000吧", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+852 9123 4567", "+852 9123 4567"),
        ("0571-88886666", "0571-88886666"),
        ("微信13800138000", "13800138000"),
        ("我的微信是 abc123", "微信 abc123"),
        ("微信号：zhangsan", "微信 zhangsan"),
        ("加我微信 Tom-2020 就行", "微信 Tom-2020"),
        ("my WeChat ID is tom_2020", "WeChat tom_2020"),
        ("QQ 12345678", "QQ 12345678"),
        ("abc123", "abc123"),
        ("wxid_8f7g6h", "wxid_8f7g6h"),
        ("order 42 is stuck", None),
        ("京ICP备2021000001号", None),
        ("BA20261011001", None),
        ("wechat is broken", None),
        ("thanks", None),
        ("e-mail", None),
        ("shop123.example.cn", None),
    ],
)
def test_the_contact_in_a_message_is_found(text: str, contact: str | None) -> None:
    assert contact_in(text) == contact


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "我的微信是 abc123",
        "my mail is a@b.com",
        "打我电话13800138000吧",
        "谢谢，13800138000",
        "可以打我手机13800138000，或者发邮件到a@b.com",
    ],
)
def test_a_contact_with_words_around_it_is_no_more_than_that(text: str) -> None:
    assert is_contact_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "论坛那个站，电话13800138000",
        "It is stuck, write to lin@example.cn please",
        "13800138000，要多久？",
        "多谢",
    ],
)
def test_what_it_is_about_beside_a_contact_is_more(text: str) -> None:
    assert not is_contact_alone(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("微信号 abc_12345，另外注销要多久？", "注销要多久？"),
        ("注销要多久？微信 abc_12345", "注销要多久？"),
        ("我的电话13800138000，注销要多久？", "注销要多久？"),
        ("13800138000，注销要多久？", "注销要多久？"),
        ("13800138000 注销要多久", "注销要多久"),
        ("我微信是abc123，对了，要准备哪些材料？", "要准备哪些材料？"),
        ("邮箱 lin@example.cn。还有，多久能批下来？", "多久能批下来？"),
        ("请问注销要多久，可以打我手机13800138000", "请问注销要多久"),
        ("注销要多久，另外我的QQ 12345678", "注销要多久"),
        ("可以加我微信 Tom-2020 就行，顺便问一下多久", "问一下多久"),
        ("谢谢，电话０５７１－８８８８６６６６，注销后还能重新备案吗？", "注销后还能重新备案吗？"),
        ("論壇那個站要多久？我的電話是13800138000，謝謝", "論壇那個站要多久？"),
        ("微信號 abc_12345，另外註銷要多久？", "註銷要多久？"),
        ("我嘅電話係13800138000，仲有註銷要幾耐？", "仲有註銷要幾耐？"),
        ("聯絡方式：a@b.com，請問需要什麼材料？", "請問需要什麼材料？"),
        ("13800138000, and how long does it take?", "how long does it take?"),
        ("My wechat is tom_2020. How long does it take?", "How long does it take?"),
        ("my wechat is tom_2020 and how long does it take?", "how long does it take?"),
        ("How long does it take? You can reach me at lin@example.cn", "How long does it take?"),
        ("What papers do I need, my phone number is +852 9123 4567", "What papers do I need"),
        ("Please call me on 13800138000; also, is it free?", "is it free?"),
        ("How long does it take? My WhatsApp: lin12345, thanks", "How long does it take?"),
    ],
)
def test_what_is_asked_beside_a_contact_is_asked_without_it(text: str, asked: str) -> None:
    assert without_contact(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "13800138000能收到短信吗？",
        "论坛那个站，电话13800138000",
        "how long does it take?",
        "Is 13800138000 the right number?",
    ],
)
def test_a_contact_without_another_question_is_left_as_it_is(text: str) -> None:
    assert without_contact(text) == text
