"""`python -m beian.desk.files.worker`: checks one file, which it reads from its standard input, and
writes what is kept of it to its standard output.

A process of its own for each file: what a decoder takes of memory is given back, and a file that
breaks it breaks nothing else. It bounds its own memory and time.

Output: a line of JSON, {"fault": ...} or {"type", "ending", "width", "height", "pages", "size",
"thumbnail"}; then `size` bytes of the file and `thumbnail` bytes of a small JPEG.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from beian.desk.files.bounds import bound_itself
from beian.desk.files.faults import Fault, FileRefused
from beian.desk.files.kinds import HEAD_BYTES, KINDS, given_kind

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 30


def main() -> None:
    most_bytes, most_pixels = int(sys.argv[1]), int(sys.argv[2])
    bound_itself(MEMORY_BYTES, CPU_SECONDS)
    try:
        content = sys.stdin.buffer.read(most_bytes + 1)
        if len(content) > most_bytes:
            raise FileRefused("too_large")
        told, kept, thumbnail = checked(content, most_pixels)
    except FileRefused as refused:
        _answer({"fault": refused.fault})
    except MemoryError:
        out_of_memory: Fault = "too_many_pixels"
        _answer({"fault": out_of_memory})
    else:
        _answer({**told, "size": len(kept), "thumbnail": len(thumbnail)}, kept, thumbnail)


def checked(content: bytes, most_pixels: int) -> tuple[dict[str, Any], bytes, bytes]:
    """Return what a file is, what is kept of it, and its thumbnail, which may be empty. Raises
    FileRefused."""
    kind = given_kind(content[:HEAD_BYTES])
    if kind is None:
        raise FileRefused("wrong_type")
    told: dict[str, Any] = {"type": KINDS[kind].media_type, "ending": KINDS[kind].ending}
    if kind == "pdf":
        from beian.desk.files.pdfs import rewritten  # noqa: PLC0415  either takes a while to load

        document = rewritten(content)
        return (
            {**told, "width": None, "height": None, "pages": document.pages},
            document.content,
            b"",
        )
    from beian.desk.files.images import drawn_anew  # noqa: PLC0415

    picture = drawn_anew(content, kind, most_pixels)
    size = {"width": picture.width, "height": picture.height, "pages": None}
    return {**told, **size}, picture.content, picture.thumbnail


def _answer(told: dict[str, Any], *content: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    for part in content:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
