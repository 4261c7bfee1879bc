"""Find where a message asks several things, each in words of its own.

Conservative: a story with one question in it stays whole, and so does a message whose parts ask
the same. What stands before a question, in the same breath, belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from beian.nlu.file_questions.finding import file_question
from beian.nlu.intents import (
    CONTACT_INFO,
    INFORM,
    MY_FILING_STATUS,
    OUT_OF_SCOPE,
)
from beian.nlu.plain_words.asking_clauses import (
    TAIL,
    asking_words,
    asks,
    asks_by_words,
    asks_for_contact,
    asks_to_tell,
    split_clauses,
)
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import Clause, clauses_in

MOST = 3
"""Questions of a message that are answered."""
SURE = 0.6
"""The least confidence of a question that stands alone."""
_SURE_IN_A_STORY = 0.9
"""The least confidence of each question of a message that is not short, and may be a story."""
_SURE_BESIDE = 0.35
"""The least confidence of a question beside a no, thanks or a greeting, which say nothing more."""
_SURE_OF_THE_SAME = 0.4
"""The least confidence of a question in a short message that asks about the topic of another one:
"the new number?" behind "can I file again with the same domain?"."""
_SURE_BESIDE_ANOTHER = 0.4
"""The least confidence of a question in a short message of which another one is very sure."""
_UNKNOWN = 0.4
"""The confidence below which a question is not known."""
VERY_SURE = 0.8
"""The least confidence of a question that is out of scope: torn from the others, half a question
looks like that."""
_SHORT = 20
"""Characters a question up to which it is plain."""
_OF_A_LETTER = 0.35
"""What a letter counts for, where a Chinese character counts for 1."""
_STORY, _FEW_CHARACTERS = 60, 4
"""In a text longer than that, so few characters ("交给谁") go on with the question before."""
_MOST_PIECES = 6
_LONGEST = 600

_ALTERNATIVE = re.compile(r"or\b|还是|或者|是不是|不都?是")
_WHY = re.compile(r"为(?:何|什么|啥)|\bwhy\b")
_GUESS = re.compile(r"[吗吧]$|^(?:is|was|because)\b")
_COMMAS = (",", "，")


@dataclass(frozen=True)
class Asked:
    """One of several questions, and how it was understood."""

    text: str
    intent: str
    confidence: float
    part: str | None = None


def pieces_of(text: str) -> list[str]:
    """Return the questions of a text in their own words; fewer than two where it asks one thing.

    >>> pieces_of("要多久？手机号换了，怎么办？")
    ['要多久', '手机号换了，怎么办']
    """
    text = text[:_LONGEST]
    pieces: list[tuple[int, int]] = []
    start: int | None = None
    for clause in split_clauses(text):
        start = clause.start if start is None else start
        if not asks(clause):
            continue
        goes_on = len(text) > _STORY and len(clause.text) <= _FEW_CHARACTERS
        leans = goes_on or _leans(clause)
        if pieces and text[pieces[-1][1] : clause.start].strip() in _COMMAS:
            before = text[slice(*pieces[-1])]
            leans = leans or not asks_by_words(clause) or _guesses(clause, before)
        if leans and pieces and start == clause.start:
            pieces[-1] = (pieces[-1][0], clause.end)
        else:
            pieces.append((start, clause.end))
        start = None
    return [text[first:last] for first, last in pieces] if 1 < len(pieces) <= _MOST_PIECES else []


def _leans(clause: Clause) -> bool:
    """Return whether a clause makes no question without the one before it."""
    return bool(TAIL.fullmatch(clause.text) or _ALTERNATIVE.match(clause.text))


def _guesses(clause: Clause, before: str) -> bool:
    """Return whether a clause guesses at what the question before asks: "why is it down, was it the
    date?"."""
    guesses = _GUESS.search(clause.text) is not None
    return guesses and _WHY.search(folded_in_place(before)) is not None


def questions_in(
    text: str,
    whole: Asked | None,
    understand: Callable[[Sequence[str]], Sequence[Asked]],
    topics: Collection[str],
) -> list[Asked]:
    """Return the different questions of a text, at most MOST; none where it asks one thing.

    `whole` is how the text is understood as a whole; None where it is not. Unless the pieces are
    short and plain, one of them has to have its intent: or they make no sense. `topics` are the
    intents that may be questions, beside what is out of scope.
    """
    pieces = pieces_of(text)
    if not pieces:
        return []
    weight = sum(_OF_A_LETTER if character.isascii() else 1 for character in text)
    is_short = weight / len(pieces) <= _SHORT
    least = SURE if is_short else VERY_SURE if whole is None else _SURE_IN_A_STORY
    understood = _with_names(list(understand(pieces)), text)
    if is_short or whole is None:
        understood = _by_bare_words(understood, understand, topics, least)
    sure = [one for one in understood if _is_sure(one, topics, least)]
    asked: list[Asked] = []
    for one in understood:
        counts = one if one in sure else _among(sure, one, whole, topics, is_short=is_short)
        if counts and not any(_same(counts, o, whole, apart=is_short) for o in asked):
            asked.append(counts)
    intents = [one.intent for one in asked]
    if len(asked) < 2 or all(intent == OUT_OF_SCOPE for intent in intents):
        return []
    plain = is_short and all(one.confidence >= VERY_SURE for one in asked)
    if whole is None:
        makes_sense = any(one.confidence >= VERY_SURE for one in asked)
    else:
        makes_sense = whole.intent in intents or (is_short and _is_mixed(whole, understood, asked))
    return asked[:MOST] if makes_sense or plain else []


def _with_names(understood: Sequence[Asked], text: str) -> list[Asked]:
    """Return questions; one that does no more than name another thing ("官网谁负责，商城呢") as a
    part of the question before it."""
    kept: list[Asked] = []
    for one in understood:
        start = text.find(kept[-1].text) if kept else -1
        if one.intent != INFORM or one.confidence < VERY_SURE or start < 0:
            kept.append(one)
            continue
        end = text.find(one.text, start) + len(one.text)
        kept[-1] = replace(kept[-1], text=text[start:end])
    return kept


def _by_bare_words(
    understood: Sequence[Asked],
    understand: Callable[[Sequence[str]], Sequence[Asked]],
    topics: Collection[str],
    least: float,
) -> list[Asked]:
    """Return how questions are understood: with what leads to each, or, where that is not sure, by
    the words alone that ask, if they are surer."""
    by_words: list[Asked] = []
    for one in understood:
        bare = {asking_words(one.text), asking_words(one.text, to_the_end=True)} - {one.text}
        if not bare or _is_sure(one, topics, least):
            by_words.append(one)
            continue
        alone = max(understand(sorted(bare)), key=lambda each: each.confidence)
        surer = one.intent not in topics or alone.confidence > one.confidence
        by_words.append(replace(alone, text=one.text) if surer else one)
    return by_words


def _is_sure(one: Asked, topics: Collection[str], least: float) -> bool:
    if one.intent == OUT_OF_SCOPE:
        return one.confidence >= VERY_SURE
    return one.intent in topics and one.confidence >= least


def _beside_others(
    sure: Sequence[Asked], one: Asked, whole: Asked | None, topics: Collection[str]
) -> Asked | None:
    """Return what a question of a short message asks beside others that are sure; little is enough
    unless the whole, too, surely asks what one of them does."""
    likely = one.intent in topics and one.confidence >= _SURE_BESIDE_ANOTHER
    settled = whole is not None and whole.confidence >= VERY_SURE
    settled = settled and whole is not None and any(whole.intent == o.intent for o in sure)
    if likely and not settled and any(_is_very_sure(other) for other in sure):
        return one
    if sure and file_question(one.text) is not None:
        return replace(one, intent=MY_FILING_STATUS, part=None, confidence=VERY_SURE)
    return None


def _is_mixed(whole: Asked, understood: Sequence[Asked], asked: Sequence[Asked]) -> bool:
    """Return whether a whole is like none of its questions, one of which is very sure: its words
    only seem to ask something when they stand together."""
    alike = any(whole.intent == one.intent for one in understood)
    return not alike and any(_is_very_sure(one) for one in asked)


def _is_very_sure(one: Asked) -> bool:
    return one.intent != OUT_OF_SCOPE and one.confidence >= VERY_SURE


def _among(
    sure: Sequence[Asked],
    one: Asked,
    whole: Asked | None,
    topics: Collection[str],
    *,
    is_short: bool,
) -> Asked | None:
    """Return what a question asks that is not sure by itself, by what stands beside it; None where
    it does not count.

    In a short message, it is sure enough if it asks about the topic of another question, and asks
    what the whole does, if that is very sure to ask something else about that topic. Where the
    whole is not understood, but another question surely is, one for somebody's number or address
    is out of scope, so that it is said that it is not known. Beside a very sure one, a question
    that asks plainly for what is on file needs no more, and another one little.
    """
    beside = _beside_others(sure, one, whole, topics) if is_short else None
    if beside is not None:
        return beside
    if whole is None:
        is_unknown = one.confidence < _UNKNOWN and asks_for_contact(one.text)
        other = any(o.intent != OUT_OF_SCOPE and o.confidence >= VERY_SURE for o in sure)
        return replace(one, intent=OUT_OF_SCOPE, part=None) if is_unknown and other else None
    if not is_short:
        return None
    if one.confidence >= _SURE_OF_THE_SAME and any(one.intent == o.intent for o in sure):
        return one
    same_topic = any(whole.intent == o.intent for o in sure)
    surely = whole.confidence >= VERY_SURE and whole.part is not None
    if surely and same_topic and one.confidence < _UNKNOWN:
        return replace(whole, text=one.text)
    return None


def question_beside(
    text: str, understand: Callable[[Sequence[str]], Sequence[Asked]], topics: Collection[str]
) -> list[Asked]:
    """Return the question of a text that greets, thanks, agrees or declines before it asks; none
    where it does no more than that.

    "No need for a person, just tell me how long it takes" asks for the time.
    """
    clauses = clauses_in(folded_in_place(text[:_LONGEST]))
    asking = (place for place, one in enumerate(clauses) if asks(one) or asks_to_tell(one))
    first = next(asking, 0)
    if first == 0:
        return []
    one = understand([text[clauses[first].start :]])[0]
    is_question = one.intent in topics or one.intent == CONTACT_INFO
    return [one] if is_question and one.confidence >= _SURE_BESIDE else []


def _same(one: Asked, other: Asked, whole: Asked | None, *, apart: bool) -> bool:
    """Return whether two pieces ask the same. Parts of one topic count `apart` in short messages
    alone: a story touches on many; a whole topic and one of its parts only where both are sure, and
    the whole would be answered by that part alone."""
    if one.intent != other.intent:
        return False
    if not apart or one.part == other.part:
        return True
    by_part = whole is not None and whole.part in (one.part, other.part) and whole.part is not None
    unsure = min(one.confidence, other.confidence) < SURE
    return None in (one.part, other.part) and (unsure or not by_part)
