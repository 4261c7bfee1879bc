"""A project with one topic more, added as one file, and the `beian` command in its folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT

NEW = Path(__file__).with_name("faq_holidays.yml")
COPIED = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "actions", "data")
KEPT = 10
"""Of so many messages of the other topics one is kept: the kernel is trained in seconds."""
_MESSAGE = "    - "


class Project:
    """A project folder of its own, its commands and its model."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = {
            **os.environ,
            "BEIAN_DATABASE_URL": f"sqlite:///{folder / 'filing.sqlite3'}",
            "BEIAN_SECRET": "a secret for the tests of a new topic",
        }

    def python(self, *arguments: str, given: str = "") -> str:
        """What a Python process in the project's folder prints."""
        done = self.attempt(*arguments, given=given)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def attempt(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self._environment,
            check=False,
        )

    def beian(self, *arguments: str, messages: Sequence[str] = ()) -> list[dict[str, Any]]:
        """The lines of JSON that `beian ARGUMENTS` gives for messages."""
        given = "".join(f"{message}\n" for message in messages)
        printed = self.python("-m", "beian.cli.main", *arguments, given=given)
        return [json.loads(line) for line in printed.splitlines() if line.startswith("{")]

    def chat(self, *messages: str) -> list[dict[str, Any]]:
        return self.beian("chat", "--json", messages=messages)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with the new topic, trained."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    for file in [*folder.glob("data/topics/*.yml"), *folder.glob("data/nlu/*.yml")]:
        _thin_out(file)
    shutil.copy(NEW, folder / "data" / "topics")
    made = Project(folder)
    made.python("-m", "beian.cli.main", "train")
    return made


def _thin_out(file: Path) -> None:
    """Leave one of KEPT messages in a file, and the first of each block."""
    lines, kept, count = file.read_text(encoding="utf-8").splitlines(), [], 0
    for line in lines:
        count = count + 1 if line.startswith(_MESSAGE) else 0
        if count == 0 or count % KEPT == 1:
            kept.append(line)
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
