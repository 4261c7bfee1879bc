"""`beian forget`: delete for good what is stored of an account's conversations, or of one."""

from __future__ import annotations

import argparse
import asyncio

from beian.base.settings import Settings
from beian.base.trackers import delete_trackers
from beian.cli.errors import CommandError
from beian.cli.present_stores import present_desk_database, require_trackers
from beian.cli.terminal import stdout
from beian.desk.config import DeskConfig
from beian.desk.connectors.choice import connector_of
from beian.desk.conversations.deletion import BY_OPERATOR, DeletionStore
from beian.desk.conversations.erasures import Erasures
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.files.vault import storage_of
from beian.desk.storage.database import DeskDatabase


def add_arguments(parser: argparse.ArgumentParser) -> None:
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("account", metavar="ACCOUNT", nargs="?", help="an account, with all of it")
    whom.add_argument("--conversation", metavar="ID", help="one conversation")


def run(arguments: argparse.Namespace) -> int:
    """Delete it, and tell how much that was. Raises CommandError, ConfigError, SettingsError or
    StoreUnavailable."""
    settings = Settings.from_environment()
    connector = connector_of(settings, DeskConfig.load(settings.desk_config))
    require_trackers(settings)
    database = present_desk_database(settings, *connector.schemas)
    try:
        store = DeletionStore(database, connector.erase)
        if arguments.conversation is not None:
            told = _conversation(store, arguments.conversation)
        else:
            told = _account(store, arguments.account)
        asyncio.run(_delete_outside(database, settings))
    finally:
        database.close()
    stdout.print(told, markup=False)
    return 0


def _conversation(store: DeletionStore, conversation_id: str) -> str:
    try:
        store.delete(conversation_id, BY_OPERATOR)
    except NoSuchConversation as unknown:
        raise CommandError(f"There is no conversation {conversation_id}.") from unknown
    return f"Deleted conversation {conversation_id}."


def _account(store: DeletionStore, account_id: str) -> str:
    count, more = store.delete_account(account_id, BY_OPERATOR)
    if not count and not more:
        raise CommandError(
            f"Nothing is stored of conversations with {account_id}. What is on file of the account"
            f" is taken out by `beian remove {account_id}`."
        )
    things = "conversation" if count == 1 else "conversations"
    return f"Deleted {count:,} {things} of {account_id}, and {more:,} other entries."


async def _delete_outside(database: DeskDatabase, settings: Settings) -> None:
    """Delete trackers and files at once; a desk that runs does so a second time later."""

    async def forget_tracker(conversation_id: str) -> bool:
        await asyncio.to_thread(delete_trackers, settings.tracker_database_url, conversation_id)
        return True

    await Erasures(database, forget_tracker, storage_of(settings)).delete_due()
