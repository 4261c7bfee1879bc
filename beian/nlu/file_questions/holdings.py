"""Words that ask what there is: how many are left, numbers and domains, servers and what is on
them."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of

_ANY = "(?:什么|啥|哪些|哪几个|几个|多少|几)"
_SITES = "(?:网站|站点?|主体|备案|域名|小程序|app|公司)"
LEFT = any_of(
    f"还(?:剩下?|有|差)(?:些)?{_ANY}.{{0,4}}没(?:有)?(?:注?销|处理|办|弄|清)",
    f"(?:名下|手里|手上).{{0,8}}还(?:剩下?|挂着|有){_ANY}",
    f"(?:还|只|就)?剩(?:下|了|着)?(?:的)?(?:是|有)?{_ANY}(?:个)?(?:{_SITES})?(?!天|小时|时间|"
    "分钟|工作日|钟|次|日)",
    f"(?:一共|总共|合计|统共|现在|目前|名下)[^,。?]{{0,6}}(?:还)?有?(?:几|多少)"
    f"个?{_SITES}(?!.{{0,6}}(?:额度|名额|能备|可以备))",
    f"(?:几|多少)个?{_SITES}(?:还|仍)(?:在|有|活|备|挂|没)",
    f"还(?:有|挂着?){_ANY}个?{_SITES}(?:在备案|在|没|是|挂|有备案)",
    r"\bwhat(?:'s| is| else is)? (?:still )?(?:left|remain(?:s|ing)?)\b"
    r"(?! (?:for me|to (?:do|be done)))"
    r"(?=[^?]{0,40}(?:filed|file|record|cancel|my name|ministry|miit|[?]|$))",
    r"\bwhich (?:ones|sites|websites)? ?(?:are )?(?:still )?(?:left|not (?:yet )?cancell?ed)\b",
    r"\bhow many\b.{0,30}\b(?:sites?|websites?|filings?|domains?|subjects?|companies|ones?|"
    r"of (?:them|ours|mine|my|our))\b.{0,30}"
    r"\b(?:left|remain\w*|still|on file|filed|registered|have|has|not cancell?ed|on record|"
    r"survive\w*)\b",
    r"\bhow many (?:are|is|of them are|do (?:i|we) have) (?:still )?(?:left|remaining|filed|"
    r"on file)\b",
    r"\b(?:which|what) (?:of (?:our|my) )?(?:sites|websites|filings|ones)"
    r"\b.{0,15}\b(?:still (?:there|filed|on file|"
    r"registered|exist|alive)|remain|(?:do )?(?:we|i) still have)\b",
)
NUMBER = any_of(
    "(?:原来|原先|旧|老|以前|之前|现在|接好|恢复|备案)(?:以?后)?的?(?:备案)?号(?:码)"
    "?[^,。?]{0,4}(?:还是|仍是|依旧是|就是|是不是)[^,。?]{1,14}(?:[吗吧么?]|那个)",
    "(?:域名|网址).{0,4}(?:和|跟|还有|、|,).{0,6}备案号|备案号.{0,4}(?:和|跟|还有|、|,)"
    ".{0,6}(?:域名|网址)",
    "(?:把|给我|再说|报一?下|发一?下|告诉我|我要|我要的是|就要).{0,8}备案号(?:[给发报说]|$|"
    "[,!。?])",
    "备案号(?:再)?(?:说|报|发|给)(?:我)?(?:一遍|一次|一下|下)?",
    "备案号(?:到底|具体|是|叫|又)*(?:多少|什么|是啥|几号|哪个|哪一?串|来着)",
    "(?:它|网站|站|那个).{0,4}(?:域名|网址)(?:是|叫)?(?:什么|啥|哪个|多少|来着)",
    r"\b(?:domain|url|web address)s?\b.{0,12}\b(?:and|plus|with|&)\b.{0,16}\bnumbers?\b",
    r"\bnumbers?\b.{0,12}\b(?:and|plus|with)\b.{0,14}\b(?:domain|url)s?\b",
    r"(?:^|[.,;!?] *)(?:just |only |no,? |i (?:asked for|want|need|mean(?:t)?) |give me |tell me )*"
    r"(?:the |its |their |that |whole |full |filing |icp |exact |complete )+numbers?(?: itself|"
    r" again)?,? "
    r"*(?:please|pls|again|[?!.]|$)",
    r"\b(?:what(?:'s| is| was)|which is)\b.{0,30}\b(?:filing|icp|beian|record|registration)"
    r" number\b",
    r"\bnumber again\b|^(?:and )?(?:the |its )(?:icp |filing )number\W*$|\bnumber (?:of|for)"
    r" (?:the|our|my|that)\b.{0,25}\b(?:again|site|website|blog|shop|one)\b",
    r"\b(?:still|keeps?|have) (?:the )?(?:same|old|original)? ?(?:filing |icp )?number\b.{0,20}"
    r"\b(?:as before|ending|with|the one|right)\b",
    r"\b(?:what(?:'s| is| was|s)|tell me|which) (?:the |its |their )?(?:domain|url)"
    r"\b(?! name registrar)",
)
_MACHINE = "(?:服务器|机器|主机|实例|云主机|ecs|vps|机子)"
SERVER = any_of(
    f"(?:同|一|同一|两)(?:个|台|部)?(?:的)?{_MACHINE}|(?:是不?是|不是|是)?(?:在|放在|挂在)?同一?台",
    f"(?:在|放|挂|用|跑|占|绑)(?:着|的|在)*(?:是)?哪(?:一)?(?:个|台|部|些)?{_MACHINE}",
    "(?:退|关|释放|停|不续|还|砍)(?:了|掉|租)?(?:那|这|了)?(?:台|个)?(?:的)"
    f"?{_MACHINE}[^。?]{{0,12}}(?:会|影响|连累|断|挂|怎么样|怎样|牵连|受|坏|打不开|哪)",
    f"{_MACHINE}[^,。?]{{0,4}}(?:退|关|释放|停)(?:了|掉)?[^。?]{{0,10}}(?:会|影响|连累|断|挂|"
    "怎么样|牵连|打不开|哪)",
    f"(?:哪(?:些|几个|个)|什么|几个)(?:网?站|备案|域名)[^,。?]{{0,4}}(?:在|挂|跑|放|用)"
    f"[^,。?]{{0,6}}(?:{_MACHINE}|ins-|i-|ecs-|\\d\\d)",
    f"(?:{_MACHINE}|ins-[\\w-]+|ecs-[\\w-]+|0\\d)(?:那台|这台)?(?:上面?|里面?|下面?)(?:有|挂|"
    "跑|放|是)?(?:着|了)?(?:哪|什么|几个|啥)",
    r"\b(?:same|one|shared?|single|different|separate|another) (?:server|machine|instance|box|"
    r"host|vps|computer)s?\b",
    r"\b(?:which|what) (?:server|machine|instance|box|vps|host)\b",
    r"\b(?:what|which(?: \w+)?|who|how many \w+|anything|everything)\b.{0,20}\b(?:on|runs on|"
    r"sits on|lives on|runs|using|uses?)\b "
    r"?(?:that|the|this|our|my|instance)? ?(?:\w+ )?(?:server|machine|instance|box|vps|"
    r"ins-[\w-]+|ecs-[\w-]+)",
    r"\b(?:give|hand|turn|shut|return|cancel|terminat|releas|drop|delet|kill|stop|end|scrap|"
    r"giv|returning|let)\w*\b.{0,14}"
    r"\b(?:server|machine|instance|box|vps|ins-[\w-]+)\b.{0,30}\b(?:what|which|who|does|do|"
    r"will|would|goes|go|else|down|also|too|die|"
    r"both|affect\w*|happen\w*|lose|die|dies)\b",
    r"\b(?:what|which \w+|who|does|do|will)\b.{0,40}\b(?:if|when|once)\b.{0,14}\b(?:give|hand|"
    r"turn|shut|return|cancel|terminate|"
    r"release|drop|delete|kill|stop|let)\w*\b.{0,16}\b(?:server|machine|instance|box|vps)\b",
    r"\bshar(?:e|es|ing) (?:a|the|one) (?:server|machine|instance|box|host)\b",
)
