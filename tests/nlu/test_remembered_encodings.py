"""Encodings that are remembered from one training to the next."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from beian.nlu.model import remembered_encodings
from beian.nlu.model.encoder import encode
from beian.nlu.model.remembered_encodings import RememberedEncodings

TEXTS = ["注销要多久", "how long does it take", "", "注销要多久"]


def saved(file: Path, texts: list[str]) -> None:
    remembered = RememberedEncodings(file)
    remembered.encode(texts)
    remembered.save()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "encodings.npz"


def test_encodings_are_those_of_the_encoder_before_and_after_they_are_saved(file: Path) -> None:
    for _ in range(2):
        np.testing.assert_allclose(
            RememberedEncodings(file).encode(TEXTS), encode(TEXTS), atol=1e-5
        )
        saved(file, TEXTS)


def test_only_new_texts_are_encoded(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(file, TEXTS)
    encoded: list[str] = []
    monkeypatch.setattr(
        remembered_encodings, "encode", lambda texts: [encoded.extend(texts), encode(texts)][1]
    )
    RememberedEncodings(file).encode([*TEXTS, "new"])
    assert encoded == ["new"]


def test_texts_that_are_not_asked_for_any_more_are_forgotten(file: Path) -> None:
    saved(file, ["one", "two", "three"])
    saved(file, ["two"])
    with np.load(file) as stored:
        assert len(stored["keys"]) == len(stored["encodings"]) == 1


def test_those_of_another_encoder_are_not_used(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(file, TEXTS)
    monkeypatch.setattr(remembered_encodings, "_encoder", lambda: "another")
    monkeypatch.setattr(
        remembered_encodings, "encode", lambda texts: np.ones((len(texts), 3), np.float32)
    )
    assert (RememberedEncodings(file).encode(TEXTS) == 1).all()


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive"])
def test_a_damaged_file_costs_time_alone(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert RememberedEncodings(file).encode(TEXTS).shape == encode(TEXTS).shape


def test_a_place_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    saved(tmp_path / "file" / "encodings.npz", ["one"])
