"""A small OpenID provider as a process of its own: python -m tests.desk.oidc_provider PORT

It signs in, without asking, whoever was told to it last at /next, and misbehaves as told there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import time
from typing import Any
from urllib.parse import urlencode

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

CLIENT, SECRET = "beian-console", "the secret of the client"


class Provider:
    """`next`: the claims of the ID token to come, over the right ones; `faults`: what is wrong."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.keys = [generate_private_key(65537, 2048) for _ in range(2)]
        self.next: dict[str, Any] = {}
        self.faults: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}

    async def tell(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.next, self.faults = body["claims"], body["faults"]
        return web.json_response({})

    async def discovery(self, request: web.Request) -> web.Response:
        del request
        return web.json_response(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        )

    async def published(self, request: web.Request) -> web.Response:
        del request
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.keys[0].public_key()))
        return web.json_response({"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]})

    async def authorize(self, request: web.Request) -> web.Response:
        asked = request.query
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        back = {"state": asked["state"]}
        if "denied" in self.faults:
            back["error"] = "access_denied"
        else:
            code = f"code-{len(self.codes)}"
            self.codes[code] = dict(asked)
            back["code"] = code
        return web.Response(
            status=302, headers={"Location": f"{asked['redirect_uri']}?{urlencode(back)}"}
        )

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        asked = self.codes.pop(str(form["code"]), None)
        digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
            or request.headers.get("Authorization") != f"Basic {known}"
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "u-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.next,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        key: Any = self.keys["forged" in self.faults]
        algorithm = "RS256"
        if "unsigned" in self.faults:
            key, algorithm = None, "none"
        elif "shared secret" in self.faults:
            key, algorithm = SECRET * 2, "HS256"
        kid = "two" if "unknown key" in self.faults else "one"
        token = jwt.encode(claims, key, algorithm, headers={"kid": kid})
        return web.json_response({"id_token": token, "token_type": "Bearer", "access_token": "x"})


def main() -> None:
    port = int(sys.argv[1])
    provider = Provider(f"http://127.0.0.1:{port}")
    app = web.Application()
    app.router.add_post("/next", provider.tell)
    app.router.add_get("/.well-known/openid-configuration", provider.discovery)
    app.router.add_get("/keys", provider.published)
    app.router.add_get("/authorize", provider.authorize)
    app.router.add_post("/token", provider.token)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main()
