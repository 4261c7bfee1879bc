"""Questions put in general that the file of an account decides: whether something may be done now,
whether somebody has to act, what becomes of a filing."""

from __future__ import annotations

from beian.nlu.plain_words.asking_clauses import asks
from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in

_POSSIBLE = any_of(
    "(?:能不能|可不可以|能否|(?<!不)能|可以)(?:现在|今天|马上|直接|就|再|把|去|来)*.{0,12}(?:注销|提交|申请)"
    ".{0,8}(?:[吗么嘛不]|$)",
    "(?:现在|今天|马上|直接)(?:就)?(?:还)?(?:能不能|可不可以|能|可以).{0,12}(?:注销|提交|申请)",
    r"\b(?:can|could|may) (?:i|we) (?:just |still |already |now |then |also )*"
    r"(?:cancel|submit|apply)\b",
)
_IN_A_CASE = any_of(
    "没有|如果|要是|一起|同时|只注销|人在|国外|代办|别人|之前|以后|之后|撤|手机|号码",
    r"\b(?:without|if|instead of|before|after|abroad|only|just one|together|several|twice|phone"
    r"|number|back)\b",
)
"""What makes it a question about something else: a condition, an order, a way."""
_HAS_TO_ACT = any_of(
    "(?:要不要|用不用|需不需要|必须|需要|不用|要|得|还要).{0,12}(?:本人|亲自|操作|出面|配合|刷脸|做|弄|来办|签字|同意|参与)",
    "(?:不找|不经过|绕开|没有)(?:他|她|.{2,3}).{0,6}(?:能|可以|行)",
    r"\b(?:has|have|need|needs) to (?:do|act|be|come|sign|verify|submit|help|agree|take part)\b",
    r"\bdo (?:i|we) need (?!to\b)",
    r"\bwithout (?:him|her|them|\w+)\b",
    r"\b(?:need|required|involved)\b.{0,12}$",
)
_STILL_POSSIBLE = any_of(
    "还(?:能|可以|可不可以|能不能).{0,8}[吗么嘛不]?$",
    r"^(?:so |and |then )?(?:can|could) (?:i|we|it) still\b",
    r"\bstill possible\b",
)
_GOES_BY_ITSELF = any_of(
    "(?:会不会|会|是不是要)(?:被|给).{0,10}(?:注销|清理|清掉|销掉)",
    r"\b(?:will|would|might) .{0,24}\b(?:be|get) (?:cancelled|canceled|revoked|cleared"
    r"|removed)\b|\bfiling (?:at risk|in danger)\b",
)
_STILL_MATTERS = any_of(
    "(?:还|要不要|用不用)(?:用不用|要不要|需不需要|用|需要|要)?管(?:它|他|了)?(?:吗|么|不|吧)?$",
    r"\b(?:just |simply )?leave (?:it|that)(?: as it is| alone| like that)?$",
)
_PERSON = any_of(
    "[他她]|负责人|本人", r"\b(?:he|she|him|her|person in charge)\b", "[A-Z][a-z]+ [A-Z][a-z]+"
)
_PHONE = any_of("电话|手机|号码", r"\b(?:phone|mobile)\b|\bnumber\b")
_WHICH_PHONE = any_of(
    "对不对|对[吗么]|是多少|是哪个|几号|填的|登记的|有没有错",
    r"\b(?:right|correct|which|what(?:'?s| is))\b",
)
_ANY_FILED = any_of(
    "(?:我|名下).{0,6}(?:有没有|有)(?:什么|啥)?(?:备案|要注销).{0,6}[吗么没]?",
    r"\bdo (?:i|we) (?:even |really |actually )?have any(?:thing)?\b",
)
_OF_ACCESS = any_of("接入|服务器", r"\b(?:access|server|hosting|provider)\b")


def asks_whether_possible_now(text: str) -> bool:
    """Return whether a text asks whether a cancellation may be handed in, in no special case.

    >>> asks_whether_possible_now("我能现在注销主体吗")
    True
    """
    folded = folded_in_place(text)
    return _POSSIBLE.search(folded) is not None and _IN_A_CASE.search(folded) is None


def asks_whether_someone_has_to_act(text: str) -> bool:
    """Return whether a text asks whether somebody has to do something, or may be left out."""
    return _HAS_TO_ACT.search(folded_in_place(text).rstrip("?。. ")) is not None


def condition_of(text: str) -> str | None:
    """Return what a text tells before it asks no more than whether something goes in spite of it.

    >>> condition_of("办备案的同事离职了，还能注销吗")
    '办备案的同事离职了'
    """
    clauses = clauses_in(folded_in_place(text))
    if len(clauses) < 2 or any(asks(one) for one in clauses[:-1]):
        return None
    if not _STILL_POSSIBLE.search(clauses[-1].text):
        return None
    return text[clauses[0].start : clauses[-2].end]


def asks_whether_it_goes_by_itself(text: str) -> bool:
    """Return whether a text asks whether a filing will be cancelled without being asked for."""
    return _GOES_BY_ITSELF.search(folded_in_place(text)) is not None


def asks_whether_it_still_matters(text: str) -> bool:
    """Return whether a text asks whether something left over has to be looked after."""
    return _STILL_MATTERS.search(folded_in_place(text).rstrip("?。. ")) is not None


def speaks_of_a_person(text: str) -> bool:
    """Return whether a text speaks of somebody: by a pronoun, an office or a name in Latin."""
    return _PERSON.search(text) is not None or _PERSON.search(text.lower()) is not None


def asks_for_the_phone_on_file(text: str) -> bool:
    """Return whether a text asks which phone number is on file, or whether it is right."""
    folded = folded_in_place(text)
    return _PHONE.search(folded) is not None and _WHICH_PHONE.search(folded) is not None


def asks_whether_anything_is_filed(text: str) -> bool:
    """Return whether a text asks whether somebody has any filing."""
    return _ANY_FILED.search(folded_in_place(text)) is not None


def speaks_of_access(text: str) -> bool:
    return _OF_ACCESS.search(folded_in_place(text)) is not None
