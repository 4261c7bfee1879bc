"""The action server: `python -m actions --port 5055`, on loopback.

Takes no call without the key that only our own processes can derive from the shared secret.
"""

from __future__ import annotations

import argparse
import hmac

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from beian.base.contact import read_contact
from beian.base.errors import SettingsError
from beian.base.quiet import silence_libraries
from beian.base.service_tokens import ACTION_SERVER, service_key
from beian.base.settings import LOOPBACK, Settings

HEALTH = "/health"
KEEP_ALIVE = 60
"""Seconds an idle connection is kept; longer than Rasa keeps it (beian/bot/rasa_patches)."""


def action_app(secret: str) -> Sanic:
    """Return rasa_sdk's server with all our actions, closed to callers without the key."""
    app: Sanic = create_app("actions", cors_origins=[])
    expected = f"Bearer {service_key(ACTION_SERVER, secret)}"

    async def refuse_strangers(request: Request) -> HTTPResponse | None:
        if request.path == HEALTH:
            return None
        given = request.headers.get("Authorization", "")
        if hmac.compare_digest(given.encode(errors="replace"), expected.encode()):
            return None
        return json({"error": "This server takes no call without the shared secret."}, status=401)

    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE
    app.register_middleware(refuse_strangers, "request")
    return app


def main() -> None:
    silence_libraries()
    parser = argparse.ArgumentParser(prog="python -m actions", description=__doc__)
    parser.add_argument("--port", type=int, default=5055)
    arguments = parser.parse_args()
    try:
        read_contact()
        app = action_app(Settings.from_environment().secret())
    except SettingsError as fault:
        raise SystemExit(str(fault)) from fault
    app.run(host=LOOPBACK, port=arguments.port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
