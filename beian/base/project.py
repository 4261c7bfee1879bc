"""Find the assistant's own files: what it says and learns from, and what it produces.

A project folder at hand (the working directory or one above it) takes precedence, so that editors
work on the files they see. Otherwise it is the checkout that this package was installed from, or
the copy inside the installed package, `beian.assistant`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

DISTRIBUTION = "beian-assistant"
_MARKS = ("config.yml", "domain.yml", "data")
"""What a project folder holds."""


@dataclass(frozen=True)
class Project:
    """`content`: config.yml, domain.yml, data/, actions/, the built pages; read only.
    `home`: where models/ and var/ are kept, and a site's own contact.yml and desk.yml."""

    content: Path
    home: Path

    def file(self, name: str) -> Path:
        """Return a file that a site may replace by its own, such as desk.yml."""
        own = self.home / name
        return own if os.path.exists(own) else self.content / name  # noqa: PTH110  (a folder that may not be read holds none)

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def var(self) -> Path:
        return self.home / "var"

    @property
    def web(self) -> Path:
        """The built pages."""
        return self.content / "web" / "dist"


def project_of(folder: Path) -> Project:
    """Return the project that a process started in `folder` works with."""
    for candidate in (folder, *folder.parents):
        if all((candidate / mark).exists() for mark in _MARKS):
            return Project(candidate, candidate)
    checkout = _editable_checkout()
    if checkout is not None:
        return Project(checkout, checkout)
    return Project(Path(str(resources.files("beian") / "assistant")), folder)


@lru_cache(maxsize=1)
def project() -> Project:
    """Return the project of this process, found once."""
    return project_of(Path.cwd())


def _editable_checkout() -> Path | None:
    """Return the folder of an editable installation, which its metadata name (PEP 610)."""
    try:
        written = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    origin = json.loads(written) if written else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    return Path(url2pathname(urlsplit(origin["url"]).path))
