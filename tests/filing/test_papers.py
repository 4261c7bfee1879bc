from __future__ import annotations

import pytest

from beian.filing.papers import Paper, papers_needed
from beian.filing.state import Document, SubjectType


@pytest.mark.parametrize(
    ("subject_type", "papers"),
    [
        (
            SubjectType.INDIVIDUAL,
            [
                Paper.CLOUD_ACCOUNT_ID,
                Paper.PERSON_IN_CHARGE_NAME,
                Paper.PERSON_IN_CHARGE_DOCUMENT,
                Paper.HANDHELD_PHOTO,
                Paper.LETTER_WITH_FINGERPRINT,
            ],
        ),
        (
            SubjectType.ENTERPRISE,
            [
                Paper.CLOUD_ACCOUNT_ID,
                Paper.BUSINESS_LICENCE,
                Paper.LEGAL_REPRESENTATIVE_DOCUMENT,
                Paper.APPLICANT_DOCUMENT,
                Paper.LETTER_WITH_SEAL,
            ],
        ),
    ],
)
def test_each_type_of_subject_has_its_own_list(
    subject_type: SubjectType, papers: list[Paper]
) -> None:
    assert [needed.paper for needed in papers_needed(subject_type)] == papers


@pytest.mark.parametrize("document", list(Document))
@pytest.mark.parametrize("subject_type", list(SubjectType))
def test_a_known_document_is_named_wherever_the_applicants_is_asked_for(
    subject_type: SubjectType, document: Document
) -> None:
    named = {n.paper for n in papers_needed(subject_type, document) if n.document is document}
    assert (
        named
        == {
            SubjectType.INDIVIDUAL: {Paper.PERSON_IN_CHARGE_DOCUMENT, Paper.HANDHELD_PHOTO},
            SubjectType.ENTERPRISE: {Paper.APPLICANT_DOCUMENT},
        }[subject_type]
    )


def test_the_legal_representatives_document_is_not_the_applicants() -> None:
    needed = papers_needed(SubjectType.ENTERPRISE, Document.PASSPORT)
    (paper,) = [n for n in needed if n.paper is Paper.LEGAL_REPRESENTATIVE_DOCUMENT]
    assert paper.document is None


@pytest.mark.parametrize("subject_type", list(SubjectType))
def test_no_document_is_assumed(subject_type: SubjectType) -> None:
    assert {needed.document for needed in papers_needed(subject_type)} == {None}
