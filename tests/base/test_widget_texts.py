"""The widget's own texts in Traditional characters."""

from __future__ import annotations

from beian.nlu.simplified import traditional
from tools.traditional_texts import TABLE, table_of, widget_texts, written


def test_the_table_is_that_of_the_texts_as_they_are() -> None:
    assert TABLE.read_text("utf-8") == written(), "Run `python -m tools.traditional_texts`."


def test_the_table_converts_each_text_as_the_assistant_converts_its_own() -> None:
    table = table_of(widget_texts())
    forms = dict(zip(str(table["from"]), str(table["to"]), strict=True))
    phrases = dict(table["phrases"])
    for text in widget_texts():
        shown, place = "", 0
        while place < len(text):
            phrase = next((one for one in phrases if text.startswith(one, place)), None)
            shown += phrases[phrase] if phrase else forms.get(text[place], text[place])
            place += len(phrase or " ")
        assert shown == traditional(text)
