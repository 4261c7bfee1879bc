"""What trainings leave in models/, however they end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from beian.cli.training_folder import training_folder

TRAINING = """
import sys
from pathlib import Path
from beian.cli.training_folder import training_folder

with training_folder(Path(sys.argv[1])) as folder:
    (folder / "half a model").touch()
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def training(models: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that trains, and its folder."""
    with subprocess.Popen(
        [sys.executable, "-c", TRAINING, str(models)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_the_next_training_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    with training(tmp_path) as (process, left):
        process.kill()
        process.wait()
        assert (left / "half a model").exists()
        with training_folder(tmp_path) as folder:
            assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_a_training_that_goes_on_keeps_its_folder(tmp_path: Path) -> None:
    with training(tmp_path) as (_, other):
        with training_folder(tmp_path) as folder:
            assert set(tmp_path.iterdir()) == {folder, other}
        assert (other / "half a model").exists()
