"""N-grams and kernel classifier, fitted for real on a few messages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from beian.nlu.intents import OUT_OF_SCOPE
from beian.nlu.model.intent_model import IntentModel
from beian.nlu.model.kernel import NgramWeights, Settings
from beian.nlu.model.ngrams import Ngrams, character_ngrams, pinyin_ngrams, word_ngrams
from beian.nlu.model.token_features import TokenFeatures
from tests.nlu.conftest import HOSTILE, MESSAGES

TEXTS = [text for texts in MESSAGES.values() for text in texts]
INTENTS = [intent for intent, texts in MESSAGES.items() for _ in texts]
NEW = [
    "注销需要几天时间",
    "how long will the review take",
    "每台服务器最多几个网站",
    "hello there",
    "讲故事",
]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.fit(TEXTS, INTENTS)


def test_ngrams_of_each_view() -> None:
    assert character_ngrams("abc") == ["a", "b", "c", "ab", "bc", "abc"]
    assert word_ngrams("注销 网站") == ["注销", "网站", "注销 网站"]
    assert pinyin_ngrams("注消ok") == ["zhu", "xiao", "ok", "zhu xiao", "xiao ok", "zhu xiao ok"]


def test_homophones_share_their_pinyin() -> None:
    assert pinyin_ngrams("注消网占") == pinyin_ngrams("注销网站")


def test_ngram_rows_have_norm_one_for_each_view() -> None:
    ngrams, rows = Ngrams.fit(TEXTS)
    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    np.testing.assert_allclose(squares, np.round(squares), atol=1e-4)
    assert rows.shape == (len(TEXTS), ngrams.width)
    assert (ngrams.transform(TEXTS) != rows).nnz == 0


def test_new_messages_are_understood(model: IntentModel) -> None:
    ranked = model.rank(NEW)
    assert [ranking[0][0] for ranking in ranked] == [
        "faq_cancellation_time",
        "faq_cancellation_time",
        "faq_instance_quota",
        "greet",
        "out_of_scope",
    ]


def test_every_intent_is_ranked_best_first_and_confidences_sum_to_one(model: IntentModel) -> None:
    for ranking in model.rank(NEW):
        confidences = [confidence for _, confidence in ranking]
        assert {name for name, _ in ranking} == set(MESSAGES)
        assert confidences == sorted(confidences, reverse=True)
        assert sum(confidences) == pytest.approx(1)


def test_a_saved_model_answers_as_before(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    for before, after in zip(model.rank(NEW), loaded.rank(NEW), strict=True):
        assert [name for name, _ in before] == [name for name, _ in after]
        assert [c for _, c in after] == pytest.approx([c for _, c in before], abs=0.01)


def test_what_was_warmed_up_is_not_worked_out_with_a_message(
    model: IntentModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.warm_up()
    monkeypatch.setattr(TokenFeatures, "_worked_out", None)
    assert model.rank(TEXTS)


def test_training_twice_gives_the_same_model(model: IntentModel) -> None:
    again = IntentModel.fit(TEXTS, INTENTS)
    for one, other in zip(model.rank(NEW), again.rank(NEW), strict=True):
        assert dict(one) == pytest.approx(dict(other), abs=1e-4)


def test_doubt_favours_out_of_scope() -> None:
    shares = []
    for doubt in (1.0, 5.0):
        model = IntentModel.fit(TEXTS, INTENTS, Settings(doubt=doubt))
        shares.append(dict(model.rank(["讲故事要多久"])[0])[OUT_OF_SCOPE])
    assert shares[1] > shares[0]


def test_few_examples_are_enough_to_train() -> None:
    texts = ["hello", "你好", "bye", "再见"]
    model = IntentModel.fit(texts, ["greet", "greet", "goodbye", "goodbye"])
    assert model.rank(["hello"])[0][0][0] == "greet"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_ranked(model: IntentModel, text: str) -> None:
    (ranking,) = model.rank([text])
    assert not ranking or sum(confidence for _, confidence in ranking) == pytest.approx(1)


@pytest.mark.parametrize("counting", [(0, 2, 5), (), (1,), (0, 1, 2, 3, 4, 5)])
def test_the_weights_of_ngrams_that_count_multiply_as_all_would(counting: tuple[int, ...]) -> None:
    draw = np.random.default_rng(3)
    weights = np.zeros((6, 3), dtype=np.float32)
    weights[list(counting)] = draw.normal(size=(len(counting), 3))
    rows = draw.normal(size=(5, 6)).astype(np.float32)
    rows[[1, 3]] = 0
    rows[0, ::2] = 0
    ngrams = csr_matrix(rows)
    kept = NgramWeights.of(weights)
    assert kept.counting.tolist() == sorted(counting)
    np.testing.assert_allclose(kept.times(ngrams), ngrams @ weights, rtol=1e-5, atol=1e-6)
