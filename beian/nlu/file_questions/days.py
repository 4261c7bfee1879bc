"""Words that ask on which day something happened, by what happened."""

from __future__ import annotations

from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.text.any_of import any_of

WHICH_DAY = any_of(
    "哪一?天|月几[号日]|几号|什么时候|啥时候?|何时|几时|哪[年月]|什么日子|哪个日子|日期"
    r"|\d{1,2}[号日]还是(?:\d{1,2}月)?\d{1,2}[号日]",
    r"\bthe \d{1,2}(?:st|nd|rd|th) or (?:the )?\d{1,2}(?:st|nd|rd|th)\b",
    r"\bwhen (?:was|were|did|had|has|have|exactly)\b|\bsince when\b",
    r"\b(?:what|which|the) (?:exact )?(?:days?|dates?)\b|\bon (?:what|which) day\b|\bdate of\b",
)
EVENTS = {
    FileQuestion.ACCESS_ENDED: any_of(
        "(?:接入|服务).{0,8}(?:断|取消|停|没|掉|撤)|断(?:的|掉|了)?(?:接入)|(?:断|掐)掉?的",
        r"\baccess\b.{0,40}\b(?:cut|end(?:ed)?|cancell?ed|taken|lost|stop(?:ped)?|removed)\b",
        r"\b(?:cut|lo(?:se|st)|cancel|cancell?ed|took)\b.{0,25}\baccess\b|\bcut off\b",
    ),
    FileQuestion.GIVEN_UP: any_of(
        r"放弃|\b(?:gave|given?)\b.{0,24}\bup\b|\babandon(?:ed)?\b|\bcall(?:ed)? off\b",
        r"\b(?:withdrawn|dropped)\b",
    ),
    FileQuestion.RETURNED: any_of(
        r"退回|打回|驳回|\b(?:return(?:ed)?|rejected|sen[dt] back)\b",
    ),
    FileQuestion.SUBMITTED: any_of(
        "提交|递交|[交递]报?上去|[交递]的|建的|几时[交递]|发起的|开的头|开始弄的|起的草",
        r"\b(?:submit|submitted|submission|appl(?:y|ied)|lodged|begun|created)\b",
        r"\b(?:send|sent) (?:it|that|this)\b(?! (?:back|in))",
        r"\b(?:hand|handed|sent|send)(?: (?:it|that|this|them))? in\b",
    ),
    FileQuestion.CANCELLED_ON: any_of(
        "注销(?:掉|成功|完|办完)?[的了]|注销(?:成功)?(?:日期|时间)|销[掉完][的了]|办结的",
        r"\b(?:cancel|cancell?ed|gone|removed|deregistered)\b",
        r"\bcancellation (?:go|went) through\b",
    ),
    FileQuestion.APPROVED: any_of(
        "(?:备案|备案号|号|首次备案|当初|当时).{0,10}(?:批|下来|通过|办成|成功|拿到|[备办]好)",
        "(?:批下来|下来|通过)的?.{0,6}备案",
        r"\b(?:filing|filed|number|registration|site|website)\b.{0,30}"
        r"\b(?:approved|granted|(?:go|went) through|issued|accepted)\b",
        r"\b(?:was|were|did) .{0,30}\b(?:first )?filed\b",
    ),
}
"""By what happened, the words for it; the first that a text has counts."""
