"""Whether a word for all is of things on file ("which ones?", 都告诉我) or of what a question names
itself: papers, sides, steps, people (要交哪些材料, "both sides of the ID")."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

_NOUN = (
    "(?:材料|资料|证件|证明|证照|身份证|执照|公章|东西|文件|手续|步骤|环节|信息|内容|流程|方面|影响|后果|情况|要求|条件|问题|费用|"
    "规定|人(?!工)|部门|地方|渠道|方式|方法|办法|途径|平台|省份?|城市|服务商|接入商|云|原因|事情?|照片|图片|复印件|原件|扫描件|页|面|"
    "章|字段|数据|功能|选项|按钮|坑|风险|好处|坏处|区别|时间|时段|号码|手机号?|姓名|数字|位)"
)
_NOUN_EN = (
    r"(?:papers?|documents?|docs?|sides?|pages?|copies|originals?|parts?|steps?|stages?"
    r"|things? (?:i|we)|forms?|ids?|photos?|scans?|stamps?|seals?|signatures?|numbers?|phones?"
    r"|names?|people|persons?|partners?|shareholders?|owners?|ways?|options?|languages?"
    r"|provinces?|cities|providers?|clouds?|front and back|fees?|conditions?|details|info"
    r"|information)"
)
_EVERY = "(?:都要|全都|统统|全部|都看|都查|三张|四张)"
_OF_ITS_OWN = any_of(
    f"(?:哪些|哪几[个张样种份]|全部|所有的?|每一?[个张份样]|[两三四五几]张)(?:的|那些|需要的|相关)?{_NOUN}",
    f"{_NOUN}[，, ]?(?:这些|那些|是不是|是否|正反|本人)?[^，,。？?]{{0,3}}{_EVERY}",
    "都要(?!了|的|$|[，,。！!？?吧啊呀哈]|注|销|查|看|知道|问|取消|撤|删|停|一起|说|列)",
    r"\b(?:both|all|all (?:of )?(?:the|these|those|my|our)|all (?:three|four|five)|each of the"
    rf"|every one of the|both of the) (?:\w+ )?{_NOUN_EN}\b",
    rf"\bwhich ones? of the {_NOUN_EN}\b|\b{_NOUN_EN} (?:\w+ )?(?:both|all of them|all three)\b",
)


def is_of_what_it_names(text: str) -> bool:
    """Return whether a text's word for all is of what it names itself, and not of things on file.

    >>> is_of_what_it_names("要交哪些材料"), is_of_what_it_names("哪些还没注销")
    (True, False)
    >>> is_of_what_it_names("do you need both sides of the ID?"), is_of_what_it_names("both")
    (True, False)
    """
    return _OF_ITS_OWN.search(folded_in_place(text)) is not None
