"""Words that ask for a state on file: whether a thing is cancelled, whether its site opens."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of

_WITHIN = r"(?:[^.?!]|\.(?=\w))"
"""Characters of one sentence; a domain has dots, too."""
_THINGS = "(?:备案|备案号|主体号?|号|网站|站|小程序|app|它)"
_ENDS = "(?:没有|没|[吗么吧\\?]|[对是][吧吗]|对不对|是不是)"
_END_EN = (
    r"(?: (?:now|right now|at the moment|currently|then|today|yet|too|as well|at all|still|here|"
    r"again|properly|correctly|normally|"
    r"or (?:not|no|down|up|what|gone|offline|dead|closed|taken down)|(?:for|to|by) \w+(?: \w+)?|"
    r"in (?:china|the mainland)|during (?:all )?th\w+(?: \w+)?|meanwhile|in the meantime))*"
    r"(?=,? *(?:[?]|$|or\b|right\b|correct\b|yes\b|no\b|and\b))"
)
CANCELLED = any_of(
    f"(?:注销|销)(?:掉|成功|完|好|干净)?[了过](?:的)?{_ENDS}",
    "(?:算|到底|究竟|是不是|有没有?|是否)(?:已经|都|真|也)?[是给]?(?:注销|销)"
    "(?!的?(?:网站|主体|订单|备案|声明))",
    "没有?(?:注销|销)(?:掉|成功|完)?[吗么吧]|也[是要会在给]?(?:注销|销掉)[了的]?(?:[吗么吧]|对吧)",
    f"{_THINGS}(?:现在|目前)?都?还?(?:在不在|有没有效|有效(?:[吗么吧]|对吧|的吧)|仍?有效)",
    f"(?:备案|备案号|主体号?|小程序|app)(?:现在|目前|是不是)?都?[还仍](?:在|有效){_ENDS}",
    rf"\b(?:is|are|was|were)\b{_WITHIN}{{1,60}}\b(?:still|really|actually|already|now|even|totally|"
    r"completely|fully|definitely|finally) "
    r"(?:filed|on file|on record|registered|valid|cancell?ed|wiped|erased|gone)\b",
    rf"\b(?:is|are|was|were|has|have)\b{_WITHIN}{{1,50}}\bcancell?ed"
    r"(?: (?:already|yet|too|as well|or not|then|now))?(?=[?]|$| or\b)",
    rf"\bwhether\b{_WITHIN}{{1,30}}\bcancell?ed\b",
    r"\b(?:we|i|he|she|they) (?:have )?cancell?ed (?:it|that|this)\b"
    r".{0,30}\b(?:so|true|right|correct)\b",
    rf"\bdid (?:we|i|he|she|they|you)\b{_WITHIN}{{0,30}}\bcancel\b",
    rf"\bdo(?:es)?\b{_WITHIN}{{1,40}}\bstill ha(?:ve|s) (?:a|an|its|their|my|our) "
    r"(?:filing|number|registration)\b",
    r"\bgone,? (?:number|filing)s? and (?:all|everything)\b|\bgone for good\b",
)
_ASKED = "(?:[吗么不嘛吧]|没有?|[啊呀啦]?[,\\?]|[啊呀啦]?$|,?还是)"
_OPENS = "(?:打|看|进|访问|浏览|登|搜)"
_STILL_UP = r"(?:up|online|live|open|reachable|accessible|visible|running|available|alive|working)"
_IS_DOWN = (
    r"(?:down|offline|dead|unreachable|closed|blocked|shut|cut off|taken (?:down|offline|off))"
)
ACCESS = any_of(
    "(?:接入|网站|站|域名).{0,14}(?:正常(?:[吗么吧不\\?]|$)|正不正常|好好的吗|断了吗|断没断|"
    "有没有断|停了吗)",
    "(?:网站|站|域名).{0,14}还(?:能|打得)开[吗么不\\?]",
    "接入状态|接入还?(?:在不在|在吗|还有吗|有效吗)|还在.{0,10}(?:接入|正常)[吗么吧\\?]",
    f"(?:{_OPENS}|上)(?:不(?:{_OPENS}|上)得|得)(?:开|到|了|进|见|去)(?:了)?{_ASKED}|开没开着?",
    f"(?:能|可以?)(?:不能|否)?(?:打开|访问|浏览|看到|看见|看得见|进去|搜到)(?:了|到)?{_ASKED}",
    "(?:打开|访问|看到|看见)(?:了)?[吗么不](?:[\\?,]|$)",
    "(?:还|仍|现在|目前|是不是|有没有|已经|到底)(?:是|都|被|已经?)*"
    "(?:在线|上线|开着|开放|活着|下架|下线|关停|停掉|停用|关了|挂了|停了|断了)"
    "(?:着|的|了|掉)*(?:[吗么不吧\\?]|没有?|,?还是)",
    "(?:是不是|有没有|到底|还是|是否)(?:都|被|已经?)*"
    "(?:在线|上线|开着|开放|活着|下架|下线|关停|停|关|挂|断)(?:着|的|了|掉)*$",
    "(?:下架|下线|关停|挂掉?|停)(?:了)(?:[吗么吧\\?]|没有?(?:[啊呀])?(?:\\?|$))|下架没|下线没|"
    "在线[吗么不]|在线上[吗么不]",
    "接入.{0,8}(?:有没有|到底|是不是|是否|没).{0,8}(?:取消|断|停|掉|撤|丢)(?!是)",
    "接入(?:已经|都|给|被|现在|是)*(?:取消|断|停|丢|撤)(?:掉)?了?(?:过)?(?:[吗么吧\\?]|"
    "没有?(?:[啊呀])?(?:\\?|$))",
    "(?:没有?|未)(?:人)?(?:取消|断|停)(?:过|掉)?(?:我的?|它的?)?接入[啊呀吧吗,]|"
    "接入.{0,4}没(?:有)?(?:取消|断|被)[^,]{0,4}[吧吗]",
    "还好着[呢吧吗]|好着[呢吧吗]|一切正常[吗吧]|还好好的[吧吗]",
    rf"\b(?:is|are)\b{_WITHIN}{{1,40}}\b(?:access|hosting)\b{_WITHIN}{{0,20}}"
    r"\b(?:active|ok|okay|fine|working|intact)\b",
    rf"\b(?:is|are)\b{_WITHIN}{{1,40}}\b(?:fine|ok|okay|running|alive) (?:at|with|on)\b",
    rf"\b(?:is|are|'s|was|were)\b{_WITHIN}{{1,60}}\b(?:{_STILL_UP}|{_IS_DOWN}){_END_EN}",
    rf"\b(?:it|site|sites|page|shop|website|they|one|domain)s?(?:'s|'re| is| are)?(?: all)? still "
    rf"(?:all )?{_STILL_UP}{_END_EN}",
    rf"^(?:and |so |ok |but )*(?:still|currently|already) (?:{_STILL_UP}|{_IS_DOWN}){_END_EN}",
    rf"\bdo(?:es)?\b{_WITHIN}{{1,50}}\b(?:still|even) (?:open|load|work|run|resolve|show)\b",
    r"\bcan (?:people|visitors|customers|anyone|anybody|users|i|they|we|students|clients|readers|"
    r"others|someone|my \w+|our \w+) (?:still|even) (?:open|see|visit|reach|load|use|get|access|"
    r"view|find)\b",
    rf"\bha(?:s|ve)\b{_WITHIN}{{1,40}}\b(?:been )?(?:taken (?:\w+ ){{0,3}}(?:down|offline|off)|"
    r"gone "
    rf"(?:down|offline)|shut down|switched off|blocked|cut off){_END_EN}",
    rf"\b(?:was|were|is|are|has|have|did)\b{_WITHIN}{{1,40}}\b(?:access|hosting)\b"
    rf"{_WITHIN}{{0,25}}\b(?:cancell?ed|cut|ended|revoked|lost|gone|removed|stopped)\b",
    rf"\b(?:did|have|has) (?:i|we|it|they|\w+ site)\b{_WITHIN}{{0,20}}\b(?:lose|lost)\b"
    rf"{_WITHIN}{{0,12}}\baccess\b",
)
NO_STATE = any_of(
    "为什么|为啥|怎么|咋|如何|多久|什么时候|几时|是谁|谁(?:取消|断)|哪个部门|(?<!现)在注?销",
    "(?:注销|取消)(?:接入|网站|主体)?(?:了|之?后|以后|掉)[^,没]{0,12}(?:打开|访问|看|用|开)",
    r"\b(?:why|how|when|while|who|whose|what happens|phone|number|contact|line|seal|licence)\b",
)
"""Words with which a text asks for more than a state, or for what would follow."""
