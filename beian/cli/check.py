"""`beian check`: reports every fault of content and configuration, with its line and the way out,
and warns of answers and facts that an editor should look at."""

from __future__ import annotations

import argparse
from typing import Any

from beian.base.clock import Clock
from beian.base.contact import CONTACT_FILE
from beian.base.project import project
from beian.base.settings import Settings
from beian.cli.faults import fault_count, fault_line, shown_path
from beian.cli.first_look_check import first_look_warning
from beian.cli.paths import CONTENT
from beian.cli.terminal import stderr, stdout, write_json
from beian.content.facts import MOST_MONTHS, fact_warnings, old_facts
from beian.content.misplaced import mistaken_warnings
from beian.content.project_check import all_faults
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.reading import legible_content


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="a fault a line as a JSON object, for editors' tools"
    )
    parser.add_argument(
        "--warnings", action="store_true", help="list all warnings, each old fact included"
    )
    parser.add_argument(
        "--age",
        type=_months,
        default=MOST_MONTHS,
        metavar="MONTHS",
        help="the age from which a fact is to be looked at again (default: %(default)s)",
    )


def _months(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no number of months")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    faults = all_faults(CONTENT, project().file(CONTACT_FILE), settings.desk_config)
    content, _ = legible_content(CONTENT / "data")
    found = [*fact_warnings(content), *mistaken_warnings(CONTENT / "data")]
    warnings = sorted(found) if not faults else []
    old = sorted(old_facts(content, Clock(settings.now).now().date(), arguments.age))
    if arguments.json:
        for fault in faults:
            write_json(_as_object(fault))
        for warning in sorted([*warnings, *old]) if arguments.warnings else ():
            write_json({**_as_object(warning), "severity": "warning"})
        return 1 if faults else 0
    for fault in faults:
        stdout.print(fault_line(fault), markup=False)
    for warning in sorted([*warnings, *old]) if arguments.warnings else warnings:
        stderr.print(f"Warning: {fault_line(warning)}", markup=False)
    if old and not arguments.warnings and not faults:
        stderr.print(
            f"Warning: {len(old)} of {len(content.facts.by_name)} facts are older than "
            f"{arguments.age} months or bear no date. beian check --warnings lists them.",
            markup=False,
        )
    if not faults and (missing := first_look_warning(settings.desk_config)):
        stderr.print(f"Warning: {missing}", markup=False)
    if faults:
        stderr.print(f"{fault_count(faults)}. Mend them, then run beian check again.")
    else:
        stdout.print("Everything is in order: no faults found.")
    return 1 if faults else 0


def _as_object(fault: Fault) -> dict[str, Any]:
    return {
        "file": str(shown_path(fault.file)),
        "line": fault.line,
        "column": fault.column or None,
        "message": fault.message,
    }
