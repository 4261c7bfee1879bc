"""Words that ask of orders: how long one took or has been going, which was the quickest, what waits
for somebody, and what one of them cancels."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of

_SPENT = "(?:用|花|待|呆|办|等|走|搞|弄|审|拖|耗|跑|备|卡|折腾|整)"
_HOW_LONG = "(?:多久|多长时间|多长|几天|多少天|几个工作日|几个月|几周|多少时间|几个礼拜)"
_SO_LONG = (
    "(?:半个?月|这么久|那么久|好久|老久|(?:一|两|三|四|五|十|几|"
    "[\\d]+)(?:多|来)?(?:个)?(?:天|周|星期|礼拜|月|工作日))"
)
_THEN = (
    "(?:当时|当初|上次|上回|那次|那回|那时|第一次|首次|头一次|"
    "最早|原先|以前那|去年那|\\d+月(?:底|初)?那[次张个])"
)
TOOK = any_of(
    f"{_SPENT}(?:完|下来)?了(?:有)?(?:{_HOW_LONG})",
    f"{_THEN}.{{0,14}}{_HOW_LONG}",
    f"{_THEN}.{{0,12}}(?:{_SPENT})(?:了|完)?.{{0,3}}{_SO_LONG}(?:[吗么吧啊呢?]|才|对吧|是吧|$)",
    f"(?:前后|总共|一共|从头到尾|全程|从[^,。?]{{1,8}}到[^,。?]{{1,8}}).{{0,6}}(?:{_SPENT})"
    f"?(?:了)?.{{0,3}}{_HOW_LONG}(?!能|可以)",
    f"(?:{_THEN}|我那).{{0,10}}(?:卡|耗|慢|拖|花)在(?:了)?(?:哪|什么)",
    f"(?:{_THEN}).{{0,10}}(?:算)?(?:快|慢)(?:吗|不|么|吧|还是)",
    "(?:那张|那单|那次|那个|后来|上次那)[^,。?]{0,6}(?:后来)?(?:怎么样了|咋样了|怎样了|"
    "什么结果|啥结果)",
    r"\bwhat (?:has )?happen?e?d (?:to|with) (?:that|it|this|the|my|our)\b",
    "平均.{0,6}(?:多长|多久|几天).{0,6}(?:一个|一次|一单)",
    r"\bhow (?:long|many (?:working |calendar )?days|quick|quickly|fast|slow|slowly|much time) "
    r"(?:did|was|were|had)\b",
    r"\bhow long .{0,30}\b(?:took|lasted|until .{1,20}(?:approved|was|were|done|finished|went))\b",
    r"\b(?:days|time|duration|weeks)\b.{0,12}\bfrom\b.{1,30}\b(?:to|until|till)\b.{0,20}"
    r"\b(?:done|finish\w*|end|approv\w+|result|cancell?ed|complet\w+)\b",
    r"\bfirst (?:filing|one|time|registration)\b[^?]{0,30}\b(?:to when|how many|how long|"
    r"until when|till when|how long|"
    r"how many days|from when|quick|slow|fast|duration|days)\b",
    r"\b(?:was|were|did)\b.{1,40}\b(?:quick|slow|fast|long)\b(?! to )(?=.{0,20}(?:[?]|$))",
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* (?:to|until|till) when\b",
    r"\b(?:total|overall) (?:days|time|duration)\b",
)
SO_FAR = any_of(
    "(?:审|等|办|卡|停|断|拖|放|晾|躺|排|压|走|交|提交|断网|空)(?:着|在那|上去|接入)?(?:了)"
    f"?(?:有)?{_HOW_LONG}了",
    f"(?:到(?:今天|现在)|至今|目前|已经|都|迄今)(?:为止)?.{{0,8}}{_HOW_LONG}了",
    f"(?:审|等|卡|交上去|提交|停|断|没接入)[^,。?]{{0,4}}(?:有)?{_SO_LONG}了(?:[吗么吧]|是吧|"
    "对吧|没)",
    r"\bhow (?:long|many (?:working )?days|many months|much time) (?:has|have|is|are)\b.{1,60}"
    r"\b(?:been|passed|gone|waiting|sitting|pending|now|already|so far|without)\b",
    r"\bhow long\b.{0,30}\b(?:so far|already|by now|up to now|until now)\b",
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|a few) (?:months?|weeks?|"
    r"(?:working )?days?) (?:without|in review|there|now|already|so far|waiting)\b.{0,20}[?]",
    r"\b(?:days?|weeks?|time) (?:in review|with the (?:administration|provider)|so far)"
    r"\b.{0,20}[?]",
)
LONGEST = any_of(
    "最(?:慢|久|长|费时间|拖)(?:的)?(?:一|那)?(?:次|个|张|单|回|站)?(?:那次|那个|的一次|$|\\?|"
    "是哪|是那|是什么|是几|哪|的是|的?$|的?\\?)",
    "哪(?:个|张|次|单|一个|回|站).{0,8}(?:最(?:慢|久|长)|(?:用时|时间)最(?:长|久|多))",
    r"\b(?:slowest|longest)\b(?! (?:it|they|you|review|possible|a|can|will|may)\b).{0,20}"
    r"(?:\bof (?:ours|mine|my|our|th\w+|all)|\bone\b|\bwas\b|[?]|$)",
    r"\bwhich\b.{0,40}\b(?:took|was|needed|dragged|lasted)\b.{0,10}\b(?:the )?(?:longest|"
    r"slowest)\b",
    r"\b(?:meant|mean|asked) (?:of|among|out of) (?:our|my|the|us) \w+",
)
SHORTEST = any_of(
    "最快(?:的)?(?:一|那)?(?:次|个|张|单|回|站)?(?:那次|那个|是哪|是那|哪|的是|的?$|的?\\?)",
    "哪(?:个|张|次|单|一个|回|站).{0,8}(?:最快|最短|用时最短|时间最短)",
    r"\b(?:quickest|fastest|shortest)\b(?! (?:way|it|route|path|they|you|possible)\b).{0,20}"
    r"(?:\bof (?:ours|mine|my|our|th\w+|all)|\bone\b|\bwas\b|[?]|$)",
    r"\bwhich\b.{0,40}\b(?:took|was|needed)\b.{0,10}\b(?:the )?(?:shortest|quickest|fastest|"
    r"least)\b",
)
COMPARED = any_of(
    "(?:比|和|跟|较)(?:起)?[^,。?]{0,10}(?:那次|那回|上次|上回|那个|那张|那单|的时候|之前|以前|"
    "去年)[^,。?]{0,8}(?:慢|快|久|长|短)",
    r"\b(?:slower|quicker|faster|longer|shorter) than\b.{0,30}"
    r"\b(?:one|last|first|time|in|did|was|took|ours?|mine|site|shop|that|january|february|"
    r"march|april|"
    r"may|june|july|august|september|october|november|december)\b",
)
_NEED = "(?:要|需要|得|等着?|轮到|差|缺|用得着)"
_US = "(?:我们?|咱们?|本人|这边|自己|我方)"
_DO = "(?:处理|操作|办|弄|做|动手|管|核验|提交|搞|跟进|配合|点|出面|补|交)"
WAITS_FOR_US = any_of(
    f"(?:哪|什么|啥|几)(?:些|几|一)?(?:个|张|单|件|样|步|笔)?[^,。?]{{0,8}}(?:还|是|正)?(?:在)"
    f"?{_NEED}{_US}[^,。?]{{0,8}}(?:的|{_DO}|[啊呀呢?]|$)",
    "(?:有没有|还有|有)(?:没有)?(?:什么|啥|哪些|哪张|哪个|别的)"
    f"?[^,。?]{{0,8}}{_NEED}{_US}?[^,。?材料]{{0,6}}{_DO}的(?:[吗么没]|单|事|[啊呀呢?]|$)",
    "(?:我们?|今天|这边)[^,。?]{0,6}(?:还)?(?:有|剩)(?:什么|啥|哪些|几件|哪张)"
    "[^,。?]{0,4}(?:单|事|申请|订单)?[^,。?]{0,3}(?:没办|没弄|要办|要弄|要处理|要做|待办|"
    "没处理)",
    "待办(?:的)?(?:有)?(?:什么|哪些|啥|几)|(?:什么|哪些|啥|几个)待办",
    r"\b(?:which|what|any|anything|something|how many)\b.{0,40}\b(?:orders?|requests?|"
    r"applications?|of (?:ours|mine|"
    r"them|these|our \w+|my \w+)|things?|filings?|cases?|open ones|ones|still|else)"
    r"\b.{0,25}\b(?:needs?|needing|waits?|"
    r"waiting|requires?|wants?|expects?|depends?|wanted)\b.{0,25}\b(?:us|me|our|my|we|i|action|"
    r"attention|today|doing)\b",
    r"\b(?:anything|something|nothing)\b.{0,25}\b(?:needs?|needed|waits?|waiting|required|"
    r"urgent|due|left|open|pending)\b"
    r".{0,20}\b(?:from|for|on) (?:us|me|our|my)\b",
    r"\banything\b.{0,15}\b(?:on|from|for) (?:our|my|us|me)\b.{0,12}(?:side|end|part|today|now|"
    r"urgent|[?]|$)",
    r"\b(?:waits?|waiting) (?:for|on) (?:me|us)\b.{0,25}(?:[?]|$)",
    r"\b(?:what|which)(?:(?: one| ones)? (?:is|are)|'?s) (?:still )?(?:urgent|due|on (?:our|my)"
    r" (?:plate|desk|side|table|list)|with us|with me|(?:up to|left for) (?:us|me))\b",
    r"\bwhat (?:do|must|should) (?:i|we) (?:still )?(?:have|need) to (?:take care of|look after"
    r"|deal with|act on)\b",
    r"\b(?:ball|turn)\b.{0,12}\b(?:in (?:my|our) court|ours|mine)\b",
)
_ORDERS = "(?:单|订单|申请|工单|流程|备案单|事|张|笔|项)"
UNDER_WAY = any_of(
    f"(?:手里|手上|手头|名下|目前|现在|我们?|账号|还有?)[^,。?]{{0,6}}(?:在办|在审|进行中|"
    "没办完|没完|没结|没走完|在走|在跑|正办|办着|未完成)(?:的)"
    f"?[^,。?]{{0,3}}{_ORDERS}?[^,。?]{{0,3}}(?:有?(?:几(?![号点时天月])|哪|什么(?!时)|多少|啥(?!时))|只有|就只|就剩|就这|"
    "就是|是不是|吗|[?])",
    f"(?:几|哪|多少|什么|啥)(?:几|些)?(?:个|张|笔)?{_ORDERS}?[^,。?]{{0,4}}(?:在办|在审|进行中|"
    "没办完|没走完|没结束|还在走|在走|在跑|跑着|走着)",
    f"(?:只有|就只有?|就剩|只剩)[^,。?]{{0,10}}(?:{_ORDERS}|那个|这个)[^,。?]{{0,3}}(?:在办|"
    f"在审|没完|没办完|进行)[^,。?]{{0,3}}(?:吧|吗|对|是)",
    r"\b(?:which|what|how many|any|do (?:i|we) (?:still )?have|have (?:i|we) got|is there|"
    r"are there)\b.{0,25}\b(?:orders?|requests?|applications?|"
    r"cases?|submissions?)\b.{0,25}\b(?:open|under ?way|pending|running|in progress|unfinished|"
    r"active|in process|"
    r"still going|not finished|going on|outstanding)\b",
    r"\b(?:open|pending|running|unfinished|active|outstanding) (?:orders?|requests?|"
    r"applications?)\b.{0,30}[?]",
    r"\b(?:only|just)\b.{0,12}\b(?:one|order|change|request|thing|cancellation|application|"
    r"access)\b.{0,25}\b(?:open|under ?way|"
    r"pending|running|in progress|going on|in process|active|unfinished)\b.{0,25}(?:[?]|right|"
    r"correct|yes)",
    r"\bnothing else\b.{0,15}\b(?:open|under ?way|pending|running|in progress)\b",
)
WHAT_IT_CANCELS = any_of(
    "(?:单|订单|草稿|申请|这张|那张|它)[^,。?]{0,4}(?:只|就|仅|光)(?:是)?(?:注销|取消|销)"
    "[^,。?]{1,12}(?:[吧吗?]|对吧|是吧|,[^。?]{0,4}(?:不是|没有?|不会|不动|不碰).{0,10}[吧吗?])",
    "(?:单|订单|草稿|申请|这张|那张)[^,。?]{0,8}(?:不是|又不是|是不是|没有)(?:要)?(?:注销|取消|"
    "销)(?:整个)?(?:主体|网站|接入|公司)[^,。?]{0,4}[吧吗?]",
    r"\b(?:order|draft|request|application|it|that one|this one)\b.{0,12}\b(?:only|just)"
    r" (?:cancels?|removes?|takes?|is for|"
    r"covers?|concerns?|deletes?|about)\b.{1,40}(?:[?]|right|correct|yes)",
    r"\b(?:order|draft|request|application)\b.{0,20}\b(?:is ?n'?t|does ?n'?t|not)"
    r"\b.{0,15}\b(?:subject|whole|company|site|"
    r"website|everything|all)\b.{0,20}(?:[?]|right|correct)",
)
