"""Phone numbers as people write them."""

from __future__ import annotations

import pytest

from beian.base.phones import (
    ANY_NUMBER,
    MAINLAND_NUMBER,
    digits_of,
    is_landline,
    phone_in_one_form,
)


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


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("13800001111", "13800001111"),
        ("\u202d138 0000 2222\u202c", "13800002222"),
        ("１３８００００２２２２", "13800002222"),
        ("+86 138-0000-1111", "13800001111"),
        ("8613800001111", "13800001111"),
        ("0086-138-0000-1111", "13800001111"),
        ("013800001111", "13800001111"),
        ("手机：138-0000-1111", "13800001111"),
        ("13800001111.0", "13800001111"),
        ("1.3800001111E+10", "13800001111"),
        ("13800001111/+86 13800001111", "13800001111"),
        ("+86 (20) 8123-4567", "020-81234567"),
        ("020-81234567-8012", "020-81234567-8012"),
        ("075512345678", "0755-12345678"),
        ("(0755) 1234 5678转801", "0755-12345678-801"),
        ("0551-2345678", "0551-2345678"),
        ("86-0755-22345678", "0755-22345678"),
        ("4008208820", "400-820-8820"),
        ("+852 9123 4567", "+85291234567"),
        ("0044 7911 123456", "+447911123456"),
        ("10086", "10086"),
    ],
)
def test_a_number_is_kept_in_one_form_that_tells_landlines_from_mobile_phones(
    written: str, kept: str
) -> None:
    assert phone_in_one_form(written) == kept
    assert phone_in_one_form(kept) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.38E+10", "lost its last digits"),
        ("17090001234/13800005678", "more than one phone number"),
        ("13800001111 13900002222", "more than one phone number"),
        ("96131234", "a landline its area code"),
        ("1380000111", "a mobile one has 11 digits"),
        ("138000011112", "is no phone number"),
        ("nan", "is no phone number"),
        ("/", "is no phone number"),
    ],
)
def test_what_is_not_certainly_one_number_is_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        phone_in_one_form(written)


@pytest.mark.parametrize(
    ("number", "landline"),
    [
        ("0755-12345678", True),
        ("(010) 1234 5678", True),
        ("400-820-8820", True),
        ("13800001111", False),
        ("+85291234567", False),
        ("unknown", False),
    ],
)
def test_a_landline_is_told_from_a_mobile_phone(number: str, landline: bool) -> None:
    assert is_landline(number) is landline
