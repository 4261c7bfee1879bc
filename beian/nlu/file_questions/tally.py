"""What a text asks to have counted, picked out or reckoned of what is on file.

Such questions are small queries: of a set (websites, orders ...) in a state, in a period, they want
how many there are, which, the first or last, the quickest, a sum of days. Each of these is told by
a few words, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TypeVar

from beian.nlu.file_questions import tally_words as words
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.said_periods import said_period
from beian.nlu.text.simplified import simplified


class Want(Enum):
    """What is wanted of a set."""

    SLOWER = "slower"
    APART = "apart"
    AVERAGE = "average"
    SUM = "sum"
    LONGEST = "longest"
    SHORTEST = "shortest"
    MOST = "most"
    LAST = "last"
    FIRST = "first"
    COUNT = "count"
    LIST = "list"
    ANY = "any"


class Of(Enum):
    """Of what there may be several on file."""

    ORDERS = "orders"
    SERVICES = "services"
    SERVERS = "servers"
    DOMAINS = "domains"
    WEBSITES = "websites"
    SUBJECTS = "subjects"
    PROVIDERS = "providers"
    PERSONS = "persons"


class InState(Enum):
    """The states that things and orders are counted by."""

    OVERDUE = "overdue"
    WITHOUT_ACCESS = "without_access"
    RETURNED = "returned"
    GIVEN_UP = "given_up"
    FAILED = "failed"
    WITH_ADMINISTRATION = "with_administration"
    OPEN = "open"
    FILED = "filed"
    SUCCEEDED = "succeeded"
    CANCELLED = "cancelled"


OF_ORDERS = (
    InState.OVERDUE,
    InState.RETURNED,
    InState.GIVEN_UP,
    InState.FAILED,
    InState.WITH_ADMINISTRATION,
    InState.OPEN,
    InState.SUCCEEDED,
)
"""States that orders are in."""
_E = TypeVar("_E", bound=Enum)
_LONGEST, _LONGEST_ENGLISH = 32, 90
"""Characters up to which a sentence is a query."""
_LONGEST_FOLLOW_UP, _LONGEST_ENGLISH_FOLLOW_UP = 16, 60


@dataclass(frozen=True)
class Tally:
    """A small query: what is wanted, of what, in which state; `when` is the text that names a
    period, if any, and `text` the words of the question."""

    want: Want | None = None
    of: Of | None = None
    state: InState | None = None
    when: str = ""
    text: str = ""

    @property
    def is_of_what_there_is(self) -> bool:
        """Whether websites or orders that there are now are counted or listed, no more."""
        of_now = self.state in (None, InState.FILED, InState.OPEN, InState.WITH_ADMINISTRATION)
        return of_now and self.want in (Want.COUNT, Want.LIST) and self.of not in _COUNTED_ON_FILE

    @property
    def is_of_orders(self) -> bool:
        return self.of is Of.ORDERS or self.state in OF_ORDERS

    def names(self, of: Of) -> bool:
        """Return whether the question has a word for such things, others beside it or not."""
        return words.OF[of.value].search(self.text) is not None


def tally_in(text: str, after: str = "") -> Tally | None:
    """Return the query that a text puts, by itself or as a follow-up of the one `after`; None where
    it puts none.

    >>> found = tally_in("7月以后注销过几个")
    >>> found.want, found.state
    (<Want.COUNT: 'count'>, <InState.CANCELLED: 'cancelled'>)
    """
    folded = folded_in_place(simplified(text)).strip()
    found = _of_one_finished(_parsed(folded))
    of_average = found.want is Want.AVERAGE and after
    if words.GENERAL.search(folded) and not of_average:
        return None
    before = _parsed(folded_in_place(simplified(after)).strip())
    if _is_whole(found, folded):
        return _among_those(found, before)
    mere_period = found.want is None and not words.WHICH_ONES.search(folded)
    if not after or not _leans(folded, found) or (mere_period and before.want is None):
        return None
    return _merged(found, before)


def _of_one_finished(found: Tally) -> Tally:
    """Return a query for how long the first or last one took, as one of finished orders."""
    one = found.want in (Want.FIRST, Want.LAST)
    if not one or found.state is not None or not words.HOW_LONG.search(found.text):
        return found
    return replace(found, of=Of.ORDERS, state=InState.SUCCEEDED)


def _among_those(found: Tally, before: Tally) -> Tally:
    """Return a query for the first or last order, as one of those that were counted before."""
    one = found.want in (Want.FIRST, Want.LAST)
    if not one or found.state is not None or before.state not in OF_ORDERS:
        return found
    return replace(found, state=before.state)


def _parsed(folded: str) -> Tally:
    of, state = _first(words.OF, Of, folded), _first(words.IN_STATE, InState, folded)
    state = None if words.TWO_COUNTS.search(folded) else state
    want = _first(words.WANT, Want, folded)
    if want is Want.COUNT and words.SEVERAL.search(folded):
        want = None
    names_a_period = said_period(folded, date(2000, 1, 1)) is not None
    when = folded if names_a_period else ""
    return Tally(want, of, state, when, folded)


def _first(patterns: Mapping[str, re.Pattern[str]], kind: type[_E], folded: str) -> _E | None:
    """Return the first member of an enumeration whose words a text has."""
    return next((one for one in kind if patterns[one.value].search(folded)), None)


def _is_whole(found: Tally, folded: str) -> bool:
    """Return whether a query says by itself what is wanted of what."""
    want, of, state = found.want, found.of, found.state
    is_long = len(folded) > (_LONGEST_ENGLISH if folded.isascii() else _LONGEST)
    if want is Want.APART:
        return words.WERE_APART.search(folded) is not None
    if is_long or want is None:
        return False
    if want in _NEEDS:
        is_grouped = want is not Want.MOST or any(map(found.names, _GROUPS))
        return is_grouped and _NEEDS[want].search(folded) is not None
    asks, is_ours = words.IS_ASKED.search(folded), words.OURS_OR_OVER.search(folded)
    if want in (Want.FIRST, Want.LAST):
        known = state not in (None, InState.FILED) or of is Of.ORDERS
        of_time = words.DAYS.search(folded) and not words.HOW_LONG.search(folded)
        return known and asks is not None and not of_time
    if want is Want.COUNT and state in (None, InState.FILED):
        return of in (_COUNTED if state is None else _COUNTED_ON_FILE)
    untold = (None, InState.FILED, *(_TOLD_OTHERWISE if want is Want.ANY else ()))
    of_gone = want is Want.COUNT and state is InState.CANCELLED and of is not None
    return state not in untold and (is_ours is not None or of_gone)


_GROUPS = (Of.PROVIDERS, Of.SERVERS, Of.SUBJECTS, Of.PERSONS)
"""What may have most of the websites."""
_TOLD_OTHERWISE = (InState.OPEN, InState.WITHOUT_ACCESS)
"""States of which it is asked in other questions whether something is in them."""
_NEEDS = {
    Want.MOST: words.IS_GROUPED,
    Want.SUM: words.OF_SEVERAL,
    Want.AVERAGE: words.OURS,
    Want.SLOWER: words.OVER,
    Want.LONGEST: words.OVER,
    Want.SHORTEST: words.OVER,
}
"""What is reckoned from finished orders, with the words that it needs beside its own."""
_COUNTED_ON_FILE = (Of.SERVICES, Of.DOMAINS, Of.SUBJECTS)
_COUNTED = (Of.ORDERS, Of.SERVICES, Of.DOMAINS, Of.WEBSITES, Of.SUBJECTS)


def _leans(folded: str, found: Tally) -> bool:
    """Return whether a short text goes on with the query before it."""
    longest = _LONGEST_ENGLISH_FOLLOW_UP if folded.isascii() else _LONGEST_FOLLOW_UP
    if len(folded) > longest or found.of is Of.SERVERS or found.state is InState.FILED:
        return False
    if found.want is not None or words.WHICH_ONES.search(folded):
        return True
    return bool(found.when) and not words.NAMES_ONE.search(folded)


def _merged(found: Tally, before: Tally) -> Tally:
    if words.WHICH_ONES.search(found.text):
        found = replace(found, want=Want.LIST)
    of, state = found.of or before.of, found.state or before.state
    if of is None and state is None:
        state = InState.CANCELLED
    return Tally(
        want=found.want or before.want or Want.COUNT,
        of=of,
        state=state,
        when=found.when or before.when,
        text=found.text,
    )


def asks_of_submitting(tally: Tally) -> bool:
    """Return whether a query is of how often something was submitted, whatever came of it."""
    return words.SUBMITTED.search(tally.text) is not None


def asks_whether_longer(text: str) -> bool:
    """Return whether a text that compares asks if the first took longer, and not less.

    >>> asks_whether_longer("was it quicker than the shop?")
    False
    """
    return words.LONGER.search(folded_in_place(simplified(text))) is not None


def compares_second_with_first(text: str) -> bool:
    """Return whether a text of two speaks of the second before the first.

    >>> compares_second_with_first("did the second one take longer than the first?")
    True
    """
    folded = folded_in_place(simplified(text))
    first, second = words.FIRST.search(folded), words.SECOND.search(folded)
    return first is not None and second is not None and second.start() < first.start()


def has_particle(text: str) -> bool:
    """Return whether a Chinese text asks for a yes or no by its particle."""
    return words.PARTICLE.search(simplified(text)) is not None
