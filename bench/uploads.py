"""Uploads one after the other to a desk of its own: how long each takes, and the desk's memory.

    python -m bench.uploads [--count 1000] [--megabytes 3]

Needs Linux, and no bot: nothing is asked. Prints a line for every tenth of the uploads.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from PIL import Image

_CONFIG = """
limits:
  messages_per_minute_conversation: 100000
  messages_per_minute_address: 100000
files:
  most_per_account: 1000000
  account_mb: 1000000
"""
_PATIENCE = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--megabytes", type=float, default=3.0, help="of each photo, about")
    arguments = parser.parse_args()
    asyncio.run(_run(arguments.count, arguments.megabytes))


async def _run(count: int, megabytes: float) -> None:
    content = _photo(megabytes)
    print(f"{count} photos of {len(content) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            _desk(Path(folder)) as (url, process),
            aiohttp.ClientSession() as session,
        ):
            headers = await _conversation(session, url)
            seconds: list[float] = []
            print("uploads  desk MB  median s")
            for number in range(1, count + 1):
                started = time.perf_counter()
                await _upload(session, url, headers, content)
                seconds.append(time.perf_counter() - started)
                if number % max(1, count // 10) == 0:
                    megabytes, median = _resident(process) / 1e6, statistics.median(seconds)
                    print(f"{number:7}  {megabytes:7.0f}  {median:8.2f}")
                    seconds.clear()


async def _upload(
    session: aiohttp.ClientSession, url: str, headers: dict[str, str], content: bytes
) -> None:
    wanted = {"id": uuid.uuid4().hex, "name": "photo.jpg", "size": len(content)}
    async with session.post(f"{url}/chat/files", json=wanted, headers=headers) as response:
        response.raise_for_status()
        upload = await response.json()
    place = f"{url}/chat/files/{upload['id']}"
    while upload["offset"] < len(content):
        part = content[upload["offset"] : upload["offset"] + upload["part"]]
        at = {**headers, "Upload-Offset": str(upload["offset"])}
        async with session.patch(place, data=part, headers=at) as response:
            response.raise_for_status()
            upload = await response.json()
    assert upload["state"] == "stored", upload
    async with session.delete(place, headers=headers) as response:
        response.raise_for_status()


async def _conversation(session: aiohttp.ClientSession, url: str) -> dict[str, str]:
    """Begin a conversation; return the header that opens it."""
    async with session.ws_connect(f"{url}/chat/ws") as connection:
        await connection.send_json({"type": "hello", "protocol": 1})
        welcome = await connection.receive_json()
    conversation = welcome["conversation"]
    return {"X-Beian-Conversation": f"{conversation['id']} {conversation['key']}"}


@asynccontextmanager
async def _desk(folder: Path) -> AsyncIterator[tuple[str, int]]:
    """Run a desk in a process of its own, over files in `folder`; yield its address and its
    process."""
    (folder / "desk.yml").write_text(_CONFIG, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    key_file = folder / "encryption.keys"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BEIAN_")},
        "BEIAN_DATABASE_URL": f"sqlite:///{folder}/filing.sqlite3",
        "BEIAN_DESK_DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
        "BEIAN_DESK_CONFIG": str(folder / "desk.yml"),
        "BEIAN_FILES_URL": f"file://{folder}/files",
        "BEIAN_KEY_FILE": str(key_file),
        "BEIAN_SECRET": uuid.uuid4().hex,
    }
    subprocess.run(["beian", "keys", "add"], env=environment, check=True, capture_output=True)
    command = [
        sys.executable,
        "-m",
        "beian.desk",
        "--port",
        str(port),
        "--bot",
        "http://127.0.0.1:9",
    ]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        await _until_it_answers(url)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(_PATIENCE)


async def _until_it_answers(url: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{url}/healthz") as response:
                    response.raise_for_status()
                    return
            except aiohttp.ClientError:
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.1)


def _photo(megabytes: float) -> bytes:
    """Return a JPEG of about this size that is no easier to decode than a photo."""
    noise = Image.frombytes("RGB", (400, 300), random.Random(1).randbytes(400 * 300 * 3))
    side = round(1000 * megabytes**0.5)
    written = io.BytesIO()
    noise.resize((side, side)).save(written, "JPEG", quality=95)
    return written.getvalue()


def _resident(process: int) -> int:
    """Return how many bytes of memory a process holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
