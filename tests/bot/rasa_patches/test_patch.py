"""The table of patches: applied by one call, withdrawn by another, for one version of Rasa."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from rasa.engine.runner.dask import DaskGraphRunner

import beian.bot.__main__ as served
from beian.bot.rasa_patches import graph, patch
from beian.bot.rasa_patches.patch import (
    RASA_VERSION,
    UnsupportedRasa,
    apply,
    is_applied,
    withdraw,
)
from beian.bot.rasa_patches.table import PATCHES
from tests.paths import ROOT


def in_force() -> list[object]:
    return [vars(one.owner)[one.attribute] for p in PATCHES for one in p.replacements]


def test_patches_are_applied_as_often_as_one_likes_and_withdrawn() -> None:
    rasas_own = in_force()
    apply(PATCHES)
    apply(PATCHES)
    assert in_force() == [one.value for p in PATCHES for one in p.replacements]
    assert all(map(is_applied, PATCHES))
    withdraw(PATCHES)
    withdraw(PATCHES)
    assert in_force() == rasas_own
    assert not any(map(is_applied, PATCHES))


def test_another_version_of_rasa_is_refused_and_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patch, "installed_version", "3.6.20")
    rasas_own = in_force()
    with pytest.raises(UnsupportedRasa, match=r"Rasa 3\.6\.20 .* BEIAN_PLAIN_RASA=1"):
        apply(PATCHES)
    assert in_force() == rasas_own


def test_the_version_is_the_one_that_is_pinned() -> None:
    pinned = re.search(r'"rasa\[spacy\]==([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert pinned
    assert pinned.group(1) == RASA_VERSION


def test_each_patch_says_why_what_it_gains_and_which_test_holds_it() -> None:
    assert len({p.name for p in PATCHES}) == len(PATCHES)
    benchmarks = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "rasa.md").read_text(encoding="utf-8")
    for p in PATCHES:
        assert p.why
        assert re.search(r"\d", p.gain), p.name
        assert f"| {p.name} |" in benchmarks, p.name
        assert f"| {p.name} |" in page, p.name
        test = (ROOT / p.test).read_text(encoding="utf-8")
        for one in p.replacements:
            module = getattr(one.value, "__module__", "") or ""
            assert module in test or one.attribute in test, one.name


def test_importing_the_channel_leaves_rasa_as_it_is() -> None:
    program = (
        "import beian.bot.channel, beian.bot.__main__, os\n"
        "os.environ['BEIAN_SECRET'] = 'x' * 32\n"
        "beian.bot.channel.DeskChannel.from_credentials({})\n"
        "from rasa.engine.runner.dask import DaskGraphRunner\n"
        "print(DaskGraphRunner.run.__module__)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "rasa.engine.runner.dask\n", done.stderr[-2000:]


@pytest.mark.parametrize(("plain", "run"), [("0", graph.run), ("1", graph.run_with_dask)])
def test_the_served_rasa_is_patched_unless_it_is_to_be_plain(
    plain: str, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr("rasa.__main__.main", lambda: seen.append(DaskGraphRunner.run))
    monkeypatch.setenv("BEIAN_PLAIN_RASA", plain)
    served.main()
    withdraw(PATCHES)
    assert seen == [run]


def test_another_version_is_told_in_one_sentence_and_nothing_is_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patch, "installed_version", "3.7.0")
    monkeypatch.setattr("rasa.__main__.main", lambda: pytest.fail("it was served"))
    with pytest.raises(SystemExit, match=r"Rasa 3\.7\.0 is installed"):
        served.main()
