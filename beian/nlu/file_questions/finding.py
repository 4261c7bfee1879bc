"""Texts that ask plainly what is on file of a thing: on which day something happened to it, whether
it is cancelled, whether its site opens, who did it, how long it took, who is in charge; and what
there is: what is left, what waits for somebody, what is on which server.

Such questions are put in endlessly many ways, but made of few words: one that asks for a day and
one for what happened, or a state and a sign that it is asked. They are found by those.
"""

from __future__ import annotations

import re
from itertools import pairwise

from beian.nlu.file_questions.days import EVENTS, WHICH_DAY
from beian.nlu.file_questions.holdings import LEFT, NUMBER, SERVER
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.file_questions.orders import (
    COMPARED,
    LONGEST,
    SHORTEST,
    SO_FAR,
    TOOK,
    UNDER_WAY,
    WAITS_FOR_US,
    WHAT_IT_CANCELS,
)
from beian.nlu.file_questions.people import (
    CODE_PHONE,
    IN_CHARGE,
    REACHABLE,
    WHO_DID,
    WHO_REVIEWED,
    WHOSE_NUMBER,
)
from beian.nlu.file_questions.relations import (
    ACTS,
    ACTS_NOT,
    CLASHES,
    CLASHES_NOT,
    ONE_PERSON,
    OUTCOME,
    OUTCOME_NOT,
    WHAT_CHANGES,
)
from beian.nlu.file_questions.states import ACCESS, CANCELLED, NO_STATE
from beian.nlu.file_questions.tally import Want, tally_in
from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.question_form import has_question_form
from beian.nlu.text.simplified import simplified

__all__ = ["FileQuestion", "file_question", "file_questions"]

_SUPPOSES = any_of(
    "如果|要是|假如|万一|以后|之后|(?:注销|取消)(?:后|完)|[办弄搞销]完(?!了)",
    "会不会|能不能|可不可以|可以(?!查)|能(?:注销|不|吗)|打算|准备|想要?(?:注?销|撤|取消|办|换|"
    "改|提交)",
    "(?:什么时候|几号|哪天)(?:能|会|可以|才|到|前|之前)|最[晚早快]|预计|大概(?:什么|几|哪)",
    r"\b(?:if|once|after|wi(?:ll|sh)|would|can|could|should|shall|may|might|want to|plan to)\b",
    r"\b(?:going to|latest|earliest|expect\w*)\b",
)
"""What is asked of something that has not happened."""
_NOT_YET = any_of(
    "如果|要是|假如|万一|以后|之后|(?:注销|取消)(?:后|完)|[办弄搞销]完(?!了)|会不会|打算|准备",
    r"\b(?:if|once|after|wi(?:ll|sh)|would|should|shall|going to|plan to|want to|when (?:i|we)"
    r" cancel)\b",
)
"""The same, of a question whose words ask for the present though 能 and "can" are among them."""
_IF = any_of(
    "如果|要是|假如|万一|会不会|打算|准备|(?:注销|取消)(?:后|完)",
    r"\b(?:if|wi(?:ll|sh)|would|should|shall|going to|plan to|want to)\b",
)
_GENERAL = any_of(
    "一般|通常|正常(?:来说|要|情况)|规定|大概(?:要|得)|最长|最多|怎么办|怎么(?:注销|申请|提交|"
    "办理|弄|改|换)",
    r"\b(?:usually|normally|generally|in general|typically|how (?:do|can|should) (?:i|we))\b",
)

_USUALLY = any_of(
    "一般|通常|规定|怎么|哪(?:个|些)省|省份|地区|哪家(?:云|接入)",
    r"\b(?:usually|normally|generally|typically|provinces?|providers?|how (?:do|can|should))\b",
)
_USED_AGAIN = any_of(
    "会不会|能不能用|还能用|会变|会换|变吗|换吗|别人|人家|不是我",
    r"\b(?:can|could|may|will|use|reuse|get|somebody|not mine)\b",
)
_OF_ANY_SERVER = any_of(
    "额度|名额|最多|能备|可以?备|能放|能挂|一般|备案(?:号)?会",
    r"\b(?:how many \w+ (?:may|can|could)|at most|limit|quota|filing)\b",
)
"""What is asked of any server."""

_PLAIN = (
    (FileQuestion.CLASHES, CLASHES, CLASHES_NOT),
    (FileQuestion.WHAT_CHANGES, WHAT_CHANGES, _NOT_YET),
    (FileQuestion.SERVER, SERVER, _OF_ANY_SERVER),
    (FileQuestion.WHOSE_NUMBER, WHOSE_NUMBER, None),
    (FileQuestion.CODE_PHONE, CODE_PHONE, None),
    (FileQuestion.REVIEWED_BY, WHO_REVIEWED, _NOT_YET),
    (FileQuestion.BY_WHOM, WHO_DID, _GENERAL),
    (FileQuestion.COMPARED, COMPARED, _NOT_YET),
    (FileQuestion.LONGEST, LONGEST, _USUALLY),
    (FileQuestion.SHORTEST, SHORTEST, _USUALLY),
    (FileQuestion.SO_FAR, SO_FAR, _NOT_YET),
    (FileQuestion.TOOK, TOOK, _IF),
    (FileQuestion.WAITS_FOR_US, WAITS_FOR_US, _GENERAL),
    (FileQuestion.ACTS, ACTS, ACTS_NOT),
    (FileQuestion.UNDER_WAY, UNDER_WAY, _IF),
    (FileQuestion.WHAT_IT_CANCELS, WHAT_IT_CANCELS, _NOT_YET),
    (FileQuestion.LEFT, LEFT, _NOT_YET),
    (FileQuestion.IN_CHARGE, IN_CHARGE, _GENERAL),
    (FileQuestion.IN_CHARGE, REACHABLE, None),
    (FileQuestion.IN_CHARGE, ONE_PERSON, _NOT_YET),
    (FileQuestion.NUMBER, NUMBER, _USED_AGAIN),
    (FileQuestion.OUTCOME, OUTCOME, OUTCOME_NOT),
)
"""Questions that are told by their words alone, with what must not stand beside them."""
_RECKONED = {
    Want.LONGEST: FileQuestion.LONGEST,
    Want.SHORTEST: FileQuestion.SHORTEST,
    Want.SLOWER: FileQuestion.COMPARED,
}
_CUT_OFF = any_of(
    "接入|断|掐|停|砍|关|拔",
    r"\b(?:access|cut|off|pulled|switched|shut|down)\b",
)
_ITS_ACCESS = any_of("接入", r"\b(?:access|hosting)\b")
_OTHER_DEED = any_of(
    "放弃|撤|提交|递|交的|申请|发起|小程序", r"\b(?:gave|submitted|handed|filed)\b"
)

_STILL = re.compile(r"(?:and |so |but |ok )*(?:still|can|is|are|was|were|has|have|does|do)\b")
_SENTENCE = re.compile(r"[。!?;\n…]+|\.(?=\s|$)|。。+|\.\.+")
_CLAUSE = re.compile(
    r"[,，]|\band (?=(?:who|how|when|which|what|whose|is|are|was|does|did|also)\b)"
)
_LONGEST, _LONGEST_ENGLISH = 60, 140
"""Characters up to which a sentence is plain."""
MOST = 3
"""Questions of a text that count."""


def file_question(text: str) -> FileQuestion | None:
    """Return what a text asks of the file, by one of its sentences; None where it asks something
    else, or of what has not happened.

    >>> file_question("新接入单是几号提交的？"), file_question("几号能注销掉？")
    (<FileQuestion.SUBMITTED: 'submitted'>, None)
    """
    return next((asked for asked, _ in file_questions(text)), None)


def file_questions(text: str) -> list[tuple[FileQuestion, str]]:
    """Return the different questions of a text for what is on file, each with its words.

    >>> [asked.value for asked, _ in file_questions("游记谁负责，还开着吗")]
    ['in_charge', 'has_access']
    """
    found: dict[FileQuestion, str] = {}
    for sentence in _pieces(text, _SENTENCE):
        if not _is_plain(sentence):
            continue
        whole = _asked_by(sentence)
        clauses = _pieces(sentence, _CLAUSE)
        asked = [(one, clause) for clause in clauses if (one := _asked_by(clause)) is not None]
        each = {one: sentence if _twice(one, asked) else clause for one, clause in asked}
        if len(each) > 1:
            found = {**each, **found}
        elif whole is not None:
            found.setdefault(whole, each.get(whole, sentence))
        elif each and not _IF.search(folded_in_place(simplified(sentence))):
            found = {**each, **found}
    return list(found.items())[:MOST]


def _twice(asked: FileQuestion, found: list[tuple[FileQuestion, str]]) -> bool:
    return sum(one is asked for one, _ in found) > 1


def _pieces(text: str, between: re.Pattern[str]) -> list[str]:
    """Return what stands between the separators of a text, each with the one that ends it."""
    ends = (found.end() for found in between.finditer(folded_in_place(text)))
    bounds = [0, *ends, len(text)]
    return [text[start:end].strip() for start, end in pairwise(bounds) if text[start:end].strip()]


def _is_plain(sentence: str) -> bool:
    return len(sentence) <= (_LONGEST_ENGLISH if sentence.isascii() else _LONGEST)


def _asked_by(sentence: str) -> FileQuestion | None:
    folded = folded_in_place(simplified(sentence))
    tally = tally_in(sentence)
    plain = _plainly_asked(folded)
    of_one = plain is FileQuestion.OUTCOME or (tally and plain and tally.is_of_what_there_is)
    if tally is not None and tally.want is not None and not of_one:
        return _RECKONED.get(tally.want, FileQuestion.TALLY)
    if plain is not None:
        return plain
    if _asks_for_a_day(folded):
        return next((asked for asked, event in EVENTS.items() if event.search(folded)), None)
    if WHICH_DAY.search(folded):
        return None
    is_access = _ITS_ACCESS.search(folded) is not None
    if not is_access and not _SUPPOSES.search(folded) and CANCELLED.search(folded):
        return FileQuestion.IS_CANCELLED
    of_now = ACCESS.search(folded) and not NO_STATE.search(folded) and _asks(folded)
    return FileQuestion.HAS_ACCESS if of_now and not _NOT_YET.search(folded) else None


def _plainly_asked(folded: str) -> FileQuestion | None:
    """Return the question that is told by its words alone."""
    for asked, words, unless in _PLAIN:
        if words.search(folded) and not (unless and unless.search(folded)):
            return _of_whom(asked, folded)
    return None


def _asks(folded: str) -> bool:
    """Return whether a sentence asks; what Chinese words for a state are, ask by themselves."""
    return not folded.isascii() or has_question_form(folded) or _STILL.match(folded) is not None


def _asks_for_a_day(folded: str) -> bool:
    return WHICH_DAY.search(folded) is not None and _SUPPOSES.search(folded) is None


def _of_whom(asked: FileQuestion, folded: str) -> FileQuestion:
    """Return a question for who did it, as one for who cut the access where it speaks of that."""
    if asked is not FileQuestion.BY_WHOM or _OTHER_DEED.search(folded):
        return asked
    return FileQuestion.CUT_BY if _CUT_OFF.search(folded) else asked


def asks_of_what_is_done(text: str) -> bool:
    """Return whether a text asks of what is over: when it was approved, how long it took."""
    return any(asked in _OVER for asked, _ in file_questions(text))


_OVER = (
    FileQuestion.APPROVED,
    FileQuestion.RETURNED,
    FileQuestion.GIVEN_UP,
    FileQuestion.CANCELLED_ON,
    FileQuestion.TOOK,
)
"""Questions of what is over."""
