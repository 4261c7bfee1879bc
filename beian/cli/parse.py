"""`beian parse`: how messages are understood; no dialogue, no servers."""

from __future__ import annotations

import argparse

from rich.markup import escape

from beian.cli.preparation import prepared_parser
from beian.cli.terminal import stdout, typed_lines, write_json

_SHOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json",
        action="store_true",
        help="lines on stdin, a JSON object a line on stdout",
    )


def run(arguments: argparse.Namespace) -> int:
    parser = prepared_parser()
    for text in typed_lines():
        result = parser.parse(text)
        ranking = [{"name": name, "confidence": value} for name, value in result.ranking]
        if arguments.json:
            found = {
                "text": text,
                "language": result.language,
                "intent": result.intent,
                "confidence": result.confidence,
                "ranking": ranking,
                "entities": result.entities,
            }
            write_json(found)
            continue
        stdout.print(f"[bold]{escape(text)}[/bold]")
        stdout.print(f"  {result.intent} ({result.confidence:.2f}), {result.language or '-'}")
        for entry in ranking[:_SHOWN]:
            stdout.print(f"    {entry['confidence']:.2f} {entry['name']}")
        for entity in result.entities:
            stdout.print(f"    {entity['entity']}: {escape(str(entity['value']))}")
    return 0
