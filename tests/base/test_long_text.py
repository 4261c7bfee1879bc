"""What is read of a long message, and where that stands in the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beian.base.long_text import READ_WHOLE, ReadText


def test_a_text_up_to_the_limit_is_read_as_it_is() -> None:
    whole = "一" * READ_WHOLE
    assert ReadText.of(whole) == ReadText(whole)


@given(st.integers(READ_WHOLE + 1, 3 * READ_WHOLE), st.data())
def test_of_a_longer_one_both_ends_are_read_and_found(length: int, data: st.DataObject) -> None:
    whole = "".join(chr(0x4E00 + number) for number in range(length))
    read = ReadText.of(whole)
    assert len(read.text) == READ_WHOLE + 1
    half = READ_WHOLE // 2
    assert read.text == f"{whole[:half]}\n{whole[-half:]}"
    position = data.draw(st.integers(0, READ_WHOLE).filter(lambda place: place != half))
    assert whole[read.in_whole(position)] == read.text[position]
    assert read.in_whole(len(read.text)) == len(whole)
