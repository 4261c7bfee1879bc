"""`beian check`: tells every fault of content and configuration, with its line and the way out."""

from __future__ import annotations

import argparse
from typing import Any

from beian.base.contact import CONTACT_FILE
from beian.base.project import project
from beian.base.settings import Settings
from beian.cli.faults import counted, shown, told
from beian.cli.paths import CONTENT
from beian.cli.terminal import stderr, stdout, write_json
from beian.content.checking import all_faults
from beian.nlu.topics.faults import Fault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="a fault a line as a JSON object, for editors' tools"
    )


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    faults = all_faults(CONTENT, project().file(CONTACT_FILE), settings.desk_config)
    for fault in faults:
        if arguments.json:
            write_json(_as_object(fault))
        else:
            stdout.print(told(fault), markup=False)
    if not arguments.json:
        if faults:
            stderr.print(f"{counted(faults)}. Mend them, then run beian check again.")
        else:
            stdout.print("Everything is in order: no faults found.")
    return 1 if faults else 0


def _as_object(fault: Fault) -> dict[str, Any]:
    return {
        "file": str(shown(fault.file)),
        "line": fault.line,
        "column": fault.column or None,
        "message": fault.message,
    }
