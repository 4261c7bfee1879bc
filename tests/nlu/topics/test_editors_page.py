"""What docs/editing.md shows can be copied: a topic that is made of its examples is read."""

from __future__ import annotations

import re
from pathlib import Path

from beian.nlu.topics.facts import read_facts
from beian.nlu.topics.model import Topic
from beian.nlu.topics.reading import read_topic
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def example(begin: str) -> str:
    """The one example that begins so."""
    (found,) = (text for text in EXAMPLES if text.startswith(begin))
    return found


def read(folder: Path, text: str) -> Topic:
    file = folder / "faq_reapply.yml"
    file.write_text(text, encoding="utf-8")
    return read_topic(file)


def test_a_topic_with_a_part_and_answers_for_states_is_read_as_the_page_shows_it(
    tmp_path: Path,
) -> None:
    text = example("topic:").replace("parts: {}\n", example("parts:") + example("states:"))
    topic = read(tmp_path, text)
    assert [part.name for part in topic.parts] == ["same_account"]
    assert list(topic.states) == ["empty_shell", "sms_verification"]


def test_answers_for_a_provider_or_a_province_are_read_as_the_page_shows_them(
    tmp_path: Path,
) -> None:
    plain = re.sub(r"^answer:\n(?:  .*\n)+", "", example("topic:"), flags=re.MULTILINE)
    topic = read(tmp_path, plain + example("answer:"))
    named = [one.name.rpartition("__where_")[2] for one in topic.answer.variants[1:]]
    assert named == ["tencent", "huawei_in_the_east", "direct"]


def test_sentences_of_a_topic_are_read_as_the_page_shows_them(tmp_path: Path) -> None:
    shown = example("utter_no_orders:") + example("utter_papers_ready:")
    indented = '"responses":\n' + re.sub("^", "  ", shown, flags=re.MULTILINE).rstrip(" ")
    topic = read(tmp_path, example("topic:").replace('"responses": {}\n', indented))
    assert [one.name for one in topic.responses] == ["utter_no_orders", "utter_papers_ready"]


def test_a_fact_is_read_as_the_page_shows_it(tmp_path: Path) -> None:
    alone = re.sub(r"^  contradicted_by: .*\n", "", example("- id:"), flags=re.MULTILINE)
    (tmp_path / "facts.yml").write_text(alone, encoding="utf-8")
    facts = read_facts(tmp_path)
    assert [fault.message for fault in facts.faults] == []
    assert list(facts.by_name) == ["quota-huawei"]
