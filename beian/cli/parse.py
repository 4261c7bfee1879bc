"""`beian parse`: how messages are understood; no dialogue, no servers."""

from __future__ import annotations

import argparse
from typing import Any

from rich.markup import escape

from beian.base.long_text import ReadText
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
        read = ReadText.of(text)
        result = parser.parse(read.text)
        entities = [_in_whole(entity, read) for entity in result.entities]
        ranking = [{"name": name, "confidence": value} for name, value in result.ranking]
        if arguments.json:
            found = {
                "text": text,
                "language": result.language,
                "intent": result.intent,
                "confidence": result.confidence,
                "ranking": ranking,
                "entities": entities,
            }
            write_json(found)
            continue
        stdout.print(f"[bold]{escape(text)}[/bold]")
        stdout.print(f"  {result.intent} ({result.confidence:.2f}), {result.language or '-'}")
        for entry in ranking[:_SHOWN]:
            stdout.print(f"    {entry['confidence']:.2f} {entry['name']}")
        for entity in entities:
            stdout.print(f"    {entity['entity']}: {escape(str(entity['value']))}")
    return 0


def _in_whole(entity: dict[str, Any], read: ReadText) -> dict[str, Any]:
    """Return an entity with its place in the whole text."""
    placed = dict(entity)
    for name in ("start", "end"):
        if name in entity:
            placed[name] = read.in_whole(entity[name])
    return placed
