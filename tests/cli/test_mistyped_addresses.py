"""Commands that make no store of their own, where the address of one is mistyped."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
FILING, DESK, TRACKERS = (f"BEIAN_{name}DATABASE_URL" for name in ("", "DESK_", "TRACKER_"))


@pytest.mark.parametrize(
    ("command", "variable"),
    [
        ("letter lin-individual -o letter.pdf", FILING),
        ("remove lin-individual", FILING),
        ("agent list", DESK),
        ("agent disable li", DESK),
        ("agent role li admin", DESK),
        ("forget lin-individual", DESK),
        ("forget lin-individual", TRACKERS),
    ],
)
def test_a_mistyped_address_is_told_and_nothing_is_made(
    beian: Run, tmp_path: Path, command: str, variable: str
) -> None:
    file = tmp_path / "mistyped" / "store.sqlite3"
    done = beian(*command.split(), **{variable: f"sqlite:///{file}"})
    assert done.returncode == 1
    said = done.stderr.decode()
    assert str(file) in said
    assert f"Does {variable} name the right file?" in said
    assert not file.parent.exists()


def test_a_token_is_signed_all_the_same(beian: Run, tmp_path: Path) -> None:
    file = tmp_path / "mistyped" / "store.sqlite3"
    done = beian("token", "acme", **{FILING: f"sqlite:///{file}"})
    assert done.returncode == 0
    assert done.stdout.count(b".") == 2
    assert f"Does {FILING} name the right file?" in done.stderr.decode()
    assert not file.parent.exists()
