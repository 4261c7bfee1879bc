"""What a message wants of the assistant's reminders: none any more, again, or at all.

Words stand in vocabulary/reminders.yml. A message that only tells of a reminder ("昨天客服提醒我",
"remind me what I have on file") wants nothing of the kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from beian.base.reminder_kinds import BY_MAIL, REMINDER_KINDS
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
_MAIL = re.compile(r"邮件|邮箱|电邮|信箱|\be-?mail|\bmail(?:s|ing)?\b")
_CHAT = re.compile(r"聊天|对话|这里|这儿|\b(?:chat|here)\b")
"""The two ways in which reminders come."""
_NO_MAIL = re.compile(
    "不|别|甭|停|取消|退订|关|唔"
    r"|\b(?:no|not|never|without|stop|quit|unsubscribe|off|cancel|disable|mute)\b|n'?t\b"
)
_ONLY_THERE = re.compile(
    "(?:只|仅|光)(?:在|用|要|通过|发到?)?(?:聊天|对话|这里|这儿).{0,8}(?:提醒|通知|说|发)"
    r"|\b(?:only|just) (?:(?:remind|notify|tell|message) (?:me|us) )?"
    r"(?:in|through|by|via|here|use)\b.{0,10}\b(?:chat|here)\b"
    r"|\bremind (?:me|us) only (?:here|(?:in|by|through|via) (?:the |this )?chat)\b"
)
_BESIDES = re.compile(
    r"^(?:除了|除)(?P<zh>.{1,12}?)(?:以外|之外|外)?$"
    r"|\b(?:except|but(?! not)|apart from|other than)(?: for| from)?\b(?P<en>.*)$"
)
"""What is left out of a wish: 除了短信的, "except the SMS ones"."""
_KEPT = re.compile(
    r"还是?(?:要|得|留|给我|保留)|留着|留下|保留|照旧|照发|照常|继续|例外|别[关停]|不要[关停]|除外"
    r"|^(?:只|就)?要|\b(?:keep|leave|still|want|need|except|stay)\b"
)
"""With which a later clause keeps a kind that an earlier one switches off."""
_DROPPED = re.compile(r"(?:不要|不用|别|不必|唔要|唔使|算了)|\b(?:not|no|without|except|but)\b")


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
    for place, clause in enumerate(clauses):
        wish = _wish(clause)
        if wish is not None:
            others = [one for one in clauses if one is not clause]
            asks_more = any(has_question_form(one.text + one.mark) for one in others)
            wish = _without_what_is_kept(wish, clauses[:place], clauses[place + 1 :])
            return replace(wish, asks_more=asks_more)
    return None


def _wish(clause: Clause) -> ReminderWish | None:
    text, words = clause.text, _words()
    if _FORGETS.search(text):
        return _asked_for(text)
    if words.only.search(text) and (named := _named(text)):
        others = tuple(kind for kind in REMINDER_KINDS if kind not in named)
        return ReminderWish(on=False, asks=False, kinds=others)
    if _ONLY_THERE.search(text) and not has_question_form(text + clause.mark):
        return ReminderWish(on=False, asks=False, kinds=(BY_MAIL,))
    stays = words.stays.search(text)
    off = not stays and words.off.search(text)
    on = stays or words.on.search(text)
    if (off or on or words.state.search(text)) and _only_asks(clause):
        return _TOLD
    if off or on:
        return ReminderWish(on=not off, asks=False, kinds=_meant(text))
    return _asked_for(text)


def _asked_for(text: str) -> ReminderWish | None:
    if _words().asked.search(text) and not _ASKS_MORE.search(text):
        kinds = (*REMINDER_KINDS, BY_MAIL) if _MAIL.search(text) else REMINDER_KINDS
        return replace(_TOLD, kinds=kinds, switches=_WHETHER.search(text) is None)
    return None


def _meant(text: str) -> tuple[str, ...]:
    """Return what a clause means: the kinds that it names, the e-mails alone, or all kinds."""
    besides = _BESIDES.search(text)
    left = besides and besides["en"]
    named = _named(text[: besides.start("en")] if besides and left else text)
    if named:
        return named
    if _MAIL.search(text) and not _CHAT.search(text):
        return (BY_MAIL,)
    spared = _named(left) if left else ()
    return tuple(kind for kind in REMINDER_KINDS if kind not in spared)


def _without_what_is_kept(
    wish: ReminderWish, before: list[Clause], after: list[Clause]
) -> ReminderWish:
    """Return a wish for all kinds without those that other clauses leave out of it: 都关掉，短信的
    还是要; 除了短信的，别的都不要提醒."""
    if wish.asks or wish.kinds != REMINDER_KINDS:
        return wish
    left = _DROPPED if wish.on else _KEPT
    spared = {
        kind
        for one in (*before, *after)
        if _BESIDES.search(one.text) or (one in after and left.search(one.text))
        for kind in _named(one.text)
    }
    kinds = tuple(kind for kind in wish.kinds if kind not in spared)
    return replace(wish, kinds=kinds or wish.kinds)


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
    """`only`: that one kind alone is wanted; `stays`: that none is switched off (别关掉提醒);
    `state`: which are on or off, where that is asked."""

    only: re.Pattern[str]
    off: re.Pattern[str]
    stays: re.Pattern[str]
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
    mails = r"e-?mails?(?: (?:reminders?|notifications?))?"
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
        r"^(?:请|以后|你们|那|就|提醒|通知|的| )*(?:邮件|电邮)(?:提醒|通知)?"
        r"(?:就|也|都|请|以后|可以| ){0,4}"
        r"(?:不用|不要|不必|别|停|甭)(?:再|给我| ){0,3}(?:发|寄|来|收|要|了)",
        r"(?:不想|不要|不愿|别|不用)(?:再|收到?|要| ){1,3}"
        r"(?:你们的?|这些|这种|任何| ){0,2}(?:提醒)?(?:邮件|电邮)",
        r"\b(?:stop|quit|no more|(?:don'?t|do not) (?:want|need|send)|turn off|unsubscribe"
        r"|disable|no)"
        r"(?: (?:me|us|from|the|your|these|any|more|sending|getting|get|those|all)){0,4}"
        rf" {mails}",
        r"\b(?:don'?t|do not|never|no need to)(?: ever)? (?:e-?mail|mail) (?:me|us)"
        r"(?: (?:any ?more|again|please|reminders?|about (?:it|this|that)))*$",
    )
    ends = r"(?:的|吧|呢|哦|啊|了|呀|哈|[!~ ])*$"
    ends_it = r"(?:关掉|关闭|关了|关|停掉|停止|停了|停|取消|退订|屏蔽|断了|断)"
    not_it = r"(?:别|不要|不能|不用|唔好|唔使|甭)(?:再|把|给我|给|都| )*"
    stays = (
        rf"{not_it}{ends_it}{zh_between}提醒",
        rf"提醒(?:功能|消息|邮件|服务|通知)?(?:请|先|还是|千万|就| ){{0,4}}{not_it}{ends_it}{ends}",
        rf"\b(?:don'?t|do not|never)(?: \w+)? (?:stop|quit|cancel|disable|mute|turn off|switch off)"
        rf"{en_between}(?:{noun})",
        r"\b(?:don'?t|do not|never)(?: \w+)? (?:stop|quit) (?:remind|notify)ing\b",
        rf"\b(?:don'?t|do not|never) (?:turn|switch)(?: \w+){{0,4}} (?:{noun}) off\b",
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
        r"(?<!客服)(?<!朋友)(?<!系统)(?<!律师)提醒"
        r"(?:我们|我|吧|的|这个|那个|这种|还是|也|还|仍然?|得|可以|继续| ){0,5}"
        rf"(?:要|给我吧?|给我发|给我留着?|留着|留下|保留着?|照旧|照发|照常|发吧|继续){ends}",
        rf"(?:还是|仍然?)(?:得|要|请|可以|麻烦|给我|继续| )+{zh_between}"
        rf"提醒(?:我们|我|一下|下)*{ends}",
        rf"还是{zh_between}提醒(?:我们|我|一下|下)*吧{ends}",
        rf"(?:还要|还想要|还需要|仍要|还是要|保留|留着|留下){zh_between}提醒{ends}",
        r"\b(?:still|would|do|i) (?:still |like |like to )?(?:want|need|keep|get|have)"
        rf"(?: (?!no|off)\w+){{0,4}} (?:{noun})(?: please| though| on)?$",
        rf"\b(?:still|do) (?:want|need)(?: \w+){{0,3}} (?:{every_kind})(?: \w+)? ones?\b",
        rf"\b(?:keep|leave)(?: (?!off)\w+){{0,5}} (?:{noun})(?: on| coming| going| please)*$",
        rf"\b(?:{mails})(?: \w+)? (?:on again|back on|are (?:fine|ok|okay|welcome)(?: again)?)$",
        rf"\b(?:turn|switch|put)(?: \w+){{0,3}} {mails} (?:back )?on\b",
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
        r"(?:发|用|通过|走)(?:个|封)?(?:邮件|电邮|邮箱).{0,4}提醒(?:一下|下)?(?:我|咱)",
        r"提醒(?:可以|能不能|能|请|麻烦|也|还是|改){0,3}(?:发|寄)(?:到|去|给)?(?:我的?)?(?:邮箱|邮件|信箱)",
        rf"\b(?:remind|notify) (?:me|us) (?:also )?(?:by|via|through|with) {mails}\b",
        rf"\b(?:e-?mail|mail) (?:me|us) (?:a |the |some |any )?(?:{noun})\b",
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
        _either(stays),
        _either(on),
        _either(asked),
        _either(state),
        {kind: re.compile(any_of(words)) for kind, words in entries["kinds"].items()},
    )


def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
