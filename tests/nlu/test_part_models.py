"""The part of its topic that a message asks about, fitted for real on a few messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.nlu.model.intent_model import IntentModel
from tests.nlu.conftest import MESSAGES

TOPIC = "faq_cancellation_time"
WEEKEND = [
    "周末管局审核吗",
    "周六周日算不算工作日",
    "节假日也审核吗",
    "春节期间还办不办",
    "does the administration work at the weekend",
    "are saturdays counted",
    "do public holidays count",
    "is anything reviewed over the spring festival",
]
TEXTS = [text for texts in MESSAGES.values() for text in texts] + WEEKEND
INTENTS = [intent for intent, texts in MESSAGES.items() for _ in texts] + [TOPIC] * len(WEEKEND)
PARTS = [None] * (len(TEXTS) - len(WEEKEND)) + ["weekend"] * len(WEEKEND)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.fit(TEXTS, INTENTS, parts=PARTS)


def part_of(model: IntentModel, text: str) -> tuple[str, str | None]:
    (understood,) = model.understand([text])
    return understood.ranking[0][0], understood.part


@pytest.mark.parametrize("text", ["星期天审核不审核", "Are sundays counted as working days?"])
def test_a_part_is_found_within_its_topic(model: IntentModel, text: str) -> None:
    assert part_of(model, text) == (TOPIC, "weekend")


@pytest.mark.parametrize("text", ["注销要多少天", "how long does it take", "hello", "讲个笑话"])
def test_a_message_about_the_topic_as_a_whole_or_another_has_none(
    model: IntentModel, text: str
) -> None:
    assert part_of(model, text)[1] is None


def test_parts_change_nothing_about_the_ranking_of_intents(model: IntentModel) -> None:
    without = IntentModel.fit(TEXTS, INTENTS)
    for text in ("星期天审核不审核", "服务器能备几个"):
        (with_parts,), (plain,) = model.rank([text]), without.rank([text])
        assert dict(with_parts) == pytest.approx(dict(plain), abs=1e-4)


def test_a_saved_model_finds_the_same_parts(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    for text in (*WEEKEND, "注销要多少天", ""):
        assert loaded.understand([text])[0].part == model.understand([text])[0].part
