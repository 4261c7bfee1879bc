"""Whether a message that wishes for a person says what for, too.

What is left beside the words of the wish, politeness, haste, a way to be reached, and remarks about
the talk itself ("you don't understand me", "typing is tiring") is the matter.
"""

from __future__ import annotations

import re

from beian.nlu.plain_words.person_wish import WISH
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in

_BARE_WISH = re.compile(
    "^(?:来个|找个|要个|给个)?(?:人工|真人|活人|客服|人)(?:吧|呗|来)?(?=[ ,，。.!！:：~]|$)"
    r"|^(?:(?:please|pls|hi|hello|hey|ok|no)[,!.]? )*(?:an? )?(?:(?:real|live|actual|human) )*"
    r"(?:human|person|agent|operator|representative|someone|staff)\b"
)
"""A wish at the beginning that names no more than whom: "a human please, my domain expired"."""
_UNIT = re.compile(r"[\u3400-\u9fff]|[a-z0-9']+")
_FEWEST, _FEWEST_IN_ENGLISH = 2, 2
"""Characters, or words, from which what is left tells anything: 订单, rejected order."""
_FEWEST_OF_THE_TALK = 4
"""The same where a clause is about the talk so far: 短信验证这块说不清."""
_A_PERSON = re.compile(
    "人工|客服|坐席|真人|活人|专员|顾问|经理|主管|领导|同事|人员|老师|部门|机器人?"
    r"|\b(?:persons?|humans?|people|agents?|someone|somebody|staff|colleagues?|team|support|service"
    r"|representative|operator|manager|supervisor|consultant|advisor|specialist|ro?bots?|machine"
    r"|live|real|actual|being|customer|desk)\b"
)
_IN_CHINESE = (
    "麻烦 拜托 谢谢 多谢 感谢 辛苦 您好 你好 在吗 好的 好吗 行吗 可以吗 可不可以 能不能 可以 "
    "一下 帮我 给我 帮忙 给个 我要 我想 想要 需要 直接 还是 干脆 不如 算了 改主意 改变 想法 "
    "前面 刚才 小姐姐 小哥 着急 急事 很急 紧急 加急 尽快 赶紧 赶快 马上 立刻 立即 现在 今天 "
    "快点 快些 咨询 沟通 服务 处理 解决 介入 联系 安排 问题 情况 电话 微信 邮箱 快 急 吧 呗 呢 "
    "吗 啊 呀 哦 嘛 啦 了 的 请 那 就 好 行 能 会 来 去 有 没 个 位 名 我 你 您 们 他 她 要 想 "
    "找 转 接 叫 换 跟 和 与 让 把 给 帮 说 讲 聊 谈 话 问 事 遍 刚 用 得 真 多 久 等 这 再 也 "
    "都 不 是 在 到 打 加 别 扯"
)
_IN_ENGLISH = (
    "i i'd i'm i'll i've we me my our us you your it it's its is are am be been a an the to "
    "with for of on at in by and or but so then now here there this that these those just only "
    "really very ok okay yes yeah yep sure fine well no not please pls plz thanks thank sorry "
    "hi hello hey dear sir madam can could may might would will shall should do does did have "
    "has had need want wanna like love prefer rather wish let lets let's get give put pass "
    "hand connect transfer switch talk speak chat call ring reach contact through over back up "
    "out about instead after all quick quickly fast asap urgent urgently soon immediately "
    "today right away help directly who anyone anybody any some one issue problem question "
    "matter case thing something else more take takes took from again still first if possible"
)
_NO_MATTER = re.compile(
    r"(?:微信|(?<![a-z])(?:wechat|weixin|vx|wx|qq))号?[ :是为]*[a-z0-9][\w-]{3,}|"
    + "|".join(_IN_CHINESE.split())
    + rf"|手机号?(?=[是为:]?[ \d])|(?<![\w'])(?:{'|'.join(_IN_ENGLISH.split())})(?![\w'])"
    + r"|[\w.+-]+@[\w.-]+|[+\d][\d -]{5,}\d|\d+"
)
"""Words of politeness and haste, those around a wish, and ways to be reached."""
_OF_THE_TALK = re.compile(
    "^(?:跟|和)?[你您](?!们)|机器|打字|说不[清明]|讲不[清明]|[听看]不懂|没听懂|答非所问"
    "|没明白|没懂|没用|别废话|不聊|不等了|不想跟"
    r"|\b(?:you (?:don't|do not|can't|cannot|didn't|are|aren't|keep|never)|not you|bots?|robots?"
    r"|machine|typing|useless|no use|no help|didn't help|doesn't help|not helping|understand)\b"
)
"""What clauses about the talk so far say, rather than about the matter."""


def tells_matter(text: str) -> bool | None:
    """Return whether a wish for a person says what it is about; None where the text holds no words
    of a wish that are known."""
    folded = folded_in_place(text)
    if WISH.search(folded) is None and _BARE_WISH.search(folded) is None:
        return None
    without = folded
    for wish in (WISH, _BARE_WISH):
        without = wish.sub(lambda found: " " * len(found[0]), without)
    return any(_tells(without[one.start : one.end]) for one in clauses_in(folded))


def _tells(clause: str) -> bool:
    """Return whether a clause, without the words of a wish, says something of the matter."""
    about_the_talk = _OF_THE_TALK.search(clause) is not None
    for pattern in (_OF_THE_TALK, _A_PERSON, _NO_MATTER):
        clause = pattern.sub(" ", clause)
    units = _UNIT.findall(clause)
    if about_the_talk:
        return len(units) >= _FEWEST_OF_THE_TALK
    return len(units) >= (_FEWEST_IN_ENGLISH if "".join(units).isascii() else _FEWEST)
