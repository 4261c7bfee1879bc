"""`beian token`: a signed identity token for the widget, for testing."""

from __future__ import annotations

import argparse
from datetime import timedelta

from beian.base.errors import StoreUnavailable
from beian.base.settings import Settings
from beian.cli.errors import CommandError
from beian.cli.present_stores import present_filing_store
from beian.cli.terminal import stderr
from beian.desk.config import DeskConfig
from beian.desk.site_tokens import LONGEST_ACCOUNT, SiteTokens, is_account


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="the account to be signed in")
    parser.add_argument(
        "--hours", type=float, default=1.0, metavar="N", help="how long it lasts (default 1)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the token, and nothing else, on standard output."""
    account = arguments.account
    settings = Settings.from_environment()
    token = site_token(settings, account, arguments.hours)
    _note_unknown(settings, account)
    print(token)
    return 0


def site_token(settings: Settings, account: str, hours: float) -> str:
    """Return a token for the widget, as the site's server signs it. Raises CommandError."""
    config = DeskConfig.load(settings.desk_config).token
    if config.algorithm != "HS256":
        raise CommandError(
            f"{settings.desk_config} takes {config.algorithm} tokens, which only the site's"
            " private key signs, and that is not here: get a token from the site, or set"
            " token.algorithm to HS256 for a test."
        )
    if not is_account(account):
        raise CommandError(f"An account is a text of 1 to {LONGEST_ACCOUNT} characters.")
    if not 0 < hours <= config.longest_hours:
        raise CommandError(
            f"--hours is above 0 and at most {config.longest_hours:g}, which is"
            f" token.longest_hours in {settings.desk_config}."
        )
    return SiteTokens(config, settings.secret()).sign(account, timedelta(hours=hours))


def _note_unknown(settings: Settings, account: str) -> None:
    """Warn where nothing is on file for the account; the token is valid all the same."""
    try:
        store = present_filing_store(settings)
    except CommandError as missing:
        stderr.print(f"Note: whether {account} is known can't be told. {missing}", markup=False)
        return
    try:
        if not store.known([account]):
            stderr.print(
                f"Note: {account} is not in the filing store, so the assistant will find"
                " nothing filed for it.",
                markup=False,
            )
    except StoreUnavailable as error:
        stderr.print(f"Note: whether {account} is known can't be told. {error}", markup=False)
    finally:
        store.close()
