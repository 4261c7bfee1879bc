"""Words that ask of people: who did what is on file, whose a number is, who is in charge, and whose
phone gets the code."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_DOES = (
    "(?:放弃|撤|提交|递|交|点|弄|办|操作|申请|发起|取消|断|掐|停|砍|"
    "关|注销|销|搞|填|建|下|整|做|拔|提)"
)
_DONE = f"{_DOES}(?:掉|上去|下来|出去|成|没)?[^谁,。?]{{0,6}}?(?:的|了|过)"
_OURS = "(?:我们?(?:自己)?|自己|本人|咱们?(?:自己)?|我方)"
_THEIRS = (
    "(?:他们|管局|通管局|通信管理局|政府|官方|你们|工信部|上面|"
    "腾讯云?|阿里云?|华为云?|接入商|别人|同事)"
)
WHO_DID = any_of(
    "(?:谁|哪个人?|哪位(?:同事)?|什么人)(?!来|能|可以|该|应该|要|会|都|负责|有权)(?:给|帮|把|"
    f"替|去|在|干)?[^,。?]{{0,6}}?{_DONE}(?!话)",
    f"{_DOES}(?:掉|上去|接入)?的?(?:人)?(?:到底|究竟)?是(?:谁|哪位|哪个人|何人)(?:啊|呀|呢|"
    "来着)?(?:$|[,?])",
    f"(?:是|不是|是不是|还是)(?:由|被)?(?:{_OURS}|{_THEIRS})[^,。?]{{0,5}}?{_DOES}(?:掉|没|"
    f"上去|下来)?[^,。?]{{0,6}}?的(?:[吗吧么]|对[吧吗]|是[吧吗]|还是|啊|呀|,|\\?|$)",
    "(?:谁|哪个|哪位)(?:干|弄|搞|做|办)的",
    r"\b(?:who|which (?:person|one of us|of us|colleague))\b(?: was it(?: that| who)?|"
    r" was the one (?:that|who)| actually| exactly| here| on earth| the hell)*"
    r"(?: has| had)? ?\b(?:cut|pulled|switched|shut|took|cancell?ed|did|submitted|handed|sent|"
    r"filed|"
    r"appli?ed|gave|dropped|abandoned|withdrew|started|ordered|made|requested|clicked|pressed|"
    r"killed|removed|stopped|called|closed|put|created|opened|pushed|lodged|deregistered)\b",
    f"{_OURS}?[^,。?]{{0,10}}(?<!不也)(?:放弃|撤)(?:掉)?(?:了|过)(?:的)?(?:[吧吗]|对吧|是吧)",
    "(?:放弃|撤)(?:掉)?(?:的|了)?还是(?:被)?(?:退|驳|打)|(?:退|驳|打)回?(?:的|了)"
    "?还是.{0,6}(?:放弃|撤)",
    r"\b(?:we|i) (?:stopped|dropped|gave up|withdrew|abandoned|called off|pulled)\b.{0,40}"
    r"\b(?:right|correct|yes|no|true)\b",
    r"\bdid (?:i|we) (?:withdraw|give|drop|abandon|pull|stop)\b.{0,30}\bor\b",
    r"\b(?:was|were) (?:it|that|they) (?:rejected|returned|sent back) or\b.{0,20}\b(?:i|we)\b",
    r"\bby whom\b|\bwho did (?:it|that|this|the)\b|(?:^|[,;] *)(?:and )?who did\W*$",
    r"\b(?:was|were|is) (?:it|that|this|they) (?:really |all |actually )?(?:us|me|them|you|him|her|"
    r"(?:the )?(?:administration|bureau|ministry|government|authority|authorities|miit|provider|"
    r"office|state|tencent|aliyun|alibaba|police|owner))\b(?! that (?:decides|approves))",
    r"\b(?:i|we) (?:did|cancell?ed|cut|stopped|dropped|ended|gave) (?:that|it|this|those|them)"
    r"(?: up)?(?: both| all)? (?:by )?(?:myself|ourselves|on (?:my|our) own)\b",
    r"\bdid (?:i|we) (?:do|cut|end|cancel|drop|stop) (?:that|it|this|those)\b.{0,20}\bor\b",
    r"\b(?:done|cut|cancell?ed|ordered|submitted|given up|ended|stopped|requested) by (?:us|me|you|"
    r"the (?:administration|bureau|ministry|government|provider|owner|miit)|our \w+|ourselves|"
    r"myself|somebody|someone)\b(?=.{0,25}(?:[?]|$))",
    r"\bon whose (?:order|request|side|initiative)\b|\bour own (?:order|request|doing)\b.{0,20}[?]",
)
_DIGITS = "(?:1[3-9]\\d[\\d*x]{0,8}|\\d{3,4}|尾号|这个|那个|登记的?)"
WHOSE_NUMBER = any_of(
    f"{_DIGITS}.{{0,8}}(?:归谁|(?:是)?(?:谁|哪位|哪个人|何人)的?(?:号码?|手机号?|电话|的|在用))",
    "(?:号码|手机号?|电话|尾号\\d{2,4})(?:那个|这个|的)?(?:是|登记在|记在|写的)(?:谁|哪位|"
    "哪个人)(?!收)",
    "(?:谁|哪位|哪个人)的(?:手机号?|电话|号码|号)(?:是|来着|啊|呀|\\?|$|,)",
    f"{_DIGITS}.{{0,6}}是[^,。?]{{1,8}}的(?:号码?|手机号?|电话)(?:[吗吧么]|还是|对吧|是吧|\\?)",
    r"\bwhose (?:number|phone|mobile|cell|sim|digits)\b(?!.{0,25}\b(?:codes?|texts?|sms)\b)",
    r"\bwhose (?:is|was|are)\b.{0,30}(?:\d{3,4}\b|\b(?:number|phone|mobile)\b)",
    r"\bwho(?:'s| is| has| owns| uses| does| holds)\b.{0,30}(?:\d{3,4}|\bnumber|\bphone|\bmobile)\b"
    r".{0,20}(?:belong|registered|listed|\bto\b|[?]|$)",
    r"\bwho\b.{0,12}\b(?:behind|on|with|under) (?:the )?(?:\d{3}\**\d*|number|phone|mobile)\b",
    r"\b(?:is|was)\b.{0,25}\b(?:\d{4}|number|phone|mobile)\b.{0,12}\b(?:mine|hers|his|ours)\b",
)
WHO_REVIEWED = any_of(
    "(?:谁|哪位|哪个(?:管局|部门|省|人)|哪里|哪儿|哪家)(?:给|来)?(?:审|批|核)(?:的|过的|核的)",
    r"\bwho (?:reviewed|approved|examined|checked|decided|handled|processed)\b"
    r"|\bwhich (?:administration|bureau|office|authority) (?:reviewed|approved|decided|handled|"
    r"was it)\b",
)
IN_CHARGE = any_of(
    "(?:归|由|是)?(?:谁|哪位|哪个人?|何人)(?:在|来)?(?:负责|管|挂名|牵头)(?!审|批|核)(?:的|着|"
    "呢|啊|呀)?(?:$|[,?]|吗|呢|来着)",
    "(?:负责人|联系人)(?:现在|目前|登记|写|填|是|的|叫|还|之前|当时|原来|名字)*(?:谁|哪位|哪个|"
    "什么名|叫啥|叫什么|啥名)",
    "(?:谁|哪位|哪个人?)(?:是|当|做|任).{0,12}(?:负责人|联系人)",
    "负责人(?:现在|目前|登记的?|写的|填的|还)*(?:是不是|是|叫)[^,。?谁什]{1,8}(?:吗|吧|对吧|是吧)",
    "也(?:是|归)(?:他|她|同一个人|这个人|那个人|我)(?:负责|管|的)*(?:吗|么|吧|不)(?:$|[,。?])",
    r"\bwho(?:'s|s| is| was| were| are|m is| has| had| do (?:i|we|you) have| does the file)"
    r"\b.{0,45}"
    r"\b(?:in charge|responsible|(?:the|our|its|your|registered|named) contact|"
    r"contact (?:person|for|on|at|of|there)|"
    r"person (?:on|for|named|listed|registered)|listed (?:for|as|on)|registered (?:for|as|on))\b",
    r"\b(?:which|what) (?:person|name|(?:one )?of us|contact)\b.{0,30}\b(?:in charge|on file"
    r"|registered|listed|responsible|on (?:it|that|the))\b",
    r"^(?:and )?(?:the )?(?:person in charge|contact person|contact)\b.{0,25}[?]",
    r"\b(?:is|was|are)\b.{1,40}\b(?:in charge of|the person in charge|responsible for|"
    r"the contact for)\b",
    r"\b(?:is|are)\b.{1,30}\b(?:phone|number|mobile)\b.{0,12}\bstill\b.{0,12}"
    r"\b(?:one|on file|registered|you have|listed|there)\b",
)
REACHABLE = any_of(
    "(?:号码?|手机号?|电话|负责人)[^,。?]{0,8}(?:登记|记|标|写|显示)[^,。?]{0,6}(?:打不通|"
    "联系不上|能?打得?通|联系得上)",
    r"\b(?:is|are|was)\b.{0,30}\b(?:number|phone|mobile|he|she|it|him|her)"
    r"\b.{0,25}\b(?:unreachable|out of reach|"
    r"marked|flagged)\b",
    r"\bcan (?:he|she|they)\b.{0,20}\b(?:be reached|still be reached)\b",
)
_CODE = "(?:短信|验证码|核验码|码(?!头)|核验短信|讯息|简讯)"
_PHONE = "(?:手机|号码?|电话|人|尾号)"
CODE_PHONE = any_of(
    f"{_CODE}.{{0,10}}(?:发|寄|送|收|到|给|去|走).{{0,4}}(?:谁|哪(?:个|部|位|一个|只|支|台)"
    f"?{_PHONE}|哪个|哪里|哪儿|什么{_PHONE}|几号|尾号|我(?:的|这|手机|吗|吧|还是|本人))",
    f"(?:谁|哪(?:个|部|位|一个|只){_PHONE})(?:的)?{_PHONE}?(?:会|能|来|去|要|在)?(?:收|接)"
    f"(?:到|得到)?(?:那条|这条|那个|这个)?.{{0,3}}{_CODE}",
    f"{_CODE}[^,。?]{{0,8}}[,，][^,。?]{{0,4}}(?:哪(?:个|部|支|只){_PHONE}|什么号码?)",
    f"{_CODE}.{{0,6}}(?:归|是|由|要|得)?(?:谁|哪位|哪个人)(?:来|去)?(?:收|接)",
    f"{_CODE}.{{0,4}}(?:是|由|归|要)[^,。?？]{{1,6}}(?:收|接)(?:[吗吧?？]|$)",
    f"(?:收|接){_CODE}的?(?:是|那个)?(?:谁|哪(?:个|部|位)|尾号|{_PHONE}是)",
    r"\b(?:which|what|whose) (?:phone|number|mobile|sim|cell|handset)\b.{0,30}\b(?:codes?|"
    r"texts?|sms|"
    r"get(?:s|ting)? (?:it|that|the)|receiv\w+|goes|go|sent|arrive\w*|verif\w+)\b(?! link)",
    r"\b(?:phone|number|mobile) for (?:the |that |this )?(?:codes?|sms|texts?|verification)\b",
    r"\bwho (?:gets|receives|will get|got|would get|is getting|is it sent to|does it go to)"
    r"\b.{0,16}"
    r"\b(?:codes?|texts?|sms|message|it)\b",
    r"\b(?:where|whom?|which of us)\b.{0,14}\b(?:codes?|texts?|sms|verification)"
    r"\b.{0,12}\b(?:go|goes|sent|"
    r"land|lands|arrive|to)\b",
    r"\b(?:codes?|texts?|sms) (?:is |be )?coming to (?:my|which|whose|his|her|our)\b",
    r"\b(?:codes?|texts?|sms)\b.{0,30}[?,] *(?:and |to )?(?:which|what|whose) (?:number|phone"
    r"|mobile|sim)\b",
    r"\b(?:codes?|texts?|sms)\b.{0,16}\b(?:go|goes|sent|come|comes|land|lands)\b.{0,8}\b(?:to )"
    r"?(?:me|my|"
    r"which|what|whose|whom?|him|her|us|where)\b(?=.{0,30}(?:[?]|$|phone|number))",
)


def asks_whether_reached(text: str) -> bool:
    """Return whether a text that asks of a person asks whether the phone is out of reach.

    >>> asks_whether_reached("can she still be reached")
    True
    """
    return REACHABLE.search(folded_in_place(simplified(text))) is not None
