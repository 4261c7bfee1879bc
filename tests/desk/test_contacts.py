"""The contact in a message."""

from __future__ import annotations

import pytest

from beian.desk.conversations.contacts import contact_in, is_contact_alone


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
