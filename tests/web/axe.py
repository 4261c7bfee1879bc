"""The accessibility rules of WCAG 2.2 AA that a program can check: axe-core finds no violation."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.paths import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = "(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
_SETTLED = """async () => {
  const ending = () =>
    document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity);
  for (let still = 0; still < 2; ) {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const running = ending();
    still = running.length ? 0 : still + 1;
    await Promise.all(running.map((one) => one.finished.catch(() => null)));
  }
}"""
"""Colours that fade into others are drawn in full: also those that begin to when others, which they
inherit from, have ended."""


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now, the chat in its shadow root included."""
    page.evaluate(_SETTLED)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(_RUN, TAGS)
    return [
        f"{rule['id']}: {node['failureSummary']} in {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _axe() -> str:
    file = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
    return file.read_text(encoding="utf-8")
