"""Words that make up a query of what is on file: what is wanted, of what, in which state."""

from __future__ import annotations

import re
from collections.abc import Mapping

from beian.nlu.text.any_of import any_of

_UNIT = "(?:个|张|次|家|台|位|单|笔|回|份)"
_TIMES = "(?:月|工作日|小时|星期|礼拜|自然日|钟头|季度)"
_DAYS = "(?:几天|多少天|多久|多长时间|多少(?:个)?(?:工作日|自然日)|几个(?:工作日|自然日))"
GENERAL = any_of(
    "可以|可不可以|能(?!打开|访问|看)|需要|用不用|必须|应该|至少|最多(?:能|可|有|多少)|"
    "只有一家|材料|"
    "额度|名额|会(?!计|员|展|议)|如果|要是|假如|万一|打算|准备|怎么|怎样|如何|为什么|为啥|一般|"
    "通常|规定|短信|验证码|填错|同时|一起|省份|哪些省|哪个省|要(?:几|多少|准备|交|提交|办理?|"
    "注销|多久|多长|走)|想(?:要)?(?:注销|撤|办)|得(?:几|多少|要|等|办)|最[晚早快]"
    "(?:什么|多久|几|哪天|能|要)|步骤?骤|流程|之内|以内|还(?:要|得|差)(?:几|多)|声明|附件|第几|"
    "(?<!月)(?<!月份)(?:之后|以后)|(?:注销|取消|放弃|断|销|撤)(?:掉|完)?后|影响|影想|影向|"
    "影 响|省(?!时)|哪里|哪边|错|办法|限制|"
    "风险|关系|区别|差别|意思|内容|东西|原因|情形|后果|变化|数据|有效|必要|渠道|途径|讲究|"
    "算数|算不算|"
    "后缀|公安|先(?:注销|销)(?![的了完掉])|过户|转让|会员|后悔|费用|手续费|证明|回执|凭据|"
    "次数|代价|封顶|还算|还在不在|"
    "工信部|有问题|没问题|救|安全|牵连|连坐|别的|其他|通知|检举|申诉|重新|上线|能",
    r"\b(?:can|could|will|would|should|shall|must|needs?|needed|if|allowed|limit|papers?|"
    r"documents?|copies|letters?|codes?|texts?|sms|attempts?|tries|phones?|numbers?(?! of)|usually|"
    r"normally|generally|typically|want|wanted|going to|plan|required|require|steps?|how do|how to|"
    r"once|unless|before (?:i|we)|fees?|cost|costs|pay|at most|at least|at once|"
    r"in advance|effects?|affect\w*|impact|does(?! (?:\w+ ){1,2}(?:host|have|hold|"
    r"run)\b)|do (?:the|they|you|people)|is it|"
    r"it's|the same|as before|count (?:as|against|towards)|which (?:one )?(?:do|is|kind|"
    r"way)|police|"
    r"suffix\w*|transfer|somebody|anybody|anyone|customers?|says?|said|told|because|why|no longer|"
    r"others?|existing|fine|okay|safe|rest|keep|shell|what (?:now|then))\b|'ll\b|"
    r"\bmay (?:i|we|be|have|not)\b|\bprovinces?\b",
    r"\b(?:days|weeks) (?:left|remain\w*)\b|\bat the (?:latest|earliest)\b",
)
"""What is asked in general, or of what has not happened."""

WANT: Mapping[str, re.Pattern[str]] = {
    "apart": any_of(
        f"相差|相隔|差了?(?:几天|多少天|多久)|之间(?:隔|差)|隔了?{_DAYS}",
        r"\b(?:days?|weeks|far|time) apart\b|\b(?:days|gap|time) between\b|\bby how many days\b",
    ),
    "average": any_of("平均", r"\baverage\b|\bon average\b"),
    "sum": any_of(
        f"(?:加起来|总共|一共|合计|累计|全部|拢共|统共).{{0,10}}{_DAYS}|{_DAYS}.{{0,4}}加起来",
        r"\b(?:days?|how long)\b.{0,40}(?<!all )\b(?:in all|altogether|in total|together|"
        r"combined|all told|overall)\b",
        r"\b(?:total|combined) (?:number of )?(?:working )?(?:days|time|duration)\b|"
        r"\badd(?:ed)? up\b",
    ),
    "slower": any_of(
        "(?:哪一?[个张次家单]|谁|哪边).{0,8}(?<!最)(?:更?快(?!到|要|完)|更?慢|更?久|更长|"
        "更短)(?!的(?:是|那))",
        "(?:比|较).{1,16}(?:快|慢|久|长|短)|(?:谁|哪一?[个张次单]).{0,6}时间(?:更?长|更?短|多|少)",
        r"\b(?:faster|quicker|slower|shorter)\b(?! than (?:\d|twenty|usual|normal|a\b|my))",
        r"\b(?:take|took|need(?:ed)?|last(?:ed)?|go|went|was|which|who)\b.{0,24}\blonger\b"
        r"(?! than (?:\d|twenty|usual|normal|a\b))",
    ),
    "longest": any_of(
        "最(?:慢|久|长|拖|磨)|拖得最|(?:用时|耗时|时间|天数)最(?:长|久|多)",
        r"\b(?:slowest|longest|most (?:time|days)|dragged on (?:the )?most)\b",
    ),
    "shortest": any_of(
        "最(?:快|短|省时)|最省时间|(?:用时|耗时|时间|天数)最(?:短|少)",
        r"\b(?:quickest|fastest|shortest|(?:least|fewest) (?:time|days))\b",
    ),
    "most": any_of(
        "最多|大部分|大多数?|多数|主要(?:放|在|挂|用)",
        r"\b(?:most|mostly|majority|biggest|largest)\b(?! (?:recent|time|days|urgent))",
    ),
    "last": any_of(
        "最近(?:的)?(?:一|那|注销|办|断|撤|放弃|退|哪)|最后(?:一|注销|办|的|那|断|是|才)|最新|"
        "上一?(?:次|张|单|回)(?!那)|最晚(?:的|注销|办|一)|哪.{1,6}最(?:后|晚|新|近)",
        r"\b(?:last|latest|newest|most recent(?:ly)?)\b(?! (?:moment|chance|thing to|"
        r"year|month|week|day|date|quarter|"
        r"expected|\d|two|three|four|six|few|couple|half))",
    ),
    "first": any_of(
        f"最早|最先|最老|(?:第一|头一|首){_UNIT}|(?:哪一?{_UNIT}|"
        f"谁)[^,。?]{{0,6}}(?<!首)先[^,。?]{{0,5}}[的了完掉]",
        r"\b(?:first|earliest|oldest)\b(?! (?:half|quarter|filing|six|of all\b|name|step|"
        r"time|the))",
    ),
    "count": any_of(
        f"(?:(?<![第十好哪])(?:几|多少)(?!{_UNIT}?{_TIMES}))(?:{_UNIT}|(?:网站|站|主体|域名|公司|"
        "小程序|app|负责人|订单))",
        r"\bhow many\b(?! (?:more )?(?:(?:working|calendar|business|full) )?(?:days?|weeks|hours|"
        r"minutes|months)\b)|\bhow often\b|\bcount of\b|\bnumber of (?:our |my )?(?:sites|websites|"
        r"orders|apps|domains|companies|cancel)",
    ),
    "list": any_of(
        f"哪些|哪几{_UNIT}|(?:注销|销掉|退回|放弃)的都?是(?:谁|哪|什么)|分别是?(?:哪|"
        "谁|什么)|都有(?:哪|谁|什么)|列(?:出|一下|个)|"
        "哪几个月|哪个月|"
        "(?:注销|退回|放弃|撤)[了过]?(?:的)?(?:是)?(?:什么|啥)",
        r"\blist\b|\bshow me\b|\bwhich (?:ones?|of|sites?|websites?|orders?|apps?|compan\w+|"
        r"months?|appl\w+|requests?|(?:were|was|are|have|has|got|did)\b)|\bwhat (?:all )?(?:was|"
        r"were|have|has|did)\b|\bwhat (?:sites|websites|orders|things)\b",
    ),
    "any": any_of(
        "(?:有没有|是否有)(?:哪|谁|任何|一个|超|被)|(?:有没有|是否有).{1,8}[过了](?:的|$|\\?)|"
        "有(?:已经|被)[^,。?]{1,8}的[吗么]|有(?:过|被)?[^没]{0,14}[过了]的?(?:[吗么]|"
        "没有?)|过(?:吗|没有?$|么)",
        r"\b(?:is|are|was|were|has|have|had|did|do|does)\b(?: \w+){0,3} (?:any\w*|some\w*|"
        r"none|ever)\b|\bany of\b|\bever\b|\bany (?:\w+ ){0,2}(?:returned|rejected|cancell?ed)\b",
    ),
}
OF: Mapping[str, re.Pattern[str]] = {
    "orders": any_of(
        "订单|单子|工单|申请(?!书)|[几多少哪这那张]张|几单|张单|[几多少]+[次笔]|[第头]一?[次笔张]|"
        "哪一?[次笔张]",
        r"\b(?:orders?|applications?|requests?|submissions?|times|how often)\b",
    ),
    "services": any_of("app|小程序|快应用", r"\b(?:apps?|mini ?-?programs?)\b"),
    "servers": any_of("服务器|机器|实例|主机", r"\b(?:servers?|instances?|machines?)\b"),
    "domains": any_of("域名", r"\bdomains?\b"),
    "websites": any_of("网站|站", r"\b(?:sites?|websites?)\b"),
    "subjects": any_of("主体|公司", r"\b(?:subjects?|compan(?:y|ies)|entit(?:y|ies))\b"),
    "providers": any_of("接入商|服务商|厂商|[家朵]云", r"\b(?:providers?|hosts?|clouds?)\b"),
    "persons": any_of("负责人|[谁位]", r"\b(?:who|people|persons?|contacts?|whose)\b"),
}
BEING_CANCELLED = "(?<!现)在(?:走|办理?)?注?销"
"""正在注销, but not 现在注销."""
IN_STATE: Mapping[str, re.Pattern[str]] = {
    "overdue": any_of(
        "超(?:过|出|了)?.{0,4}(?:20|二十)|超时|超期|逾期|(?:20|二十)个?工作日(?:以上|开外)",
        r"\b(?:over|more than|longer than|past|beyond|above|exceed\w*)\b.{0,8}\b(?:20|twenty)\b",
        r"\boverdue\b|\boverr[au]n\b|\brun over\b",
    ),
    "without_access": any_of(
        "(?:没有?|无|断|掉|丢|失去|取消|停).{0,4}接入|接入.{0,8}(?:断|没|取消|停|丢|掉|撤)|断网|"
        "(?:哪|谁).{0,4}先?断",
        r"\b(?:lost|lose|without|no|cut|cancell?ed|ended)\b.{0,20}\baccess\b|\bcut(?: off)?\b",
        r"\baccess\b.{0,20}\b(?:cut|lost|cancell?ed|ended|taken|removed)\b|\boffline\b",
    ),
    "returned": any_of(
        "退回|打回|驳回|被退|退过|退件",
        r"\b(?:returned|rejected|sen[dt] back|bounced|refused|turned down)\b",
    ),
    "given_up": any_of(
        "放弃|撤(?:回|掉|了|过|单)|作废|半途",
        r"\b(?:g[ai]ven?|giving)\b.{0,20}\bup\b|\b(?:abandoned|abandon|dropped|withdr[ae]wn?|"
        r"called off)\b",
    ),
    "failed": any_of(
        "失败|没(?:办)?成|没通过", r"\bfail(?:ed)?\b|\bunsuccessful\b|\bcame to nothing\b"
    ),
    "with_administration": any_of(
        "(?:在|到|交到?)管局|管局(?:那边)?(?:在审|审核中|手[里上])",
        r"\b(?:with|at|before) the (?:administration|bureau)\b",
    ),
    "open": any_of(
        "在办|在审|手[上头里]|进行中|没办完|没结束|没走完|办着|未完成|还在走|"
        f"{BEING_CANCELLED}|注?销[中着](?!心)",
        r"\b(?:open|under ?way|pending|in progress|running|unfinished|active|outstanding)\b",
        r"\bbeing cancell?ed\b",
    ),
    "filed": any_of(
        "在备案|还在|没(?:有)?(?:被)?(?:注?销)|剩|仍",
        r"\b(?:on file|still|left|remain\w*|on record|survive\w*|not (?:yet )?cancell?ed)\b",
    ),
    "succeeded": any_of(
        "成功|办成|办[完结好]|办下来|通过|批下来|成了|完成|办过",
        r"\b(?:succe\w+|complete[d]?|finish(?:ed)?|went through|gone through|(?:is|are|was|"
        r"were|got) done|approved|"
        r"got through)\b",
    ),
    "cancelled": any_of(
        "注销|销[掉了过完户]|被销",
        r"\b(?:cancell?ed|gone|deregistered|removed|closed)\b|\bdid (?:we|"
        r"i)\b.{0,12}\bcancel\b|\bsites? went\b(?! through)",
    ),
}
IS_GROUPED = any_of(
    "哪|谁|什么|大部分|大多|多数|主要",
    r"\b(?:which|who|what|where)\b|\bwho's\b",
)
"""Words by which "the most" is asked of groups."""
OF_SEVERAL = any_of(
    "加起来|合计|累计|全部|所有|[这那几两三四五六七八九十]+[个次张]",
    r"\b(?:they|all|altogether|in total|together|combined|spent|add(?:ed)? up|every\w*|both|"
    r"these|those)\b",
)
OURS = any_of(
    "我|咱|[用花办]了|过去|以前|每次|历来",
    r"\b(?:our|ours|my|mine|we|i|us|did|was|were|so far)\b",
)
OURS_OR_OVER = any_of(
    "[了过]|已|的有|的是|有被|我|咱|名下|[今去]年|上半年|月|这[几些]|目前|现在|一共|总共|在办|"
    "在审|在备案|最|"
    "哪[个张次家]",
    r"\b(?:did|was|were|has|have|had|our|ours|my|mine|of (?:them|these|those|it)|i|we|us|so far|"
    r"right now|currently|this year|last|already|yet|went)\b",
)
"""Words that a query of one's own file has."""
OVER = any_of(
    "了|过|是哪|那[次个张单回]|[那次个张单]的?$|我们?的|比|办得|哪|谁|当时|注销",
    r"\b(?:did|was|were|took|dragged|of (?:ours|mine|our|my|them|these|those)|our|my|"
    r"ours|mine|had)\b"
    r"|\bvs\b",
)
"""What is over, or ours."""
WERE_APART = any_of("差了(?:几天|多少天)", r"\bdays apart (?:were|was|did)\b")
TWO_COUNTS = any_of(
    "[几多][个少张次].{1,12}[,和跟].{0,8}[几多][个少张次]",
    r"\bhow many\b.*\band (?:how many|which)\b|\bincluded\b|算上|包括已",
)
"""Two counts at once, of which the second is a part of the first: all of them are told."""
NAMES_ONE = any_of("那[个张次回单]", r"\b(?:the|that|my|our) (?:\w+ ){1,2}(?:one|order)\b")
SEVERAL = any_of(
    "几(?:个|张)(?:网?站|域名|主体|人|号|单)?[^。?几多]{0,8}(?:分别|谁|哪家|哪台|什么|啥|都|各|情况|"
    "状况|状态)|"
    "[这那]几(?!个(?:里|中)).{0,8}(?:都|各|谁)"
)
"""几个 that counts nothing, but says that there are several."""
IS_ASKED = any_of(
    "[哪谁几]|什么|啥|多久|多少|何时",
    r"\b(?:what|which|when|who|how|was|were|did|has|have)\b|[?]",
)
WHICH_ONES = any_of(
    "哪几|哪些|分别|具体(?:是)?(?:哪|什么)|是哪[个张家次]|都是(?:谁|啥|什么|哪)|列一?下",
    r"\bwhich (?:ones|are they|were they|were those)\b|\bwhat are they\b|\bnames?\b|\blist them\b"
    r"|^(?:and )?which(?: ones?)?\W*$",
)
SUBMITTED = any_of(
    "提交|[递交提]过|申请过|发起",
    r"\b(?:submit\w*|appl(?:y|ied)|handed in|lodged|made|placed|file[d]? (?:an?|orders?))\b",
)
DAYS = any_of(_DAYS)
HOW_LONG = any_of(
    f"(?:第一|最后一|最近一)(?:个|张).{{0,6}}{_DAYS}",
    r"\bhow (?:long|many (?:\w+ )?days) did\b.{1,30}\btake\b",
)
LONGER = any_of("慢|久|长", r"\b(?:slower|longer)\b")
"""Words of a comparison that is true where the first takes longer."""
FIRST = any_of("第一|头一", r"\b(?:first|former|earlier)\b")
SECOND = any_of("第二", r"\b(?:second|latter|later)\b")
PARTICLE = any_of("[吗么]")
"""With which a Chinese sentence asks for a yes or no."""
