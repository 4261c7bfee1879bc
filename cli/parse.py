"""`beian parse`: how messages are understood; no dialogue, no servers."""

from __future__ import annotations

import argparse

from rich.markup import escape

from cli.errors import CommandError
from cli.preparation import prepared_model
from cli.terminal import progress, stdout, typed_lines, write_json

_SHOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json",
        action="store_true",
        help="lines on stdin, a JSON object a line on stdout",
    )


def run(arguments: argparse.Namespace) -> int:
    model = prepared_model()
    with progress("Loading the model"):
        # Rasa takes seconds to import, so that is done where progress is shown.
        from nlu.parser import ModelUnavailable, load_parser  # noqa: PLC0415

        try:
            parser = load_parser(model)
        except ModelUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable
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
