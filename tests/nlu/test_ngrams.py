"""How rare n-grams are."""

from __future__ import annotations

import numpy as np
import pytest

from beian.nlu.model.ngrams import inverse_frequencies


@pytest.mark.parametrize("messages", [10, 65_534, 65_535, 70_000])
def test_rarity_keeps_to_32_bits_however_many_messages_there_are(messages: int) -> None:
    seen = np.array([1, messages], dtype=np.float32)
    rarity = inverse_frequencies(seen, messages)
    assert rarity.dtype == np.float32
    np.testing.assert_allclose(rarity, [1 + np.log((1 + messages) / 2), 1], rtol=1e-6)
