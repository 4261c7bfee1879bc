"""Filing numbers as people write them, and their endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.filing_numbers import FilingNumber, filing_number, in_one_form


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("粤ICP备2021000001号", "粤ICP备2021000001号"),
        ("粤 ICP 備 2021900999 號", "粤ICP备2021900999号"),
        ("粤 ICP 备 2021900999 号－1", "粤ICP备2021900999号-1"),
        ("粤icp备2021000001号—2", "粤ICP备2021000001号-2"),
        ("蘇ICP備2019056783號-2", "苏ICP备2019056783号-2"),
        ("粤ＩＣＰ备２０２１０００００１号－３ｘ", "粤ICP备2021000001号-3X"),
        ("粤ICP备2021000001号-2A", "粤ICP备2021000001号-2A"),
        ("粤ICP备2021000001号-2 a", "粤ICP备2021000001号-2A"),
        ("粤ICP备2021000001号-04K", "粤ICP备2021000001号-4K"),
        ("京ICP备05000001", "京ICP备05000001号"),
        ("湘ICP备17010233-1", "湘ICP备17010233号-1"),
        ("网站备案号：粤ICP备2021000001号-1", "粤ICP备2021000001号-1"),
        ("ICP备案/许可证号:粤ICP备2021000001号", "粤ICP备2021000001号"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_written(written: str, kept: str) -> None:
    assert str(filing_number(written)) == kept
    assert in_one_form(written) == kept
    assert in_one_form(kept) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("无", "is no filing number, such as 粤ICP备2021000001号"),
        ("ICP备2021000001号", "is no filing number"),
        ("粤ICP备2021000001号-2AB", "is no filing number"),
        ("京ICP证030173号", "is the number of a licence"),
        ("粤B2-20090059", "is the number of a licence"),
        ("粤ICP备2021000001号-1 粤ICP备2021000001号-2", "more than one filing number"),
    ],
)
def test_what_is_no_filing_number_is_refused_and_left_as_it_is(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        filing_number(written)
    assert in_one_form(written) == written


@given(st.integers(1, 999), st.sampled_from(["", "A", "X", "K"]))
def test_the_ending_stays_what_it_is(place: int, letter: str) -> None:
    number = FilingNumber("粤ICP备2021000001号", place, letter)
    assert filing_number(str(number)) == number
