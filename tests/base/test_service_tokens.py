from __future__ import annotations

import json
import string
import time
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.service_tokens import (
    AUDIENCE,
    LIFETIME,
    IdentityRefused,
    service_key,
    sign_identity,
    verified_account,
)

SECRET = "a secret of this test, long enough for every algorithm it tries: 64 bytes"
BASE64URL = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
ACCOUNTS = st.text(min_size=1)


def claims(**changes: Any) -> dict[str, Any]:
    """Return the claims of a valid token; a change to None leaves a claim out."""
    now = datetime.now(timezone.utc)
    right = {"aud": AUDIENCE, "sub": "acc-1", "iat": now, "exp": now + timedelta(minutes=5)}
    return {name: value for name, value in {**right, **changes}.items() if value is not None}


def signed(secret: str = SECRET, algorithm: str = "HS256", **changes: Any) -> str:
    return jwt.encode(claims(**changes), secret, algorithm=algorithm)


def encoded(part: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


@given(ACCOUNTS)
def test_a_signed_account_is_the_account_that_comes_out(account_id: str) -> None:
    assert verified_account(sign_identity(account_id, SECRET), SECRET) == account_id


def test_without_an_account_the_user_is_anonymous() -> None:
    assert verified_account(sign_identity(None, SECRET), SECRET) is None


def test_an_identity_is_valid_for_its_lifetime() -> None:
    found = jwt.decode(sign_identity("acc-1", SECRET), SECRET, ["HS256"], audience=AUDIENCE)
    assert found["exp"] - found["iat"] == LIFETIME.total_seconds()


@given(st.data())
def test_an_identity_with_any_character_changed_is_refused(data: st.DataObject) -> None:
    token = sign_identity("acc-1", SECRET)
    position = data.draw(st.integers(0, len(token) - 1))
    others = set(BASE64URL + ".") - {token[position]}
    if position == len(token) - 1:  # the last two of its six bits are padding and mean nothing
        first = BASE64URL.index(token[-1]) // 4 * 4
        others -= set(BASE64URL[first : first + 4])
    character = data.draw(st.sampled_from(sorted(others)))
    with pytest.raises(IdentityRefused):
        verified_account(token[:position] + character + token[position + 1 :], SECRET)


@given(st.data())
def test_an_identity_cut_short_is_refused(data: st.DataObject) -> None:
    token = sign_identity("acc-1", SECRET)
    with pytest.raises(IdentityRefused):
        verified_account(token[: data.draw(st.integers(0, len(token) - 1))], SECRET)


@given(ACCOUNTS.filter(lambda account_id: account_id != "acc-1"))
def test_nobody_becomes_another_by_exchanging_the_claims(other: str) -> None:
    header, _, signature = sign_identity("acc-1", SECRET).split(".")
    _, payload, _ = sign_identity(other, SECRET).split(".")
    with pytest.raises(IdentityRefused):
        verified_account(f"{header}.{payload}.{signature}", SECRET)


@given(st.text(max_size=200) | st.text(BASE64URL + ".", max_size=200))
def test_whatever_else_is_sent_as_an_identity_is_refused(token: str) -> None:
    with pytest.raises(IdentityRefused):
        verified_account(token, SECRET)


@pytest.mark.parametrize("token", ["\ud800", "a.b.\udfff", "", "..", "null", "\0"])
def test_text_that_is_no_text_is_refused(token: str) -> None:
    with pytest.raises(IdentityRefused):
        verified_account(token, SECRET)


@pytest.mark.parametrize("age", [timedelta(seconds=1), timedelta(days=1)])
def test_an_expired_identity_is_refused(age: timedelta) -> None:
    now = datetime.now(timezone.utc)
    with pytest.raises(IdentityRefused, match="expired"):
        verified_account(signed(iat=now - age - LIFETIME, exp=now - age), SECRET)


def test_an_identity_that_was_trusted_expires_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = sign_identity("acc-1", SECRET)
    assert verified_account(token, SECRET) == "acc-1"
    later = time.time() + LIFETIME.total_seconds()
    monkeypatch.setattr("time.time", lambda: later)
    with pytest.raises(IdentityRefused, match="expired"):
        verified_account(token, SECRET)
    assert verified_account(sign_identity("acc-1", SECRET), SECRET) == "acc-1"


@pytest.mark.parametrize("claim", ["aud", "iat", "exp"])
def test_an_identity_without_a_claim_that_limits_it_is_refused(claim: str) -> None:
    without: dict[str, Any] = {claim: None}
    with pytest.raises(IdentityRefused):
        verified_account(signed(**without), SECRET)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"aud": "beian-desk"}, id="for somebody else"),
        pytest.param({"sub": 7}, id="an account that is no text"),
        pytest.param({"exp": "soon"}, id="a time that is none"),
        pytest.param({"secret": SECRET[::-1]}, id="another secret"),
        pytest.param({"algorithm": "HS512"}, id="another algorithm"),
    ],
)
def test_an_identity_signed_otherwise_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(IdentityRefused):
        verified_account(signed(**changes), SECRET)


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256"])
def test_an_identity_without_a_signature_is_refused(algorithm: str) -> None:
    now = datetime.now(timezone.utc)
    unsigned = claims(iat=int(now.timestamp()), exp=int((now + LIFETIME).timestamp()))
    token = f"{encoded({'alg': algorithm, 'typ': 'JWT'})}.{encoded(unsigned)}."
    with pytest.raises(IdentityRefused):
        verified_account(token, SECRET)


def test_a_signer_whose_clock_is_ahead_is_believed() -> None:
    ahead = datetime.now(timezone.utc) + timedelta(seconds=30)
    assert verified_account(signed(iat=ahead, exp=ahead + LIFETIME), SECRET) == "acc-1"


def test_each_service_has_a_key_of_its_own_that_does_not_give_the_secret_away() -> None:
    keys = {
        service_key(service, secret)
        for service in ("rasa", "actions")
        for secret in (SECRET, SECRET[::-1])
    }
    assert len(keys) == 4
    assert SECRET not in "".join(keys)
    assert service_key("rasa", SECRET) == service_key("rasa", SECRET)
