"""Facts are read with all that is known of them; what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.nlu.topics.facts import Confidence, Fact, Source, read_facts
from beian.nlu.topics.project import project_content

WHOLE = """\
# a comment
- id: kept-three-years
  says: "Papers are kept for three years: all of them."
  zh: 资料保存三年。
  source:
    publisher: 某接入商
    title: 资料说明
    date: 2025-12
    address: https://example.com/说明.md
  provider: huawei
  provinces: [zhejiang, jiangsu]
  confidence: medium
  contradicted_by: [kept-for-ever]
  note: Ask again.
- id: kept-for-ever
  says: Papers are kept for ever.
  zh: 资料永久保存。
  source: {publisher: 另一家, title: 旧说明}
  provider: any
  provinces: all
  confidence: low
"""


def read(folder: Path, text: str) -> tuple[dict[str, Fact], list[tuple[int, str]]]:
    (folder / "facts.yml").write_text(text, encoding="utf-8")
    facts = read_facts(folder)
    return dict(facts.by_name), [(fault.line, fault.message) for fault in facts.faults]


def test_a_fact_is_read_with_its_source_and_for_whom_it_counts(tmp_path: Path) -> None:
    facts, faults = read(tmp_path, WHOLE)
    assert faults == []
    assert facts["kept-three-years"] == Fact(
        name="kept-three-years",
        line=2,
        en="Papers are kept for three years: all of them.",
        zh="资料保存三年。",
        source=Source("某接入商", "资料说明", "2025-12", "https://example.com/说明.md"),
        provider="huawei",
        provinces=("zhejiang", "jiangsu"),
        confidence=Confidence.MEDIUM,
        contradicted_by=("kept-for-ever",),
        note="Ask again.",
    )
    other = facts["kept-for-ever"]
    assert (other.provider, other.provinces) == ("any", ())
    assert (other.source.date, other.source.address, other.note) == (None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  zh: 资料保存三年。\n", "", 2, "The fact lacks zh. Add it."),
        ("id: kept-three-years", "id: Kept_3", 2, "The id is Kept_3: use small letters and digits"),
        ("provider: huawei", "vendor: huawei", 10, "The fact has no vendor."),
        ("date: 2025-12", "date: Dec 2025", 8, "Dec 2025 is no date: write 2025, 2025-12 or"),
        ("date: 2025-12", "date: 2025-13", 8, "2025-13 is no date"),
        ("https://example", "www.example", 9, "www.example.com/说明.md is no address of a page"),
        ("    title: 资料说明\n", "", 6, "source of kept-three-years lacks title. Add it."),
        ("confidence: medium", "confidence: mid", 12, "confidence of kept-three-years is mid."),
        ("[zhejiang, jiangsu]", "[]", 11, "must be all, or a list of provinces"),
        ("[zhejiang, jiangsu]", "zhejiang", 11, "provinces of kept-three-years must be a list"),
        ("[kept-for-ever]", "[kept-for-evr]", 2, "Do you mean kept-for-ever?"),
        ("id: kept-for-ever", "id: kept-three-years", 15, "stands on line 2 already. Keep one."),
    ],
)
def test_what_is_wrong_with_a_fact_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in WHOLE
    _, faults = read(tmp_path, WHOLE.replace(old, new, 1))
    assert any(at == line and message in told for at, told in faults), faults


def test_a_folder_without_facts_has_none(tmp_path: Path) -> None:
    facts = read_facts(tmp_path)
    assert (facts.file, facts.by_name, facts.faults) == (None, {}, ())


def test_a_part_rests_on_its_own_facts_and_else_on_those_of_its_topic() -> None:
    content = project_content()
    whole = {fact.name for fact in content.facts_of("faq_instance_quota")}
    assert {"quota-tencent", "quota-huawei"} <= whole
    assert [fact.name for fact in content.facts_of("faq_instance_quota/access")] == [
        "quota-tencent"
    ]
    assert {fact.name for fact in content.facts_of("faq_instance_quota/raise")} == whole
    assert content.facts_of("no_such_topic") == ()


def test_the_facts_of_the_project_say_what_they_are_to_say() -> None:
    facts = project_content().facts.by_name
    assert len(facts) >= 128
    for fact in facts.values():
        address = fact.source.address or ""
        assert not any(mirror in address for mirror in ("zhaojing", "zhangkai", "http://"))
        assert set(fact.contradicted_by) <= set(facts)
        assert fact.zh.endswith(("。", "）")), fact.name
        assert fact.en.endswith("."), fact.name
