"""The desk's words to who writes Traditional characters."""

from __future__ import annotations

from beian.desk.storage.scripts import in_traditional


def test_the_name_of_a_button_is_converted_with_it_and_a_file_s_name_stays() -> None:
    said = in_traditional("“图片.jpg”收到了。也可以直接点“转接”。", ours=["转接"])
    assert said == "「图片.jpg」收到了。也可以直接點「轉接」。"
