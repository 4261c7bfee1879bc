"""`beian token`."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from beian.desk.config import TokenConfig
from beian.desk.site_tokens import SiteTokens
from beian.filing.filing_store import FilingStore
from beian.filing.importing import import_file
from tests.paths import ROOT

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def tokens(environment: dict[str, str], **config: str) -> SiteTokens:
    return SiteTokens(TokenConfig(**config), environment["BEIAN_SECRET"])


@pytest.fixture
def filed(tmp_path: Path) -> str:
    """The URL of a filing store with the sample in it."""
    url = f"sqlite:///{tmp_path / 'filed.sqlite3'}"
    store = FilingStore(url)
    import_file(store, ROOT / "beian" / "filing" / "sample.json")
    store.close()
    return url


def known_account(url: str) -> str:
    store = FilingStore(url)
    account = store.account_ids(1)[0]
    store.close()
    return account


def test_the_token_of_a_known_account_is_all_that_is_printed(
    beian: Run, environment: dict[str, str], filed: str
) -> None:
    account = known_account(filed)
    done = beian("token", account, BEIAN_DATABASE_URL=filed)
    assert (done.returncode, done.stderr) == (0, b"")
    (token,) = done.stdout.decode().splitlines()
    signed_in = tokens(environment).verified(token)
    left = signed_in.expires_at - datetime.now(timezone.utc)
    assert signed_in.account == account
    assert timedelta(minutes=55) < left <= timedelta(hours=1)


def test_an_account_that_is_not_filed_gets_a_token_and_a_note(
    beian: Run, environment: dict[str, str], filed: str
) -> None:
    done = beian("token", "no [bold]such", "--hours", "2.5", BEIAN_DATABASE_URL=filed)
    assert done.returncode == 0
    assert "no [bold]such is not in the filing store" in done.stderr.decode()
    signed_in = tokens(environment).verified(done.stdout.decode().strip())
    assert signed_in.account == "no [bold]such"
    assert signed_in.expires_at - datetime.now(timezone.utc) > timedelta(hours=2.4)


def test_a_store_that_does_not_answer_costs_a_note_and_not_the_token(
    beian: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"this is no database, and is long enough to be told from one" * 20)
    done = beian("token", "acme", BEIAN_DATABASE_URL=f"sqlite:///{broken}")
    assert done.returncode == 0
    assert "can't be told" in done.stderr.decode()
    assert tokens(environment).verified(done.stdout.decode().strip()).account == "acme"


def test_the_audience_is_that_of_desk_yml(
    beian: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    config = tmp_path / "desk.yml"
    config.write_text("token: {audience: our-desk}")
    done = beian("token", "acme", BEIAN_DESK_CONFIG=str(config))
    token = done.stdout.decode().strip()
    assert tokens(environment, audience="our-desk").verified(token).account == "acme"


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_where_the_site_signs_it_is_said_that_its_key_is_elsewhere(
    beian: Run, tmp_path: Path, algorithm: str
) -> None:
    config = tmp_path / "desk.yml"
    config.write_text(f"token: {{algorithm: {algorithm}, key_file: none.pem}}")
    done = beian("token", "acme", BEIAN_DESK_CONFIG=str(config))
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert f"{config} takes {algorithm} tokens" in said
    assert "private key" in said


@pytest.mark.parametrize("hours", ["0", "-1", "25", "nan", "inf"])
def test_a_token_lasts_no_longer_than_desk_yml_allows(beian: Run, hours: str) -> None:
    done = beian("token", "acme", f"--hours={hours}")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "above 0 and at most 24" in done.stderr.decode()


@pytest.mark.parametrize("account", ["", "a" * 256])
def test_an_account_is_a_text_of_some_length(beian: Run, account: str) -> None:
    done = beian("token", account)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "1 to 255 characters" in done.stderr.decode()


def test_a_faulty_desk_yml_is_named(beian: Run, tmp_path: Path) -> None:
    config = tmp_path / "desk.yml"
    config.write_text("tokens: {}")
    done = beian("token", "acme", BEIAN_DESK_CONFIG=str(config))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "do you mean token?" in done.stderr.decode()
