"""Holds the conversation that README shows, and prints it.

Run it from the project's folder after a change of the answers:
`BEIAN_NOW=2026-10-12T10:00:00+08:00 .venv/bin/python tools/readme_chat.py`
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

MESSAGES = ("手机号早就换了，网站不做了怎么注销？", "还能撤回吗？", "how long does it take?")
ACCOUNT = "lin-individual"


def main() -> None:
    for turn in _held(MESSAGES):
        print(f"> {turn['text']}")
        for reply in turn["replies"]:
            print(reply["text"])
            for number, button in enumerate(reply["buttons"], start=1):
                print(f"  {number}) {button['title']}")
        print()


def _held(messages: tuple[str, ...]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "beian.cli.main", "chat", "--json", "--as", ACCOUNT],
        input="\n".join(messages).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


if __name__ == "__main__":
    main()
