"""`beian check`, and that faulty content never becomes a model while the last good one serves."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import BEIAN, LIMIT
from tests.paths import ROOT

FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "contact.yml", "desk.yml")
REAPPLY = "data/topics/faq_reapply.yml"
FAULT = f"{REAPPLY}:3:5: A full-width colon (：) stands after zh."


class Copy:
    """A copy of the project's content in a folder of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self._environment = environment
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        for name in ("data", "actions"):
            shutil.copytree(ROOT / name, folder / name)

    def beian(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*BEIAN, *arguments],
            input=given,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self._environment,
            timeout=LIMIT,
            check=False,
        )

    def break_topic(self) -> None:
        file = self.folder / REAPPLY
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("  zh: ", "  zh：", 1), encoding="utf-8")

    def take_model(self) -> None:
        """Take over the project's trained model, as one trained before the content changed."""
        (self.folder / "models").mkdir()
        for name in ("beian.tar.gz", "beian.fingerprint"):
            shutil.copy(ROOT / "models" / name, self.folder / "models" / name)


@pytest.fixture
def copy(tmp_path: Path, environment: dict[str, str]) -> Copy:
    return Copy(tmp_path, environment)


def test_content_in_order_is_said_in_one_line(copy: Copy) -> None:
    done = copy.beian("check")
    assert done.returncode == 0
    assert done.stdout == "Everything is in order: no faults found.\n"
    assert copy.beian("check", "--json").stdout == ""


def test_old_facts_are_counted_and_listed_where_that_is_asked_for(copy: Copy) -> None:
    counted = copy.beian("check")
    assert counted.returncode == 0
    assert re.fullmatch(
        r"Warning: \d+ of \d+ facts are older than 24 months or bear no date\. "
        r"beian check --warnings lists them\.\n",
        counted.stderr,
    )
    listed = copy.beian("check", "--warnings", "--json")
    assert listed.returncode == 0
    warned = [json.loads(line) for line in listed.stdout.splitlines()]
    assert len(warned) == int(counted.stderr.split()[1])
    assert {one["severity"] for one in warned} == {"warning"}
    assert {one["file"] for one in warned} == {"data/facts.yml"}
    assert any("ministry-takes-no-fee is of 2014-06" in one["message"] for one in warned)
    fewer = copy.beian("check", "--warnings", "--json", "--age", "120")
    assert 0 < len(fewer.stdout.splitlines()) < len(warned)


def test_an_answer_without_a_fact_is_warned_of_and_is_no_fault(copy: Copy) -> None:
    file = copy.folder / "data/topics/faq_open_order.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("^facts: .*$", "facts: []", text, flags=re.MULTILINE), encoding="utf-8")
    done = copy.beian("check")
    assert (done.returncode, done.stdout) == (0, "Everything is in order: no faults found.\n")
    told = "faq_open_order rests on no fact. Name those of data/facts.yml that it needs in facts:."
    assert f"Warning: data/topics/faq_open_order.yml:5: {told}\n" in done.stderr
    assert "No topic rests on the fact huawei-open-order-hides-the-button." in done.stderr


def test_a_topic_that_stops_rasas_own_test_is_warned_of_and_is_no_fault(copy: Copy) -> None:
    file = copy.folder / "data/topics/faq_one_of_several_domains.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('\n"responses":', "\nresponses:"), encoding="utf-8")
    done = copy.beian("check")
    assert (done.returncode, done.stdout) == (0, "Everything is in order: no faults found.\n")
    (warned,) = [line for line in done.stderr.splitlines() if "faq_one_of_several" in line]
    assert "rasa test nlu takes this for a file in Rasa's own form" in warned
    assert warned.endswith('Put the word in quotation marks: "responses":')


def test_what_first_looks_at_photos_lack_is_warned_of_unless_they_are_off(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    engine = tmp_path / "packages" / "rapidocr_onnxruntime.py"
    engine.parent.mkdir()
    engine.write_text("raise ImportError('libGL.so.1: no such file')\n", encoding="utf-8")
    (tmp_path / "project").mkdir()
    copy = Copy(tmp_path / "project", {**environment, "PYTHONPATH": str(engine.parent)})
    done = copy.beian("check")
    assert (done.returncode, done.stdout) == (0, "Everything is in order: no faults found.\n")
    warned = "Photos get no first look here (libGL.so.1: no such file). Install the extra `ocr`"
    assert f"Warning: {warned}" in done.stderr
    desk = copy.folder / "desk.yml"
    off = desk.read_text(encoding="utf-8").replace("first_look: true", "first_look: false")
    desk.write_text(off, encoding="utf-8")
    assert "first look" not in copy.beian("check").stderr


def test_faults_are_told_a_line_each_and_nothing_else(copy: Copy) -> None:
    copy.break_topic()
    done = copy.beian("check")
    assert done.returncode == 1
    assert done.stdout.startswith(FAULT)
    assert done.stdout.count("\n") == 1
    assert done.stderr == "1 fault in 1 file. Mend them, then run beian check again.\n"


def test_editors_tools_get_an_object_a_fault(copy: Copy) -> None:
    copy.break_topic()
    with (copy.folder / "contact.yml").open("a", encoding="utf-8") as contact:
        contact.write("fax: 1\n")
    done = copy.beian("check", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["file"], one["line"], one["column"]) for one in found] == [
        ("contact.yml", 19, None),
        (REAPPLY, 3, 5),
    ]
    assert all(list(one) == ["file", "line", "column", "message"] for one in found)


def test_faulty_content_never_becomes_a_model(copy: Copy) -> None:
    copy.take_model()
    before = {file: file.read_bytes() for file in (copy.folder / "models").iterdir()}
    copy.break_topic()
    done = copy.beian("train", "--force")
    assert done.returncode == 1
    assert FAULT in done.stderr
    assert "Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in (copy.folder / "models").iterdir()} == before


def test_the_model_trained_before_goes_on_serving(copy: Copy) -> None:
    copy.take_model()
    copy.break_topic()
    done = copy.beian("chat", "--json", given="注销备案要多久？\n")
    assert done.returncode == 0, done.stderr
    told = done.stderr.splitlines()
    assert told[0].startswith(f"1 fault in 1 file, the first: {FAULT}")
    assert told[1] == "The model trained before goes on serving; beian check tells every fault."
    assert json.loads(done.stdout)["intent"] == "faq_cancellation_time"


@pytest.mark.parametrize("command", [["chat", "--json"], ["train"]])
def test_without_a_model_faults_end_the_command(copy: Copy, command: list[str]) -> None:
    copy.break_topic()
    done = copy.beian(*command, given="hello\n")
    assert done.returncode == 1
    assert done.stdout == ""
    assert FAULT in done.stderr
    assert "Traceback" not in done.stderr
