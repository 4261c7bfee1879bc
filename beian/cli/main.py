"""The `beian` command: reads the arguments and hands over to the module of the command."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence
from importlib import metadata

from beian.base.errors import BeianError
from beian.base.project import DISTRIBUTION
from beian.base.quiet import silence_libraries
from beian.cli.errors import CommandError
from beian.cli.terminal import stderr

COMMANDS = {
    "chat": ("beian.cli.chat", "chat with the assistant in the terminal"),
    "parse": ("beian.cli.parse", "show how messages are understood, without a dialogue"),
    "run": ("beian.cli.run", "serve the assistant"),
    "train": ("beian.cli.training", "train the model"),
    "check": ("beian.cli.check", "tell every fault of content and configuration, with its line"),
    "evaluate": (
        "beian.cli.evaluate",
        "measure how well messages are understood and conversations go, and write a report",
    ),
    "import": ("beian.cli.importing", "load filing state from JSON, a workbook or CSV files"),
    "remove": ("beian.cli.removing", "take an account out of the filing state"),
    "forget": ("beian.cli.forgetting", "delete what is stored of conversations for good"),
    "letter": ("beian.cli.letter", "write an account's letter as a document, .docx or .pdf"),
    "agent": ("beian.cli.agents", "add, list or disable the support desk's agents"),
    "desk": ("beian.cli.agent_terminal", "answer waiting visitors from the terminal"),
    "keys": ("beian.cli.keys", "add or list the keys that uploaded files are encrypted with"),
    "token": ("beian.cli.token", "sign in an account for a test of the widget: print its token"),
}
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its code: 0 done, 1 failed, 2 misused."""
    silence_libraries()
    if not sys.warnoptions:
        # Users can't act upon the deprecation warnings of Rasa's old libraries. These reset each
        # other's filters, so the warnings are silenced where they would be printed.
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    parser = command_parser(arguments[0] if arguments else None)
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return 2
    module = importlib.import_module(COMMANDS[parsed.command][0])
    try:
        return int(module.run(parsed))
    except (CommandError, BeianError) as error:
        stderr.print(f"beian {parsed.command}: {error}", markup=False, style="red")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def command_parser(wanted: str | None) -> argparse.ArgumentParser:
    """Return the parser; only the wanted command's module is imported, for help at once."""
    parser = argparse.ArgumentParser(
        prog="beian", description="The assistant for cancelling ICP filings."
    )
    version = f"beian {metadata.version(DISTRIBUTION)}"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, description) in COMMANDS.items():
        command = commands.add_parser(name, help=description, description=description)
        if name == wanted:
            importlib.import_module(module).add_arguments(command)
    return parser


if __name__ == "__main__":
    main()
