"""A part that ends or hangs is started again, one that is busy is not, and its log says why; with
real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from beian.cli.part import ANSWER_SECONDS, Part, Plan
from beian.cli.part_log import KEPT, LogFolder, PartLog
from beian.cli.private_file import private_file
from beian.cli.processor_time import processor_seconds
from beian.cli.scratch import empty, scratch_folder
from beian.cli.stack import free_ports
from beian.cli.stopping import Stopped
from beian.cli.supervision import (
    BUSY_MISSES_ALLOWED,
    LOOK_SECONDS,
    MISSES_ALLOWED,
    WORKS_FROM_SECONDS,
    Patience,
    Supervisor,
    Watched,
)

PATIENCE = 120.0


@pytest.fixture
def log(tmp_path: Path) -> PartLog:
    return LogFolder.at(tmp_path / "log").log("little")


@pytest.fixture
def started(log: PartLog, tmp_path: Path) -> Iterator[Callable[..., Part]]:
    """Starts little parts, stopped at the end."""
    parts: list[Part] = []

    def start(*more: str, path: str = "/", kind: type[Part] = Part) -> Part:
        [port] = free_ports(1)
        address = f"http://127.0.0.1:{port}{path}"
        command = ("tests.cli.little_part", str(port), *more)
        plan = Plan("The little part", command, address, address, "secret", (), tmp_path / "a/b")
        parts.append(kind(plan, log))
        return parts[-1]

    yield start
    for part in parts:
        part.kill()
        part.ask_to_stop()


def until(wanted: Callable[[], bool], meanwhile: Callable[[], object] = lambda: None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not wanted():
        assert time.monotonic() < deadline, "it does not come"
        meanwhile()
        time.sleep(0.02)


def notes(log: PartLog) -> list[dict[str, Any]]:
    """What was noted about the part, in its log."""
    assert log.path is not None
    lines = log.path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_part_that_dies_or_freezes_is_started_again(
    started: Callable[..., Part], log: PartLog, how: signal.Signals
) -> None:
    told: list[str] = []
    part = started()
    until(part.lives)
    watched = Watched(part, told.append, Patience(misses=2))
    watched.look()
    first = part.process.pid
    part.process.send_signal(how)
    until(lambda: part.process.pid != first and part.lives(), watched.look)
    watched.look()
    assert watched.is_well
    cause = "was ended by signal 9" if how is signal.SIGKILL else "stopped answering"
    assert cause in told[0]
    assert str(log.path) in told[0]
    assert "answers again" in told[-1]
    ended, back = notes(log)
    assert (ended["event"], back["event"]) == ("part_ended", "part_is_back")
    assert cause in ended["cause"]


def test_a_part_that_keeps_ending_is_started_less_and_less_often(
    started: Callable[..., Part], log: PartLog
) -> None:
    part = started("3")
    now = 0.0
    patience = Patience(first_delay=1, longest_delay=4)
    watched = Watched(part, lambda _: None, patience, lambda: now)
    while len(notes(log)) < 4:
        part.process.wait(PATIENCE)
        watched.look()
        before, now = part.process.pid, now + notes(log)[-1]["again_after_seconds"] - 0.01
        watched.look()
        assert part.process.pid == before, "not before its time"
        now += 0.01
        watched.look()
        assert part.process.pid != before
    assert [note["again_after_seconds"] for note in notes(log)] == [1, 2, 4, 4]
    assert {note["cause"] for note in notes(log)} == {"ended with code 3"}
    part.process.wait(PATIENCE)
    assert "what went wrong" in part.failure()


def test_a_part_that_was_well_for_long_is_started_at_once_again(
    started: Callable[..., Part], log: PartLog
) -> None:
    part = started()
    until(part.lives)
    now = 0.0
    watched = Watched(part, lambda _: None, Patience(first_delay=1, well_after=60), lambda: now)
    for _ in range(2):
        part.process.kill()
        part.process.wait(PATIENCE)
        watched.look()
        now += 2
        watched.look()
        until(part.lives)
        watched.look()
        now += 61
        watched.look()
    delays = [note["again_after_seconds"] for note in notes(log) if note["event"] == "part_ended"]
    assert delays == [1, 1]


def test_a_part_that_never_answers_after_its_start_is_ended(
    started: Callable[..., Part], log: PartLog
) -> None:
    part = started("7")
    now = 0.0
    watched = Watched(part, lambda _: None, Patience(first_delay=1, ready_within=60), lambda: now)
    part.process.wait(PATIENCE)
    watched.look()
    # From now on it listens elsewhere than it is asked.
    part.plan = Plan(
        part.name,
        ("tests.cli.little_part", str(free_ports(1)[0])),
        part.plan.alive,
        part.plan.ready,
        "secret",
    )
    now = 2
    watched.look()
    watched.look()
    assert len(notes(log)) == 1
    now = 63
    watched.look()
    assert "did not answer within 61 s of its start" in notes(log)[-1]["cause"]


class ScriptedPart(Part):
    """A part whose answers are told, and its work within each look: seconds, None if unknown."""

    answers_next = False
    works: float | None = 0.0
    _used = 0.0

    def lives(self) -> bool:
        self._used += self.works or 0.0
        return self.answers_next

    def processor_seconds(self) -> float | None:
        return None if self.works is None else self._used


@pytest.fixture
def scripted(started: Callable[..., Part]) -> ScriptedPart:
    part = started(kind=ScriptedPart)
    assert isinstance(part, ScriptedPart)
    return part


def looks_until_ended(part: Part, watched: Watched) -> int:
    """How many more looks there are until the process is ended."""
    return next(
        number
        for number in range(1, 2 * BUSY_MISSES_ALLOWED)
        if (watched.look(), part.has_ended())[1]  # type: ignore[func-returns-value]
    )


@pytest.mark.parametrize("works", [0.0, WORKS_FROM_SECONDS / 2, None])
def test_a_part_that_neither_answers_nor_works_is_ended_after_five_looks(
    scripted: ScriptedPart, works: float | None
) -> None:
    told: list[str] = []
    scripted.works = works
    assert looks_until_ended(scripted, Watched(scripted, told.append)) == MISSES_ALLOWED
    assert "stopped answering, and was ended after 5 looks" in told[0]


def test_looks_at_a_frozen_part_are_over_within_fifteen_seconds() -> None:
    assert MISSES_ALLOWED * (LOOK_SECONDS + ANSWER_SECONDS) < 15


def test_a_busy_part_is_left_alone_for_two_minutes_and_all_is_forgotten_when_it_answers(
    scripted: ScriptedPart,
) -> None:
    told: list[str] = []
    watched = Watched(scripted, told.append)
    scripted.works = 2 * WORKS_FROM_SECONDS
    for answers_next in (False, True, False):
        scripted.answers_next = answers_next
        for _ in range(BUSY_MISSES_ALLOWED - 1):
            watched.look()
    assert not scripted.has_ended()
    assert looks_until_ended(scripted, watched) == 1, "an endless loop works, too"
    assert "worked without answering, and was ended after 48 looks" in told[0]
    assert BUSY_MISSES_ALLOWED * (LOOK_SECONDS + ANSWER_SECONDS) == 120


def test_a_part_that_stops_after_it_was_busy_is_ended_five_looks_later(
    scripted: ScriptedPart,
) -> None:
    watched = Watched(scripted, lambda _: None)
    for works in (0.0, 1.0, 0.0, 1.0):
        scripted.works = works
        for _ in range(MISSES_ALLOWED - 1):
            watched.look()
    scripted.works = 0.0
    assert looks_until_ended(scripted, watched) == MISSES_ALLOWED


def test_a_process_that_spins_uses_processor_time_and_one_that_is_frozen_none(
    started: Callable[..., Part],
) -> None:
    part = started()
    until(part.lives)
    spinning = threading.Thread(target=_ask, args=(f"{part.plan.alive}spin",), daemon=True)
    spinning.start()
    before = part.processor_seconds()
    assert before is not None
    until(lambda: (part.processor_seconds() or 0) > before + WORKS_FROM_SECONDS)
    os.kill(part.process.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, part.process.pid, os.WSTOPPED | os.WNOWAIT)
    frozen = part.processor_seconds()
    assert not part.lives()
    assert part.processor_seconds() == frozen
    part.kill()
    spinning.join(PATIENCE)
    assert processor_seconds(part.process.pid) is None


def test_no_part_waits_for_the_look_at_another_nor_for_what_the_desk_says(
    started: Callable[..., Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beian.cli.supervision._ASK_EVERY_SECONDS", 0.0)
    slow, quick = started(kind=ScriptedPart), started(kind=ScriptedPart)
    let_go, looks = threading.Event(), 0

    def look_slowly() -> bool:
        assert let_go.wait(PATIENCE)
        return True

    def look_quickly() -> bool:
        nonlocal looks
        looks += 1
        return True

    def ask_slowly() -> list[str]:
        assert let_go.wait(PATIENCE)
        return []

    slow.lives, quick.lives = look_slowly, look_quickly  # type: ignore[method-assign]

    def pause(seconds: float) -> None:
        del seconds
        time.sleep(0.001)
        if looks >= 5:
            let_go.set()
            raise Stopped

    deadline = threading.Timer(PATIENCE / 2, let_go.set)
    deadline.start()
    with pytest.raises(Stopped):
        Supervisor([slow, quick], lambda _: None, pause, ask_slowly).watch()
    assert deadline.is_alive(), "something waited"
    deadline.cancel()


def test_what_a_hung_part_was_at_stands_in_its_log(
    started: Callable[..., Part], log: PartLog
) -> None:
    part = started()
    until(part.lives)
    hanging = threading.Thread(target=_ask, args=(f"{part.plan.alive}hang",), daemon=True)
    hanging.start()
    until(lambda: not part.lives())
    part.kill()
    assert any("do_GET" in line for line in log.last_lines(50))
    hanging.join(PATIENCE)


def _ask(address: str) -> None:
    with suppress(OSError):
        urllib.request.urlopen(address, timeout=PATIENCE).close()


def test_a_full_log_is_kept_beside_and_the_part_goes_on_with_an_empty_one(tmp_path: Path) -> None:
    log = PartLog(tmp_path / "little.log", largest=100)
    output = log.opened()
    assert log.path is not None
    assert output is not None
    with output:
        for number in range(KEPT + 3):
            output.write(f"{number} ".encode() * 60)
            output.flush()
            log.rotate()
        assert log.path.read_bytes() == b""
        output.write(b"last words")
        output.flush()
    log.rotate()
    assert log.last_lines(3) == ["last words"]
    older = sorted(tmp_path.glob("little.log.*"))
    assert [file.name[-1] for file in older] == [str(number + 1) for number in range(KEPT)]
    assert older[0].read_text().startswith(f"{KEPT + 2} ")


def test_without_a_folder_for_logs_a_part_says_all_on_standard_error(deprived: Path) -> None:
    logs = LogFolder.at(deprived / "log")
    assert logs.path is None
    log = logs.log("little")
    log.note("part_ended")
    log.rotate()
    assert (log.opened(), log.last_lines(3)) == (None, [])


def test_what_a_part_puts_aside_is_gone_with_its_next_start_but_for_caches(tmp_path: Path) -> None:
    finished = subprocess.Popen(["true"])
    finished.wait()
    abandoned = tmp_path / "tmp" / str(finished.pid) / "rasa"
    abandoned.mkdir(parents=True)
    with scratch_folder(tmp_path) as folder:
        assert not abandoned.exists()
        assert folder is not None
        rasa = folder / "rasa"
        empty(rasa)
        for name in ("jieba.cache", "model"):
            (rasa / name).write_text("content")
        empty(rasa)
        assert os.listdir(rasa) == ["jieba.cache"]  # noqa: PTH208
    assert [each.name for each in (tmp_path / "tmp").iterdir()] == ["jieba.cache"]


def test_a_private_file_can_be_read_again_and_again_and_leaves_nothing() -> None:
    with private_file("secret: 1\n") as file:
        for _ in range(2):
            read = subprocess.run(
                ["cat", str(file.path)], pass_fds=file.inherited, capture_output=True, check=True
            )
            assert read.stdout == b"secret: 1\n"
    gone = subprocess.run(["cat", str(file.path)], capture_output=True, check=False)
    assert gone.returncode != 0
