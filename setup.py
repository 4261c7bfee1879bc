"""Put the assistant beside the code when a wheel is built: what it says, learns from and shows.

All else is in pyproject.toml. An installed `beian` reads the copy, beian/assistant/, where no
project folder is at hand (beian/base/project.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "contact.yml", "desk.yml")
FOLDERS = ("data", "actions", "web/dist")
PAGES = "web/dist/widget.js"


class BuildWithAssistant(build_py):
    """Copies the code as ever, then the assistant; an editable installation needs no copy."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self._copy_assistant(Path(self.build_lib) / "beian" / "assistant")

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        outputs = super().get_outputs(include_bytecode)
        copied = Path(self.build_lib) / "beian" / "assistant"
        return [*outputs, *(str(file) for file in sorted(copied.rglob("*")) if file.is_file())]

    def _copy_assistant(self, target: Path) -> None:
        if not (ROOT / PAGES).exists():
            raise SystemExit(f"{PAGES} is not there: build the web pages first, with `make web`.")
        shutil.rmtree(target, ignore_errors=True)
        for folder in FOLDERS:
            shutil.copytree(
                ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__")
            )
        for file in FILES:
            shutil.copy2(ROOT / file, target / file)


setup(cmdclass={"build_py": BuildWithAssistant})
