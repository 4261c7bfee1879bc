"""What a checklist says: pure rules, from the papers that it lists, what was ticked off by hand and
the files that count for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from beian.desk.protocol.server_frames import Checklist, ChecklistFile, ChecklistPaper
from beian.desk.storage.enumerations import READY_PAPERS, PaperState, Review
from beian.desk.wording import words

CHECKLIST = "checklist"
"""The kind of a card, and its key for what the desk needs to know of it."""


@dataclass(frozen=True)
class Paper:
    """A paper as the bot lists it: a whole sentence of it and a short name, both in the language
    that was spoken; `is_file`: whether it is sent as a file, or only told; `sides`: how many sides
    of it are needed, each on a picture of its own unless the visitor says otherwise; `names`: the
    short name in each language."""

    id: str
    text: str
    name: str
    is_file: bool
    sides: int = 1
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_object(cls, paper: dict[str, Any]) -> Paper:
        sides = paper.get("sides", 1)
        names = paper.get("names", {})
        return cls(paper["id"], paper["text"], paper["name"], bool(paper["file"]), sides, names)

    def as_object(self) -> dict[str, Any]:
        shown = {"id": self.id, "text": self.text, "name": self.name, "file": self.is_file}
        if self.names:
            shown["names"] = dict(self.names)
        return shown if self.sides == 1 else {**shown, "sides": self.sides}

    def named_in(self, language: str | None) -> Paper:
        """Return the paper with its short name in a language, as far as it is known there."""
        return self if language is None else replace(self, name=self.names.get(language, self.name))


@dataclass(frozen=True)
class PaperFile:
    """A kept file that counts for a paper, or of which that is open; `changed_at`: when it was
    reviewed, if it was; `pages`: of a PDF."""

    id: str
    message_id: str
    paper: str | None
    name: str
    review: str | None
    reason: str | None
    sent_at: datetime
    changed_at: datetime
    pages: int | None = None


def all_sides_on(paper_id: str, file_id: str) -> str:
    """Return what is ticked off where the visitor says that a file shows all sides of a paper."""
    return f"{paper_id}:{file_id}"


def paper_state(
    paper: Paper, ticked: Collection[str], files: Iterable[PaperFile]
) -> tuple[PaperState, str | None]:
    """Return how far a paper is, and why another file is wanted. A file that is sent after one was
    wanted again makes up for it; its back, sent before, does not. A paper with files of which one
    side is missing is open."""
    there = [one for one in files if one.paper == paper.id]
    if not there:
        return (PaperState.TICKED if paper.id in ticked else PaperState.OPEN), None
    wanted = [one for one in there if one.review != Review.AGAIN]
    again = [one for one in there if one.review == Review.AGAIN]
    if again:
        last = max(again, key=lambda one: one.changed_at)
        if all(one.sent_at <= last.changed_at for one in wanted):
            return PaperState.AGAIN, last.reason
    if not _has_all_sides(paper, ticked, wanted):
        return PaperState.OPEN, None
    accepted = all(one.review == Review.ACCEPTED for one in wanted)
    return (PaperState.ACCEPTED if accepted else PaperState.SENT), None


def _has_all_sides(paper: Paper, ticked: Collection[str], files: Sequence[PaperFile]) -> bool:
    """Return whether files show all sides of a paper: one each, the pages of a PDF, or one of which
    the visitor says so."""
    said = any(all_sides_on(paper.id, one.id) in ticked for one in files)
    return said or sum(one.pages or 1 for one in files) >= paper.sides


def shown_checklist(
    about: str, papers: Sequence[Paper], ticked: Collection[str], files: Sequence[PaperFile]
) -> Checklist:
    """Return a checklist as frames hold it."""
    shown: list[ChecklistPaper] = []
    for paper in papers:
        state, reason = paper_state(paper, ticked, files)
        shown.append(
            {
                "id": paper.id,
                "text": paper.text,
                "name": paper.name,
                "file": paper.is_file,
                "state": state,
                "reason": reason,
                "files": [
                    _shown(one)
                    for one in files
                    if one.paper == paper.id
                    and (state == PaperState.AGAIN or one.review != Review.AGAIN)
                ],
            }
        )
    complete = all(one["state"] in READY_PAPERS for one in shown)
    checklist: Checklist = {"about": about, "complete": complete, "papers": shown}
    if loose := [_shown(one) for one in files if one.paper is None]:
        checklist["loose"] = loose
    return checklist


def _shown(file: PaperFile) -> ChecklistFile:
    return {"id": file.id, "name": file.name, "message": file.message_id}


def is_ready(paper: ChecklistPaper) -> bool:
    return paper["state"] in READY_PAPERS


def lacks_a_side(paper: ChecklistPaper) -> bool:
    """Return whether one side of a paper is there, and another is wanted."""
    return paper["state"] == PaperState.OPEN and bool(paper["files"])


def missing_names(checklist: Checklist, language: str) -> str:
    """Return the names of the papers that are missing, "" for none."""
    names = [
        words("paper_other_side", language).format(paper=one["name"])
        if lacks_a_side(one)
        else one["name"]
        for one in checklist["papers"]
        if not is_ready(one)
    ]
    return ("、" if language == "zh" else ", ").join(names)


def told_missing(checklist: Checklist, language: str) -> str:
    """Return which papers are missing, as a sentence."""
    missing = missing_names(checklist, language)
    name = "papers_missing" if missing else "papers_all_there"
    return words(name, language).format(missing=missing)


def checklist_lines(checklist: Checklist, language: str) -> list[str]:
    """Return a line of text for each paper, for whoever sees no boxes."""
    return [
        words(f"checklist_line_{_line(paper)}", language).format(
            paper=paper["text"],
            files="、".join(one["name"] for one in paper["files"]),
            reason=paper["reason"],
        )
        for paper in checklist["papers"]
    ]


def _line(paper: ChecklistPaper) -> str:
    return "half" if lacks_a_side(paper) else paper["state"]
