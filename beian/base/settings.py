"""Every BEIAN_* variable: read once, checked, typed. Nothing else reads the environment.

docs/operating.md lists them. A variable that is set but blank counts as not set. Error messages
never repeat a value, which may hold a password.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError

from beian.base import private_files
from beian.base.errors import SettingsError
from beian.base.project import project
from beian.base.times import parse_time

SHORTEST_SECRET = 32
LOOPBACK = "127.0.0.1"
"""Where Rasa and the actions listen."""

SMTP_OPTIONS = ("", "starttls=required", "starttls=never")
"""What BEIAN_SMTP_URL may ask for; "": STARTTLS where the server has it, and with a password
always."""
_DRIVERNAMES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg2")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Settings:
    """Where the stores and servers are, the secret and the clock.

    URLs are as SQLAlchemy (databases), redis-py (Redis) and AMQP clients (broker) take them;
    their passwords stay out of `repr`. `now` is an aware time of Asia/Shanghai, or None.
    `other_variables`: the BEIAN_* variables that are set and not read here; a connector of the
    desk declares which of them it reads, and checks those.
    `files_url`: where uploaded files are kept, None for the folder `files` in `var`; `clamd_url`:
    the virus scanner, if there is one. `agent_password`, `agent_code`: what `beian desk` signs in
    with. `plain_rasa`: Rasa runs without the patches of
    beian.bot.rasa_patches. `log_folder`: None for the one in var/.
    """

    database_url: str = field(repr=False)
    desk_database_url: str = field(repr=False)
    tracker_database_url: str = field(repr=False)
    redis_url: str | None = field(default=None, repr=False)
    broker_url: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    notice_urls: tuple[str, ...] = field(default=(), repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    now: datetime | None = None
    plain_rasa: bool = False
    var: Path = field(default_factory=lambda: project().var)
    log_folder: Path | None = None
    desk_config: Path = field(default_factory=lambda: project().file("desk.yml"))
    given_secret: str | None = field(default=None, repr=False)
    given_search_key: str | None = field(default=None, repr=False)
    oidc_secret: str | None = field(default=None, repr=False)
    given_key_file: Path | None = None
    files_url: str | None = field(default=None, repr=False)
    clamd_url: str | None = None
    agent_password: str | None = field(default=None, repr=False)
    agent_code: str | None = field(default=None, repr=False)
    other_variables: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] = os.environ, *, var: Path | None = None
    ) -> Settings:
        """Read and check all variables, without touching the disk.

        Raises SettingsError with a sentence for each faulty variable.
        """
        faults: list[str] = []
        others = {name: value.strip() for name, value in environ.items() if value.strip()}

        def read(name: str, check: Callable[[str, str], _T]) -> _T | None:
            value = others.pop(name, "")
            try:
                return check(value, name) if value else None
            except SettingsError as fault:
                faults.append(str(fault))
                return None

        folder = read("BEIAN_VAR", _folder)
        var = var or folder or project().var

        def database(name: str, file: str) -> str:
            return read(name, _database_url) or f"sqlite:///{var / file}"

        settings = cls(
            database_url=database("BEIAN_DATABASE_URL", "filing.sqlite3"),
            desk_database_url=database("BEIAN_DESK_DATABASE_URL", "desk.sqlite3"),
            tracker_database_url=database("BEIAN_TRACKER_DATABASE_URL", "tracker.sqlite3"),
            redis_url=read("BEIAN_REDIS_URL", _redis_url),
            broker_url=read("BEIAN_BROKER_URL", _broker_url),
            smtp_url=read("BEIAN_SMTP_URL", _smtp_url),
            notice_urls=read("BEIAN_NOTICE_URLS", _notice_urls) or (),
            webhook_secret=read("BEIAN_WEBHOOK_SECRET", _secret),
            now=read("BEIAN_NOW", _time),
            plain_rasa=read("BEIAN_PLAIN_RASA", _switch) or False,
            var=var,
            log_folder=read("BEIAN_LOGS", _folder),
            desk_config=read("BEIAN_DESK_CONFIG", _file) or project().file("desk.yml"),
            given_secret=read("BEIAN_SECRET", _secret),
            given_search_key=read("BEIAN_SEARCH_KEY", _secret),
            oidc_secret=read("BEIAN_OIDC_SECRET", lambda value, _: value),
            given_key_file=read("BEIAN_KEY_FILE", _place),
            files_url=read("BEIAN_FILES_URL", _files_url),
            clamd_url=read("BEIAN_CLAMD_URL", _clamd_url),
            agent_password=read("BEIAN_AGENT_PASSWORD", lambda *_: environ["BEIAN_AGENT_PASSWORD"]),
            agent_code=read("BEIAN_AGENT_CODE", lambda value, _: value),
        )
        if faults:
            raise SettingsError("\n".join(faults))
        others = {name: value for name, value in others.items() if name.startswith("BEIAN_")}
        return replace(settings, other_variables=others)

    @property
    def embedded(self) -> bool:
        """Whether all stores are SQLite files and no other server is needed."""
        databases = (self.database_url, self.desk_database_url, self.tracker_database_url)
        return (
            all(url.startswith("sqlite") for url in databases)
            and self.redis_url is None
            and self.broker_url is None
        )

    @property
    def logs(self) -> Path:
        """The folder of the logs of `beian run`, which may be missing yet."""
        return self.log_folder or self.var / "log"

    @property
    def local_actions(self) -> bool:
        """Whether the actions run in Rasa's process, without a server of their own."""
        return self.embedded and not self.plain_rasa

    def search_key(self) -> str:
        """Return BEIAN_SEARCH_KEY, or else the secret, from which a key of its own is derived.
        Raises SettingsError."""
        return self.given_search_key or self.secret()

    @property
    def key_file(self) -> Path:
        """The keys that data at rest are encrypted with (beian/base/key_ring.py), outside `var`."""
        return self.given_key_file or self.var.absolute().parent / "keys" / "encryption.keys"

    @property
    def names_key_file(self) -> bool:
        """Whether BEIAN_KEY_FILE names the keys, which are then made by nobody but the operator."""
        return self.given_key_file is not None

    def secret(self) -> str:
        """Return BEIAN_SECRET; with the embedded default, generate var/secret on first use.

        Processes that start at once all get the same one. Raises SettingsError.
        """
        if self.given_secret is not None:
            return self.given_secret
        if not self.embedded:
            raise SettingsError(
                "BEIAN_SECRET is required as soon as a database server, Redis or a broker is"
                f" used: set it to at least {SHORTEST_SECRET} random characters, the same for"
                " every process."
            )
        file = self.writable_var() / "secret"
        try:
            if not file.exists():
                private_files.write_once(secrets.token_urlsafe(SHORTEST_SECRET) + "\n", file)
            secret = file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"The secret in {file} can't be read or written: {error}."
                " Repair or delete the file, or set BEIAN_SECRET."
            ) from error
        if len(secret) < SHORTEST_SECRET:
            raise SettingsError(
                f"The secret in {file} is shorter than {SHORTEST_SECRET} characters."
                " Delete the file, and a new one is generated; or set BEIAN_SECRET."
            )
        return secret

    def writable_var(self) -> Path:
        """Return the folder var/, made if missing. Raises SettingsError if it can't be written."""
        try:
            self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.var):
                return self.var
        except OSError as error:
            reason = error.strerror or "unknown error"
            raise SettingsError(
                f"The folder {self.var} can't be written: {reason}. Give this user the right to"
                " write there, or keep everything elsewhere by setting BEIAN_DATABASE_URL,"
                " BEIAN_DESK_DATABASE_URL, BEIAN_TRACKER_DATABASE_URL and BEIAN_SECRET."
            ) from error


def _database_url(value: str, name: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise SettingsError(
            f"{name} is not a database URL: write it like"
            " postgresql://user:password@host:5432/database or sqlite:////folder/file.sqlite3."
        ) from None
    if url.drivername == "postgres":
        url = url.set(drivername="postgresql")
    if url.drivername not in _DRIVERNAMES:
        raise SettingsError(
            f"{name} begins with {url.drivername}://, which is not supported: use"
            " postgresql:// (through psycopg2) or sqlite://."
        )
    if url.drivername.startswith("sqlite"):
        url = _sqlite_file(url, name)
    return str(url.render_as_string(hide_password=False))


def _sqlite_file(url: URL, name: str) -> URL:
    """Return `url` with its file made absolute, so that every process means the same one."""
    if url.database in {None, "", ":memory:"}:
        raise SettingsError(
            f"{name} names no file, and an SQLite database in memory is lost between processes:"
            " write it like sqlite:////folder/file.sqlite3."
        )
    if url.host:
        raise SettingsError(
            f"{name} has a host, which SQLite can't reach: a file is written with three slashes"
            " when relative, four when absolute, like sqlite:////folder/file.sqlite3."
        )
    if url.database.startswith("file:"):
        return url
    return url.set(database=str(Path(url.database).absolute()))


def _redis_url(value: str, name: str) -> str:
    return _server_url(value, name, ("redis", "rediss"), "redis://:password@host:6379/0")


def _broker_url(value: str, name: str) -> str:
    return _server_url(value, name, ("amqp", "amqps"), "amqp://user:password@host:5672/")


def _smtp_url(value: str, name: str) -> str:
    url = _server_url(value, name, ("smtp", "smtps"), "smtps://user:password@host:465")
    parts = urlsplit(url)
    known = SMTP_OPTIONS if parts.scheme == "smtp" else ("",)
    if parts.query not in known or parts.path not in {"", "/"}:
        raise SettingsError(
            f"{name}: after the port, smtp:// takes ?{' or ?'.join(SMTP_OPTIONS[1:])}, smtps://"
            " nothing. In passwords, write % @ / ? # as %25 %40 %2F %3F %23."
        )
    return url


def _notice_urls(value: str, name: str) -> tuple[str, ...]:
    """Return the URLs of Apprise in `value`, which are separated by blanks."""
    urls = tuple(value.split())
    if not all("://" in url for url in urls):
        raise SettingsError(
            f"{name} holds URLs of Apprise with blanks between them, like"
            " wecombot://KEY dingtalk://TOKEN/."
        )
    return urls


def _server_url(value: str, name: str, schemes: tuple[str, ...], example: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"{name} is not a {' or '.join(schemes)} URL: write it like {example}.")
    return value


def _files_url(value: str, name: str) -> str:
    """Return where uploaded files are kept: a folder, or a bucket that speaks S3."""
    wanted = (
        f"{name}: write it like file:///folder, s3://bucket/prefix (Amazon's, with the credentials"
        " of its own variables) or s3+https://KEY:SECRET@host:port/bucket/prefix?region=NAME."
    )
    try:
        parts = urlsplit(value)
        named = parts.path.strip("/") if parts.scheme.startswith("s3+") else parts.netloc
        usable = {
            "file": not parts.netloc and parts.path.startswith("/") and parts.path != "/",
            "s3": bool(named) and "@" not in parts.netloc,
            "s3+http": bool(parts.hostname and named) and parts.port != 0,
            "s3+https": bool(parts.hostname and named) and parts.port != 0,
        }.get(parts.scheme, False)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(wanted)
    return value


def _clamd_url(value: str, name: str) -> str:
    parts = urlsplit(value)
    if parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/"):
        return value
    return _server_url(value, name, ("tcp",), "tcp://127.0.0.1:3310 or unix:///run/clamd.sock")


def _place(value: str, name: str) -> Path:
    """Return the absolute path of a file that may be made later."""
    if Path(value).is_dir():
        raise SettingsError(f"{name}: {value} is a folder, and a file is needed.")
    return Path(value).absolute()


def _file(value: str, name: str) -> Path:
    if not Path(value).is_file():
        raise SettingsError(f"{name}: there is no file {value}.")
    return Path(value).absolute()


def _folder(value: str, name: str) -> Path:
    path = Path(value).absolute()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"{name}: {value} is a file, and a folder is needed.")
    return path


def _secret(value: str, name: str) -> str:
    if len(value) < SHORTEST_SECRET:
        raise SettingsError(
            f"{name} has {len(value)} characters; at least {SHORTEST_SECRET} are needed."
        )
    return value


def _switch(value: str, name: str) -> bool:
    if value not in ("0", "1"):
        raise SettingsError(f"{name} is a switch: set it to 1 or 0, or leave it out.")
    return value == "1"


def _time(value: str, name: str) -> datetime:
    try:
        return parse_time(value)
    except ValueError as error:
        raise SettingsError(f'{name}: "{value}" {error}.') from None
