"""How many questions keep their intent when a domain, a number or a name of a site is put in.

`python -m bench.names [--misses N]`: each of the domains, numbers and names of bench/names.yml
goes into each of its questions, at the front, in the middle or at the end in turn. Printed is the
ratio of messages with the intent of the question as it is asked, by kind and language.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from beian.cli.paths import MODEL
from beian.nlu.model.parser import load_parser

KINDS = ("domain", "number", "name")
_AROUND = {
    "zh": ("{name} {question}", "{name}，{question}", "{question}，{name}", "{question} {name}"),
    "en": ("{name}: {question}", "{name}, {question}", "{question}, {name}", "{question} {name}"),
}
_HAN = range(0x4E00, 0xA000)


@dataclass(frozen=True)
class Message:
    """A question with something put in, and the question as it is asked."""

    text: str
    question: str
    kind: str
    language: str


def messages() -> Iterator[Message]:
    """Yield the messages; Chinese names without quotation marks go into Chinese questions."""
    read = YAML(typ="safe").load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    turn = 0
    for kind in KINDS:
        for name in read[kind]:
            for language, question, with_place in read["questions"]:
                if language == "en" and kind != "domain" and any(ord(c) in _HAN for c in name):
                    continue
                turn += 1
                around = _AROUND[language]
                place = turn % (len(around) + 2)
                template = around[place] if place < len(around) else None
                text = (
                    template.format(name=name, question=question)
                    if template
                    else with_place.format(name)
                )
                yield Message(text, question, kind, language)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--misses", type=int, default=0, help="messages to show of each kind")
    shown = arguments.parse_args().misses
    parser = load_parser(MODEL)
    asked: dict[str, str] = {}
    kept: dict[tuple[str, str], int] = defaultdict(int)
    total: dict[tuple[str, str], int] = defaultdict(int)
    missed: dict[str, list[str]] = defaultdict(list)
    for message in messages():
        if message.question not in asked:
            asked[message.question] = parser.parse(message.question).intent
        intent = parser.parse(message.text).intent
        key = (message.kind, message.language)
        total[key] += 1
        if intent == asked[message.question]:
            kept[key] += 1
        else:
            missed[message.kind].append(f"{message.text}  ->  {intent}")
    for key, count in total.items():
        print(f"{key[0]:8} {key[1]}: {100 * kept[key] / count:5.1f} % of {count} keep their intent")
    print(f"all: {100 * sum(kept.values()) / sum(total.values()):.1f} % of {sum(total.values())}")
    for kind, texts in missed.items():
        for text in texts[:: max(1, len(texts) // shown)][:shown] if shown else []:
            print(f"  {kind}: {text}")


if __name__ == "__main__":
    main()
