"""Questions in words that leave no doubt, which are taken for something else as they are learnt:
what if it is refused, a photo or just the number, the second question of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from beian.nlu.file_questions.tally_words import BEING_CANCELLED
from beian.nlu.plain_words.asking_clauses import asks, split_clauses
from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified


class PlainQuestion(Enum):
    """What is asked."""

    REFUSED = "refused"
    PHOTO_OR_NUMBER = "photo_or_number"
    SITE_ALONE = "site_alone"
    STILL_ON_FILE = "still_on_file"
    NUMBER_KEPT = "number_kept"
    SAME_SERVER = "same_server"
    WHEN_DOWN = "when_down"
    OTHERS_PHONE = "others_phone"
    WHICH_DRAFT = "which_draft"
    BEING_CANCELLED = "being_cancelled"
    MOVES = "moves"
    MEANWHILE = "meanwhile"
    TOUCHES = "touches"
    LETTER = "letter"
    RESTORE_TIME = "restore_time"
    CODE_BY_OTHER = "code_by_other"
    CODE_TO_OTHER = "code_to_other"
    WHERE_TO_GIVE_UP = "where_to_give_up"
    WHEN_DONE = "when_done"
    WHEN_TEXTED = "when_texted"
    WHERE_TO_CANCEL = "where_to_cancel"
    WHOSE_DESK = "whose_desk"
    PHONE_ON_FILE = "phone_on_file"
    BUYER_FILES = "buyer_files"
    HOW_LONG = "how_long"
    PAPERS = "papers"
    ORIGINALS = "originals"
    AGAIN = "again"
    COST = "cost"
    SIGNER = "signer"


_CASE = "(?:如果|要是|万一|假如|假设|若是?|(?:又|再|还|也)(?:被|没|不))"
_REFUSED_ZH = (
    "(?:驳回|退回|打回|拒绝?了?|退(?!还|款|出)|不(?:给|予)?(?:批准?|通过)|"
    "没(?:有)?(?:批|通过|过审))"
)
_THEN_ZH = "(?:怎么办|咋办|咋整|怎么弄|会怎样|会怎么样|会咋样|呢|备案)"
_EN_CASE = r"(?:what if|what happens (?:if|when)|and if|suppose)"
_EN_REFUSED = (
    r"(?:rejected|refused|turned down|denied|declined|not approved|sent back|bounced|knocked back"
    r"|(?:isn'?t|doesn'?t get|don'?t|does not get) approved|they say no|they refuse|they reject"
    r"|(?:they|it) (?:send|turn|bounce)s? (?:it|us|me|that) (?:back|down))"
)
_PROVIDERS = (
    "(?:阿里|腾讯|华为|百度|天翼|移动云|京东|火山|西部数码|"
    "别(?:的|家)(?!公司|主体)|另一家(?!公司|主体|企业)|其他家|新的?服务商|新接入商)"
)
_EN_PROVIDERS = (
    r"(?:alibaba|aliyun|ali cloud|tencent|huawei|baidu|aws|azure|another (?:provider|host\w*|cloud)"
    r"|a different (?:provider|host\w*|cloud)|(?:a|the) new (?:provider|host\w*))"
)
_WHOLE = {
    PlainQuestion.REFUSED: any_of(
        rf"{_CASE}[^。!?]{{0,14}}?{_REFUSED_ZH}[了来]*[^。!?]{{0,6}}?{_THEN_ZH}",
        rf"(?=.*{_CASE}).*(?:被|遭){_REFUSED_ZH}[了来]*(?:的话)?[,，]?(?:怎么办|咋办|咋整|会怎样)",
        rf"\b{_EN_CASE}\b[^.!?]{{0,50}}\b{_EN_REFUSED}",
    ),
    PlainQuestion.PHOTO_OR_NUMBER: any_of(
        "(?:身份证|证件|护照|通行证|回乡[证卡]|台胞证).{0,6}(?:照片|拍照|扫描件|原图)"
        ".{0,8}(?:还是|或者?).{0,10}(?:号码?|文字|填)",
        "(?:填|写|报).{0,6}(?:号码?).{0,6}还是.{0,8}(?:照片|拍照|扫描件)",
        r"\b(?:passport|id|id card|document|permit|photo|scan)\b.{0,24}\b(?:photo|picture|scan"
        r"|copy|photo of)?\b.{0,14}\bor (?:is )?(?:just |only )?(?:the |its |my )?"
        r"(?:number|digits|text|details)\b",
        r"\b(?:photo|picture|scan|copy) of .{1,24}\bor (?:is )?(?:just |only )the (?:\w+ )?"
        r"(?:number|code|digits)\b",
        r"\b(?:just|only) the (?:number|digits|text)\b.{0,10}\bor\b.{0,16}\b(?:photo|scan"
        r"|picture)\b",
    ),
    PlainQuestion.SITE_ALONE: any_of(
        "(?:只|光|就)(?:想|要|能|把|注销|销|删|撤|去掉)*.{0,8}(?:网站|站|博客)[^。!?]{0,8}"
        "(?:主体|备案主体|备案号)[^。!?]{0,6}(?:留|保留|不动|不注销|还在|在)",
        r"\b(?:delete|cancel|remove|drop)\b.{0,8}\b(?:only|just) (?:the|my|one|that) (?:web ?)?"
        r"site\b.{0,12}\b(?:keep|leave|stay|without losing)\b",
        r"\b(?:only|just) (?:delete|cancel|remove|drop) (?:the|my|one|that) (?:web ?)?site\b"
        r".{0,12}\b(?:keep|leave|stay)\b",
    ),
    PlainQuestion.STILL_ON_FILE: any_of(
        "(?:网站|站|域名|博客|店)?.{0,8}(?:早就|早|去年|前年|已经|都)?.{0,4}(?:关|停|不做|不用|下线|撤)了?"
        "[^。!?]{0,8}(?:怎么|咋|为什么|为啥|凭啥)[^。!?]{0,4}备案(?:还|咋还|怎么还)在",
        "(?:想|要|申请|提交)(?:过)?(?:了)?注销[^。!?]{0,14}(?:怎么|咋|为什么|为啥)[^。!?]{0,6}还(?:在|没)",
        r"\bwanted to (?:cancel|delete|remove)\b.{1,50}\bstill (?:there|here|on file|up|filed)\b",
        r"\bwhy (?:is|am|are)\b.{1,30}\bstill (?:there|on file|filed|registered)\b",
    ),
    PlainQuestion.NUMBER_KEPT: any_of(
        "(?:留着?|保留|保住|留住|留下)(?:这个|那个|原来的?|我们的|我的)?(?:备案)?号(?!码).{0,4}"
        "(?:行不行|行吗|可以吗|可不可以|成不成|吗)",
        r"\bkeep (?:the|this|that|our|my) (?:filing )?number (?:for later|for now|just in case"
        r"|for a (?:new|later|future))",
    ),
    PlainQuestion.SAME_SERVER: any_of(
        "(?=.*(?:会|不会)[^。!?]{0,4}(?:掉|挂|停|断|影响|打不开))(?=.*[一同](?:一)?[台个](?:服务器|机器|主机))",
        r"(?=.*\b(?:same|one|shared?) (?:server|machine|box|vm|instance)\b)"
        r"(?=.*\b(?:will|would|does|do)\b.*\b(?:go down|affected|survive|stay up|suffer|notice"
        r"|die)\b)",
    ),
    PlainQuestion.WHEN_DOWN: any_of(
        "(?:网站|站)?.{0,6}(?:当天|马上|立刻|立马|同时|同一天)(?:就)?(?:会)?(?:打不开|下线|断|掉|关)了?[吗么嘛?]",
        r"\b(?:go|goes|going) (?:down|dark|offline) (?:on )?(?:the )?(?:same day|at once"
        r"|right away|immediately|straight away)\b",
        r"\b(?:asking|know|meant|mean|wonder) (?:whether|if) (?:the|my|our) (?:web ?)?sites?"
        r" (?:goes|go|will go|is going|would go) (?:offline|down|dark)\b",
    ),
    PlainQuestion.OTHERS_PHONE: any_of(
        "(?:换|改)(?:成|到|用|由|给|个)?.{1,8}(?:号码?|手机|电话)(?:来)?收",
        "(?:换|改|让|由).{1,5}(?:来|代|替)?.{0,4}收(?:一下)?(?:这个)?(?:验证码|短信|码)",
        r"\b(?:can|could|may) (?:\w+ ){1,3}(?:get|receive|take) (?:the|that|our|my)"
        r" (?:text|code|sms)(?: message)?(?: instead| for (?:him|her|them))?",
        r"\b(?:send|text) (?:the|that) (?:code|sms|text)? ?to (?:\w+ ){1,3}instead\b",
    ),
    PlainQuestion.WHICH_DRAFT: any_of(
        "^(?:那|这)?(?:张|个)?草稿(?:是|到底是)(?:注销|取消|变更|改|销|干|办)?(?:的)?(?:哪个?|什么|啥|谁)(?:站|网站|的)*",
        "哪(?:个|张|一?单)(?:还)?是草稿",
        r"\bwhich (?:one|order|of them)?(?:'s| is) (?:the|a|still a|in) draft\b",
        r"\bwhat(?:'s| is) (?:the|that|this) draft (?:for|about)\b",
        r"\b(?:the|that|this) draft\b\W{0,5}(?:what(?:'s| is)|what was) (?:that|it|this)"
        r" (?:even |actually |again )?(?:for|about)\b",
    ),
    PlainQuestion.BEING_CANCELLED: any_of(
        f"哪.{{0,4}}{BEING_CANCELLED}(?!的?话)",
        f"{BEING_CANCELLED}(?:的|了吗)?[^。]{{0,4}}(?:是|有|就)?(?:哪|什么|啥)",
        r"^(?:\W|and |so |ok |but )*(?:which|what)(?:'s| \w+){0,3} being cancell?ed\b[^,.;]{0,25}$",
    ),
    PlainQuestion.MOVES: any_of(
        rf"(?:搬|换|迁|转|挪)[^。!?]{{0,10}}?{_PROVIDERS}[^。!?]{{0,12}}(?:重新备案|再备案|备案|注销)[^。!?]{{0,6}}[吗么嘛?不]",
        rf"(?:搬走|搬家|搬过去|迁过去|换过去|迁走|转走)[^。!?]{{0,4}}[,，]?{_PROVIDERS}[^。!?]{{0,8}}"
        "(?:重新备案|再备案|备案|注销)",
        rf"\b(?:move|switch|migrate|transfer|moving|switching|go)\b.{{0,24}}\b(?:to|over to)"
        rf" {_EN_PROVIDERS}\b.{{0,40}}\b(?:cancel\w*|file|filing|number|re-?fil\w+)\b",
    ),
    PlainQuestion.TOUCHES: any_of(
        r"^(?:(?:and|so|but|ok),? )*(?:would|will|does) (?:that|it|this) (?:touch|affect|hit|hurt"
        r"|take down) \w+(?: \w+)?(?: at all| too)?\W*$",
    ),
    PlainQuestion.LETTER: any_of(
        r"^(?:(?:ok|please|then|just|so|can you|could you|and),? )*(?:make|write|draft|do|give"
        r"|send) (?:me|us) (?:one|it|that)(?: please| then| now)*\W*$",
    ),
    PlainQuestion.RESTORE_TIME: any_of(
        r"\bhow long (?:does|would|will|might|could|is) .{0,24}?(?:restored?|restoring"
        r"|reconnect\w*|(?:get|bring|put)(?:ting|ing)?"
        r" (?:it|them|that|both|(?:the|my|our) \w+) back)\b",
        r"\bhow long (?:until|till|before) (?:it|they|(?:the|my|our) \w+) (?:is|are|comes?|gets?)"
        r" (?:back|restored|reconnected)\b",
        "(?:恢复|接回来|救回来|重新接入)(?:接入|访问|网站|起来)?(?:大概|一般)?(?:要|得|需要|花)?"
        "(?:多久|多长时间|几天|多少天)",
    ),
    PlainQuestion.CODE_BY_OTHER: any_of(
        r"^(?:(?:and|so|but|ok|then),? )*(?:can|could|may) (?:my|his|her|our|the) (?:\w+ ){1,2}"
        r"(?:receive|get|read|take|enter|type in|do|pass on|handle) (?:it|that|this|them)"
        r"(?: for (?:me|us)| instead| then)*\W*$",
    ),
    PlainQuestion.CODE_TO_OTHER: any_of(
        r"\b(?:can|could|may) (?:it|that|this|the (?:code|text|sms)) (?:also )?(?:go|come|be sent"
        r"|be texted) to (?!the ministry|the admin)\w+(?: \w+){0,2}?(?: instead| too)?\W*$",
    ),
    PlainQuestion.WHERE_TO_GIVE_UP: any_of(
        r"\bwhere(?:'s| is|s| do (?:i|we) find| can (?:i|we) find)(?: exactly)? (?:that|the|this)"
        r" (?:\w+ )?(?:button|link|menu|option|switch)\b",
        "(?:那个|这个)?(?:按钮|入口|选项)(?:到底|具体)?在(?:哪|什么地方)",
    ),
    PlainQuestion.WHEN_DONE: any_of(
        r"\bhow (?:long|many days)(?: is it)? (?:till|until|til|before) (?:it'?s|it is|this is"
        r"|that'?s|everything(?:'s| is)|all(?:'s| is)|we'?re|i'?m) (?:all )?(?:done|over|finished"
        r"|through|settled|complete)\b",
    ),
    PlainQuestion.WHEN_TEXTED: any_of(
        r"\bwhen (?:would|will|does|do|should|can|might) (?:the|that|this|my|i get the|we get the"
        r"|i expect the) (?:sms|text|code)(?: message)?(?: then)?"
        r"(?: (?:come|arrive|be sent|get here|show up|go out))?\W*$",
        "(?:短信|验证码)(?:大概)?(?:什么时候|啥时候|几时|多久)(?:会|能|才)?(?:发|来|到|收到)",
    ),
    PlainQuestion.WHERE_TO_CANCEL: any_of(
        r"^(?:(?:and|so|ok|then|but),? )*(?:i|we) (?:just |only |simply |have to |can )*"
        r"(?:log|sign|go) (?:in ?to|in at|in with|in on|into|in|on to|to) .{1,30}\band"
        r" (?:cancel|delete|submit|click)\b",
    ),
    PlainQuestion.WHOSE_DESK: any_of(
        r"\b(?:is|was) (?:it|that|this|that one|this one)(?: now)? (?:already )?with (?:you|the"
        r" administration|the provider|the bureau|them|the government)(?: already| now| yet| or"
        r" with .{1,20})?\W*$",
        r"\b(?:have|do) (?:you|they) (?:already )?(?:got|have|had|received?) (?:it|that one"
        r"|this one"
        r"|my order|our order)(?: already| now| yet)?\W*$",
        "(?:现在|已经)?(?:到|在)(?:你们|管局|接入商)(?:那儿|那里|那边|手里|手上)?了?(?:吗|没有?)[?。!]*$",
    ),
    PlainQuestion.PHONE_ON_FILE: any_of(
        r"\b(?:what|which)(?:'s| is| was)? (?:the )?(?:old |phone "
        r"|mobile )*number\b.{0,12}\b(?:they"
        r"|you|do you|do they|is|'s)\b.{0,8}\b(?:have|got|hold|on file)\b.{0,12}\b(?:for|of|on)"
        r" (?:me|us|file)\b",
        r"\b(?:what|which) (?:phone|mobile)(?: number)? (?:is|do (?:you|they) have) on file\b",
        "(?:登记|留|备案)的(?:是)?(?:哪个|什么|啥)(?:手机|电话)?号",
    ),
    PlainQuestion.BUYER_FILES: any_of(
        r"\b(?:can|could|may) (?:the|a|my|our) (?:buyer|new owner|purchaser)\b.{0,20}\b(?:file"
        r"|register|refile)\b",
        r"\b(?:buyer|new owner|purchaser) wants to (?:file|register)\b",
        "(?:买家|买方|新(?:的)?(?:持有人|主人)|接手的人?).{0,8}(?:能|可以|想).{0,6}备案",
    ),
    PlainQuestion.MEANWHILE: any_of(
        r"\b(?:can|could|may) (?:i|we) (?:do|start|submit|file) (?:that|it|this|one|another"
        r"|the \w+(?: one)?)\b.{0,8}\b(?:while|when|as long as|before|during)\b.{1,30}"
        r"\b(?:still|running|open|pending|under ?way|in review|going|processing|done|finished)\b",
        "(?:那)?.{1,12}(?:还在(?:办|审|走|跑)|没(?:办|审|走)完)[^。!?]{0,6}(?:能|可以)"
        "(?:先|同时|一起|也|再)?(?:办|弄|提交|注销|销|申请)[^。!?]{0,8}[吗么嘛?不]",
    ),
}
_ORDERED = tuple(_WHOLE)


@lru_cache(maxsize=64)
def plain_question(text: str) -> PlainQuestion | None:
    """Return what a text asks in plain words, if it is one of the questions that are looked for.

    >>> plain_question("变更被驳回怎么办"), plain_question("变更要多久")
    (<PlainQuestion.REFUSED: 'refused'>, None)
    """
    folded = folded_in_place(simplified(text))
    return next((one for one in _ORDERED if _WHOLE[one].search(folded)), None)


_FURTHER = {
    PlainQuestion.HOW_LONG: any_of(
        "(?:大概|一共|总共|整个|全程|前后|一般)?(?:要|得|需要|花)?(?:多久|多长时间|几天|多少天)(?:能?(?:办好|办完|弄好|下来|完|好))?[呢啊]?",
        r"how long (?:would|will|does|might|could) (?:that|it|this|the whole thing)(?: all)? take",
        r"how long(?: all in all| in all| overall)?",
        r"when (?:would|will) (?:that|it|this) be done",
    ),
    PlainQuestion.PAPERS: any_of(
        "(?:要|需要|得)?(?:准备|带|交|备)(?:些|点)?(?:什么|啥|哪些)(?:材料|东西|资料)?[呢啊]?",
        r"(?:so )?what (?:would|do|will|must|should) (?:i|we) (?:need|prepare"
        r"|have to (?:send|hand in|prepare))(?: for (?:that|it|this))?",
        r"what papers(?: do (?:i|we) need)?|(?:and )?which papers(?: do (?:i|we) need)?",
    ),
    PlainQuestion.ORIGINALS: any_of(
        "(?:要|是|用|交)?(?:原件|扫描件|复印件)(?:吗|还是(?:复印件|扫描件|照片|原件)(?:就?行)?)[?呢]?",
        r"originals? or (?:copies|a copy|scans?|photos?)|copies or originals?"
        r"|(?:are|will) (?:copies|scans|photos) (?:enough|ok|okay|do|fine)",
    ),
    PlainQuestion.AGAIN: any_of(
        "(?:那)?(?:撤了|撤回|放弃)?(?:之后|以后)?(?:是不是)?(?:还)?(?:要|得|能|可以)(?:重新|再|从头)(?:提交|来|申请|弄|走一遍)"
        "(?:一[次遍])?[吗么嘛呢]?",
        r"(?:and )?(?:if i do|if we do)?,? ?(?:do|would|will) (?:i|we) (?:have|need) to (?:start"
        r" (?:over|again|from scratch|all over)|apply again|do it all again)(?: again)?",
        r"can (?:i|we) (?:submit|apply|do it) again (?:later|afterwards?|after that)",
    ),
    PlainQuestion.COST: any_of(
        "(?:要|收)(?:不要|不收)?(?:钱|费|花钱|收费|交钱)(?:吗|么|不)?|(?:多少钱|免费吗|收费吗|花钱吗)",
        r"(?:is it|is that|is this) free(?: of charge)?|(?:what|how much) (?:does|will|would)"
        r" (?:it|that|this) cost|does (?:it|that) cost (?:anything|something|money)",
    ),
    PlainQuestion.SIGNER: any_of(
        "(?:声明|声明书|申请书)?(?:由|该|要|得)?谁(?:来)?签(?:字|名)?[呢啊]?",
        r"who (?:signs|has to sign|should sign|must sign)(?: it| that| the letter)?",
    ),
}
"""Clauses that ask something by themselves, whatever the message asks besides."""
_LEADS = re.compile(
    "(?:那|还有|另外|然后|顺便(?:问一?下)?|再就是|以及)+|(?:(?:and|also|but|so|then|plus|ok) )+"
)


def further_questions(text: str) -> Iterator[tuple[PlainQuestion, str]]:
    """Yield what the clauses of a text ask that are nothing but a question, with their words, where
    another clause asks something, too.

    >>> list(further_questions("could we do that too? and what would we need"))
    [(<PlainQuestion.PAPERS: 'papers'>, 'and what would we need')]
    """
    clauses = [one for one in split_clauses(simplified(text)) if asks(one)]
    if len(clauses) < 2:
        return
    for clause in clauses:
        words = _without_lead(clause.text)
        for one, form in _FURTHER.items():
            if form.fullmatch(words):
                yield one, clause.text
                break


_STANDS = any_of(
    "(?:那|所以|现在|目前|请问|想问(?:问|下|一下)?|问下|我|我们|的|这|那|个|张|单|订单|单子|注销|申请|备案|进度|它|边)*"
    "(?:(?:办|走|审|进行)?到(?:底)?(?:哪|什么)(?:一?步|个?阶段|个?环节|里|儿)?了?"
    "|(?:办|弄|进展|审)得?(?:怎么样|咋样|如何)了?|(?:是|算)?(?:个)?(?:什么|啥)(?:进度|状态|情况|进展)了?)[呢啊呀]?",
    r"(?:where|how) (?:does|do|is|are) (?:my|our|the|that|this) (?:\w+ )?(?:cancell?ation|order"
    r"|application|request|filing|case|thing)s? (?:stand|standing|at|up to|now|doing|going"
    r"|coming along)(?: now| right now| at the moment| currently)?",
    r"what(?:'s| is) the (?:current )?(?:status|state|progress)(?: (?:of|on|with) (?:it|that|(?:my"
    r"|our|the) (?:\w+ )?(?:cancell?ation|order|application|request|filing)))?(?: now)?",
)


def status_clause(text: str) -> str | None:
    """Return the clause that asks where an order stands, if it is the only one that asks: what else
    the text tells leads to it.

    >>> status_clause("my sim is dead. where does my cancellation stand?")
    'where does my cancellation stand?'
    """
    clauses = [one for one in split_clauses(simplified(text)) if asks(one)]
    if len(clauses) != 1:
        return None
    words = folded_in_place(_without_lead(clauses[0].text)).strip(" .,!?。，！？")
    return clauses[0].text if _STANDS.fullmatch(words) else None


def _without_lead(clause: str) -> str:
    """Return a clause without the words that join it to the one before."""
    leads = _LEADS.match(clause)
    return clause[leads.end() if leads else 0 :].strip()
