"""Words: as jieba finds them, whatever is remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.nlu.text import segmentation
from beian.nlu.text.segmentation import cut, segmenter, words
from tests.nlu.conftest import HOSTILE, MESSAGES


@given(st.text(alphabet="注销备案要多久abC12 .。，!?\n\u3000-_é😀", max_size=60))
def test_a_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    assert cut(text) == list(segmenter().cut(text))


@pytest.mark.parametrize("text", [*HOSTILE, *(text for some in MESSAGES.values() for text in some)])
def test_real_and_hostile_texts_are_too(text: str) -> None:
    assert cut(text) == cut(text) == list(segmenter().cut(text))


def test_words_leave_white_space_out() -> None:
    assert words(" 注销 备案\tok?") == ["注销", "备案", "ok", "?"]


def test_long_runs_are_not_remembered() -> None:
    segmentation._cut_run.cache_clear()
    assert "".join(cut("注销备案" * 500)) == "注销备案" * 500
    assert segmentation._cut_run.cache_info().currsize <= 1
