"""The wheel, installed into an empty environment, serves a conversation from an empty folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from beian.cli.stack import Ports
from tests.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]

ASSISTANT = "beian/assistant"
LEFT_OUT = (".git", ".venv", ".tools", ".rasa", ".*_cache", "__pycache__", "node_modules")
LEFT_OUT += ("models", "var", "results", "build")
OF_THE_CHECKOUT = ("BEIAN_", "COV", "PYTHON", "VIRTUAL_ENV")
"""What an environment variable begins with that would lead back here."""


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and an empty folder to work in."""

    programs: Path
    folder: Path

    def run(self, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.programs / command[0]), *command[1:]],
            cwd=self.folder,
            env=_environment(),
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address of `beian run`, once it is ready."""
        ports = Ports.free(with_desk=True)
        command = [self.programs / "beian", "run", "--port", str(ports.desk)]
        with subprocess.Popen(
            [*command, "--rasa-port", str(ports.rasa)],
            cwd=self.folder,
            env=_environment(),
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            try:
                ready = process.stdout.readline()
                assert ready.startswith("Ready"), process.stdout.read()
                yield f"http://127.0.0.1:{ports.desk}"
            finally:
                process.terminate()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of this checkout, so that nothing is left behind in it."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*LEFT_OUT))
    _uv("build", "--wheel", "--no-build-isolation", "--out-dir", str(folder), str(source))
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, with the model of this checkout, if there is one;
    where that is not from these sources, `beian` trains its own."""
    environment = tmp_path_factory.mktemp("installed") / "environment"
    _uv("venv", str(environment))
    python = environment / "bin" / "python"
    lock = str(ROOT / "requirements.lock")
    _uv("pip", "sync", "--require-hashes", "--compile-bytecode", lock, python=python)
    _uv("pip", "install", "--no-deps", str(wheel), python=python)
    folder = tmp_path_factory.mktemp("empty")
    if (ROOT / "models" / "beian.tar.gz").exists():
        (folder / "models").mkdir()
        for file in (ROOT / "models").glob("beian.*"):
            shutil.copy2(file, folder / "models")
    return Installed(environment / "bin", folder)


def test_the_wheel_holds_every_file_of_the_package_and_the_assistant(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert _files("beian") <= held
    content = set().union(*(_files(folder) for folder in ("actions", "data", "web/dist")))
    content |= {path.name for path in ROOT.glob("[!.]*.yml")}
    assert {f"{ASSISTANT}/{name}" for name in content} <= held


def test_a_conversation_is_held_and_no_file_of_the_checkout_is_used(installed: Installed) -> None:
    where = installed.run("python", "-c", "import beian; print(beian.__file__)").stdout
    assert where.startswith(str(installed.programs.parent))
    done = installed.run("beian", "chat", "--json", given="注销备案要多久？\n")
    assert done.returncode == 0, done.stderr
    [turn] = [json.loads(line) for line in done.stdout.splitlines()]
    assert turn["intent"] == "faq_cancellation_time"
    assert "工作日" in turn["replies"][0]["text"]
    assert (installed.folder / "models" / "beian.tar.gz").exists()
    assert (installed.folder / "var").is_dir()


def test_the_demo_page_the_widget_and_the_console_are_served(installed: Installed) -> None:
    with installed.serving() as url:
        for path, mark in (
            ("/", "<html"),
            ("/widget.js", "BeianChat"),
            ("/console/", "<html"),
        ):
            with urllib.request.urlopen(url + path) as response:
                assert mark in response.read().decode()


def test_the_version_is_that_of_pyproject(installed: Installed) -> None:
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = written.split('\nversion = "')[1].split('"')[0]
    assert installed.run("beian", "--version").stdout == f"beian {version}\n"


def test_an_evaluation_without_its_extra_says_what_to_install(installed: Installed) -> None:
    _uv("pip", "uninstall", "markdown-it-py", python=installed.programs / "python")
    done = installed.run("beian", "evaluate")
    assert done.returncode == 1
    assert " ".join(done.stderr.split()) == (
        "beian evaluate: The report needs markdown_it: install the extra evaluation,"
        " `pip install 'beian-assistant[evaluation]'`."
    )


def _files(folder: str) -> set[str]:
    """The files below a folder of this checkout, by their path in it."""
    found = (ROOT / folder).rglob("*")
    return {
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.is_file() and path.suffix != ".pyc"
    }


def _uv(*command: str, python: Path = Path(sys.executable)) -> None:
    """uv, that of `make`, without the network: all it needs is in its cache since `make`."""
    found = subprocess.run(
        ["sh", "tools/find-uv.sh"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    done = subprocess.run(
        [found.stdout.strip(), *command, "--offline", "--python", str(python)],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(OF_THE_CHECKOUT)
    }
