from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.normalisation import LONGEST, folded
from tests.nlu.conftest import HOSTILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＩＣＰ备案", "icp备案"),
        ("CANCEL the Filing", "cancel the filing"),
        ("註銷備案要多久", "注销备案要多久"),
        ("網路備案", "网络备案"),
        ("注\u200b销\ufeff备案", "注销备案"),
        ("cancel\x00\x07led", "cancelled"),
        ("  how \n\t long　now ", "how long now"),
        ("heeeeelp！！！！", "heelp!!"),
        ("哈哈哈哈哈", "哈哈"),
        ("www", "ww"),
        ("", ""),
        (" \u200b ", ""),
        ("\ud83d", ""),
    ],
)
def test_what_makes_no_difference_is_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_folds_to_something_bounded_that_can_be_encoded(text: str) -> None:
    shown = folded(text)
    shown.encode("utf-8")
    assert len(shown) <= 20 * LONGEST


@given(st.text())
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    assert len(folded_in_place(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("粤ＩＣＰ备—１", "粤icp备-1"),
        ("廣東　註銷", "广东 注销"),
        ("ﬃ İ", "ﬃ İ"),  # two or more characters when folded: left alone
    ],
)
def test_single_characters_fold(text: str, expected: str) -> None:
    assert folded_in_place(text) == expected
