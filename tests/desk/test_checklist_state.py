"""How far each paper of a checklist is, from what was ticked off and the files that count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.desk.conversations.checklist_state import (
    Paper,
    PaperFile,
    checklist_lines,
    paper_state,
    shown_checklist,
)
from beian.desk.conversations.paper_files import paper_named
from beian.desk.storage.enumerations import READY_PAPERS

_MORNING = datetime(2026, 10, 12, 2, tzinfo=timezone.utc)
ALL = ["handheld_photo", "person_in_charge_document", "letter_with_fingerprint"]
ONE_SIDED = Paper("p", "p", "p", is_file=True)
TWO_SIDED = replace(ONE_SIDED, sides=2)
OF_A_COMPANY = [
    "business_licence",
    "legal_representative_document",
    "applicant_document",
    "letter_with_seal",
]


def sent(*reviews: str | None, paper: str = "p") -> list[PaperFile]:
    """Files of a paper, oldest first, with what an agent says of each before the next is sent."""
    return [
        file_sent(2 * place, review, 2 * place + 1, paper) for place, review in enumerate(reviews)
    ]


def file_sent(
    minute: int, review: str | None = None, changed: int | None = None, paper: str = "p"
) -> PaperFile:
    return PaperFile(
        id=f"file-{minute}",
        message_id="m",
        paper=paper,
        name=f"{minute}.jpg",
        review=review,
        reason="blurred" if review else None,
        sent_at=_MORNING + timedelta(minutes=minute),
        changed_at=_MORNING + timedelta(minutes=minute if changed is None else changed),
    )


@pytest.mark.parametrize(
    ("ticked", "files", "state"),
    [
        ([], [], "open"),
        (["p"], [], "ticked"),
        (["other"], sent(None, paper="other"), "open"),
        ([], sent(None), "sent"),
        (["p"], sent("again"), "again"),
        ([], sent("again", None), "sent"),
        ([], sent("again", "accepted"), "accepted"),
        ([], sent("accepted", None), "sent"),
        ([], sent("accepted", "again"), "again"),
        ([], sent("accepted", "accepted"), "accepted"),
    ],
)
def test_a_paper_is_as_far_as_its_files(
    ticked: list[str], files: list[PaperFile], state: str
) -> None:
    assert paper_state(ONE_SIDED, ticked, files)[0] == state


@pytest.mark.parametrize(
    ("ticked", "files", "state"),
    [
        ([], [], "open"),
        (["p"], [], "ticked"),
        ([], sent(None), "open"),
        (["p"], sent(None), "open"),  # it was ticked off before anything was sent
        (["p:file-0"], sent(None), "sent"),
        (["p:file-9"], sent(None), "open"),  # said of another file
        ([], sent(None, None), "sent"),
        ([], sent("accepted"), "open"),
        ([], sent("accepted", "accepted"), "accepted"),
        ([], sent("again"), "again"),
        ([], sent("again", None), "open"),
        ([], sent("again", None, None), "sent"),
    ],
)
def test_a_paper_with_two_sides_needs_a_picture_of_each_unless_both_are_said_to_be_on_one(
    ticked: list[str], files: list[PaperFile], state: str
) -> None:
    assert paper_state(TWO_SIDED, ticked, files)[0] == state


def test_the_pages_of_a_pdf_are_sides() -> None:
    (scan,) = sent(None)
    assert paper_state(TWO_SIDED, [], [replace(scan, pages=2)])[0] == "sent"
    assert paper_state(TWO_SIDED, [], [replace(scan, pages=1)])[0] == "open"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_line_of_a_paper_says_that_a_side_is_missing(language: str) -> None:
    shown = shown_checklist("website:x", [TWO_SIDED], [], sent(None))
    assert not shown["complete"]
    [line] = checklist_lines(shown, language)
    assert {"zh": "还差另一面", "en": "the other is missing"}[language] in line
    assert "0.jpg" in line


def test_a_back_that_was_sent_before_does_not_make_up_for_a_front_that_is_wanted_again() -> None:
    front, back = file_sent(0, "again", changed=5), file_sent(1)
    assert paper_state(ONE_SIDED, [], [front, back]) == ("again", "blurred")
    anew = file_sent(6)
    assert paper_state(ONE_SIDED, [], [front, back, anew])[0] == "sent"
    shown = shown_checklist("website:x", [Paper("p", "p", "p", True)], [], [front, back, anew])
    assert [file["id"] for file in shown["papers"][0]["files"]] == ["file-1", "file-6"]


_INSTANTS = st.integers(0, 60).map(lambda minute: _MORNING + timedelta(minutes=minute))
_FILES = st.lists(
    st.builds(
        PaperFile,
        id=st.uuids().map(str),
        message_id=st.just("m"),
        paper=st.sampled_from(["a", "b", "c", "elsewhere"]),
        name=st.just("f.jpg"),
        review=st.sampled_from([None, "accepted", "again"]),
        reason=st.none(),
        sent_at=_INSTANTS,
        changed_at=_INSTANTS,
    )
)


@given(st.sets(st.sampled_from("abc")), _FILES)
def test_it_is_complete_when_every_paper_is_ready_and_shows_each_file_that_counts_once(
    ticked: set[str], files: list[PaperFile]
) -> None:
    papers = [Paper(name, name, name, is_file=True) for name in "abc"]
    shown = shown_checklist("website:x", papers, ticked, files)
    assert shown["complete"] == all(one["state"] in READY_PAPERS for one in shown["papers"])
    kept = [file["id"] for paper in shown["papers"] for file in paper["files"]]
    wanted_again = {one["id"] for one in shown["papers"] if one["state"] == "again"}
    assert sorted(kept) == sorted(
        file.id
        for file in files
        if file.paper in wanted_again or (file.paper != "elsewhere" and file.review != "again")
    )
    for language in ("zh", "en"):
        lines = checklist_lines(shown, language)
        boxes = [line[0] for line in lines]
        assert boxes == ["☑" if one["state"] in READY_PAPERS else "☐" for one in shown["papers"]]


@pytest.mark.parametrize(
    ("name", "papers", "paper"),
    [
        ("手持身份证.jpg", ALL, "handheld_photo"),
        ("身份证正面.jpg", ALL, "person_in_charge_document"),
        ("Passport.PDF", ALL, "person_in_charge_document"),
        ("注销声明书.pdf", ALL, "letter_with_fingerprint"),
        ("注销声明书.pdf", OF_A_COMPANY, "letter_with_seal"),
        ("法人身份证.jpg", OF_A_COMPANY, "legal_representative_document"),
        ("applicant id card.jpg", OF_A_COMPANY, "applicant_document"),
        ("身份证.jpg", OF_A_COMPANY, None),
        ("IMG_20261012.jpg", ALL, None),
        ("微信图片_2026.png", OF_A_COMPANY, None),
    ],
)
def test_a_name_tells_the_paper_only_where_it_is_plain(
    name: str, papers: list[str], paper: str | None
) -> None:
    assert paper_named(name, papers) == paper
