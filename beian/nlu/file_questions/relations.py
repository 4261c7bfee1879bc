"""Words that ask how things on file bear on each other: what came of an order, whether a
cancellation touches another site, whether two orders clash, whether somebody has to act."""

from __future__ import annotations

import re

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

_ASKING = "(?:[吗么嘛不没吧呢啊呀]|是吧|对吧|[?,。!]|$)"
_THAT_TIME = "(?:那[次回张单个]|[上前]一?[次回]|当时|之前|[一二三四五六七八九十]月)"
OUTCOME = any_of(
    "(?<![变注换改当])(?:成了?|成功了?|办成了?|注成了?)(?:没有?|吗|么|吧)(?:啊|呀)?(?:$|[?,。!])",
    f"{_THAT_TIME}[^,。?]{{0,12}}(?:办下来了?|通过了?|批(?:下来|准)?了?|过了)(?:没有?|吗|么|吧)(?:啊|呀)?(?:$|[?,。!])",
    "(?:结果|后来|最后|最终|到底)(?:到底|是|又|究竟)*(?:怎么?样|咋样|咋了|怎样|如何|怎么(?:了|着|回事)|什么结果|啥结果|呢|是?啥|是?什么|"
    "成|没成|办成|通过|批)",
    f"(?:啥|什么|怎么个?)结果(?!通知)|{_THAT_TIME}.{{0,10}}(?:怎么?样|咋样|怎样)了?{_ASKING}",
    r"\bwhat (?:has |have )?(?:came|become|became|happened|comes) (?:of|to|with)\b",
    r"\bhow did\b.{1,40}\b(?:end|go|turn out|finish|work out)\b(?: up)?(?!.{0,4} (?:on|in|to) )",
    r"\b(?:did|has|was|were)\b.{1,40}\b(?:go(?:ne)? through|work(?:ed)? out|succeed\w*|successful|"
    r"get approved|got approved|approved|make it|made it|come off|granted)\b",
    r"\b(?:outcome|result|upshot) (?:of|on|for|was|with)\b|\bwhat(?:'s| is| was)? the (?:outcome"
    r"|result|upshot)\b",
)
OUTCOME_NOT = any_of(
    "(?:怎么|如何|在哪|哪里|谁).{0,6}(?:知道|通知|查|收到)|通知|以后|之后能|什么时候|多久|几天|几号|如果|万一|会不会|能不能",
    r"\b(?:will|would|if|when|how long|notif\w+|told|where|usually|normally|days?|dates?)\b",
)
_AFFECTS = any_of(
    "影响|连累|牵连|波及|殃及|牵扯|动到|拖下水|拖累",
    r"\b(?:touch|affect|hurt|harm|impact|drag|take down|bring down|pull down|damage|bear on)\w*\b"
    r"|\b(?:take|bring|drag|pull)s?\b.{1,30}\bdown\b"
    r"|\b(?:lose|loses|go|goes|die|dies)\b.{0,40}\b(?:as well|too)\b"
    r"|\b(?:safe|untouched|unaffected|any effect on)\b",
)
_STAYS = any_of(
    "(?:还在|还会在|还能(?:用|上|开|打开|访问)|照常|没事|保得住|留得住|保留|会没|一[起块]没|跟着(?:没|注销|销|下线|消失)|也(?:会)?没了|也(?:会)?(?:注销|销掉)|一[起块](?:注销|销))"
    "(?:了|掉|的|下去)*(?:[吗么嘛不吧]|是吧|对吧|[?]|$)",
    r"\b(?:stay|stays|remain|remains|survive|survives|keep running|keeps running|go on|goes on|be"
    r" gone too|goes? too|go with it|goes with it|disappear|still be there|be there|vanish)\b",
)
_CANCELLED = any_of(
    "注[销掉]|[撤销]掉|注了|(?<!促)销(?!售|量)|没了(?:以后|之后|的话)"
    "|(?:批|办)(?:下来|完|了)*(?:以后|之后|后)",
    r"\b(?:cancel\w*|deregist\w*|gone|kill\w*|drop(?:s|ped|ping)?|whatever happens|no matter what"
    r"|either way|in any case)\b",
)
_SENTENCE = re.compile(r"[^。！!？?;；\n]+[。！!？?;；\n]*")
_DELAYS = (
    r"\b(?:(?:knock|set|push|throw)s?\b.{1,40}\b(?:back|behind|off course)\b"
    r"|(?:slow|hold)s? (?:.{1,40} )?(?:down|up)\b|delay|stall|derail|jeopardi[sz]e"
    r"|mess (?:up|with)|get in the way of)"
)
"""Words for what one order does to how another goes on."""
CLASHES = any_of(
    "冲突|打架|撞(?:车|单|上)?(?:[吗么不]|了|$)|互相(?:影响|卡)|卡住(?:它|另|那)|顶(?:住|掉)",
    "耽误|拖慢|拖延|推迟|(?:影响|拉长|拖)[^,。?]{0,10}(?:进度|时间|审核)",
    r"\b(?:clash|conflict|collide|interfere|get in (?:the|each other's) way|block (?:each other|the"
    r"|it|that))\w*\b",
    rf"\b(?:would|will|does|could|might|going to)(?: ?n'?t)? (?!(?:i|we|you)\b).{{0,60}}{_DELAYS}",
    r"\b(?:does|do|did|will|would|must|should|ha(?:s|ve) to)(?: ?n'?t)?\b.{1,40}\bwait (?:for|on)"
    r" (?!(?:\w+ )?(?:me|us|you|him|her|it|them|code|text|sms|message|papers?|approval|review"
    r"|result|call|answer|reply|letter)\b)",
)
CLASHES_NOT = any_of("多久|几天|什么时候", r"\bhow (?:long|many)\b|\bwhen\b")
_DO = "(?:干[嘛吗]|做|操作|办|弄|处理|点|动手?|配合|干|管|出面|确认|核验)"
ACTS = any_of(
    f"(?:要不要|用不用|需不需要|需要|必须|[要用得])(?:再|去|来|本人|亲自|自己|另外|额外|[他她您你]们?|我们?)*"
    f"{_DO}(?:点|些|一下)?(?:什么|啥|别的|事情?|东西)*(?:了)?{_ASKING}",
    f"(?:谁|哪位|哪个人?)(?:现在|还|目前)*(?:要|需要|得|该|应该){_DO}",
    r"\b(?:does|do|has|have|must|should|need)s?\b.{0,45}\b(?:have to|has to|need to|needs to"
    r"|got to) (?:do|act|confirm|click|sign|move|react|take part)\b(?: (?:anything|something|more"
    r"|else|now|meanwhile|in the meantime|at all|with it|about it|here|any more|still))*\W*(?:$"
    r"|[?,])",
    r"\b(?:must|should|shall|does|do|will) (?:he|she|they|\w+(?: \w+)?) (?:still |also |now |yet )*"
    r"(?:have to |need to )?(?:do|confirm|sign|click) (?:anything|something)\b",
    r"\bwho (?:of us |among us |on our side )?(?:would |will |should |does )?(?:still )?"
    r"(?:has|needs|must|have|need)(?: still)? to"
    r" (?:do|act|move|confirm|finish|complete|submit|handle|send)\b",
    r"\bwhat (?:else |more )?(?:does|do|must|should)\b.{1,40}\b(?:have|need) to do\b(?! (?:to|for"
    r"|if|after|before|when))",
    r"\banything (?:left |more |else |still )*(?:for|from) \w+(?: \w+)? to do\b",
)
ACTS_NOT = any_of(
    "怎么|如何|材料|几点|几号|多少|多久|时候", r"\b(?:how|papers?|documents?|cost|if|without)\b"
)
WHAT_CHANGES = any_of(
    "改了(?:些)?(?:什么|啥|哪)|变更.{0,10}(?:改|变|换)的?(?:到底)?(?:是)?(?:什么|啥|哪)|(?:改|变更)的?(?:到底)?(?:是)?(?:什么|啥|哪(?:些|项|个))(?:内容|信息|东西)?|变更的?内容",
    r"\bwhat\b.{0,20}\bchange\b.{0,15}\b(?:about|for|contain|say|change|of|in it)\b"
    r"|\bwhat (?:exactly |actually )?(?:did|do|are|is|was|were) (?:i|we|it|being|they)"
    r" (?:chang\w+)",
    r"\bwhat(?:'s| is) being changed\b"
    r"|\bwhat (?:does|did) (?:it|that|this|the change) change\b",
)
ONE_PERSON = any_of(
    "(?:同一|一|同)个?(?:人|负责人|联系人)|都是(?:他|她|我|一个)|(?:一样|相同)的?(?:人|负责人)",
    r"\bsame (?:person|contact|one in charge|guy|man|woman|name|owner|people)\b"
    r"|\b(?:one|single) (?:person|contact) for\b",
)


def words_of_touching(text: str) -> str | None:
    """Return the words with which a text asks if one thing affects another, or stays once that is
    cancelled; None where it asks neither.

    >>> words_of_touching("不是要注深圳啊！问你北京注销会不会连累深圳的网站")
    '问你北京注销会不会连累深圳的网站'
    """
    for sentence in _SENTENCE.findall(text):
        folded = folded_in_place(sentence)
        stays = _STAYS.search(folded) and _CANCELLED.search(folded)
        if _AFFECTS.search(folded) or stays:
            return str(sentence).strip()
    return None


def cancelling_places(text: str) -> list[tuple[int, int]]:
    """Return where a text speaks of cancelling."""
    return [found.span() for found in _CANCELLED.finditer(folded_in_place(text))]


def asks_for_one_person(text: str) -> bool:
    """Return whether a text asks if one person is in charge of all.

    >>> asks_for_one_person("is it the same person for all five?")
    True
    """
    return ONE_PERSON.search(folded_in_place(text)) is not None


_WHOM = re.compile(
    "谁|哪位|哪个人|本人|负责人|[他她]|[\u4e00-\u9fff]总|经理|法人"
    r"|\bwho\b|\b(?:he|she|him|her|they)\b|\bof us\b|\bperson in charge\b|\b(?:mr|ms|mrs)\b"
)


def speaks_of_someone(text: str) -> bool:
    """Return whether a text speaks of a person beside the one who writes."""
    return _WHOM.search(folded_in_place(text)) is not None


_PERSON = re.compile(
    r"\b(?:[Mm](?:r|s|rs|iss)\.? )([A-Z]\w+)|(?<![.?!] )(?<!^)\b([A-Z][a-z]+ [A-Z][a-z]+)\b"
)


def person_names(text: str) -> list[str]:
    """Return the names of persons in a text that are written in Latin letters.

    >>> person_names("and Gao Yuan, must he do something?")
    ['Gao Yuan']
    """
    return [next(filter(None, found)) for found in _PERSON.findall(text)]
