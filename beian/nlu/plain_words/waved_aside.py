"""Where a message waves something aside, and where it comes to the point.

"小程序那边先不说，票务现在什么情况", "I don't care about the refund, is the site up": what is waved
aside is no more than talk, whatever words it holds. "My boss asks about invoices, but what I
need is ...": what comes before the point is background, which may count, but less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from beian.nlu.plain_words.asking_clauses import asks, asks_by_words, asks_to_tell
from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import Clause, clauses_in

_LONGEST = 300
_ENDS = frozenset(".!?。…\n")

_ASIDE_FOR_NOW = any_of(
    "^.{1,24}(?:先|暂时|暂且)(?:不|别)(?:用|要)?(?:管|说|提|谈|讲|动|看|聊|问|急|弄|处理)"
    "(?:了|它|他们?|她)?$",
    "^.{1,24}放(?:在|到)?一(?:边|旁)(?:了|吧)?$",
)
"""A clause that puts off what it names, though it may be a question ("要不要改先放一边")."""
_ASIDE = any_of(
    "^.{1,24}(?:不重要|不要紧|无所谓|另说|另算|(?:以后|回头|下次)再说)(?:了|吧)?$",
    "^.{1,24}(?:不用|不必|用不着)再?(?:管|说|讲|提|列|查|回答|解释)(?:了|它|他们?)?$",
    "^.{1,24}(?:事|问题)我?们?(?:已经|都)(?:解释|处理|搞定|解决|说|谈)(?:过|好|完)?了$",
    "^我?们?(?:也|又|根本|完全|其实|倒|才|并)?(?:不关心|不在乎|不在意|不想(?:听|知道|了解|问)).+$",
    r"^(?:(?:but|and|so|ok|well|honestly) )*(?:i|we)(?: really)? (?:don'?t|do not) (?:really )?"
    r"(?:care|mind|bother)\b.*$",
    r"^(?:(?:but|and|so|ok|well) )*(?:i'?m|i am|we'?re|we are) not (?:worried|bothered|interested"
    r"|concerned)\b.*$",
    r"^(?:leaving|putting|setting) (?:aside .+|.+ aside)$",
    r"^.+ (?:is|are) (?:another (?:story|matter|topic)|not (?:important|the point|the issue)"
    r"|irrelevant|beside the point)$",
    r"^no need to (?:list|mention|tell|explain|show|repeat) .+$",
)
_THAT_ASIDE = any_of(
    "^(?:不过|但是?|反正)?(?:[这那](?:个|些|事|件事)?)?(?:倒|都|也|其实)?(?:不要紧|不重要|无所谓|没关系|没事"
    "|不急)(?:了|啦|的)?$",
    "^(?:不过|但是?)?我?们?(?:不关心|不在乎|不在意)(?:[这那](?:个|些|事))?$",
    "^(?:[这那](?:个|些))?(?:先不[管说]|先放一边|(?:就|都)?(?:不用|不必)再?(?:管|说|提|列))(?:[这那]个|了)?$",
    r"^(?:but )?(?:never ?mind(?: that| it)?|whatever|no matter"
    r"|(?:that|this|it) (?:doesn'?t|does not) matter"
    r"|(?:that|this)(?:'?s| is) (?:not important|another story|not the point|irrelevant)"
    r"|(?:i|we) (?:don'?t|do not) care(?: about (?:that|it|this))?"
    r"|no need to (?:list|mention|tell|explain|show|repeat) (?:it|that|them|those))$",
)
"""A clause that waves aside what stands before it in its sentence."""
_TO_THE_POINT = any_of(
    "(?:^|(?<=[,.。;!?…\\s]))(?:不过|但是?|可是|所以|现在|其实)*(?:(?:关键|重点|主要)(?:就)?是"
    "|我?们?(?:现在)?(?:就是|只是|就|只)(?:想)?(?:知道|问|了解|搞清楚)(?:一?下|一句|的就?是)?"
    "|我?们?想(?:知道|问)的就?是)[,:]? *",
    r"\b(?:but |and |so )?(?:what (?:i|we)(?:'d| would)? (?:really |actually )?(?:need|want|like)"
    r"(?: to (?:know|ask|find out))? is|all (?:i|we) (?:want|need)(?: to know)? is"
    r"|my (?:only |real )?question is),? (?:about )?",
)
_BUT = re.compile("(?:but|不过|但是?|可是) ?")


def waved_aside(text: str) -> tuple[tuple[int, int], ...]:
    """Return where in a text stands what it waves aside, in order; nothing where nothing is asked
    beside that.

    >>> waved_aside("小程序那边先不说，票务现在怎么样")
    ((0, 9),)
    """
    return _waved_aside(text) if len(text) <= _LONGEST else ()


def without_what_is_aside(text: str) -> str:
    """Return a text with blanks for what it waves aside."""
    kept = list(text)
    for start, end in waved_aside(text):
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def the_point(text: str) -> str | None:
    """Return what a text says once it comes to the point; None where nothing leads to one.

    >>> the_point("老板问发票，我就问一下备案怎么注销")
    '备案怎么注销'
    """
    if len(text) > _LONGEST:
        return None
    folded = folded_in_place(text)
    found = next(reversed(list(_TO_THE_POINT.finditer(folded))), None)
    if found is not None and folded[: found.start()].strip():
        return text[found.end() :].strip() or None
    for clause in clauses_in(folded)[1:]:
        but = _BUT.match(clause.text)
        if but and asks_by_words(clause):
            return text[clause.start + but.end() :]
    return None


@lru_cache(maxsize=64)
def _waved_aside(text: str) -> tuple[tuple[int, int], ...]:
    clauses = clauses_in(folded_in_place(text))
    aside: list[int] = []
    for place, clause in enumerate(clauses):
        if place and _THAT_ASIDE.search(clause.text):
            aside += [*_before_in_its_sentence(clauses, place), place]
        elif _is_aside(clause):
            aside.append(place)
    rest = [one for place, one in enumerate(clauses) if place not in aside]
    if not any(asks(one) or asks_to_tell(one) for one in rest):
        return ()
    ends = [*(clause.start for clause in clauses[1:]), len(text)]
    return tuple((clauses[place].start, ends[place]) for place in sorted(set(aside)))


def _is_aside(clause: Clause) -> bool:
    if clause.mark.startswith("?"):
        return False
    put_off = _ASIDE_FOR_NOW.search(clause.text) is not None
    return put_off or (_ASIDE.search(clause.text) is not None and not asks(clause))


def _before_in_its_sentence(clauses: Sequence[Clause], place: int) -> list[int]:
    """Return the places of the clauses before one, as far as its sentence goes."""
    found: list[int] = []
    for before in range(place - 1, -1, -1):
        if not _ENDS.isdisjoint(clauses[before].mark):
            break
        found.append(before)
    return found
