"""The one sentence of a message that asks, understood instead of a whole that makes no sense.

"Our site went dark in July and nobody told us. Why?" is one question and what leads to it. As a
whole such a message often is like nothing that was learnt; then what it asks is understood by the
sentence that asks. A whole that is surely understood stays whole: what leads to a question says
what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from beian.nlu.intents import OUT_OF_SCOPE
from beian.nlu.plain_words.asking_clauses import asks, asks_by_words, asks_to_tell, split_clauses
from beian.nlu.text.clauses import Clause

LEAST, LEAST_LEAD = 0.3, 0.03
"""Confidence, and lead over the next intent, below which a message is not understood: those of
FallbackClassifier in config.yml, which a test compares."""
VERY_SURE = 0.8
"""Confidence from which a message is out of scope whatever a sentence of it says, and from which a
sentence counts before a whole that is half sure."""
SURER = 0.2
"""By how much the sentence has to be surer than the whole. On the development sets nothing is lost
from there on."""
HALF_SURE = 0.5
"""Below that a message that is understood is taken for what its asking sentence means, where that
is very sure: on the development sets one message more is right, and none less."""
_FEWEST_WORDS, _FEWEST_CHARACTERS = 5, 6
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile("[a-z]+", re.IGNORECASE)
_LONGEST = 600
_ENDS = frozenset(".!?;。…\n")


def asking_sentence(text: str) -> str | None:
    """Return the sentence of a text that asks, without its mark; None where several
    clauses do, or none, or it is all that the text holds.

    >>> asking_sentence("My SIM dies on the 28th. Where does the code go?")
    'Where does the code go'
    """
    text = text[:_LONGEST]
    sentences = sentences_of(split_clauses(text))
    if len(sentences) < 2:
        return None
    places = [(place, clause) for place, one in enumerate(sentences) for clause in one]
    asking = [place for place, one in places if asks_by_words(one)]
    by_mark = {place for place, one in places if asks(one)}.difference(asking)
    asking += sorted(by_mark)
    asking = asking or [place for place, one in places if asks_to_tell(one)]
    if len(asking) != 1:
        return None
    sentence = sentences[asking[0]]
    return text[sentence[0].start : sentence[-1].end]


def sentences_of(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Return clauses by sentence."""
    sentences: list[list[Clause]] = [[]]
    for clause in clauses:
        sentences[-1].append(clause)
        if not _ENDS.isdisjoint(clause.mark):
            sentences.append([])
    return [one for one in sentences if one]


def is_understood(ranking: Sequence[tuple[str, float]]) -> bool:
    """Return whether Rasa will take the first intent of a ranking for what a message means."""
    if not ranking or ranking[0][1] < LEAST:
        return False
    return len(ranking) < 2 or ranking[0][1] - ranking[1][1] >= LEAST_LEAD


def makes_no_sense(whole: Sequence[tuple[str, float]]) -> bool:
    """Return whether a message is not understood, by its ranking, or out of scope without being
    sure of it."""
    if not is_understood(whole):
        return True
    intent, confidence = whole[0]
    return intent == OUT_OF_SCOPE and confidence < VERY_SURE


def may_count_instead(whole: Sequence[tuple[str, float]]) -> bool:
    """Return whether a sentence of a message can count instead of it, by the ranking of the
    whole."""
    return makes_no_sense(whole) or whole[0][1] < HALF_SURE


def counts_instead(
    whole: Sequence[tuple[str, float]],
    alone: Sequence[tuple[str, float]],
    topics: Collection[str],
    sentence: str,
) -> bool:
    """Return whether the asking sentence counts instead of the whole, by the rankings of both.

    A few words ("Normal?") don't, where the whole is half understood.
    """
    if not whole or not alone or alone[0][0] not in topics:
        return False
    if whole[0][1] < HALF_SURE and alone[0][1] >= VERY_SURE and _says_enough(sentence):
        return True
    return makes_no_sense(whole) and alone[0][1] >= whole[0][1] + SURER


def is_rather_meant(
    whole: Sequence[tuple[str, float]],
    point: Sequence[tuple[str, float]],
    topics: Collection[str],
) -> bool:
    """Return whether what a message comes to is meant rather than its whole, by the rankings of
    both: where it is a topic that is surer, or the whole is only like what is out of scope."""
    if not point or point[0][0] not in topics or not is_understood(point):
        return False
    by_background = not is_understood(whole) or whole[0][0] not in topics
    return by_background or point[0][1] > whole[0][1]


def _says_enough(sentence: str) -> bool:
    words = len(_WORD.findall(sentence))
    return words >= _FEWEST_WORDS or len(_HAN.findall(sentence)) >= _FEWEST_CHARACTERS
