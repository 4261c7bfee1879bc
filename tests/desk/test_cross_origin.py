"""Pages of other origins may read what the chat answers, and nothing else of the desk."""

from __future__ import annotations

import pytest
import requests

from beian.base.settings import Settings
from tests.desk.running import running_desk

EVIL = {"Origin": "http://evil.example"}
ALLOW = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_only_the_chat_is_readable_from_other_pages(settings: Settings) -> None:
    with running_desk(settings, "http://127.0.0.1:1", with_demo=True) as desk:
        for path in ("/metrics", "/readyz", "/healthz", "/", "/demo/accounts", "/console/", "/x"):
            answered = requests.get(f"{desk.url}{path}", headers=EVIL, timeout=20)
            assert ALLOW not in answered.headers, path
        for path in ("/demo/tokens", "/console/api/session"):
            body = {"account": "lin-individual"}
            answered = requests.post(f"{desk.url}{path}", json=body, headers=EVIL, timeout=20)
            assert ALLOW not in answered.headers, path
        for path in ("/chat/frames", "/chat/stream"):
            answered = requests.post(f"{desk.url}{path}", json={}, headers=EVIL, timeout=20)
            assert (answered.status_code, answered.headers[ALLOW]) == (403, "*")
            asked = {**EVIL, "Access-Control-Request-Method": "POST"}
            assert requests.options(f"{desk.url}{path}", headers=asked, timeout=20).ok
