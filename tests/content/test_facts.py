"""Facts, and what rests on them: faults, warnings, and the list of what is to be looked at
again."""

from __future__ import annotations

from datetime import date

import pytest

from beian.content.facts import fact_warnings, old_facts
from beian.nlu.topics.reading import read_content
from tests.content.small_project import Break, SmallProject
from tests.paths import ROOT

TOPIC = "data/topics/faq_time.yml"
FACTS = "data/facts.yml"
ANSWER = '  en: "It takes days: a few."\n'
TODAY = date(2026, 11, 29)


def with_place(conditions: str, more: str = "") -> str:
    """The answer, with what is said in its place under some conditions."""
    said = f"    here:\n      {conditions}\n      zh: 要三天。\n      en: Three days.\n{more}"
    return f"{ANSWER}  where:\n{said}"


BROKEN = [
    Break(FACTS, "provider: any", "provider: tencnt", "1", "no provider tencnt. Do you mean tenc"),
    Break(FACTS, "provinces: all", "provinces: [gunagdong]", "1", "Do you mean guangdong?"),
    Break(FACTS, "date: 2025-12", "date: soon", "7", "soon is no date"),
    Break(TOPIC, ANSWER, with_place("provider: huawi"), "10", "no provider huawi. Do you mean hua"),
    Break(
        TOPIC, ANSWER, with_place("province: hebeii"), "10", "no province hebeii. Do you mean heb"
    ),
    Break(TOPIC, ANSWER, with_place("provinces_of: dayz"), "10", "There is no fact dayz in data/"),
    Break(TOPIC, ANSWER, with_place("provinces_of: days"), "10", "counts in all provinces, so"),
    Break(TOPIC, ANSWER, with_place("vendor: huawei"), "10", "answer where here has no vendor."),
    Break(
        TOPIC,
        ANSWER,
        with_place("provider: huawei")
        .replace("要三天", "要三天，在 {thign}")
        .replace("Three", "At {thign} three"),
        "11",
        "Nothing fills in {thign} in answer where here. Do you mean thing?",
    ),
    Break(
        TOPIC, ANSWER, f"{ANSWER}  links: [minstry]\n", "8", "no page minstry. Do you mean minis"
    ),
    Break(
        TOPIC,
        "    answer: {zh: 一样久。, en: As long.}\n",
        "    answer: {zh: 一样久。, en: As long.}\n    facts: [dais]\n",
        "12",
        "There is no fact dais in data/facts.yml. Do you mean days?",
    ),
]


@pytest.mark.parametrize("change", BROKEN, ids=lambda change: change.said)
def test_what_is_wrong_with_a_fact_or_its_use_is_told(project: SmallProject, change: Break) -> None:
    told = project.told_of(change)
    assert len({line.split(": ", 1)[1] for line in told}) <= 2


def test_a_fact_without_an_address_opens_no_page(project: SmallProject) -> None:
    project.replace(TOPIC, ANSWER, f"{ANSWER}  links: [days]\n")
    assert project.told() == []
    project.replace(FACTS, "    address: https://example.com/help\n", "")
    (told,) = project.told()
    assert told == (
        f"{TOPIC}:8: The source of the fact days has no address that a button could open. Take "
        "another page, or leave it out."
    )


def test_what_is_said_somewhere_is_checked_like_any_answer(project: SmallProject) -> None:
    project.replace(TOPIC, ANSWER, with_place("provider: [huawei, tencent]"))
    assert project.told() == []
    project.replace(TOPIC, "要三天。", "要三天，看 www.beian.cn。")
    (told,) = project.told()
    assert "www.beian.cn looks like an address" in told


def test_a_part_may_say_what_its_own_facts_hold(project: SmallProject) -> None:
    project.replace(TOPIC, "en: As long.}\n", "en: As long.}\n    facts: [costs]\n")
    fact = (project.folder / FACTS).read_text(encoding="utf-8")
    own = fact.replace("days", "costs", 1).replace("It takes days.", "It costs 5 yuan.")
    project.write(FACTS, fact + own)
    project.replace(TOPIC, "zh: 一样久。, en: As long.", "zh: 要 5 元。, en: It is 5 yuan.")
    assert project.told() == []
    project.replace(TOPIC, "要几天。", "要 5 元。")
    (told,) = project.told()
    assert "5 元 speaks of money" in told


def warned(project: SmallProject) -> list[str]:
    content = read_content(project.folder / "data")
    return [fault.message for fault in fact_warnings(content)]


def test_an_answer_without_a_fact_and_a_fact_without_a_use_are_warned_of(
    project: SmallProject,
) -> None:
    assert warned(project) == []
    project.replace(TOPIC, "facts: [days]", "facts: []")
    assert project.told() == []
    assert warned(project) == [
        "faq_time rests on no fact. Name those of data/facts.yml that it needs in facts:.",
        "The part website rests on no fact. Name those of data/facts.yml that it needs in facts:.",
        "No topic rests on the fact days. Name it in facts: of one, or take it out.",
    ]
    project.replace(TOPIC, "en: As long.}\n", "en: As long.}\n    facts: [days]\n")
    assert [message.split(" rests")[0] for message in warned(project)] == ["faq_time"]


def test_a_fact_of_low_confidence_carries_no_answer_and_is_kept_without_a_use(
    project: SmallProject,
) -> None:
    project.replace(FACTS, "confidence: high", "confidence: low")
    assert project.told() == [
        f"{TOPIC}:15: The confidence of the fact days is low, so no answer may rest on it. Take "
        "another one, or say nothing of it."
    ]
    project.replace(TOPIC, "facts: [days]", "facts: []")
    assert project.told() == []
    assert not any("No topic rests" in message for message in warned(project))


@pytest.mark.parametrize(
    ("dated", "months", "old"),
    [
        ("2024-11", 24, False),
        ("2024-10", 24, True),
        ("2024-10-31", 24, True),
        ("2024", 24, False),
        ("2023", 24, True),
        ("2025-12", 6, True),
        ("2026-07", 6, False),
        (None, 600, True),
    ],
)
def test_a_fact_is_to_be_looked_at_again_once_it_is_older_than_the_set_age(
    project: SmallProject, dated: str | None, months: int, old: bool
) -> None:
    line = "" if dated is None else f"    date: {dated}\n"
    project.replace(FACTS, "    date: 2025-12\n", line)
    content = read_content(project.folder / "data")
    told = [fault.message for fault in old_facts(content, TODAY, months)]
    when = "bears no date" if dated is None else f"is of {dated}"
    assert told == [f"The source of days {when}. Look at it again: 某接入商, 注销说明."] * old


def test_the_project_has_a_fact_for_each_answer_and_a_use_for_each_fact() -> None:
    assert list(fact_warnings(read_content(ROOT / "data"))) == []
