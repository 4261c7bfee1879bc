from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from threading import Barrier

import pytest

from beian.base.errors import SettingsError
from beian.base.settings import Settings
from tests.paths import ROOT

PASSWORD = "p4ssw0rd-that-nobody-may-see"
SECRET = "0123456789abcdef0123456789abcdef"


def refused(**environ: str) -> str:
    with pytest.raises(SettingsError) as error:
        Settings.from_environment(environ)
    assert PASSWORD not in str(error.value)
    return str(error.value)


def test_without_variables_everything_lies_in_var_under_the_project_root() -> None:
    settings = Settings.from_environment({})
    assert settings.database_url == f"sqlite:///{ROOT}/var/filing.sqlite3"
    assert settings.desk_database_url == f"sqlite:///{ROOT}/var/desk.sqlite3"
    assert settings.tracker_database_url == f"sqlite:///{ROOT}/var/tracker.sqlite3"
    assert settings.redis_url is settings.broker_url is settings.now is None
    assert settings.embedded
    assert settings.local_actions
    assert not settings.plain_rasa


def test_the_project_root_is_the_folder_of_the_packages() -> None:
    assert (ROOT / "beian" / "base" / "settings.py").is_file()


def test_reading_the_environment_touches_nothing(tmp_path: Path) -> None:
    Settings.from_environment({}, var=tmp_path / "var")
    assert not (tmp_path / "var").exists()


def test_all_variables_are_read(tmp_path: Path) -> None:
    desk_config = tmp_path / "desk.yml"
    desk_config.touch()
    settings = Settings.from_environment(
        {
            "BEIAN_DATABASE_URL": "postgresql://u:p@db/filing",
            "BEIAN_DESK_DATABASE_URL": "postgresql+psycopg2://u:p@db:5433/desk",
            "BEIAN_TRACKER_DATABASE_URL": "sqlite:////srv/tracker.sqlite3",
            "BEIAN_REDIS_URL": "rediss://:p@cache:6379/0",
            "BEIAN_BROKER_URL": "amqp://u:p@queue:5672/",
            "BEIAN_SECRET": SECRET,
            "BEIAN_NOW": "2026-10-12T10:00:00+08:00",
            "BEIAN_DESK_CONFIG": str(desk_config),
        }
    )
    assert settings.desk_config == desk_config
    assert settings.database_url == "postgresql://u:p@db/filing"
    assert settings.desk_database_url == "postgresql+psycopg2://u:p@db:5433/desk"
    assert settings.tracker_database_url == "sqlite:////srv/tracker.sqlite3"
    assert settings.redis_url == "rediss://:p@cache:6379/0"
    assert settings.broker_url == "amqp://u:p@queue:5672/"
    assert settings.secret() == SECRET
    assert settings.now == datetime(2026, 10, 12, 2, tzinfo=timezone.utc)
    assert not settings.embedded


def test_a_blank_variable_counts_as_not_set() -> None:
    blank = {"BEIAN_DATABASE_URL": "", "BEIAN_REDIS_URL": " ", "BEIAN_NOW": "\t"}
    assert Settings.from_environment(blank) == Settings.from_environment({})


def test_the_short_name_of_postgresql_is_understood() -> None:
    settings = Settings.from_environment({"BEIAN_DATABASE_URL": "postgres://u:p%40x@db/f"})
    assert settings.database_url == "postgresql://u:p%40x@db/f"


def test_a_relative_sqlite_file_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"BEIAN_DATABASE_URL": "sqlite:///x.sqlite3"})
    assert settings.database_url == f"sqlite:///{tmp_path}/x.sqlite3"


def test_the_desk_is_configured_by_desk_yml_at_the_project_root() -> None:
    assert Settings.from_environment({}).desk_config == ROOT / "desk.yml"
    assert (ROOT / "desk.yml").is_file()


def test_a_relative_desk_config_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yml").touch()
    settings = Settings.from_environment({"BEIAN_DESK_CONFIG": "mine.yml"})
    assert settings.desk_config == tmp_path / "mine.yml"


def test_a_desk_config_that_is_not_there_is_named(tmp_path: Path) -> None:
    message = refused(BEIAN_DESK_CONFIG=str(tmp_path / "none.yml"))
    assert message == f"BEIAN_DESK_CONFIG: there is no file {tmp_path / 'none.yml'}."


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "is not a database URL"),
        (f"postgresql://u:{PASSWORD}@db:port/x", "is not a database URL"),
        (f"u:{PASSWORD}@db", "is not a database URL"),
        (f"mysql://u:{PASSWORD}@db/x", "mysql://, which is not supported"),
        (f"postgresql+asyncpg://u:{PASSWORD}@db/x", "asyncpg://, which is not supported"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://var/filing.sqlite3", "has a host"),
    ],
)
@pytest.mark.parametrize("prefix", ["BEIAN_", "BEIAN_DESK_", "BEIAN_TRACKER_"])
def test_a_faulty_database_url_is_named_with_its_variable(prefix: str, url: str, said: str) -> None:
    message = refused(**{f"{prefix}DATABASE_URL": url})
    assert message.startswith(f"{prefix}DATABASE_URL ")
    assert said in message


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("BEIAN_REDIS_URL", f"http://:{PASSWORD}@cache"),
        ("BEIAN_REDIS_URL", "redis://"),
        ("BEIAN_REDIS_URL", f"redis://:{PASSWORD}@cache:sixty"),
        ("BEIAN_REDIS_URL", f"redis://:{PASSWORD}@[cache"),
        ("BEIAN_BROKER_URL", f"redis://:{PASSWORD}@queue"),
        ("BEIAN_BROKER_URL", f"amqp://u:{PASSWORD}@queue:70000"),
        ("BEIAN_SMTP_URL", f"imap://u:{PASSWORD}@mail"),
        ("BEIAN_SMTP_URL", f"smtp://u:{PASSWORD}?@mail"),
    ],
)
def test_a_faulty_server_url_is_named_with_its_variable(name: str, url: str) -> None:
    assert refused(**{name: url}).startswith(f"{name} is not a ")


@pytest.mark.parametrize(
    "url",
    [
        f"smtp://u:{PASSWORD}@mail?starttls=maybe",
        f"smtps://u:{PASSWORD}@mail?starttls=required",
        f"smtp://u:{PASSWORD}@mail/inbox",
    ],
)
def test_a_mail_servers_url_asks_for_nothing_but_starttls(url: str) -> None:
    message = refused(BEIAN_SMTP_URL=url)
    assert message.startswith("BEIAN_SMTP_URL: after the port, smtp:// takes ?starttls=required")
    assert PASSWORD not in message


def test_notice_urls_are_separated_by_blanks_or_lines() -> None:
    settings = Settings.from_environment({"BEIAN_NOTICE_URLS": "json://a/b?x=1,2  \n wecombot://k"})
    assert settings.notice_urls == ("json://a/b?x=1,2", "wecombot://k")
    message = refused(BEIAN_NOTICE_URLS=f"json://a, {PASSWORD}")
    assert message.startswith("BEIAN_NOTICE_URLS holds URLs of Apprise")
    assert PASSWORD not in message


def test_all_faulty_variables_are_named_at_once() -> None:
    message = refused(BEIAN_DATABASE_URL="x", BEIAN_SECRET="short", BEIAN_NOW="now")
    assert [line.split()[0].rstrip(":") for line in message.splitlines()] == [
        "BEIAN_DATABASE_URL",
        "BEIAN_NOW",
        "BEIAN_SECRET",
    ]


@pytest.mark.parametrize(
    "text", ["2026-10-12T02:00:00Z", "2026-10-12 10:00+08:00", "2026-10-11T22:00:00.0-0400"]
)
def test_the_standing_clock_is_read_in_any_offset(text: str) -> None:
    now = Settings.from_environment({"BEIAN_NOW": text}).now
    assert now is not None
    assert now.isoformat() == "2026-10-12T10:00:00+08:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-10-12T10:00:00", "has no offset"),
        ("2026-10-12", "has no offset"),
        ("2026-02-30T10:00:00+08:00", "is no real date"),
        ("9999-12-31T23:00:00-23:00", "is no real date"),
        ("tomorrow", "is not an ISO 8601 time"),
    ],
)
def test_a_faulty_standing_clock_is_explained(text: str, said: str) -> None:
    message = refused(BEIAN_NOW=text)
    assert message.startswith(f'BEIAN_NOW: "{text}" ')
    assert said in message


def test_a_short_secret_is_refused_and_not_shown() -> None:
    message = refused(BEIAN_SECRET="hunter2-hunter2")
    assert message == "BEIAN_SECRET has 15 characters; at least 32 are needed."


def test_no_password_is_in_what_settings_print_of_themselves() -> None:
    settings = Settings.from_environment(
        {
            "BEIAN_DATABASE_URL": f"postgresql://u:{PASSWORD}@db/filing",
            "BEIAN_REDIS_URL": f"redis://:{PASSWORD}@cache",
            "BEIAN_SECRET": PASSWORD * 2,
        }
    )
    assert PASSWORD not in repr(settings)


def test_an_agents_password_is_read_with_its_blanks_and_not_shown() -> None:
    given = {"BEIAN_AGENT_PASSWORD": f" {PASSWORD} ", "BEIAN_AGENT_CODE": " 123456\n"}
    settings = Settings.from_environment(given)
    assert (settings.agent_password, settings.agent_code) == (f" {PASSWORD} ", "123456")
    assert PASSWORD not in repr(settings)
    assert settings.other_variables == {}


def test_a_secret_is_generated_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    var = tmp_path / "var"
    secret = Settings.from_environment({}, var=var).secret()
    assert len(secret) >= 32
    assert Settings.from_environment({}, var=var).secret() == secret
    assert stat.S_IMODE((var / "secret").stat().st_mode) == 0o600
    assert [path.name for path in var.iterdir()] == ["secret"]


def test_all_who_start_at_once_get_the_same_secret(tmp_path: Path) -> None:
    together = Barrier(16)

    def start(number: int) -> str:
        settings = Settings.from_environment({}, var=tmp_path / f"var{number % 2}")
        together.wait()
        return settings.secret()

    with ThreadPoolExecutor(16) as pool:
        secrets = list(pool.map(start, range(16)))
    assert len(set(secrets[0::2])) == len(set(secrets[1::2])) == 1
    assert secrets[0] != secrets[1]


@pytest.mark.parametrize(("value", "plain"), [("1", True), ("0", False), (" ", False)])
def test_rasa_is_plain_where_it_is_to_be_and_its_actions_have_a_server_then(
    value: str, plain: bool
) -> None:
    settings = Settings.from_environment({"BEIAN_PLAIN_RASA": value})
    assert settings.plain_rasa == plain
    assert settings.local_actions != plain
    assert settings.embedded


def test_a_switch_is_one_or_nought() -> None:
    assert refused(BEIAN_PLAIN_RASA="yes").startswith("BEIAN_PLAIN_RASA is a switch")


@pytest.mark.parametrize("content", ["", "too short\n", "é" * 40])
def test_a_damaged_secret_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"(?i)delete the file") as error:
        Settings.from_environment({}, var=tmp_path).secret()
    assert str(tmp_path / "secret") in str(error.value)


@pytest.mark.parametrize(
    "environ",
    [
        {"BEIAN_DATABASE_URL": "postgresql://db/filing"},
        {"BEIAN_REDIS_URL": "redis://cache"},
        {"BEIAN_BROKER_URL": "amqp://queue"},
    ],
)
def test_with_other_servers_a_secret_has_to_be_given(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    with pytest.raises(SettingsError, match="BEIAN_SECRET is required"):
        Settings.from_environment(environ, var=tmp_path).secret()
    assert list(tmp_path.iterdir()) == []


def test_a_var_that_cannot_be_made_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    var = tmp_path / "file" / "var"
    with pytest.raises(SettingsError, match="can't be written: Not a directory") as error:
        Settings.from_environment({}, var=var).secret()
    assert str(var) in str(error.value)
    assert "BEIAN_DATABASE_URL" in str(error.value)


def test_a_read_only_var_is_named_with_what_to_do(deprived: Path) -> None:
    with pytest.raises(SettingsError, match="can't be written: Permission denied") as error:
        Settings.from_environment({}, var=deprived).secret()
    assert str(deprived) in str(error.value)


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "BEIAN_SECRET", SECRET)
    assert Settings.from_environment().secret() == SECRET


@pytest.mark.parametrize(
    "url",
    ["ftp://host/x", "file://relative", "s3://", f"s3+https://k:{PASSWORD}@host", "s3://k:s@x/y"],
)
def test_a_place_of_files_that_can_not_be_is_refused_and_not_shown(url: str) -> None:
    assert "BEIAN_FILES_URL" in refused(BEIAN_FILES_URL=url)


def test_places_of_keys_files_and_scanner_are_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "BEIAN_KEY_FILE": str(tmp_path / "own.keys"),
            "BEIAN_FILES_URL": "s3+https://k:s@store.example:9000/papers?region=cn",
            "BEIAN_CLAMD_URL": "unix:///run/clamd.sock",
        }
    )
    assert settings.key_file == tmp_path / "own.keys"
    assert settings.files_url is not None
    assert settings.clamd_url == "unix:///run/clamd.sock"
    assert "BEIAN_KEY_FILE" in refused(BEIAN_KEY_FILE=str(tmp_path))
    assert "BEIAN_CLAMD_URL" in refused(BEIAN_CLAMD_URL="clamd")


def test_a_folder_of_ones_own_holds_all_that_is_kept_in_files(tmp_path: Path) -> None:
    settings = Settings.from_environment({"BEIAN_VAR": str(tmp_path / "own")})
    assert settings.var == tmp_path / "own"
    assert settings.database_url == f"sqlite:///{tmp_path / 'own' / 'filing.sqlite3'}"
    assert settings.other_variables == {}


def test_a_folder_of_ones_own_can_be_no_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    assert "BEIAN_VAR" in refused(BEIAN_VAR=str(file))
