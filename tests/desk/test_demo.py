"""The demo page: sample accounts to be signed in as, and nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from beian.base.settings import Settings
from beian.desk.demo import FOLDER, _samples
from beian.desk.site_tokens import SiteTokens
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from tests.desk.running import RunningDesk, running_desk
from tests.paths import ROOT


@pytest.fixture
def demo(settings: Settings) -> Iterator[RunningDesk]:
    with running_desk(settings, "http://127.0.0.1:1", with_demo=True) as desk:
        yield desk


@pytest.fixture
def sample(settings: Settings) -> None:
    store = FilingStore(settings.database_url)
    load_sample(store)
    store.close()


def test_the_page_keeps_a_strict_policy(demo: RunningDesk) -> None:
    page = requests.get(f"{demo.url}/", timeout=60)
    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    host = demo.url.removeprefix("http://")
    assert f"connect-src 'self' ws://{host} wss://{host};" in policy
    elsewhere = requests.get(f"{demo.url}/", headers={"Host": "evil.example; x"}, timeout=60)
    assert "connect-src 'self';" in elsewhere.headers["Content-Security-Policy"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    for path in ("/", "/demo/demo.js", "/console/"):
        headers = requests.get(f"{demo.url}{path}", timeout=60).headers
        assert "camera=(), geolocation=(), microphone=()" in headers["Permissions-Policy"], path
    assert "<style" not in page.text
    assert " style=" not in page.text
    for name in ("demo.css", "demo.js"):
        assert requests.get(f"{demo.url}/demo/{name}", timeout=60).status_code == 200
    assert requests.get(f"{demo.url}/demo/accounts.yml", timeout=60).status_code == 404


@pytest.mark.usefixtures("sample")
def test_every_sample_account_can_be_signed_in_as(demo: RunningDesk, tokens: SiteTokens) -> None:
    offered = requests.get(f"{demo.url}/demo/accounts", timeout=60).json()["accounts"]
    accounts = json.loads((ROOT / "beian" / "filing" / "sample.json").read_text(encoding="utf-8"))
    assert {each["id"] for each in offered} == {a["account_id"] for a in accounts["accounts"]}
    for account in offered:
        body = {"account": account["id"]}
        answered = requests.post(f"{demo.url}/demo/tokens", json=body, timeout=60)
        assert tokens.verified(answered.json()["token"]).account == account["id"]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"account": "somebody-else"}', {}, 404),
        ('{"account": ["lin-individual"]}', {}, 404),
        ("[]", {}, 400),
        ("{", {}, 400),
        ('{"account": "lin-individual"}', {"Host": "evil.example"}, 403),
    ],
)
def test_nobody_else_is_signed_in(
    demo: RunningDesk, body: str, headers: dict[str, str], status: int
) -> None:
    answered = requests.post(f"{demo.url}/demo/tokens", data=body, headers=headers, timeout=60)
    assert answered.status_code == status


def test_own_filing_state_is_never_signed_in_as(demo: RunningDesk) -> None:
    assert requests.get(f"{demo.url}/demo/accounts", timeout=60).json() == {"accounts": []}
    body = {"account": "lin-individual"}
    assert requests.post(f"{demo.url}/demo/tokens", json=body, timeout=60).status_code == 404


def test_descriptions_are_there_in_both_languages() -> None:
    for account in _samples():
        for language in ("zh", "en"):
            assert account[language]["name"]
            assert account[language]["about"]
    assert Path(FOLDER / "page.html").is_file()
