from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.nlu.text.plain_text import as_plain_text


@pytest.mark.parametrize(
    "text",
    [
        "/greet",
        '/inform{"document": "passport"}',
        "  /restart",
        "\u200b/greet",
        "\ufeff /greet",
        "\x00\x1f\u202e/greet",
        "/",
        "//greet",
    ],
)
def test_what_looks_like_a_command_is_text(text: str) -> None:
    plain = as_plain_text(text)
    assert plain.startswith("／")
    assert plain[1:] == text[text.index("/") + 1 :]


@pytest.mark.parametrize("text", ["注销备案", "and/or", "http://example.com/a", "", "１/２"])
def test_other_text_stays(text: str) -> None:
    assert as_plain_text(text) == text


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_no_text_reaches_rasa_as_a_command_or_cannot_be_encoded(text: str) -> None:
    plain = as_plain_text(text)
    assert not plain.strip().startswith("/")
    plain.encode("utf-8")
