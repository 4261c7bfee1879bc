"""The types of frames are those of the schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.frame_types import OUTPUTS, frame_types


@pytest.mark.parametrize("schema", OUTPUTS, ids=lambda schema: str(schema.name))
def test_the_types_of_frames_are_what_their_schema_says(schema: Path) -> None:
    written = OUTPUTS[schema].read_text(encoding="utf-8")
    assert written == frame_types(schema), "Run `python -m tools.frame_types`."
