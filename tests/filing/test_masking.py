from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.filing.masking import MASK, mask_name, mask_phone, shown_name
from beian.filing.state import SubjectType
from tests.filing.builders import subject
from tests.filing.strategies import NAMES

DIGITS = "0123456789"
NUMBERS = st.text(DIGITS, max_size=30)
WRITTEN_PHONES = st.text(DIGITS + "+-() /转", max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张", "*"),
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("张 三", "张 *"),
        ("欧阳 娜娜", "欧* **"),
        ("迪丽热巴·迪力木拉提", "迪" + "*" * 9),
        ("Jane Smith", "J*** *****"),
        ("J S", "J *"),
        ("  王  小明 ", "王 **"),
        ("   ", "*"),
        ("", "*"),
        ("名" * 60, "名" + "*" * 59),
    ],
)
def test_a_name_shows_its_first_character_alone(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(NAMES)
def test_no_name_shows_more_than_its_first_character(name: str) -> None:
    masked = mask_name(name)
    assert masked[0] in {MASK, name.strip()[:1]}
    assert set(masked[1:]) <= {MASK, " "}


@given(NAMES)
def test_a_name_of_one_character_is_never_shown(name: str) -> None:
    letters = "".join(name.split())
    if len(letters) <= 1:
        assert mask_name(name) == MASK


@pytest.mark.parametrize(
    "phone",
    [
        "13812345678",
        "+8613812345678",
        "+86 138 1234 5678",
        "+86-138-1234-5678",
        "(+86) 13812345678",
        "0086 13812345678",
        "86 13812345678",
        " 138-1234-5678 ",
        "１３８１２３４５６７８",
    ],
)
def test_a_mobile_number_is_masked_alike_however_it_is_written(phone: str) -> None:
    expected = "１３８****５６７８" if "１" in phone else "138****5678"
    assert mask_phone(phone) == expected


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        pytest.param("010-12345678", "010****5678", id="landline of Beijing"),
        pytest.param("0755-12345678", "075*****5678", id="landline of Shenzhen"),
        pytest.param("+86 755 1234 5678", "867******5678", id="landline with country code"),
        pytest.param("010-12345678-801", "010*******8801", id="landline with extension"),
        pytest.param("+852 9123 4567", "852****4567", id="Hong Kong"),
        pytest.param("+44 7911 123456", "447*****3456", id="abroad"),
        pytest.param("12345678", "******78", id="landline without area code"),
        pytest.param("10086", "****86", id="service number"),
        pytest.param("1234", "****", id="too short to show any"),
        pytest.param("7", "****", id="one digit"),
        pytest.param("none", "****", id="no digits"),
        pytest.param("", "****", id="empty"),
    ],
)
def test_other_numbers_show_only_their_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@given(WRITTEN_PHONES)
def test_no_number_shows_more_than_three_digits_in_front_and_four_behind(phone: str) -> None:
    shown = re.fullmatch(r"(\d{0,3})\*{4,}(\d{0,4})", mask_phone(phone))
    assert shown
    assert len(shown[1] + shown[2]) <= 7


@given(NUMBERS)
def test_what_a_number_shows_are_its_own_ends_and_never_its_middle(number: str) -> None:
    head, tail = mask_phone(number).split("****", 1)
    tail = tail.lstrip(MASK)
    assert number.removeprefix("0086").removeprefix("86").startswith(head) or number.startswith(
        head
    )
    assert number.endswith(tail)
    hidden = len(number) - len(head) - len(tail)
    assert hidden == len(number) or hidden >= 3


@given(NUMBERS, st.lists(st.sampled_from([" ", "-", "(", ")", "+", "."]), max_size=40))
def test_signs_between_the_digits_change_nothing(number: str, signs: list[str]) -> None:
    pairs = zip(number, signs + [""] * len(number), strict=False)
    written = "".join(digit + sign for digit, sign in pairs)
    assert mask_phone(written) == mask_phone(number)


def test_an_individual_is_named_masked() -> None:
    assert shown_name(subject(type=SubjectType.INDIVIDUAL, name="张三")) == "张*"


def test_an_enterprise_is_named_in_full() -> None:
    one = subject(type=SubjectType.ENTERPRISE, name="深圳示例科技有限公司")
    assert shown_name(one) == "深圳示例科技有限公司"
