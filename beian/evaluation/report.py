"""The report of an evaluation, as Markdown with pictures beside it and as one HTML page."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from statistics import median, quantiles

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from beian.evaluation import measures, pictures
from beian.evaluation.conversations import figures as conversation_figures
from beian.evaluation.conversations.played import PlayedConversation
from beian.evaluation.conversations.transcript import reply_text, said_in
from beian.evaluation.entities import EntityReport
from beian.evaluation.predictions import Prediction, Thresholds

_TEMPLATES = Path(str(resources.files("beian.evaluation") / "templates"))
_CONFUSIONS = 15
_TEXTS = 4
_ENTITY_MISTAKES = 20
_IMAGE = re.compile(r'src="([\w-]+\.svg)"')


@dataclass(frozen=True)
class Evaluation:
    """All that was measured.

    `sets` are named lists of predictions, the most telling first; `timed` has the length in
    characters and the milliseconds of at least two messages; `learned` is the number of
    training messages; `conversations` were played, if there are any.
    """

    sets: Mapping[str, Sequence[Prediction]]
    thresholds: Thresholds
    timed: Sequence[tuple[int, float]]
    entities: EntityReport
    learned: int
    machine: str
    conversations: Sequence[PlayedConversation] = ()

    @property
    def median_milliseconds(self) -> float:
        return median(time for _, time in self.timed)

    @property
    def p95_milliseconds(self) -> float:
        return quantiles((time for _, time in self.timed), n=20)[-1]


def write_report(evaluation: Evaluation, folder: Path) -> tuple[Path, Path]:
    """Write report.md, report.html and the pictures; return the two reports' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = _pictures(evaluation)
    for name, picture in drawn.items():
        (folder / name).write_text(picture, encoding="utf-8")
    markdown = _markdown(evaluation)
    (folder / "report.md").write_text(markdown, encoding="utf-8")
    (folder / "report.html").write_text(_html(markdown, drawn), encoding="utf-8")
    return folder / "report.md", folder / "report.html"


def _pictures(evaluation: Evaluation) -> dict[str, str]:
    drawn = {}
    for name, predictions in evaluation.sets.items():
        slug = picture_slug(name)
        drawn[f"confusion-{slug}.svg"] = pictures.confusion_picture(
            *measures.confusion_matrix(predictions)
        )
        bins, _ = measures.calibration(predictions)
        drawn[f"calibration-{slug}.svg"] = pictures.calibration_picture(bins)
        curves = {
            language: measures.coverage([p for p in predictions if p.example.language == language])
            for language in sorted({p.example.language for p in predictions})
        }
        drawn[f"coverage-{slug}.svg"] = pictures.coverage_picture(curves)
    if evaluation.conversations:
        groups = [
            [conversation_figures.figures("all", evaluation.conversations)],
            *conversation_figures.grouped_figures(evaluation.conversations).values(),
        ]
        drawn["conversations.svg"] = pictures.conversations_picture(
            groups, conversation_figures.BAR
        )
    drawn["latency.svg"] = pictures.latency_picture(evaluation.timed)
    return drawn


def picture_slug(name: str) -> str:
    """Return a set's name as file names hold it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _markdown(evaluation: Evaluation) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {"percent": measures.percent, "slug": picture_slug, "cell": as_cell}
    return environment.get_template("report.md.jinja").render(
        evaluation=evaluation,
        measures=measures,
        conversation_figures=conversation_figures,
        said_in=said_in,
        reply_text=reply_text,
        by_language=lambda example: example.language,
        by_style=lambda example: f"{example.language} {example.style}",
        confusions_shown=_CONFUSIONS,
        texts_shown=_TEXTS,
        entity_mistakes_shown=_ENTITY_MISTAKES,
    )


def as_cell(text: str) -> str:
    """Return a user's text escaped so that it stays within its table cell and is no markup."""
    shown = " ".join(text.split())
    return re.sub(r"([\\`*_|<>\[\]&#~!])", r"\\\1", shown)


def _html(markdown: str, drawn: Mapping[str, str]) -> str:
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)

    def inline(match: re.Match[str]) -> str:
        data = base64.b64encode(drawn[match.group(1)].encode("utf-8")).decode("ascii")
        return f'src="data:image/svg+xml;base64,{data}"'

    page = (_TEMPLATES / "page.html").read_text(encoding="utf-8")
    return page.replace("{{ body }}", _IMAGE.sub(inline, body))
