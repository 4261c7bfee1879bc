"""Whether a clause asks something, by its form: its mark, a word for a question, or its order.

Stricter than has_question_form (question_form.py), which is asked of whole messages: "when I sold
it" holds a word for a question and asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import Clause, clauses_in
from beian.nlu.text.question_form import ENDS_ASKING

_IN_CHINESE = re.compile(
    "怎么|怎样|如何|多久|多少|多长|多快|几天|几个|几次|几号|几时|几点|几耐|什么(?!.{0,3}[都也])|为什么|为啥|因为啥|凭啥|咋|"
    "哪(?!.{0,6}[都也])|谁(?!.{0,3}[都也])|"
    "边度|去边|点样|点解|有冇|乜|咩|何时|为何|能否|可否|是否|能不能|可不可以|是不是|有没有|"
    r"要不要|会不会|行不行|用不用|需不需要|([\u4e00-\u9fff])[不没唔]\1|[吗么嘛呢]$|"
    "(?<![的了我他她])还是(?!没|不|想|老|原来|这样|以前|同样)"
    rf"|(?:{ENDS_ASKING})$"
)
_AUXILIARY = (
    "can|could|will|would|does|do|did|is|are|was|were|has|have|had|should|may|must|shall|am"
)
_BY = r"(?:(?:on|in|at|by|for|from|to|with|until|till) )?"
_IN_ENGLISH = re.compile(
    r"^(?:(?:and|also|so|but|then|ok|hi|hello|please|oh|well|plus) )*(?:"
    rf"{_BY}(?:how|what|which|whom|whose)(?:'s)? (?:\w+ ){{0,2}}?"
    rf"(?:{_AUXILIARY}|to|long|much|many)\b"
    rf"|{_BY}(?:when|where|why|who)(?:'s|\b) ?(?:{_AUXILIARY}|to)\b"
    r"|(?:what|where|who|how|when)'?s (?!of\b)\w"
    r"|(?:on|in|at|by|for|from|to|with) (?:which|what) \w+$"
    r"|who (?:can\b|\w+(?<!s)s\b)"
    r"|what (?:happens|becomes|about|if)\b"
    r"|(?:does|did|will|would|could) (?!be\b|not\b|have\b)\w"
    rf"|(?:{_AUXILIARY}) (?:i|you|u|we|they|he|she|it|there|this|that|the|a|an|my|our|your|any"
    r"|anybody|anyone|somebody|someone)\b)"
    r"|\b(?:tell me|know|wonder|ask|explain) (?:how|what|when|where|why|which|who|if|whether)\b"
)
_TELLS = re.compile(
    "告诉我|跟我说|和我说|直接说|说说|讲讲|说一下|发我|给我看|我就想知道|我只想知道|"
    r"\b(?:tell|show|give) me\b|\bjust (?:say|tell)\b|\bi just (?:want|need)\b"
    r"|^(?:just|only) (?:the|my|a|its?|their)\b.{3,}"
)
_CONTACT = "电话|号码|地址|邮箱|(?:phone|fone|telephone)\\b|(?:e-?mail )?address|e-?mail"
_PUT_RIGHT = re.compile(
    rf"(?:我(?:说|问|要|想问)的(?:就)?是|我是(?:说|问)).*(?:{_CONTACT})"
    rf"|\bi (?:was )?(?:asked|asking|ask|m(?:ean|eant|ent))\b.*\b(?:{_CONTACT})"
)
"""A correction that names what is to be told: "no, I meant THEIR phone number"."""
_THEIRS = re.compile(rf"^(?!.*(?:我的|我们的|\b(?:my|our)\b)).*(?:{_CONTACT})", re.DOTALL)
TAIL = re.compile(
    "(?:这样)?(?:对吗|是吗|行吗|可以吗|对吧|是吧|好吗|对不对|是不是|行不行|可以不|怎么办|怎么回事|咋办|咋整|咋回事|为什么|为啥|"
    "怎么弄|怎么搞|(?:在|去|到)?哪(?:里|儿)?(?:下|下载|弄|办|找|领|拿|看|填)|有人吗|在吗|在不在|怎么处理|(?:能)?查得?到吗|知道吗|该怎么办|我该怎么办|什么意思)(?:呢|啊|呀)?"
    r"|(?:is that )?(?:right|correct|true|ok|okay|possible|normal)|what now"
    r"|why(?: is that)?|how so|how|what (?:should|can|do|shall) (?:i|we) do(?: now)?"
    r"|or (?:what|not)|is it|can you help(?: me)?"
    r"|any (?:idea|ideas|help)|(?:are|is) (?:you|anyone|anybody|someone) (?:there|here)"
)
"""A clause that leans on the question before it."""
_JOINT = re.compile(
    r"、|(?=(?:还有|另外|以及|顺便|同时|此外)(?!一个|个|别的|没有|什么)|(?:然后|再就是|并且)(?:怎|多|要|是))"
    r"| (?:and|plus|also)(?: also| then)? (?="
    r"(?:(?:on|to|by|from|for|in|at) (?:which|what|when|whom?)"
    r"|(?:how|what|when|where|why|which|who)s?|can|could|will|would|does|do|is|are|should|must)\b)"
)
_LEADING = re.compile(
    r"(?:(?:and|also|but|so|then|plus|or|well|oh|ok) )+|还有|另外|然后|顺便问(?:一?下)?"
    "|那(?=[^个边些里时么])"
)
_ONCE_MORE = re.compile(r" (?:again|exactly|then)$|来着$")
_HAN = re.compile("[\u3400-\u9fff]")
_FEWEST_CHARACTERS, _FEWEST_WORDS = 4, 3
"""What a clause holds, Chinese characters or words, that makes sense by itself."""


def asks(clause: Clause) -> bool:
    """Return whether a folded clause (clauses.py) has the form of a question."""
    return clause.mark.startswith("?") or asks_by_words(clause)


def asks_by_words(clause: Clause) -> bool:
    """Return whether a folded clause has the form of a question but for its mark."""
    text = clause.text.rstrip("\"'”」』) ")
    return any(form.search(text) for form in (_IN_CHINESE, _IN_ENGLISH, _PUT_RIGHT))


def asks_to_tell(clause: Clause) -> bool:
    """Return whether a folded clause asks for an answer without the form of a question ("just the
    number please")."""
    return _TELLS.search(clause.text) is not None


def asks_for_contact(text: str) -> bool:
    """Return whether what a text asks for may be how to reach others: a number, an address."""
    return _THEIRS.search(folded_in_place(text)) is not None


def split_clauses(text: str) -> list[Clause]:
    """Return the clauses of a text, those joined by a word ("... and how ...") apart."""
    return list(_split(clauses_in(folded_in_place(text))))


def asking_words(text: str, *, to_the_end: bool = False) -> str:
    """Return the words of a text that ask by themselves: its last clause that asks, without what
    joins it to others; the text itself where they would make no sense alone. `to_the_end` keeps
    what leans on that clause ("..., roughly").

    >>> asking_words("thank you. and when is it due again"), asking_words("号换了，怎么办")
    ('when is it due', '号换了，怎么办')
    """
    clauses = split_clauses(text)
    asking = [one for one in clauses if asks_by_words(one)] or list(filter(asks, clauses))
    if not asking or TAIL.fullmatch(asking[-1].text):
        return text
    clause = asking[-1]
    leading, more = _LEADING.match(clause.text), _ONCE_MORE.search(clause.text)
    start = clause.start + (leading.end() if leading else 0)
    end = clause.start + (more.start() if more else len(clause.text))
    words = text[start:].rstrip() if to_the_end else text[start:end]
    return words if _makes_sense(words) else text


def _split(clauses: list[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        start = 0
        for joint in _JOINT.finditer(clause.text):
            if joint.start() > start:
                yield Clause(clause.start + start, clause.text[start : joint.start()], "")
            start = joint.end()
        yield Clause(clause.start + start, clause.text[start:], clause.mark)


def _makes_sense(words: str) -> bool:
    characters = len(_HAN.findall(words))
    return characters >= _FEWEST_CHARACTERS if characters else len(words.split()) >= _FEWEST_WORDS
