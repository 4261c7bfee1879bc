"""Scopes of negation and correction in Chinese. The texts are folded, so Simplified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beian.nlu.text.clauses import Clause
from beian.nlu.text.scope import CORRECTION, DENIED, MEANT, Scope

_ASKS = re.compile(
    "怎么|怎样|如何|多久|多少|多长|几天|几个|几次|什么|为啥|咋|哪|谁|能不能|可不可以|是不是|有没有|要不要|会不会|"
    "行不行|[吗么]$"
)
_SHORT = 14
"""Characters of a clause that may be taken whole for what is meant."""
_STATES = re.compile("我(?![要是说的]|公司)|[你您他她]|对|那?就|.*了$")
"""The beginning of a clause that names nothing but goes on."""
_SURELY = re.compile("对吧|是吧|对吗|是吗|对不对|是不是|对么|没错吧")

# Where a scope ends: before another statement or a question.
_END = (
    "而(?!且)|却是|但|可是|了?就把|不过|而已|的话|(?:现在|那|还|就|又|该|应该|得|需|需要)?要?"
    "(?:怎么|怎样|如何|多久|多少钱|几天|什么时候|为什么|为啥|咋|能不能|可不可以)|$"
)
_UNTIL = rf"(?={_END})"
_UNTIL_IS = rf"(?=(?:应该|应当|就)?是(?!不是)|{_END})"

_NOT = re.compile(
    "(?<![是要若岂还])(?:不是|并非)"
    # These are about the user ("不是很懂"), a problem, or what "不是" is the end of.
    r"(?![不很太特别怎没故什啥所每都已有还能会吗吧么]|可以|说好|我的问题|办法|问题|的?[啊呀哦啦了]*$)"
    rf"(?:在?[说指讲问])?(?P<denied>.{{1,40}}?){_UNTIL_IS}"
)
_INSTEAD = re.compile(rf"(?:而|却|应该|应当|就)*是(?P<meant>.{{1,40}}?){_UNTIL}")
_BEGINS_WITH_DENIAL = re.compile("而?(?:并?不是|不要)")
_IS_NOT = re.compile(
    "(?<![不还要])(?P<verb>是|要|选)(?![是要不])(?P<meant>[^是要]{1,20}?)而?并?不(?P=verb)"
)
_NO = re.compile("(?:啊|哦|呃|嗯)*不是(?:的|啊|呀|哦|这样|这样的|这个意思)*[啦了]?")

_LEAD = (
    "(?:我们?|你们?|您|请|就|先|可|都|也|那|还是|千万|求你|麻烦|暂时|但|但是|现在|拜托|这次|并|又)*"
)
_ACT = (
    "(?:注销|取消|撤|删|动|管|碰|弄|停|关|办|转|找|接|联系|提交|申请|放弃|改|换|给我|帮我|再|把|发|打|叫|让|问|说|"
    "提|查|回|重|要?人工|要?客服|要?真人)"
)
_NO_DENIAL = "[了的着完到求紧脸白太钱急谢吧]|很久|好久|多年|说了|客气|担心|着急|花钱|想|意思|知道"
_NEED_NOT = "不用|不需要|不必|无需|用不着|甭"
_DO_NOT = re.compile(
    rf"(?:(?<![要需想会用])(?:不要|不想要?(?=(?!弄|再|办了){_ACT})|不打算|没想过?要?|没打算|没有?要|没有?说过?要?|"
    rf"没有?[让叫要][你您]们?|不希望|不愿意|不准备|{_NEED_NOT})"
    rf"|(?:^{_LEAD}|(?<=[你您请先就都也可]))别(?![人处家名墅扭致国号称])|不(?=[转找接要](?:接|到)?(?:人工|客服|真人)))"
    rf"(?!{_NO_DENIAL})(?P<denied>.{{1,40}}?){_UNTIL_IS}"
)
_EXCEPT = re.compile(
    "(?:除了|除去|除开|排除)(?P<denied>.{1,30}?)(?=之外|以外|外|还|都|也|全|其[他它余]|$)"
    "|除(?!了|去|开|非)(?P<denied_too>.{1,20}?)(?=之外|以外)"
)
_OBJECT_FIRST = re.compile(
    rf"(?P<denied>(?!我不|可以|能|为什么|什么|.*[但想])(?:.{{1,30}}?(?:除外|留着|保留|留下|照旧|(?<![封打点按推拉])不动|(?<!早)就不用|先不用"
    rf"|(?:就|先|也|都|暂时|还)*(?:(?:不要|别|{_NEED_NOT}|不想)(?:弄|碰|停|关|办|动|管|注销|取消|撤销?|删除?)"
    "|不(?:管|说|注销|取消|撤销?|删除?))(?:它|掉)?)"
    # "索性删掉算了" is a wish.
    "|(?:(?!干脆|把|删|撤|注销|取消).){1,20}?(?:就|也|都)?算了))[了吧啊哈呀]*"
)
_NOT_WANTED_ANY_MORE = re.compile(f"不要(?!{_ACT}).*了$")

_MISTAKE = re.compile(
    "(?:我|我们|刚才|刚刚|刚|前面|上面|之前|是我|是|啊|哦|噢|呃|额|嗯|哎呀?|诶|欸|不好意思|抱歉|对不起|好像|应该|"
    "可能|搞|给你)*(?:[说写打搞弄选点记输讲发看按问]错(?:了|字|个字|一个字|一个|一位|名字|号码?)*|口误|手误|错了|[说搞弄写讲点记]反了?)"
    "[啊哦啦呀吧]?"
)
_WRONG = re.compile(
    "(?:啊|哦|噢|呃|额|嗯|哎呀?|诶|欸|不|等等|等下|等一下)*(?:不对){1,3}[啊哦呀吧了]?|更正(?:一下)?|纠正(?:一下)?"
)
_HESITATES = re.compile(
    "(?:等等|等下|等一下|等会儿?|啊|哦|噢|呃|嗯|哎呀?|诶|好的?|那个|不好意思|抱歉|对不起|不是)+"
)
_CORRECTING = re.compile(
    "(?:我(?:刚才|刚刚|前面)?(?:的意思|说的|指的|问的)是|我是[说指问](?!不)|我是想[说问])(?P<meant>.{1,40})"
)
_MEANT = re.compile(
    "(?:而|应该|应当|应|其实|实际上?|正确的?|我(?:说|要|问|指|想|想要|想说|要说|要问|想问|想注销|要注销|要取消)?的?|"
    "要注销的|备案号|订单号|单号|域名|号码|手机号|名字|尾号|后面|改|换)*(?:是|为|改?成|换成|要)"
    rf"(?![不否非])(?P<meant>.{{1,40}}?){_UNTIL}"
)
_NAMED = re.compile("(?<![不还])(?:是|要(?!.*是))(?![不是])(?P<meant>[^是]{1,20})$")
_HARPS_ON = re.compile(
    "你(?:怎么|咋|干嘛|干吗|为什么|为啥)?(?:又|老是?|一直|总是?|还是?|尽|光)(?:在|跟我|给我)?(?:回答|答|说|讲|提|扯|发|回)"
    "(?!.*[要会能不几多][^吗])(?P<denied>.{1,10}?)(?:干嘛|干吗|干啥|干什么|做什么|[啊呀呢了的])*$"
)
"""Fault that is found with what was spoken of: "你怎么老说商城"."""


def chinese_scopes(clauses: Sequence[Clause]) -> Iterator[Scope]:
    """Yield the scopes in the clauses of a text."""
    unplaced: Clause | None = None
    """The last clause, where it denies or takes back what nothing is put in place of yet."""
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        behind = clauses[place + 1] if place + 1 < len(clauses) else None
        found = [*_denied_in(clause, behind), *_corrections_in(clause, behind)]
        if unplaced and not found:
            found += _put_in_its_place(clause, unplaced)
        denied = any(scope.role == DENIED for scope in found)
        if denied and before and not unplaced and _BEGINS_WITH_DENIAL.match(clause.text):
            found += _named_before(before)
        if any(scope.role == CORRECTION for scope in found) and before and not unplaced:
            found += _taken_back(before)
        is_placed = not found or any(scope.role == MEANT for scope in found)
        unplaced = None if is_placed else clause
        yield from found


def _denied_in(clause: Clause, behind: Clause | None) -> Iterator[Scope]:
    text = clause.text
    if behind and _SURELY.fullmatch(behind.text):
        return
    whole = _OBJECT_FIRST.fullmatch(text)
    if whole and not _ASKS.search(text) and not clause.mark.startswith("?"):
        yield _scope(clause, whole, "denied", DENIED)
        return
    harps_on = _HARPS_ON.match(text)
    if harps_on:
        yield _scope(clause, harps_on, "denied", DENIED)
    for match in _IS_NOT.finditer(text):
        yield _scope(clause, match, "meant", MEANT)
    for match in _NOT.finditer(text):
        if _is_asked(clause, match):
            continue
        yield _scope(clause, match, "denied", DENIED)
        instead = _INSTEAD.match(text, match.end())
        if instead:
            yield _scope(clause, instead, "meant", MEANT)
    for match in _DO_NOT.finditer(text):
        if not _is_asked(clause, match) and not _NOT_WANTED_ANY_MORE.search(text):
            yield _scope(clause, match, "denied", DENIED)
    for match in _EXCEPT.finditer(text):
        yield _scope(clause, match, "denied" if match["denied"] else "denied_too", DENIED)


def _corrections_in(clause: Clause, behind: Clause | None) -> Iterator[Scope]:
    text = clause.text
    whole = Scope(clause.start, clause.end, CORRECTION)
    if _WRONG.fullmatch(text) and not clause.mark.startswith("?"):
        yield whole
    elif _MISTAKE.fullmatch(text) or _NO.fullmatch(text):
        if not clause.mark.startswith("?") and not (behind and _ASKS.search(behind.text)):
            yield whole
    else:
        match = _CORRECTING.fullmatch(text)
        if match and not _ASKS.search(text):
            yield Scope(clause.start, clause.start + match.start("meant"), CORRECTION)
            if not _NOT.search(text):
                yield _scope(clause, match, "meant", MEANT)


def _put_in_its_place(clause: Clause, denial: Clause) -> Iterator[Scope]:
    """Yield what a clause behind a denial or a correction names in its place."""
    is_wish = _DO_NOT.search(denial.text)
    match = _MEANT.match(clause.text)
    if match and not _ASKS.search(match["meant"]):
        yield _scope(clause, match, "meant", MEANT)
        return
    is_short = len(clause.text) <= _SHORT and not _STATES.match(clause.text)
    if is_short and not is_wish and not _ASKS.search(clause.text):
        yield Scope(clause.start, clause.end, MEANT)


def _taken_back(clause: Clause) -> Iterator[Scope]:
    """Yield what a short clause says that is taken back in the same breath: "上海的 啊不是"."""
    if _HESITATES.fullmatch(clause.text):
        return
    if len(clause.text) <= _SHORT and not _ASKS.search(clause.text) and "?" not in clause.mark:
        yield Scope(clause.start, clause.end, DENIED)


def _named_before(clause: Clause) -> Iterator[Scope]:
    """Yield what is named before "而不是..." or "不要..."."""
    if _ASKS.search(clause.text):
        return
    match = _NAMED.search(clause.text)
    if match:
        yield _scope(clause, match, "meant", MEANT)
    elif len(clause.text) <= _SHORT and re.search("[\u4e00-\u9fff]", clause.text):
        yield Scope(clause.start, clause.end, MEANT)


def _is_asked(clause: Clause, match: re.Match[str]) -> bool:
    """Return whether a denial at the end of its clause is a question ("不用盖章吗？")."""
    if match.end() < len(clause.text):
        return False
    return clause.text[-1] in "吗么没" or clause.mark.startswith("?")


def _scope(clause: Clause, match: re.Match[str], group: str, role: str) -> Scope:
    text = match[group]
    start = clause.start + match.start(group) + len(text) - len(text.lstrip())
    return Scope(start, start + len(text.strip()), role)
