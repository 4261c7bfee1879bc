"""Questions as owners of websites put them in passing: a choice between two ways, something taken
to be so that they want confirmed, whom to press, whether all was in vain."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified


class OwnersQuestion(Enum):
    """What is asked."""

    ONE_BY_ONE = "one_by_one"
    WHICHEVER = "whichever"
    STILL_OPENS = "still_opens"
    IN_VAIN = "in_vain"
    PAPERS_AGAIN = "papers_again"
    WHOM_TO_PRESS = "whom_to_press"
    NO_OTHER_PAPERS = "no_other_papers"
    INSTEAD_OF_CODE = "instead_of_code"
    HANDHELD = "handheld"
    HOW_IT_STANDS = "how_it_stands"
    OPENS_THEN = "opens_then"
    WHEN_DONE = "when_done"
    ANOTHER_AFTER = "another_after"
    IN_TIME = "in_time"
    ORDERS_OF_SUBJECT = "orders_of_subject"
    EACH_WITHDRAWN = "each_withdrawn"
    ONLY_MOVES = "only_moves"
    DRAFT_LIFE = "draft_life"
    TOGETHER = "together"
    NO_TEXT_COMES = "no_text_comes"
    CHANGES_MEANWHILE = "changes_meanwhile"


_END = "(?:[吗么嘛吧呢啊呀喔哦]|是吧|对吧|没错吧|[?,。!]|$)"
_WHOLE = "(?:主体|整个|全部|一锅端|一步到位|一次(?:性|全)?)"
_EACH = "(?:一个(?:一个|个)|逐个|逐一|挨个|分别|一个站一个站|先(?:把)?(?:注销)?网站|先销网站)"
_CODE = "(?:验证码|短信|简讯|码(?!头))"
_FORMS = {
    OwnersQuestion.WHICHEVER: any_of(
        "^\\W*(?:那|那么|反正|我就问|你就说|总之)*[,，]?(?:哪个|哪样|哪种|哪条路|哪边|怎么)(?:更|最|比较|来得|办)?"
        "(?:快|省事|简单|方便|省心)(?:一些|一点|点|些)?[,，]?(?:我|咱们?|我们|俺)?(?:就|便|就想)?(?:怎么)?"
        "(?:走|选|用|办|弄|来|挑|按|听)(?:哪个|哪样|哪种|哪条|哪边|怎么)?(?:来|办)?\\W*$",
        r"^\W*(?:then |so |well )*(?:i'?ll|i will|we'?ll|let'?s) (?:take|go with|do|use) "
        r"(?:which(?:ever)?|what(?:ever)?)(?:'s| is| one is| way is)?(?: the)? "
        r"(?:quick|fast|easi|simpl)\w*\W*$",
    ),
    OwnersQuestion.ONE_BY_ONE: any_of(
        f"{_EACH}[^。?!]{{0,16}}(?:还是|或者?|不如|要不)[^。?!]{{0,10}}{_WHOLE}",
        f"{_WHOLE}[^。?!]{{0,14}}(?:还是|或者?|不如|要不)[^。?!]{{0,10}}{_EACH}",
        "(?:有没有|有无)?必要(?:干脆|索性|直接)?[^。?!]{0,4}(?:主体|整个)(?:也|都|一起|一并|全)*(?:给)?(?:注销|销|撤|干掉)",
        "(?:干脆|索性|不如|要不)(?:就|直接|把)*(?:整个|公司)?主体(?:也|都|一起|一并|给)*(?:注销|销|撤|干掉)"
        "[^。?!,]{0,8}(?:[吗么?]|好不好|行不行|呢|好了|更?省事)",
        r"\b(?:one by one|one after (?:the other|another)|each separately)\b.{0,30}\bor\b"
        r".{0,30}\b(?:subject|whole|everything|all of (?:it|them)|at once|in one go)\b",
        r"\b(?:subject|whole thing|everything)\b.{0,30}\bor\b.{0,30}"
        r"\b(?:one by one|each separately)\b",
    ),
    OwnersQuestion.STILL_OPENS: any_of(
        "(?:怎么|咋|为什么|为啥|为何|凭啥)(?:我|我们|大家|别人|客户)?(?:现在|今天|到现在)?(?:也)?(?:还|仍然?|依然|照样)"
        "(?:是)?(?:能|可以|在)?(?:正常)?(?:打开|打得开|访问|上得去|登得上|看得到|开着)",
        r"\b(?:why|how come) (?:can|could) (?:i|we|people|anyone) still"
        r" (?:open|load|reach|visit|see)\b",
        r"\b(?:why|how come) (?:does|do|is|are) (?:it|they|(?:the|my|our) \w+) still"
        r" (?:open|load|up|online|reachable|work)\w*\b|\bhow come it still (?:open|load|work)s\b",
    ),
    OwnersQuestion.IN_VAIN: any_of(
        "(?:没|没有|来不及|不)(?:弄|填|核验|验证|验|搞|收|赶|办|输|操作|处理)[^。?!]{0,14}(?:黄了|作废|废了|报废|"
        "白(?:弄|交|搞|办|忙|等|费)|泡汤|前功尽弃|凉了|打水漂)",
    ),
    OwnersQuestion.PAPERS_AGAIN: any_of(
        "(?:材料|资料|文件|证件|声明书|东西)(?:还|都|是不是|是否|用不用|要不要|需不需要|还要|又)*(?:要|用|需要|得|必须)?"
        f"(?:重新|再|从头|又)(?:交|传|发|寄|准备|弄|上传|提交|整|备)(?:一[遍次份]|一下|过)?{_END}",
        r"\b(?:send|hand in|submit|upload|provide) (?:all )?(?:the |my |our )?(?:papers|documents)"
        r" (?:again|once more|a second time|anew)\b",
    ),
    OwnersQuestion.WHOM_TO_PRESS: any_of(
        "(?:找|问|催|投诉|联系)(?:谁|哪里|哪儿|哪个部门|哪家|哪位)(?:要)?(?:个)?(?:说法|去|催|问|负责|反映|投诉|要)?"
        f"(?:[吗么嘛呢啊呀]|[?,。!]|$)|(?:给|有|讨|要)(?:我)?个说法{_END}|谁(?:来)?给(?:我)?(?:个)?说法",
    ),
    OwnersQuestion.NO_OTHER_PAPERS: any_of(
        "(?<![要用需])(?:不|没|无|免)(?:需要|用|要|必|需)(?:再|另外|额外|还)?(?:交|准备|提供|提交|给|寄|递|写|附|备|弄)*"
        f"(?:什么|啥)?(?:其他|其它|别的|额外|另外|多余)的?(?:什么|啥)?(?:材料|资料|东西|文件|证明|手续)(?:了|的)*{_END}",
        f"(?:只|光|就|仅)(?:需要|要|用|靠|需|有|凭|拿|收)?(?:个|一个|那个|手机)?{_CODE}(?:核验|验证)?(?:就|便)?"
        "(?:好|行|够|可以|成|能办|ok)了?[吗么嘛吧呢啊?]",
        f"(?<![要用需])(?:不|没)(?:需要|用|要|必)(?:写|交|寄|弄|准备)?(?:那个|什么)?声明[书书]?(?:了|的)*{_END}",
        r"\b(?:no|nothing|any) (?:other|further|more|else)?(?: ?papers| ?documents)? ?(?:is |are )?"
        r"(?:needed|required|necessary)(?: then| at all| besides)?, ?(?:right|correct|yes)\b",
        r"\b(?:is|so) (?:just |only )?the (?:code|text) (?:alone )?(?:is )?"
        r"(?:enough|all (?:i|we|you) need)\b",
    ),
    OwnersQuestion.INSTEAD_OF_CODE: any_of(
        f"(?:交|发|寄|备|提交|准备)(?:了|完|齐|好|过去)*(?:材料|资料|声明书)?[^。?!]{{0,10}}(?:不用|不需要|不必|用不着|免)"
        f"(?:再|去)?(?:收|等|填|要|管)?{_CODE}",
        f"(?:材料|资料|声明书)[^。?!]{{0,8}}(?:代替|替代|顶替|抵)[^。?!]{{0,4}}{_CODE}",
    ),
    OwnersQuestion.HANDHELD: any_of(
        "(?:要不要|用不用|需不需要|是不是|是否|还|也)?(?:要|需要|得|非得|非要|必须|一定要|用)(?:我|他|她|本人|法人|拍|去|自己|"
        "拿着|申请人)*手持(?!证?件?照?片?.{0,4}(?:怎么|几张|露脸|遮))",
    ),
    OwnersQuestion.HOW_IT_STANDS: any_of(
        "(?:现在|目前|如今|它|这单|那单|订单|单子|那个|到底|办)[^。?!,，]{0,6}(?:是|算|处于|到|在)?(?:一?个)?(?:什么|啥|哪个|哪一?)"
        "(?:状态|进度|阶段|进展|步了?$)",
        "(?<!哪个)(?<!哪些)(?:正在|(?<![现正])在)(?:办理?|走|申请)?注销(?:流程|手续)?中?[了的]?[,，]?"
        "(?:对吧|是吧|对不对|对不|没错吧|是不是|吧|吗|么)",
        r"\b(?:is|are|'s|'re) (?:already )?being (?:cancelled|canceled|deregistered),? "
        r"(?:right|correct|yes|isn't it|aren't they|is it)\b",
    ),
    OwnersQuestion.OPENS_THEN: any_of(
        "(?:到时候?|批(?:下来|完|了)|办(?:完|好|下来)|注销(?:了|后|完|掉|成功))(?:以后|之后|后|的话)?[^。?!]{0,8}"
        "(?:还能|还可以|能不能|还会|能)(?:不能)?(?:再|继续|正常)?(?:用|打开|打得开|访问|上得去|上)(?:了|得)?[吗么嘛不?]",
        r"\bwill (?:it|they|(?:the|its|their|those|these) (?:\w+ )?sites?) (?:still |all )?"
        r"(?:open|work|load|be reachable|be up)"
        r" (?:then|afterwards|after that|once (?:it|that) is done)",
    ),
    OwnersQuestion.WHEN_DONE: any_of(
        "(?:什么时候|啥时候|何时|哪天|几时|多会儿|哪一天|猴年马月)(?:才|到底|究竟)?(?:能够?|可以|会)?(?:给|帮|替)?"
        "(?:我们?|咱们?|俺)?(?:把)?(?:这|那)?(?:个|事|张|单)?(?:办|弄|搞|审|处理)(?:完|好|妥|定|结束|下来)(?![的了过])",
    ),
    OwnersQuestion.ANOTHER_AFTER: any_of(
        "(?:批|办|审|弄|注销|搞)(?:完|下来|好|过|掉|成功)了?(?:的话)?(?:以后|之后)?[^。?!]{0,8}(?:新站|新网站|新的站|"
        "新网|新增|别的站|另一个|下一[个张单])[^。?!]{0,8}(?:能|可以|行)[^。?!]{0,3}(?:加|备|交|提交|上|办|弄|报)",
        "(?:批|办|审|弄|搞)(?:完|下来|好|过|成功)了?(?:的话)?(?:以后|之后)?[^。?!]{0,8}(?:能|可以)(?:马上|立刻|当天|接着)?"
        "(?:加|备|交|提交|上|办|报)(?:个|一个)?(?:新站|新网站|新的|别的站|下一[个张单])",
        r"\b(?:approved|through|done|finished) (?:today|now|this week|on \w+)\b.{0,30}"
        r"\b(?:can|could|may) (?:i|we) (?:add|file|submit) (?:the|a|another|my|our) "
        r"(?:new|next|other)\b",
    ),
    OwnersQuestion.IN_TIME: any_of(
        "来不来得及|赶不赶得上|(?:还)?(?:来得及|赶得上|赶得及)(?:不|[吗么嘛]|$|[?])",
    ),
    OwnersQuestion.ORDERS_OF_SUBJECT: any_of(
        "(?:主体|整个公司|公司|整个)[^。?!]{0,8}(?:注销|销掉|销了|撤掉|干掉)[^。?!]{0,12}(?:单子?|订单)"
        "[^。?!]{0,8}(?:怎么办|咋办|咋整|怎么处理|会怎么?样|怎么弄|还算不?|还走|挡|碍|作废|呢)",
    ),
    OwnersQuestion.EACH_WITHDRAWN: any_of(
        "(?:[一两二三四几]|这些|这几|那几|所有|全部的?|都)(?:张|个|份)?(?:单子?|订单)[^。?!]{0,10}(?:能不能|能|不能|可以|都能|"
        "还能)(?:撤|反悔|放弃|退)",
    ),
    OwnersQuestion.ONLY_MOVES: any_of(
        "(?:不|没|没有|又不)(?:想|是要|是想|要|打算|准备)?注销[^。?!]{0,8}(?:换|挪|搬|迁|转)(?:一?个|家|到|去)*"
        "(?:云|服务器|接入商|服务商|平台|别家|地方|一家|机房|主机)",
        "(?:换|挪|搬|迁|转)(?:到|去|过去|一?个)*[^。?!]{0,8}(?:云|服务器|接入商|服务商)[^。?!]{0,6}(?:是不是|要不要|用不用|"
        "需不需要|是否|得不得|非得)(?:要|得|先)*(?:先)?(?:注销|重新备)",
    ),
    OwnersQuestion.DRAFT_LIFE: any_of(
        "草稿[^。?!]{0,14}(?:过期|失效|作废|自动|自己(?:就|会)?没|会不会没|能放多久|放多久|放得住)",
        "(?:放着|搁着|不管它?|不动它?|不提交)[^。?!]{0,6}(?:会不会|会|是不是)(?:就)?(?:自己|自动|自个儿)(?:就)?(?:没|消失|取消|作废|过期|失效)",
    ),
    OwnersQuestion.TOGETHER: any_of(
        "一[起块并](?:注销|销|提交|办)(?:掉)?(?:可以|行|可不可以|行不行|成|能)(?:不|[吗么嘛?])?[^。?!]{0,4}(?:还是|或者)"
        "[^。?!]{0,4}等",
        "(?:还是|是不是|要不要)(?:得|要|必须|非得)?等(?:那|这|前|上)[^。?!]{0,8}(?:批|办|审|弄)(?:下来|完|好|过|结束)"
        "[^。?!]{0,4}(?:再|才)?(?:[吗么嘛?]|$|能|交|提交|注销|销|办)",
    ),
    OwnersQuestion.NO_TEXT_COMES: any_of(
        f"(?:收不到|接不到|收不了|接不了|没法收|没办法收){_CODE}[^。?!]{{0,6}}(?:咋办|怎么办|咋整|怎么弄|咋弄|怎么搞|有什么办法)",
    ),
    OwnersQuestion.CHANGES_MEANWHILE: any_of(
        "(?:变更|改资料|修改)的?(?:那)?(?:张|个)?(?:单子?|订单)?[^。?!]{0,4}(?:会不会|会|是否|是不是)?(?:影响|耽误|挡|卡|妨碍)[^。?!]{0,12}注销",
        "注销[^。?!]{0,8}(?:会不会|会|是否|是不是)?(?:影响|耽误|挡|卡|妨碍)[^。?!]{0,8}变更",
    ),
}


@lru_cache(maxsize=64)
def owners_question(text: str) -> OwnersQuestion | None:
    """Return which of these questions a text asks.

    >>> owners_question("一个一个注销还是直接主体"), owners_question("主体注销要多久")
    (<OwnersQuestion.ONE_BY_ONE: 'one_by_one'>, None)
    """
    folded = folded_in_place(simplified(text))
    return next((one for one, form in _FORMS.items() if form.search(folded)), None)


_WHY_THAT_DAY = any_of(r"为(?:什么|啥|何).{0,6}\d+\s*[月号日]", r"\bwhy\b.{0,20}\d")
_RETURNED = any_of("退[回了件单]|被退", r"\b(?:returned|sent back|bounced)\b")


def asks_why_that_day(text: str) -> bool:
    """Return whether a text asks why it is that day.

    >>> asks_why_that_day("为什么是11月5号"), asks_why_that_day("11月5号能好吗")
    (True, False)
    """
    return _WHY_THAT_DAY.search(folded_in_place(text)) is not None


def speaks_of_a_return(text: str) -> bool:
    """Return whether a text says that something was returned.

    >>> speaks_of_a_return("被退回来了，接下来怎么弄")
    True
    """
    return _RETURNED.search(folded_in_place(text)) is not None
