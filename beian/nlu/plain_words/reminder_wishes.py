"""What a message wants of the assistant's reminders: none any more, again, or at all.

Words stand in vocabulary/reminders.yml. A message that only tells of a reminder ("昨天客服提醒我",
"remind me what I have on file") wants nothing of the kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from beian.base.reminder_kinds import REMINDER_KINDS
from beian.nlu.entities.vocabulary import any_of, entries_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import Clause, clauses_in
from beian.nlu.text.question_form import has_question_form

_LONGEST = 200
_HOW = re.compile(r"怎么|怎样|如何|咋|在哪|\b(?:how|where)\b")
_REQUESTS = re.compile(
    "能不能|可不可以|能否|可否|麻烦|拜托|请|帮我|给我|(?:好|行|可以)(?:不好|不行)?[吗么]?$|别|不要|不用|不想"
    "|唔好|唔要|甭"
    r"|\b(?:can|could|will|would) (?:you|u)\b|\b(?:please|don'?t|do not|stop|no more)\b"
)
"""With which a question asks for something to be done: 能不能别提醒了, "can you stop them?"."""
_ASKS_MORE = re.compile(
    r"哪|什么|啥|多少|谁|几[个家张]|为何|为什么|怎么|如何"
    r"|\b(?:what|where|who|whose|which|how|why|whether)\b"
)
"""What makes a clause with "remind me" a question for something else."""
_WHETHER = re.compile(
    "^(?!.*(?:能|可以|可否|帮|请|麻烦|记得|一[声下]|设|定|订)).*会(?:不会)?"
    r"|^(?!.*\b(?:can|could|please)\b).*\b(?:will|do|does|would|are|am|is|did)\b"
)
"""What makes a clause with "remind me" a question whether there will be reminders."""
_FORGETS = re.compile(r"忘|\bforget")


@dataclass(frozen=True)
class ReminderWish:
    """`on`: whether reminders are wanted; `asks`: whether that is asked for rather than told;
    `kinds`: which, of beian.base.reminder_kinds; `asks_more`: whether another clause of the message
    asks something; `switches`: whether they are to be switched so, which nothing is that only asks
    how, or whether they are."""

    on: bool
    asks: bool
    kinds: tuple[str, ...]
    asks_more: bool = False
    switches: bool = True


_TOLD = ReminderWish(on=True, asks=True, kinds=REMINDER_KINDS, switches=False)
"""What there is and how it is switched is to be told, and nothing to be done."""


def reminder_wish(text: str) -> ReminderWish | None:
    """Return what a message wants of reminders, None where it wants nothing of the kind.

    >>> reminder_wish("别再提醒我短信核验了")
    ReminderWish(on=False, asks=False, kinds=('sms_deadline',), asks_more=False, switches=True)
    """
    clauses = clauses_in(folded_in_place(text[:_LONGEST]))
    for clause in clauses:
        wish = _wish(clause)
        if wish is not None:
            others = [one.text + one.mark for one in clauses if one is not clause]
            asks_more = any(has_question_form(one) for one in others)
            return replace(wish, asks_more=asks_more)
    return None


def _wish(clause: Clause) -> ReminderWish | None:
    text, words = clause.text, _words()
    forgets = _FORGETS.search(text) is not None
    if not forgets and words.only.search(text) and (named := _named(text)):
        others = tuple(kind for kind in REMINDER_KINDS if kind not in named)
        return ReminderWish(on=False, asks=False, kinds=others)
    switches = words.off.search(text) or words.on.search(text) or words.state.search(text)
    if not forgets and switches and _only_asks(clause):
        return _TOLD
    if not forgets and words.off.search(text):
        return ReminderWish(on=False, asks=False, kinds=_named(text) or REMINDER_KINDS)
    if not forgets and words.on.search(text):
        return ReminderWish(on=True, asks=False, kinds=_named(text) or REMINDER_KINDS)
    if words.asked.search(text) and not _ASKS_MORE.search(text):
        return replace(_TOLD, switches=_WHETHER.search(text) is None)
    return None


def _only_asks(clause: Clause) -> bool:
    """Return whether a clause asks how reminders are switched, or whether they are: both are told
    with what there is, and nothing is switched by a question."""
    if _HOW.search(clause.text):
        return True
    asks = has_question_form(clause.text + clause.mark)
    return asks and _REQUESTS.search(clause.text) is None


def _named(text: str) -> tuple[str, ...]:
    """Return the kinds that a clause names."""
    return tuple(kind for kind, words in _words().kinds.items() if words.search(text))


@dataclass(frozen=True)
class _Words:
    """`only`: that one kind alone is wanted; `state`: which are on or off, where that is asked."""

    only: re.Pattern[str]
    off: re.Pattern[str]
    on: re.Pattern[str]
    asked: re.Pattern[str]
    state: re.Pattern[str]
    kinds: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _words() -> _Words:
    entries: dict[str, Any] = entries_of("reminders")
    zh_between = rf"(?:{any_of(entries['between']['zh'])}| ){{0,8}}?"
    en_between = rf"(?: +(?:{any_of(entries['between']['en'])})){{0,6}} +"
    noun = any_of(entries["nouns"]["en"])
    stop, start = entries["stop"], entries["start"]
    sends = r"(?:发|推送?|寄)(?:这[种些类]|任何|什么|的| )*(?:消息|通知|邮件|推送|信息|提示)"
    every_kind = any_of([word for words in entries["kinds"].values() for word in words])
    only = (
        r"(?:只要|只留|只保留|只想要|只收|只发|光要|仅保留).{0,12}提醒",
        rf"\b(?:only|just) (?:\w+ ){{0,4}}(?:{noun})\b",
        r"\b(?:only|just) (?:remind|notify) (?:me|us)\b",
    )
    off = (
        rf"(?<![有相公召])(?:{any_of(stop['zh'])}){zh_between}提醒(?!过)",
        rf"提醒(?:功能|消息|邮件|服务|通知)?(?:[都全请帮我给可以先就也了一下]| ){{0,6}}"
        rf"(?:{any_of(entries['stopped']['zh'])})",
        rf"(?:不要|别)再?(?:给我们?|跟我|向我| )*{sends}",
        r"^(?:我要|请|帮我)?退订(?:邮件|通知|推送|全部)?[吧了]?$",
        rf"(?:{any_of(stop['en'])}){en_between}(?:{noun})(?! of )",
        r"\b(?:stop|quit) (?:remind|notify|e-?mail|messag|bother|spam|mail)ing (?:me|us)\b",
        r"\b(?:don'?t|do not|never)(?: ever)? (?:remind|notify) (?:me|us)\b",
        r"\b(?:don'?t|do not|never|no need to)(?: ever)? (?:e-?mail|mail|message|write to|text|ping"
        rf"|bother|tell|alert) (?:me|us)\b.{{0,12}}\b(?:about|of|on|for|when|with)\b"
        rf".{{0,20}}(?:{every_kind})",
        r"\b(?:turn|switch)(?: \w+){0,4} reminders? off\b",
        r"\breminders? (?:off|no more)$",
        r"^(?:please )?(?:unsubscribe|opt out)(?: me)?(?: please)?$",
    )
    on = (
        rf"(?<![展离公召不])(?:{any_of(start['zh'])}){zh_between}提醒(?!过)",
        rf"提醒(?:功能|消息|邮件|服务|通知)?(?:[都全请帮我给再重新还是]| ){{0,4}}"
        rf"(?:{any_of(entries['started']['zh'])})",
        rf"(?:{any_of(start['en'])}){en_between}(?:{noun})",
        r"\b(?:turn|switch)(?: \w+){0,4} reminders? (?:back )?on\b",
        r"\b(?:start|begin|keep|go on) reminding (?:me|us)\b",
        r"\bremind (?:me|us) again$",
        r"\bwant (?:\w+ ){0,4}reminders? (?:back|again|on)\b",
        r"提醒(?:我|我们)?(?:还是|也|还)?(?:还要|要恢复|想要回来|开回来|要回来)",
        r"把[^没不]{0,12}提醒(?:再|都|重新|给我| )*(?:开了|开上|开回来|加回来)(?!吗|没|么)",
    )
    asked = (
        rf"^(?:{any_of(entries['asked']['zh'])}|[0-9]| ){{0,20}}"
        r"提醒(?:一下|一声|下)?(?:我|咱|一下|一声)",
        r"(?:设|定|订)(?:置|阅)?(?:一?个| )?提醒",
        r"(?:到时候?|到期|截止|快到).{0,8}?(?:叫|喊|通知)我?一[声下]",
        r"^(?!.*(?:说|答应|讲好)).*?(?:有|出|批|过|完|下来|好了|动静|进展).{0,10}?(?:叫|喊|通知|告诉|知会)(?:我|俺|咱).{0,2}一[声下]",
        r"(?:帮|替)(?:我|俺|咱们?)(?:盯(?:着|紧|一?下)|看着点|留意(?:着|一?下)|关注(?:着|一?下))",
        r"(?:你|您)们?(?:到底|这边)?(?:能不能|会不会|能|会|可以)(?:主动|到时候?)?(?:通知|告诉|叫)我(?:一声|一下|吗|么|不)?$",
        r"\b(?:ping|notify|alert|message) (?:me|us) (?:when|once|if|as soon)\b",
        r"\blet (?:me|us) know (?:when|once|as soon as|if) (?:it|they|there|anything|something"
        r"|the (?:result|order|status|bureau|administration|provider))\b",
        r"\b(?:can|will|could|would) (?:you|u) (?:also )?(?:notify|alert|ping|message) (?:me|us)\b",
        r"\bkeep an eye on (?:it|this|that|the order|my order)(?: for (?:me|us))?\b",
        r"\bwatch (?:it|this|the order|my order) for (?:me|us)\b",
        r"^(?:那|我|咱们?|以后|之后|现在|还|也|就|都| ){0,8}(?:会不会|能不能|会|能|可以)"
        r"(?:再|继续)?(?:收到|收得到|有)(?:什么|你们的|这些|那些|的)?提醒",
        r"\b(?:will|do|would|am|are) (?:i|we|you) (?:still |going to )*(?:get|getting|receive|send"
        r"|sending)\b.{0,20}\breminders?\b",
        r"\b(?:are|is|were) (?:\w+ ){0,3}reminders? (?:\w+ ){0,2}(?:on|off)\b",
        any_of(entries["asked"]["en"]),
    )
    which = "(?:哪[些几]?[个种类项样]?|什么|啥|几[种个项类]|多少[种个项]?)"
    is_so = "(?:开着|关着|打开|开启|开了|开的|关了|关掉|关闭|停了|停着|生效|有效)"
    of_a_kind = rf"(?:{every_kind}|订单|的| ){{0,4}}"
    state = (
        rf"{which}(?:的|种)?{of_a_kind}提醒(?!过?我)",
        r"^(?:你们?|您|助手|到底|还|都|会|能|主动| )*提醒(?:我|我们)?(?:些)?(?:什么|哪些|啥)$",
        rf"提醒(?:功能|服务|通知|消息|邮件)?(?:现在|目前|还|都|是|有|全| ){{0,5}}"
        rf"(?:哪[些几]|{is_so}|什么状态|状态)",
        rf"(?:开着|关着|开了|关了|关过|停了|停过|生效)(?:的|了|过|任何|我|所有|全部| ){{0,4}}"
        rf"{of_a_kind}提醒",
        r"\b(?:which|what)(?: kinds? of| sorts? of| types? of)?(?: (?!do|is|was)\w+){0,2}"
        rf" (?:{noun}) (?:are|is|do|will|have|can|am)\b",
        rf"\b(?:which|what) of (?:the|my|your) (?:{noun})\b",
        rf"\b(?:{noun})\b(?: \w+){{0,4}} (?:on|off|active|enabled|disabled|muted)"
        r"(?: now| still| again| at the moment| right now)?$",
        rf"\b(?:status|state) of (?:the|my|your) (?:{noun})\b",
        r"\b(?:did|have) i (?:\w+ ){0,2}(?:turn|switch|stop|disable|mute|unsubscribe|turned"
        rf"|switched|stopped|disabled|muted|unsubscribed)\b.{{0,30}}\b(?:{noun})\b",
    )
    return _Words(
        _either(only),
        _either(off),
        _either(on),
        _either(asked),
        _either(state),
        {kind: re.compile(any_of(words)) for kind, words in entries["kinds"].items()},
    )


def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
