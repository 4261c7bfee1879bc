"""Find where a message asks several things, each in words of its own.

Conservative: a story with one question in it stays whole, and so does a message whose parts ask
the same. What stands before a question, in the same breath, belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from beian.nlu.characters import folded_in_place
from beian.nlu.clauses import Clause, clauses_in
from beian.nlu.intents import CONTACT_INFO, OUT_OF_SCOPE

MOST = 3
"""Questions of a message that are answered."""
SURE = 0.6
"""The least confidence of a question that stands alone."""
_SURE_IN_A_STORY = 0.9
"""The least confidence of each question of a message that is not short, and may be a story."""
_SURE_BESIDE = 0.35
"""The least confidence of a question beside a no, thanks or a greeting, which say nothing more."""
VERY_SURE = 0.8
"""The least confidence of a question that is out of scope: torn from the others, half a question
looks like that."""
_SHORT = 20
"""Characters a question up to which it is plain."""
_STORY, _FEW_CHARACTERS = 60, 4
"""In a text longer than that, so few characters ("交给谁") go on with the question before."""
_MOST_PIECES = 6
_LONGEST = 600

_ASKS_IN_CHINESE = re.compile(
    "怎么|怎样|如何|多久|多少|多长|多快|几天|几个|几次|几号|什么|为什么|为啥|咋|哪|谁|能不能|可不可以|是不是|有没有|"
    r"要不要|会不会|行不行|用不用|需不需要|([\u4e00-\u9fff])[不没唔]\1|[吗么嘛呢]$|还是.*(?:啊|呀)?$"
)
_AUXILIARY = (
    "can|could|will|would|does|do|did|is|are|was|were|has|have|had|should|may|must|shall|am"
)
_ASKS_IN_ENGLISH = re.compile(
    r"^(?:(?:and|also|so|but|then|ok|hi|hello|please|oh|well|plus) )*(?:"
    rf"(?:how|what|which|whom|whose)(?:'s)? (?:\w+ ){{0,2}}?(?:{_AUXILIARY}|to|long|much|many)\b"
    rf"|(?:when|where|why|who)(?:'s|\b) ?(?:{_AUXILIARY}|to)\b|(?:what|where|who|how)'s\b"
    r"|who (?:gets|pays|signs|does|receives|checks|sends|needs|can|handles|decides)\b"
    rf"|(?:{_AUXILIARY}) (?:i|you|we|they|he|she|it|there|this|that|the|a|an|my|our|your|any)\b)"
    r"|\b(?:tell me|know|wonder|ask|explain) (?:how|what|when|where|why|which|who|if|whether)\b"
)
_ALTERNATIVE = re.compile(r"or\b|还是|或者|是不是|不都?是")
_TAIL = re.compile(
    "(?:这样)?(?:对吗|是吗|行吗|可以吗|对吧|是吧|好吗|对不对|是不是|行不行|可以不|怎么办|怎么回事|咋办|咋整|咋回事|为什么|为啥|"
    "怎么弄|怎么搞|有人吗|在吗|在不在|怎么处理|该怎么办|我该怎么办|什么意思)(?:呢|啊|呀)?"
    r"|(?:is that )?(?:right|correct|true|ok|okay|possible|normal)|what now"
    r"|why(?: is that)?|how so|how|what (?:should|can|do|shall) (?:i|we) do(?: now)?"
    r"|or (?:what|not)|is it|can you help(?: me)?"
    r"|any (?:idea|ideas|help)|(?:are|is) (?:you|anyone|anybody|someone) (?:there|here)"
)
"""What leans on the question before it."""
_JOINT = re.compile(
    r"、|(?=(?:还有|另外|以及|顺便|同时|此外)(?!一个|个|别的|没有|什么)|(?:然后|再就是|并且)(?:怎|多|要|是))"
    r"| (?:and|plus|also)(?: also| then)? (?=(?:how|what|when|where|why|which|who|can|could|will"
    r"|would|does|do|is|are|should|must)\b)"
)

_TELLS = re.compile(
    "告诉我|跟我说|和我说|直接说|说说|讲讲|说一下|发我|给我看|我就想知道|我只想知道|"
    r"\b(?:tell|show|give) me\b|\bjust (?:say|tell)\b|\bi just (?:want|need)\b"
)
"""What asks for an answer without the form of a question."""


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
    for clause in _split(clauses_in(folded_in_place(text))):
        start = clause.start if start is None else start
        if not _asks(clause):
            continue
        goes_on = len(text) > _STORY and len(clause.text) <= _FEW_CHARACTERS
        leans = goes_on or _TAIL.fullmatch(clause.text) or _ALTERNATIVE.match(clause.text)
        if leans and pieces and start == clause.start:
            pieces[-1] = (pieces[-1][0], clause.end)
        else:
            pieces.append((start, clause.end))
        start = None
    return [text[first:last] for first, last in pieces] if 1 < len(pieces) <= _MOST_PIECES else []


def questions_in(
    text: str,
    whole: str,
    understand: Callable[[Sequence[str]], Sequence[Asked]],
    topics: Collection[str],
) -> list[Asked]:
    """Return the different questions of a text, at most MOST; none where it asks one thing.

    `whole` is the intent of the text as a whole. Unless the pieces are short and plain, one of
    them has to have it: or they make no sense. `topics` are the intents that may be questions,
    beside what is out of scope.
    """
    pieces = pieces_of(text)
    if not pieces:
        return []
    weight = sum(0.5 if character.isascii() else 1 for character in text)
    least = SURE if weight / len(pieces) <= _SHORT else _SURE_IN_A_STORY
    is_short = weight / len(pieces) <= _SHORT
    asked: list[Asked] = []
    for one in understand(pieces):
        is_sure = one.confidence >= (VERY_SURE if one.intent == OUT_OF_SCOPE else least)
        is_question = one.intent in topics or one.intent == OUT_OF_SCOPE
        same = any(_same(one, other, apart=is_short) for other in asked)
        if is_question and is_sure and not same:
            asked.append(one)
    intents = [one.intent for one in asked]
    if len(asked) < 2 or all(intent == OUT_OF_SCOPE for intent in intents):
        return []
    plain = is_short and all(one.confidence >= VERY_SURE for one in asked)
    return asked[:MOST] if whole in intents or plain else []


def question_beside(
    text: str, understand: Callable[[Sequence[str]], Sequence[Asked]], topics: Collection[str]
) -> list[Asked]:
    """Return the question of a text that greets, thanks, agrees or declines before it asks; none
    where it does no more than that.

    "No need for a person, just tell me how long it takes" asks for the time.
    """
    clauses = clauses_in(folded_in_place(text[:_LONGEST]))
    asking = (place for place, one in enumerate(clauses) if _asks(one) or _TELLS.search(one.text))
    first = next(asking, 0)
    if first == 0:
        return []
    one = understand([text[clauses[first].start :]])[0]
    is_question = one.intent in topics or one.intent == CONTACT_INFO
    return [one] if is_question and one.confidence >= _SURE_BESIDE else []


def _same(one: Asked, other: Asked, *, apart: bool) -> bool:
    """Return whether two pieces ask the same. Parts of one topic count `apart` in short messages
    alone: a story touches on many."""
    if one.intent != other.intent:
        return False
    return not apart or one.part == other.part or None in (one.part, other.part)


def _split(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses, those joined by a word ("... and how ...") apart."""
    for clause in clauses:
        start = 0
        for joint in _JOINT.finditer(clause.text):
            if joint.start() > start:
                yield Clause(clause.start + start, clause.text[start : joint.start()], "")
            start = joint.end()
        yield Clause(clause.start + start, clause.text[start:], clause.mark)


def _asks(clause: Clause) -> bool:
    text = clause.text.rstrip("\"'”」』) ")
    if clause.mark.startswith("?"):
        return True
    return bool(_ASKS_IN_CHINESE.search(text) or _ASKS_IN_ENGLISH.search(text))
