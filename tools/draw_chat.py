"""Holds the conversation that README shows: prints it, and draws docs/chat.svg from it.

Run it from the project's folder after a change of the answers:
`BEIAN_NOW=2026-10-12T10:00:00+08:00 .venv/bin/python tools/draw_chat.py`
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

MESSAGES = ("手机号早就换了，网站不做了怎么注销？", "还能撤回吗？", "how long does it take?")
ACCOUNT = "lin-individual"
PICTURE = Path("docs/chat.svg")
WIDTH = 88
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""rich loads a font from the web; a picture in a README should load nothing."""


def main() -> None:
    turns = _held(MESSAGES)
    console = Console(record=True, width=WIDTH, file=sys.stderr)
    for turn in turns:
        print(f"> {turn['text']}")
        console.print(Text(f"> {turn['text']}", style="bold"))
        for reply in turn["replies"]:
            print(reply["text"])
            console.print(Text(reply["text"], style="cyan"))
            for number, button in enumerate(reply["buttons"], start=1):
                print(f"  {number}) {button['title']}")
                console.print(Text(f"  {number}) {button['title']}"))
        print()
        console.print()
    drawn = console.export_svg(title="beian chat", theme=MONOKAI)
    PICTURE.write_text(_WEB_FONT.sub("", drawn), encoding="utf-8")


def _held(messages: tuple[str, ...]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "chat", "--json", "--as", ACCOUNT],
        input="\n".join(messages).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


if __name__ == "__main__":
    main()
