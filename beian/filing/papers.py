"""Papers for a cancellation (docs/domain.md, "Papers when the phone is out of reach")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beian.filing.state import Document, SubjectType


class Paper(str, Enum):
    """A paper of the table; those of an identity document name whose it is."""

    CLOUD_ACCOUNT_ID = "cloud_account_id"
    PERSON_IN_CHARGE_NAME = "person_in_charge_name"
    PERSON_IN_CHARGE_DOCUMENT = "person_in_charge_document"
    HANDHELD_PHOTO = "handheld_photo"
    LETTER_WITH_FINGERPRINT = "letter_with_fingerprint"
    BUSINESS_LICENCE = "business_licence"
    LEGAL_REPRESENTATIVE_DOCUMENT = "legal_representative_document"
    APPLICANT_DOCUMENT = "applicant_document"
    LETTER_WITH_SEAL = "letter_with_seal"


PAPERS: dict[SubjectType, tuple[Paper, ...]] = {
    SubjectType.INDIVIDUAL: (
        Paper.CLOUD_ACCOUNT_ID,
        Paper.PERSON_IN_CHARGE_NAME,
        Paper.PERSON_IN_CHARGE_DOCUMENT,
        Paper.HANDHELD_PHOTO,
        Paper.LETTER_WITH_FINGERPRINT,
    ),
    SubjectType.ENTERPRISE: (
        Paper.CLOUD_ACCOUNT_ID,
        Paper.BUSINESS_LICENCE,
        Paper.LEGAL_REPRESENTATIVE_DOCUMENT,
        Paper.APPLICANT_DOCUMENT,
        Paper.LETTER_WITH_SEAL,
    ),
}

NAMES_THE_DOCUMENT = frozenset(
    {Paper.PERSON_IN_CHARGE_DOCUMENT, Paper.HANDHELD_PHOTO, Paper.APPLICANT_DOCUMENT}
)
"""Papers about the identity document of whoever applies; a legal representative's is another."""


TWO_SIDED = frozenset(
    {
        Paper.PERSON_IN_CHARGE_DOCUMENT,
        Paper.HANDHELD_PHOTO,
        Paper.LEGAL_REPRESENTATIVE_DOCUMENT,
        Paper.APPLICANT_DOCUMENT,
    }
)
"""Papers that show an identity document, front and back."""

TOLD = frozenset({Paper.CLOUD_ACCOUNT_ID, Paper.PERSON_IN_CHARGE_NAME})
"""What is told in words; all else is handed in as a file."""


@dataclass(frozen=True)
class PaperNeeded:
    """A paper to prepare; `document` is its kind where that is known."""

    paper: Paper
    document: Document | None = None

    @property
    def sides(self) -> int:
        """How many sides of it are needed; of a passport one, its page with the picture."""
        return 2 if self.paper in TWO_SIDED and self.document is not Document.PASSPORT else 1


def papers_needed(
    subject_type: SubjectType, document: Document | None = None
) -> tuple[PaperNeeded, ...]:
    """Return the papers for a type of subject and an identity document, in the table's order."""
    return tuple(
        PaperNeeded(paper, document if paper in NAMES_THE_DOCUMENT else None)
        for paper in PAPERS[subject_type]
    )
