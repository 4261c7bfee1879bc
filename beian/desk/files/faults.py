"""Why a file is not taken."""

from __future__ import annotations

from typing import Literal

Fault = Literal[
    "wrong_type",
    "too_large",
    "too_many_pixels",
    "too_few_pixels",
    "too_many_pages",
    "unreadable",
    "active_pdf",
    "locked_pdf",
    "infected",
]


class FileRefused(Exception):
    """A file is not taken, for good."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault
