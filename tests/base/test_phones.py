"""Phone numbers as people write them."""

from __future__ import annotations

import pytest

from beian.base.phones import ANY_NUMBER, MAINLAND_NUMBER, digits_of


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086-13800138000", "13800138000"),
        ("(010) 1234 5678", "01012345678"),
        ("+852 9123 4567", "85291234567"),
        ("none", ""),
    ],
)
def test_digits_are_those_to_dial_within_mainland_china(written: str, digits: str) -> None:
    assert digits_of(written) == digits


@pytest.mark.parametrize(
    "text", ["13800138000", "1 3 8 0013 8000", "+86 13800138000", "400-820-8820", "0551-2345678"]
)
def test_a_mainland_number_is_found_by_both_patterns(text: str) -> None:
    for pattern in (MAINLAND_NUMBER, ANY_NUMBER):
        found = pattern.search(f"电话{text}，谢谢")
        assert found is not None
        assert found.group() == text


@pytest.mark.parametrize(
    "text", ["BA13800138000", "13800138000-2", "ba-13800138000", "x13800138000y"]
)
def test_digits_within_an_id_are_no_mainland_number(text: str) -> None:
    assert MAINLAND_NUMBER.search(text) is None


@pytest.mark.parametrize("text", ["tel13800138000", "wechat:13800138000", "+44 20 7946 0958"])
def test_a_number_to_call_back_may_stand_beside_letters_or_be_abroad(text: str) -> None:
    assert ANY_NUMBER.search(text) is not None


@pytest.mark.parametrize("text", ["粤ICP备2021000001号", "BA20261011001", "42", "2026-10-12 10:00"])
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    assert ANY_NUMBER.search(text) is None
    assert MAINLAND_NUMBER.search(text) is None
