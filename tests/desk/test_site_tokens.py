"""The host page's tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from beian.base.service_tokens import IdentityRefused, sign_identity, verified_account
from beian.desk.config import TokenConfig
from beian.desk.errors import ConfigError
from beian.desk.site_tokens import SignedIn, SiteTokens, TokenExpired, TokenInvalid

SECRET = "a secret of the site, long enough to sign with"
TOKENS = SiteTokens(TokenConfig(), SECRET)
Key = RSAPrivateKey | EllipticCurvePrivateKey


@pytest.fixture(scope="module")
def rsa_key() -> RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def ec_key() -> EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def seconds_from_now(seconds: float) -> int:
    return int((datetime.now(timezone.utc) + timedelta(seconds=seconds)).timestamp())


def signed(key: Any = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    """A token as a host page makes it; a claim of None is left out."""
    all_claims = {"sub": "acme", "aud": "beian-desk", "exp": seconds_from_now(600), **claims}
    given = {name: value for name, value in all_claims.items() if value is not None}
    return jwt.encode(given, key, algorithm=algorithm)


def public_pem(key: Key) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def with_key(folder: Path, algorithm: str, pem: bytes) -> SiteTokens:
    file = folder / "key.pem"
    file.write_bytes(pem)
    return SiteTokens(TokenConfig(algorithm=algorithm, key_file=file), SECRET)


def refused(token: str, tokens: SiteTokens = TOKENS) -> str:
    with pytest.raises(TokenInvalid) as error:
        tokens.verified(token)
    return str(error.value)


def test_a_token_signs_its_account_in_until_it_expires() -> None:
    exp = seconds_from_now(600)
    expected = SignedIn("acme", datetime.fromtimestamp(exp, timezone.utc))
    assert TOKENS.verified(signed(exp=exp)) == expected


def test_our_own_tokens_last_an_hour_or_as_long_as_asked() -> None:
    for token, hours in [
        (TOKENS.sign("acme"), 1.0),
        (TOKENS.sign("acme", timedelta(hours=3)), 3.0),
    ]:
        left = TOKENS.verified(token).expires_at - datetime.now(timezone.utc)
        assert hours - 0.01 < left / timedelta(hours=1) <= hours


@given(st.text(min_size=1, max_size=255))
def test_any_account_that_can_be_stored_comes_back_as_it_is(account: str) -> None:
    if "\0" in account:
        assert "`sub`" in refused(TOKENS.sign(account))
    else:
        assert TOKENS.verified(TOKENS.sign(account)).account == account


@pytest.mark.parametrize(
    "account", ["", "a" * 256, 7, True, ["acme"], {"id": "acme"}, "a\0b", "\ud800"]
)
def test_an_account_is_a_text_that_can_be_stored(account: Any) -> None:
    payload = {"sub": account, "aud": "beian-desk", "exp": seconds_from_now(60)}
    token = jwt.api_jws.encode(json.dumps(payload).encode(), SECRET, algorithm="HS256")
    assert "sub" in refused(token).lower() or "Subject" in refused(token)


@pytest.mark.parametrize("claim", ["sub", "aud", "exp"])
def test_a_token_without_a_needed_claim_is_refused(claim: str) -> None:
    assert f'"{claim}"' in refused(signed(**{claim: None}))


def test_an_expired_token_is_told_apart_from_an_invalid_one() -> None:
    with pytest.raises(TokenExpired):
        TOKENS.verified(signed(exp=seconds_from_now(-60)))
    refused(signed("another secret of somebody, long enough", exp=seconds_from_now(-60)))


def test_clocks_may_differ_a_little() -> None:
    assert TOKENS.verified(signed(exp=seconds_from_now(-10)))
    assert TOKENS.verified(signed(nbf=seconds_from_now(10), iat=seconds_from_now(10)))
    refused(signed(nbf=seconds_from_now(300)))
    refused(signed(iat=seconds_from_now(300)))
    strict = SiteTokens(TokenConfig(leeway_seconds=0), SECRET)
    with pytest.raises(TokenExpired):
        strict.verified(signed(exp=seconds_from_now(-10)))


def test_a_token_lasts_no_longer_than_allowed() -> None:
    tokens = SiteTokens(TokenConfig(longest_hours=2), SECRET)
    assert tokens.verified(tokens.sign("acme", timedelta(hours=2)))
    assert "at most 2 hours" in refused(tokens.sign("acme", timedelta(hours=3)), tokens)


@pytest.mark.parametrize("exp", ["soon", [], {}, 1e300, 10**18, 253402300800 * 2, -5, "NaN"])
def test_an_end_that_is_no_time_is_refused(exp: Any) -> None:
    with pytest.raises((TokenInvalid, TokenExpired)):
        TOKENS.verified(signed(exp=exp))


@pytest.mark.parametrize("exp", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_an_end_that_is_no_number_of_json_is_refused(exp: bytes) -> None:
    payload = b'{"sub": "acme", "aud": "beian-desk", "exp": ' + exp + b"}"
    refused(jwt.api_jws.encode(payload, SECRET, algorithm="HS256"))


@pytest.mark.parametrize("audience", ["beian-bot", "beian", "", ["other"], [], 7])
def test_a_token_for_somebody_else_is_refused(audience: Any) -> None:
    refused(signed(aud=audience))


def test_several_audiences_may_be_named_but_not_the_bot() -> None:
    assert TOKENS.verified(signed(aud=["the-shop", "beian-desk"]))
    refused(signed(aud=["beian-desk", "beian-bot"]))


def test_an_audience_that_contains_the_name_of_the_bot_is_another_one() -> None:
    tokens = SiteTokens(TokenConfig(audience="my-beian-bot-desk"), SECRET)
    assert tokens.verified(tokens.sign("acme")).account == "acme"


def test_tokens_of_the_site_and_of_our_processes_do_not_pass_for_each_other() -> None:
    refused(sign_identity("acme", SECRET))
    with pytest.raises(IdentityRefused):
        verified_account(TOKENS.sign("acme"), SECRET)


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_only_the_configured_algorithm_is_taken(algorithm: str) -> None:
    refused(signed(SECRET * 2, algorithm))


def test_a_token_that_is_not_signed_is_refused() -> None:
    refused(signed(None, "none"))


def test_a_public_key_is_no_secret_to_sign_with(
    tmp_path: Path, rsa_key: RSAPrivateKey, ec_key: EllipticCurvePrivateKey
) -> None:
    """The well-known confusion: HS256 with the public key, which everybody may have."""
    for algorithm, key in [("RS256", rsa_key), ("ES256", ec_key)]:
        pem = public_pem(key)
        tokens = with_key(tmp_path, algorithm, pem)
        head, body, _ = signed().split(".")
        signature = hmac.new(pem, f"{head}.{body}".encode(), hashlib.sha256).digest()
        forged = base64.urlsafe_b64encode(signature).rstrip(b"=").decode()
        refused(f"{head}.{body}.{forged}", tokens)
        refused(signed(SECRET), tokens)


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_tokens_signed_with_the_private_key_of_the_site(
    algorithm: str, tmp_path: Path, rsa_key: RSAPrivateKey, ec_key: EllipticCurvePrivateKey
) -> None:
    key: Key = rsa_key if algorithm == "RS256" else ec_key
    stranger: Key = (
        rsa.generate_private_key(65537, 2048)
        if algorithm == "RS256"
        else ec.generate_private_key(ec.SECP256R1())
    )
    tokens = with_key(tmp_path, algorithm, public_pem(key))
    assert tokens.verified(signed(key, algorithm)).account == "acme"
    refused(signed(stranger, algorithm), tokens)
    with pytest.raises(TokenExpired):
        tokens.verified(signed(key, algorithm, exp=seconds_from_now(-60)))
    with pytest.raises(ConfigError, match="private key"):
        tokens.sign("acme")


def test_a_key_file_that_is_of_no_use_is_named(
    tmp_path: Path, rsa_key: RSAPrivateKey, ec_key: EllipticCurvePrivateKey
) -> None:
    private = rsa_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    other_curve = ec.generate_private_key(ec.SECP384R1())
    weak = (
        b"-----BEGIN PUBLIC KEY-----\n"
        b"MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMzM1r2Rr7XbTh2ZJHRd0wVCvQoXHLTj\n"
        b"-----END PUBLIC KEY-----\n"
    )
    for algorithm, pem, said in [
        ("RS256", b"", "holds no public key"),
        ("RS256", b"\xff\xfe", "holds no public key"),
        ("RS256", private, "holds no public key"),
        ("RS256", weak, "holds no public key"),
        ("RS256", public_pem(rsa.generate_private_key(65537, 1024)), "at least 2048 bits"),
        ("RS256", public_pem(ec_key), "RSA key"),
        ("ES256", public_pem(rsa_key), "curve P-256"),
        ("ES256", public_pem(other_curve), "curve P-256"),
    ]:
        with pytest.raises(ConfigError, match=said) as error:
            with_key(tmp_path, algorithm, pem)
        assert str(tmp_path / "key.pem") in str(error.value)
    missing = TokenConfig(algorithm="RS256", key_file=tmp_path / "none.pem")
    with pytest.raises(ConfigError, match=r"none\.pem can't be read: No such file"):
        SiteTokens(missing, SECRET)


def test_a_token_has_a_length() -> None:
    assert "4096" in refused(signed(more="x" * 4096))


def deeply_nested(part: str) -> str:
    nested = base64.urlsafe_b64encode(b"[" * 1400).rstrip(b"=").decode()
    head, body, signature = signed().split(".")
    return f"{nested}.{body}.{signature}" if part == "head" else f"{head}.{nested}.{signature}"


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_token_nested_to_death_is_refused(part: str) -> None:
    refused(deeply_nested(part))


def test_a_signed_body_nested_to_death_is_refused() -> None:
    refused(jwt.api_jws.encode(b"[" * 2900, SECRET, algorithm="HS256"))


@given(st.text(max_size=200) | st.text("eyJ0.-_=", max_size=200) | st.just("\ud800.\ud800."))
def test_whatever_comes_as_a_token_is_refused(text: str) -> None:
    refused(text)


@given(place=st.integers(0, 1000), other=st.sampled_from("aB3-_."))
def test_a_token_with_one_character_changed_is_refused(place: int, other: str) -> None:
    token = signed()
    place %= len(token)
    # The last character of each part may carry bits that are not read.
    assume("." not in token[place : place + 2] and place < len(token) - 1)
    assume(token[place] != other)
    refused(token[:place] + other + token[place + 1 :])
