"""`python -m beian.desk.files.looking_worker`: reads one picture from its standard input, and
writes what can be read in it to its standard output; with --try, whether it could.

A process of its own for each picture, as for checking files (beian/desk/files/worker.py): what the
models take of memory is given back, and nothing of what was read stays anywhere.

Output: a line of JSON, {"brightness", "sharpness", "lines": [[text, certainty], ...]}, {"ready":
true}, or {"missing": what} where the engine is not installed.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any

MEMORY_BYTES = 1_200_000_000
CPU_SECONDS = 30
SIDE = 1280
"""Pixels of the longer side; letters of a card that fills half of a photo are read at it."""
LONGEST_RATIO = 4.0
"""Of the sides of a picture; what is longer is no photo of a document, and takes gigabytes."""
_BRIGHT_PERCENT = 95


def main() -> None:
    from beian.desk.files.bounds import bound_itself  # noqa: PLC0415

    bound_itself(MEMORY_BYTES, CPU_SECONDS)
    os.nice(5)  # who waits for an answer of the desk comes first
    for library in ("OMP", "OPENBLAS"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    try:
        engine = _engine()
    except ImportError as missing:
        _answer({"missing": str(missing)})
        return
    if sys.argv[1:] == ["--try"]:
        _answer({"ready": True})
        return
    _answer(_read(engine, sys.stdin.buffer.read()))


def _engine() -> Any:
    import cv2  # noqa: PLC0415
    from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415

    cv2.setNumThreads(1)
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def _read(engine: Any, content: bytes) -> dict[str, Any]:
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        if max(picture.size) > LONGEST_RATIO * min(picture.size):
            raise ValueError("no photo of a document")
        picture.draft("RGB", (SIDE, SIDE))  # a large JPEG is not decoded at its full size
        plain = picture.convert("RGB")
    plain.thumbnail((SIDE, SIDE))
    pixels = np.asarray(plain)[:, :, ::-1].copy()
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    contrast = float(grey.var())
    edges = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    found, _ = engine(pixels)
    return {
        "brightness": float(np.percentile(grey, _BRIGHT_PERCENT)),
        "sharpness": edges / contrast if contrast > 1 else 0.0,
        "lines": [[text, float(certainty)] for _, text, certainty in found or ()],
    }


def _answer(told: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
