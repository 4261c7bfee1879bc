"""Answers that differ between providers and provinces are read, and the one that fits is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.nlu.topics.facts import Confidence, Fact, Source
from beian.nlu.topics.faults import FaultyContent
from beian.nlu.topics.model import Topic
from beian.nlu.topics.reading import read_topic
from beian.nlu.topics.variants import Place, fitting

TOPIC = """\
topic: faq_storage
title: {zh: 备案资料要保存多久？, en: How long are filing papers kept?}
answer:
  zh: 看接入商。
  en: It depends.
  links: [ministry]
  where:
    listed: {provider: huawei, provinces_of: some-provinces, zh: 三年。, en: Three years.}
    huawei: {provider: huawei, zh: 两年。, en: Two years.}
    east:
      province: [zhejiang, jiangsu]
      zh: 一年。
      en: One year.
      links: [console]
states:
  filed:
    zh: 还在。
    en: Kept.
    where:
      others: {provider: [tencent, aliyun], zh: 请问它。, en: Ask there.}
examples:
  zh: {plain: [保存多久]}
  en: {plain: [how long]}
"""
FACTS = {
    "some-provinces": Fact(
        "some-provinces",
        1,
        "",
        "",
        Source("", ""),
        "huawei",
        ("guangdong", "hebei"),
        Confidence.HIGH,
    )
}


def read(folder: Path, text: str = TOPIC) -> Topic:
    file = folder / "faq_storage.yml"
    file.write_text(text, encoding="utf-8")
    return read_topic(file)


def test_variants_are_responses_of_their_own_with_conditions(tmp_path: Path) -> None:
    topic = read(tmp_path)
    assert [one.name for one in topic.said] == [
        "utter_faq_storage",
        "utter_faq_storage__where_listed",
        "utter_faq_storage__where_huawei",
        "utter_faq_storage__where_east",
        "utter_faq_storage__in_filed",
        "utter_faq_storage__in_filed__where_others",
    ]
    assert [link.name for link in topic.answer.links] == ["ministry"]
    assert [link.name for link in topic.answer.where[2].response.links] == ["console"]


@pytest.mark.parametrize(
    ("place", "chosen"),
    [
        (Place(), "utter_faq_storage"),
        (Place("huawei", "guangdong"), "utter_faq_storage__where_listed"),
        (Place("huawei", "beijing"), "utter_faq_storage__where_huawei"),
        (Place("huawei"), "utter_faq_storage__where_huawei"),
        (Place("huawei", "zhejiang"), "utter_faq_storage__where_huawei"),
        (Place("tencent", "guangdong"), "utter_faq_storage"),
        (Place("tencent", "zhejiang"), "utter_faq_storage__where_east"),
        (Place(None, "jiangsu"), "utter_faq_storage__where_east"),
    ],
)
def test_the_first_that_fits_the_place_is_said(tmp_path: Path, place: Place, chosen: str) -> None:
    assert fitting(read(tmp_path).answer, place, FACTS)[0].name == chosen


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "{provider: huawei, zh: 两年。",
            "{zh: 两年。",
            "answer where huawei is said nowhere: give it",
        ),
        ("zh: 两年。, ", "", "answer where huawei lacks zh. Add it."),
        ("    huawei: {", "    Huawei: {", "The name of a place is Huawei: use small letters"),
        ("{provider: huawei, zh", "{vendor: huawei, zh", "answer where huawei has no vendor."),
    ],
)
def test_what_is_wrong_with_a_variant_is_told(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in TOPIC
    with pytest.raises(FaultyContent) as raised:
        read(tmp_path, TOPIC.replace(old, new))
    assert any(message in fault.message for fault in raised.value.faults)
