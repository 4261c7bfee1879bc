"""The report's pictures, as SVG texts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from beian.evaluation.conversations.figures import Figures
from beian.evaluation.measures import Bin, Coverage

_INK, _QUIET, _BLUE, _RED = "#22303c", "#8a97a3", "#1f6feb", "#c2410c"
_BAR = 0.05
"""The share of wrong answers that is accepted (docs/understanding.md)."""


def confusion_picture(intents: Sequence[str], matrix: NDArray[np.int64]) -> str:
    """Return a matrix: rows are what messages meant, columns what they were taken for."""
    size = 2.4 + 0.3 * len(intents)
    figure = Figure(figsize=(size + 1, size))
    axes = figure.add_subplot()
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)
    for row, column in zip(*np.nonzero(matrix), strict=True):
        if row != column:
            axes.text(
                column, row, matrix[row, column], ha="center", va="center", fontsize=6, color=_RED
            )
    axes.set_xticks(range(len(intents)), intents, rotation=90, fontsize=7)
    axes.set_yticks(range(len(intents)), intents, fontsize=7)
    axes.set_xlabel("taken for")
    axes.set_ylabel("meant")
    axes.tick_params(length=0)
    return _svg(figure)


def calibration_picture(bins: Sequence[Bin]) -> str:
    """Return how often the first intent is right against how sure the model was; dots by number."""
    figure = Figure(figsize=(5, 4.2))
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color=_QUIET, linewidth=1, linestyle="--", label="ideal")
    sizes = [20 + 380 * b.messages / max(b.messages for b in bins) for b in bins]
    axes.plot([b.confidence for b in bins], [b.right for b in bins], color=_BLUE, linewidth=1)
    axes.scatter(
        [b.confidence for b in bins],
        [b.right for b in bins],
        s=sizes,
        color=_BLUE,
        alpha=0.6,
        clip_on=False,
    )
    axes.set_xlabel("confidence")
    axes.set_ylabel("right at first")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.legend(frameon=False, loc="upper left")
    return _svg(figure)


def coverage_picture(curves: Mapping[str, Sequence[Coverage]]) -> str:
    """Return the share of wrong answers against the share of messages answered, a curve for each
    language."""
    figure = Figure(figsize=(5, 4.2))
    axes = figure.add_subplot()
    for color, (name, curve) in zip((_BLUE, _RED, _INK), curves.items(), strict=False):
        axes.plot(
            [point.covered for point in curve],
            [point.error for point in curve],
            color=color,
            label=name,
        )
    axes.axhline(_BAR, color=_QUIET, linewidth=1, linestyle="--")
    axes.set_xlabel("messages acted upon")
    axes.set_ylabel("wrong among them")
    axes.set_xlim(0, 1)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, loc="center left")
    return _svg(figure)


def latency_picture(timed: Sequence[tuple[int, float]]) -> str:
    """Return milliseconds of messages against their lengths."""
    figure = Figure(figsize=(5, 3.6))
    axes = figure.add_subplot()
    axes.scatter(*zip(*timed, strict=True), s=8, color=_BLUE, alpha=0.5, linewidths=0)
    axes.set_xlabel("characters")
    axes.set_ylabel("ms")
    axes.set_ylim(bottom=0)
    return _svg(figure)


def conversations_picture(groups: Sequence[Sequence[Figures]], bar: float) -> str:
    """Return the share of turns that are right in each group, a bar each; the groups by kind, with
    room between the kinds."""
    rows = list(_spaced(groups))
    last = rows[-1][0]
    figure = Figure(figsize=(7.5, 0.8 + 0.24 * last))
    axes = figure.add_subplot()
    places = [place for place, _ in rows]
    shares = [one.share for _, one in rows]
    colors = [_BLUE if share >= bar else _RED for share in shares]
    axes.barh(places, shares, height=0.7, color=colors, alpha=0.75)
    for place, one in rows:
        counts = f"{100 * one.share:.1f} %  ({one.turns_right} of {one.turns})"
        axes.text(1.015, place, counts, va="center", fontsize=8, color=_INK)
    axes.axvline(bar, color=_INK, linewidth=1, linestyle="--")
    axes.set_yticks(places, [one.group for _, one in rows], fontsize=8)
    axes.set_ylim(last + 0.6, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
    axes.set_xlabel("turns right")
    axes.tick_params(axis="y", length=0)
    return _svg(figure)


def _spaced(groups: Sequence[Sequence[Figures]]) -> Iterator[tuple[float, Figures]]:
    """Yield each group with its place from the top, half a row more between the kinds."""
    place = 0.0
    for kind in groups:
        for one in kind:
            yield place, one
            place += 1
        place += 0.5


def _svg(figure: Figure) -> str:
    for axes in figure.axes:
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    text = io.StringIO()
    # The same picture from the same figures: no date, no random ids.
    with mpl.rc_context({"svg.hashsalt": "beian", "svg.fonttype": "path"}):
        figure.savefig(
            text, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None}
        )
    return text.getvalue()
