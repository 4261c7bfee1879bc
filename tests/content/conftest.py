from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.small_project import SmallProject


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path)
