"""The widget's own texts in Traditional characters."""

from __future__ import annotations

import re

from beian.nlu.text.simplified import traditional
from tools.traditional_texts import (
    TABLE,
    own_words,
    table_of,
    widget_texts,
    words_of_there,
    written,
)


def test_the_table_is_that_of_the_texts_as_they_are() -> None:
    assert TABLE.read_text("utf-8") == written(), "Run `python -m tools.traditional_texts`."


def in_words_of_there(text: str) -> str:
    """A converted text with the words that are called otherwise."""
    others = {traditional(word): form for word, form in words_of_there().items()}
    longest_first = "|".join(sorted(others, key=len, reverse=True))
    return re.sub(longest_first, lambda found: others[found[0]], text)


def test_the_table_converts_each_text_by_characters_and_by_words_of_there() -> None:
    table = table_of(widget_texts())
    forms = dict(zip(str(table["from"]), str(table["to"]), strict=True))
    phrases = dict(table["phrases"])
    for text in widget_texts():
        shown, place = "", 0
        while place < len(text):
            phrase = next((one for one in phrases if text.startswith(one, place)), None)
            shown += phrases[phrase] if phrase else forms.get(text[place], text[place])
            place += len(phrase or " ")
        assert shown == in_words_of_there(traditional(text))


def test_words_are_those_that_the_texts_have() -> None:
    texts = "\n".join(widget_texts())
    assert [word for word in own_words() if word not in texts] == []
