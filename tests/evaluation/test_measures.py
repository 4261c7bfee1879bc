"""The figures of `beian evaluate`, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from beian.evaluation.examples import Example
from beian.evaluation.measures import (
    Bin,
    Confusion,
    Coverage,
    IntentFigures,
    Summary,
    calibration,
    confusion_matrix,
    confusions,
    coverage,
    intent_figures,
    percent,
    summaries,
    summary,
)
from beian.evaluation.predictions import Outcome, Prediction, Thresholds

THRESHOLDS = Thresholds(confidence=0.25, ambiguity=0.125)
STRAY = "out_of_scope"


def predicted(meant: str, language: str = "zh", /, **ranking: float) -> Prediction:
    """A message that meant one intent, and the ranking it got, the best first."""
    return Prediction(Example("a message", meant, language, "plain"), list(ranking.items()))


ALL = [
    predicted("faq_a", "zh", faq_a=0.8, faq_b=0.1),  # right
    predicted("faq_a", "zh", faq_b=0.7, faq_c=0.1, faq_a=0.1),  # wrong, third
    predicted("faq_a", "en", faq_b=0.6, faq_c=0.2, faq_d=0.1, faq_a=0.05),  # wrong, fourth
    predicted("faq_b", "en", faq_b=0.2, faq_a=0.05),  # right, but not sure enough
    predicted("faq_b", "zh", out_of_scope=0.9, faq_b=0.05),  # turned away
    predicted("my_a", "en", my_a=0.4, faq_a=0.3),  # right, but too small a lead
    predicted(STRAY, "zh", out_of_scope=0.9, faq_a=0.05),  # right
    predicted(STRAY, "en", faq_a=0.8, out_of_scope=0.1),  # answered as a topic
    predicted(STRAY, "zh", greet=0.8, faq_a=0.1, faq_b=0.05, out_of_scope=0.02),  # no topic
    predicted(STRAY, "en", faq_a=0.2, out_of_scope=0.1),  # topics are offered
]


@pytest.mark.parametrize(
    ("ranking", "outcome"),
    [
        ({"faq_a": 0.8, "faq_b": 0.1}, Outcome.UNDERSTOOD),
        ({"greet": 0.8, "faq_b": 0.1}, Outcome.UNDERSTOOD),
        ({"faq_a": 0.25, "faq_b": 0.125}, Outcome.UNDERSTOOD),  # both thresholds just met
        ({"faq_a": 0.25}, Outcome.UNDERSTOOD),  # the only intent leads by all it has
        ({"faq_a": 0.24, "faq_b": 0.01}, Outcome.OFFERED),
        ({"faq_a": 0.5, "faq_b": 0.4}, Outcome.OFFERED),
        ({STRAY: 0.8, "faq_b": 0.1}, Outcome.TURNED_AWAY),
        ({STRAY: 0.24, "faq_b": 0.01}, Outcome.OFFERED),
        ({STRAY: 0.5, "faq_b": 0.4}, Outcome.OFFERED),
    ],
)
def test_low_confidence_or_a_small_lead_offers_topics_and_the_rest_is_acted_upon(
    ranking: dict[str, float], outcome: Outcome
) -> None:
    assert predicted("faq_a", **ranking).outcome(THRESHOLDS) is outcome


def test_only_a_topic_that_is_acted_upon_counts_as_answered_as_a_topic() -> None:
    answered = [one.answered_as_a_topic(THRESHOLDS) for one in ALL[6:]]
    assert answered == [False, True, False, False]


def test_a_message_is_right_among_the_offered_up_to_the_last_of_them() -> None:
    third, fourth = ALL[1], ALL[2]
    assert [third.right_among(2), third.right_among(3)] == [False, True]
    assert [fourth.right_among(3), fourth.right_among(4)] == [False, True]


def test_a_summary_counts_what_users_get_to_see() -> None:
    assert summary("all", ALL, THRESHOLDS) == Summary(
        group="all",
        messages=10,
        right=4 / 10,
        right_among_offered=8 / 10,
        understood_right=2 / 10,
        turned_away=1 / 6,
        strays_kept_out=3 / 4,
    )


def test_summaries_split_the_messages_into_groups_in_the_order_of_their_names() -> None:
    assert summaries(ALL, THRESHOLDS, lambda example: example.language) == [
        Summary("en", 5, 2 / 5, 4 / 5, 0.0, 0.0, 1 / 2),
        Summary("zh", 5, 2 / 5, 4 / 5, 2 / 5, 1 / 3, 1.0),
    ]


def test_a_share_of_no_messages_is_none_and_shown_as_a_dash() -> None:
    within, strays = summary("", ALL[:6], THRESHOLDS), summary("", ALL[6:], THRESHOLDS)
    assert within.strays_kept_out is None
    assert strays.turned_away is None
    assert [percent(None), percent(0.0), percent(2 / 3), percent(1.0)] == [
        "–",
        "0.0 %",
        "66.7 %",
        "100.0 %",
    ]


def test_precision_and_recall_of_each_intent_also_of_those_never_meant_or_never_predicted() -> None:
    assert intent_figures(ALL) == [
        IntentFigures("faq_a", 3, precision=1 / 3, recall=1 / 3),
        IntentFigures("faq_b", 2, precision=1 / 3, recall=1 / 2),
        IntentFigures("greet", 0, precision=0.0, recall=None),
        IntentFigures("my_a", 1, precision=1.0, recall=1.0),
        IntentFigures("out_of_scope", 4, precision=1 / 2, recall=1 / 4),
    ]
    missed, _ = intent_figures([predicted("bye", greet=0.9)])
    assert missed == IntentFigures("bye", 1, precision=None, recall=0.0)


def test_confusions_are_ordered_by_number_then_name_and_the_surest_mistake_stands_first() -> None:
    sure, unsure = predicted("my_b", my_a=0.9), predicted("my_b", my_a=0.3)
    once, other = predicted("faq_b", faq_a=0.99), predicted("faq_a", my_a=0.2)
    right = predicted("my_b", my_b=0.9)
    assert confusions([once, unsure, right, other, sure]) == [
        Confusion("my_b", "my_a", [sure, unsure]),
        Confusion("faq_a", "my_a", [other]),
        Confusion("faq_b", "faq_a", [once]),
    ]
    assert confusions([right]) == []


def test_the_confusion_matrix_counts_each_message_once_and_puts_topics_first() -> None:
    intents, matrix = confusion_matrix(ALL)
    assert intents == ["faq_a", "faq_b", "my_a", "greet", "out_of_scope"]
    assert matrix.tolist() == [
        [1, 2, 0, 0, 0],
        [0, 1, 0, 0, 1],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 0, 0],
        [2, 0, 0, 1, 1],
    ]


def test_calibration_puts_full_confidence_into_the_last_bin_and_weighs_bins_by_messages() -> None:
    bins, error = calibration(
        [
            predicted("faq_a", faq_a=1.0),
            predicted("faq_a", faq_b=0.9375),
            predicted("faq_a", faq_a=0.25),
            predicted("faq_a", faq_b=0.0),
        ]
    )
    assert bins == [
        Bin(confidence=0.0, right=0.0, messages=1),
        Bin(confidence=0.25, right=1.0, messages=1),
        Bin(confidence=0.96875, right=0.5, messages=2),
    ]
    assert error == (1 * 0.0 + 1 * 0.75 + 2 * 0.46875) / 4


def test_a_model_that_is_as_often_right_as_it_is_sure_has_no_calibration_error() -> None:
    messages = [predicted("faq_a", faq_a=0.75)] * 3 + [predicted("faq_a", faq_b=0.75)]
    assert calibration(messages) == ([Bin(0.75, 0.75, 4)], 0.0)


def test_coverage_adds_the_surest_messages_first() -> None:
    messages = [
        predicted("faq_a", faq_b=0.4),
        predicted("faq_a", faq_a=0.9),
        predicted("faq_a", faq_a=0.6),
        predicted("faq_a", faq_b=0.8),
    ]
    assert coverage(messages) == [
        Coverage(0.9, 1 / 4, 0.0),
        Coverage(0.8, 2 / 4, 1 / 2),
        Coverage(0.6, 3 / 4, 1 / 3),
        Coverage(0.4, 4 / 4, 2 / 4),
    ]


@pytest.mark.parametrize("number", [1, 2, 199, 200, 201, 1000])
def test_coverage_rises_to_all_messages_as_the_threshold_falls(number: int) -> None:
    messages = [predicted("faq_a", faq_a=(37 * n % number) / number) for n in range(number)]
    curve = coverage(messages)
    assert len(curve) == min(number, 200)
    thresholds, covered = [p.threshold for p in curve], [p.covered for p in curve]
    assert thresholds == sorted(set(thresholds), reverse=True)
    assert covered == sorted(set(covered))
    assert covered[-1] == 1.0
    assert thresholds[-1] == min(p.confidence for p in messages)
