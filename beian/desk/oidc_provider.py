"""A client of an OpenID provider: authorization code with PKCE, as OpenID Connect Core 1.0 and
RFC 9700 have it. PyJWT checks the ID token's signature and times."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
import jwt

from beian.desk.config import OidcConfig
from beian.desk.errors import DeskError
from beian.desk.http_client import HttpClient

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures with public keys alone: with a shared secret, whoever knows it could sign."""
_LEEWAY_SECONDS = 60
_LONGEST_ANSWER = 512 * 1024
_KEYS_KEPT_SECONDS = 3600.0
_KEYS_AGAIN_SECONDS = 10.0
_SCOPE = "openid profile"


class ProviderUnavailable(DeskError):
    """The provider does not answer, or not as OpenID Connect has it."""


class IdentityRefused(DeskError):
    """What the provider has said of the visitor's identity can't be believed."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider. `key`: issuer and subject, which never change."""

    key: str
    claims: dict[str, Any]


@dataclass(frozen=True)
class _Endpoints:
    authorization: str
    token: str
    keys: str


class OidcProvider(HttpClient):
    """The provider of desk.yml; use as an async context manager. `secret`: the client's, None for a
    public one."""

    def __init__(self, config: OidcConfig, secret: str | None) -> None:
        super().__init__(aiohttp.ClientTimeout(total=10, connect=5))
        self.config = config
        self._secret = secret
        self._endpoints: _Endpoints | None = None
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._keys_read_at = float("-inf")
        self._reading = asyncio.Lock()

    @property
    def redirect_uri(self) -> str:
        return f"{self.config.console_url}api/oidc/callback"

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        """Return where the browser signs in. Raises ProviderUnavailable."""
        digest = hashlib.sha256(verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.config.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": _SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        address = (await self._discovered()).authorization
        return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"

    async def identity(self, code: str, nonce: str, verifier: str) -> Identity:
        """Return whom a code stands for. Raises IdentityRefused or ProviderUnavailable."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "client_id": self.config.client_id,
            "code_verifier": verifier,
        }
        auth = None
        if self._secret is not None:
            auth = aiohttp.BasicAuth(self.config.client_id, self._secret)
        endpoint = (await self._discovered()).token
        answer = await self._json("POST", endpoint, data=form, auth=auth)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise IdentityRefused("The provider has not taken the code.")
        claims = await self._checked(token)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise IdentityRefused("The ID token is for another sign-in.")
        return Identity(f"{claims['iss']} {claims['sub']}", claims)

    async def _checked(self, token: str) -> dict[str, Any]:
        """Return the claims of an ID token that is the provider's, for us, and of now."""
        try:
            header = jwt.get_unverified_header(token)
            key = await self._key(header.get("kid"))
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self.config.client_id,
                issuer=self.config.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise IdentityRefused(f"The ID token is not valid: {error}") from error
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        party = claims.get("azp")
        if party not in (None, self.config.client_id) or (len(audiences) > 1 and party is None):
            raise IdentityRefused("The ID token is for another client.")
        if not claims["sub"]:
            raise IdentityRefused("The ID token names nobody.")
        return claims

    async def _key(self, key_id: str | None) -> jwt.PyJWK:
        async with self._reading:
            age = time.monotonic() - self._keys_read_at
            known = key_id in self._keys
            if age > _KEYS_KEPT_SECONDS or (not known and age > _KEYS_AGAIN_SECONDS):
                await self._read_keys()
        if key_id not in self._keys:
            raise IdentityRefused("The ID token is signed with a key that the provider has not.")
        return self._keys[key_id]

    async def _read_keys(self) -> None:
        answer = await self._json("GET", (await self._discovered()).keys)
        found = {}
        for each in answer.get("keys", []):
            try:
                key = jwt.PyJWK(each)
            except (jwt.PyJWTError, TypeError, AttributeError):
                continue  # of a kind that is not for us
            found[key.key_id] = key
        self._keys, self._keys_read_at = found, time.monotonic()

    async def _discovered(self) -> _Endpoints:
        if self._endpoints is None:
            issuer = self.config.issuer
            place = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
            told = await self._json("GET", place)
            if told.get("issuer") != issuer:
                raise ProviderUnavailable("The provider calls itself by another name.")
            names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            addresses = [told.get(name) for name in names]
            if not all(isinstance(each, str) for each in addresses):
                raise ProviderUnavailable("The provider does not tell its addresses.")
            self._endpoints = _Endpoints(*map(str, addresses))
        return self._endpoints

    async def _json(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        try:
            async with self._session.request(
                method, address, allow_redirects=False, **more
            ) as answer:
                raw = await answer.content.read(_LONGEST_ANSWER)
            body = json.loads(raw)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise ProviderUnavailable(f"The provider does not answer: {error}") from error
        if not isinstance(body, dict) or answer.status >= 500:
            raise ProviderUnavailable("The provider answers with something else.")
        return body
