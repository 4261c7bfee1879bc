"""`rasa test` over the end-to-end stories of this folder, with the trained model.

As plain Rasa, and with the patches that it is served with.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from beian.cli.child_environment import quiet_environment
from beian.cli.paths import MODEL
from tests.content import TOPICS
from tests.paths import ROOT

STORIES = Path(__file__).parent


@pytest.fixture(scope="module", params=["rasa", "beian.bot"], ids=["plain Rasa", "as served"])
def outcome(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, str, Path]:
    """The exit code and output of `rasa test core`, and the folder of its reports."""
    reports = tmp_path_factory.mktemp("reports")
    command = [
        "-m",
        request.param,
        "test",
        "core",
        "--model",
        str(MODEL),
        "--stories",
        str(STORIES),
    ]
    done = subprocess.run(
        [sys.executable, *command, "--out", str(reports), "--fail-on-prediction-errors"],
        cwd=ROOT,
        env=quiet_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, reports


def test_every_story_goes_as_written(outcome: tuple[int, str, Path]) -> None:
    code, output, reports = outcome
    failed = (reports / "failed_test_stories.yml").read_text(encoding="utf-8")
    assert "None of the test stories failed" in failed, failed
    assert code == 0, output[-3000:]


def test_the_stories_cover_every_topic_in_both_languages() -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in STORIES.glob("test_*.yml")}
    papers = told["test_asking_for_papers.yml"]
    for topic in TOPICS:
        for language in ("zh", "en"):
            stories = told[f"test_topics_{language}.yml"]
            assert f"intent: {topic}\n" in stories + papers, (topic, language)
