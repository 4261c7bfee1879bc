"""Letters for those who follow a link: checked, filled and set, a few at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from beian.desk.errors import DeskError
from beian.desk.letter_links import LetterLinks, Opened
from beian.desk.limits import LastMinute
from beian.filing.filing_store import FilingStore
from beian.letters.letter import letter_of

if TYPE_CHECKING:
    from beian.letters.document import LetterDocument

AT_ONCE = 2
"""Letters that are written at the same time: each takes a processor for a tenth of a second."""
PER_MINUTE = 60
"""Documents for one account."""
_T = TypeVar("_T")


class TooManyLetters(DeskError):
    """An account asks for more documents than anybody reads."""


class Letters:
    """Writes the letters that links open."""

    def __init__(self, filing: FilingStore, links: LetterLinks) -> None:
        self.links = links
        self._filing = filing
        self._writing = asyncio.Semaphore(AT_ONCE)
        self._of_account = LastMinute(PER_MINUTE, time.monotonic)

    async def write(self, opened: Opened, read: Callable[[LetterDocument], _T]) -> _T:
        """Return what `read` takes of the letter that a link opens, as of what is on file now.

        Raises NoSuchLetter, TooManyLetters, StoreUnavailable, TemplateFault or PageNotSet.
        """
        if opened.account is not None:
            if self._of_account.wait(opened.account) is not None:
                raise TooManyLetters("Too many documents a minute.")
            self._of_account.count(opened.account)

        def written() -> _T:
            # What makes documents is loaded by the first one.
            from beian.letters.document import document_of  # noqa: PLC0415

            account = self._filing.account(opened.account) if opened.account else None
            return read(document_of(letter_of(opened.wanted, account)))

        async with self._writing:
            return await asyncio.to_thread(written)
