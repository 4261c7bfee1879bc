"""What `beian evaluate` prints is held by floors, slightly below what docs/understanding.md
records and never below the bars."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from beian.cli.evaluate import configured_thresholds
from beian.cli.paths import CONFIG, MODEL
from beian.evaluation.entities import EntityReport, entity_report, labelled_in
from beian.evaluation.examples import Example, examples_in, learned_in
from beian.evaluation.measures import Summary, summary
from beian.evaluation.predictions import Prediction
from beian.nlu.model.parser import Parser, load_parser
from beian.nlu.text.normalisation import folded
from bench.names import messages
from tests.paths import ROOT

pytestmark = pytest.mark.timeout(1800)  # thousands of messages, on a busy machine

HERE = Path(__file__).parent
SETS = {
    "dev": HERE.glob("dev_*.yml"),
    "unseen": HERE.glob("unseen_*.yml"),
    "added dev": HERE.glob("added_dev_*.yml"),
    "added unseen": HERE.glob("added_unseen_*.yml"),
    "strangers": HERE.glob("strangers_*.yml"),
}
"""The added ones hold the topics that came later, which do not reach the bars yet; strangers' all
intents, written and labelled by two people who knew nothing but what each means."""
MEASURED = {name: examples_in(paths) for name, paths in SETS.items()}
LANGUAGES = ("zh", "en")
FEWEST = {"dev": 12, "unseen": 9, "strangers": 3}
"""Messages of an intent in a language; short ones that were learnt, too, are not measured."""
RIGHT = {"dev": 0.96, "unseen": 0.95, "added dev": 0.83, "added unseen": 0.83, "strangers": 0.965}
RIGHT_AMONG_THREE = {
    "dev": 0.99,
    "unseen": 0.985,
    "added dev": 0.95,
    "added unseen": 0.92,
    "strangers": 0.985,
}
KEPT_OUT = {"dev": 0.94, "unseen": 0.91, "strangers": 0.94}
TURNED_AWAY = {
    "dev": 0.02,
    "unseen": 0.02,
    "added dev": 0.03,
    "added unseen": 0.03,
    "strangers": 0.02,
}
SEVERAL_TOLD = 0.8
TORN = 0.005
NAMES_KEPT = 0.985
ENTITIES, ENTITY = 0.985, 0.98
"""Precision and recall over all labels, and of each."""


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(MODEL)


@pytest.fixture(scope="module")
def understood(parser: Parser) -> dict[str, list[Prediction]]:
    return {
        name: [Prediction(one, parser.parse(one.text).ranking) for one in examples]
        for name, examples in MEASURED.items()
    }


@pytest.fixture(scope="module")
def entities(parser: Parser) -> EntityReport:
    labelled = labelled_in(HERE.glob("entities_*.yml"))
    assert len(labelled) >= 300
    return entity_report(labelled, lambda text: parser.parse(text).entities)


def test_no_message_stands_in_two_sets() -> None:
    learned = learned_in(ROOT / "data")
    sets = [{_bare(one.text) for one in examples} for examples in (learned, *MEASURED.values())]
    for measured in sets[1:]:
        assert sets[0] & measured <= {""}


@pytest.mark.parametrize("name", list(FEWEST))
def test_every_intent_is_measured_in_both_languages(name: str) -> None:
    measured = [*MEASURED[name], *MEASURED.get(f"added {name}", ())]
    counts = Counter((one.intent, one.language) for one in measured)
    intents = {one.intent for examples in MEASURED.values() for one in examples}
    few = {
        (intent, language): counts[intent, language]
        for intent in intents
        for language in LANGUAGES
        if counts[intent, language] < FEWEST[name]
    }
    assert few == {}


@pytest.fixture(scope="module", params=[(n, lang) for n in MEASURED for lang in LANGUAGES])
def figures(
    request: pytest.FixtureRequest, understood: dict[str, list[Prediction]]
) -> tuple[str, Summary]:
    name, language = request.param
    own = [p for p in understood[name] if p.example.language == language]
    return name, summary(language, own, configured_thresholds(CONFIG))


def test_messages_are_understood(figures: tuple[str, Summary]) -> None:
    name, measured = figures
    assert measured.right >= RIGHT[name]
    assert measured.right_among_offered >= RIGHT_AMONG_THREE[name]


def test_what_is_out_of_scope_gets_no_topic_and_real_questions_are_not_refused(
    figures: tuple[str, Summary],
) -> None:
    name, measured = figures
    assert measured.turned_away is not None
    assert measured.turned_away <= TURNED_AWAY[name]
    if name in KEPT_OUT:
        assert measured.strays_kept_out is not None
        assert measured.strays_kept_out >= KEPT_OUT[name]


def test_entities_are_found(entities: EntityReport) -> None:
    overall = entities.overall
    assert min(overall.precision or 0, overall.recall or 0) >= ENTITIES
    weak = [one for one in entities.by_label if min(one.precision or 0, one.recall or 0) < ENTITY]
    assert weak == []


def test_the_sets_name_language_and_style() -> None:
    examples: list[Example] = [one for examples in MEASURED.values() for one in examples]
    assert {one.language for one in examples} == set(LANGUAGES)
    assert all(one.style for one in examples)


def test_several_questions_are_told_apart(parser: Parser) -> None:
    read = YAML(typ="safe").load((HERE / "several_questions.yml").read_text(encoding="utf-8"))
    told = [[one["intent"] for one in parser.parse(text).questions] for text, *_ in read]
    right = sum(found == topics for found, (_, *topics) in zip(told, read, strict=True))
    assert right / len(read) >= SEVERAL_TOLD


def test_a_single_question_is_not_torn_up(parser: Parser) -> None:
    torn = [one.text for one in MEASURED["dev"] if parser.parse(one.text).questions]
    assert len(torn) / len(MEASURED["dev"]) <= TORN


def test_a_name_or_number_leaves_the_intent_alone(parser: Parser) -> None:
    """Every 20th message of bench/names.py."""
    put_in = list(messages())[::20]
    kept = [parser.parse(m.text).intent == parser.parse(m.question).intent for m in put_in]
    assert sum(kept) / len(kept) >= NAMES_KEPT
