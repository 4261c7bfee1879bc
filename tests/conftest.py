"""What all tests share: settings of hypothesis, fresh databases, a folder not to write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import sanic  # noqa: F401  (sets a filter for warnings: here, before pytest sets its own)
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine.url import make_url

from tests.base.postgres import running_cluster
from tests.paths import ROOT

NOBODY = 65534

SLOW_FOLDERS = ("bot", "cli", "conversations", "web")
"""Their tests start Rasa, the whole stack or a browser."""

# How long an example takes says something about the machine, nothing about the promise.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make check` leaves out beside the tests that are marked themselves."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in SLOW_FOLDERS or _needs_postgres(item):
            item.add_marker(pytest.mark.slow)


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are processors: tests of browsers and of processes wait for each
    other half of the time."""
    return max((os.cpu_count() or 1) * 3 // 2, 1)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """What runs asynchronous tests: asyncio, as the desk does."""
    return "asyncio"


def _needs_postgres(item: pytest.Item) -> bool:
    kinds = getattr(item, "callspec", None)
    chosen = kinds.params.values() if kinds is not None else ()
    return "postgres_server" in getattr(item, "fixturenames", ()) or "postgresql" in chosen


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: BEIAN_TEST_POSTGRES_URL's, or one started for the tests."""
    given = os.environ.get("BEIAN_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with running_cluster() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database."""
    name = f"beian_{uuid4().hex}"
    server = create_engine(postgres_server, isolation_level="AUTOCOMMIT", future=True)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'var' / 'filing.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def deprived(tmp_path: Path) -> Iterator[Path]:
    """A folder that this process can read but not write, whoever runs it."""
    folder = tmp_path / "deprived"
    folder.mkdir()
    with _unprivileged(tmp_path):
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)


@contextmanager
def _unprivileged(folder: Path) -> Iterator[None]:
    """Root may write everywhere, so root's tests go on as nobody."""
    if os.geteuid() != 0:
        yield
        return
    owned = [folder, *folder.rglob("*")]
    for path in owned:
        os.chown(path, NOBODY, -1)
    parents = {path: path.stat().st_mode for path in folder.parents if path.owner() == "root"}
    for path, mode in parents.items():
        if path.is_relative_to("/tmp") and path != Path("/tmp"):
            path.chmod(mode | 0o111)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for path, mode in parents.items():
            path.chmod(mode)
