"""`beian keys`: the keys that uploaded files are encrypted with."""

from __future__ import annotations

import argparse

from beian.base.key_ring import add_key, key_id, read_keys
from beian.base.settings import Settings
from beian.cli.terminal import stdout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("add", help="add a key, which encrypts from the desk's next start on")
    actions.add_parser("list", help="list the keys by what tells them apart, the newest first")


def run(arguments: argparse.Namespace) -> int:
    """Change or show the key file of the settings. Raises SettingsError."""
    file = Settings.from_environment().key_file
    if arguments.action == "add":
        added = add_key(file)
        told = f"Added {added} to {file}. Keep a copy of the file apart from the data."
        stdout.print(told, markup=False)
        stdout.print("Start the desk again: it seals every file with the new key.")
        return 0
    for key in read_keys(file):
        stdout.print(key_id(key))
    return 0
