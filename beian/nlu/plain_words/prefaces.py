"""Leave out what a message says of the conversation beside what it asks.

"我问的是手机上行不行", "u skipped the second thing. does anybody call", "我没说要注销，我说变更":
that somebody asks again, thanks, waves something aside or did not want something must not count for
what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from beian.nlu.plain_words.asking_clauses import asks
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import Clause, clauses_in

_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = 300
_FEWEST_CHARACTERS, _FEWEST_WORDS = 4, 3
"""What has to be left: Chinese characters, or words."""
_LEAST_INSISTED = 2

_BESIDE = re.compile(
    "[欸诶哎啊不]?不是|(?:不对)+|等等|等一?下|行[了吧]?|好[的吧]?|哦+|噢|嗯+|那?谢谢?[了你您]?|多谢|算了|服了|(?:哎|唉)?对了|哎呀?|唉|"
    "蛤|诶|欸|喂|不不+|晕|"
    "啥意思|什么意思|拜托|知道了|明白了?|懂了|听我说|再问(?:一下|一个|一句|个)|还有(?:个问题|一点)?|顺便问(?:一?下|一句)"
    r"|ok(?:ay)?|right|fine|cool|great|good|perfect|sigh|ugh|hm+|well|(?:eh |oh |uh )?no+|nope"
    r"|yes|yeah"
    r"|sure|thx|thanks?(?: you| a lot| so much)?|ty|sorry|please|listen|look|wait|forget (?:it"
    r"|that)|"
    r"never ?mind|whatever|one more(?: thing| question)?|last (?:one|question)|by the way|btw|"
    r"got it|i see|understood"
)
"""A clause that does no more than lead to what comes after it."""
_OFTEN = "(?:又|老是?|一直|总是?|还是?|尽|光|只)"
_HARPS_ON_EN = (
    "(?:sending|telling|giving|talking|answering|repeating|saying|showing|posting"
    "|send|tell|give|talk|answer|repeat|say|show|post)"
)
_INSISTING = re.compile(
    "什么乱七八糟的?|看清楚|一句话|你(?:咋|怎么)?又(?:发|说)了?一遍|又是这[个段句]|(?:怎么|咋)就?(?:帮不上|听不懂)|"
    "你?没有?(?:回答|答)(?:我|到|上来)?(?:的?问题)?|答非所问|"
    "我(?:又|根本|都|可)?(?:没|没有|不是在?)(?:说过?|问|让你)(?!什么|怎么|谁).{1,10}|"
    "我(?:又|根本|都|可)?(?:没|没有)要.{1,8}|不是在?问.{1,8}|"
    "你(?:还是|根本|完全|好像)?没有?(?:听|看|弄|搞|理解)?(?:懂|明白|清楚)(?:我(?:的意思|[说问]的)?|问题)?|"
    "你?(?:搞|弄|理解|看|听|答|想|会错意)错(?:了|地方|重点|意思)*|你?误会了?(?:我)?(?:的意思)?|我?不是(?:这个|那个)意思|"
    "跑题了?|答偏了|扯远了|文不对题|牛头不对马嘴|鸡同鸭讲|你?答错(?:了|题)*[吧啊]?|我?们?说的不是(?:一回|同一?[件个回])事|"
    "我(?:问|说|讲|指)的(?:可|并)?不是.{1,12}|"
    f"你(?:怎么|咋|干嘛|干吗|为什么|为啥)?{_OFTEN}(?:在|跟我|给我)?(?:回答|答|说|讲|提|扯|发|回)"
    "(?!.*[要会能不几多][^吗]).{1,10}"
    r"|again|please read(?: (?:it|that|my \w+))?|(?:but )?answer me|"
    r"(?:that'?s|its|it'?s|this is) (?:just )?(?:the )?same (?:\w+ )?again|same (?:\w+ )?again|"
    r"(?:you|u) (?:skipped|ignored|missed|forgot|didn'?t answer|did not answer)(?: \w+){0,4}|"
    r"(?:you|u) (?:misunderstood|got (?:me|it|that) wrong|mixed .{1,25} up|misread)(?: me| it)?|"
    r"(?:you|u) (?:don'?t|didn'?t|did not) (?:get|understand|read)(?: (?:it|me|what i \w+"
    r"|my \w+))?|"
    rf"(?:why |but |and )*(?:do )?(?:you|u) (?:keep|kept|always|only"
    rf"|just) (?:on )?{_HARPS_ON_EN}\b.{{0,40}}|"
    r"(?:sounds like )?i (?:only|just) get told .{1,30}|wrong (?:answer|question|topic)|"
    r"(?:no )?(?:that'?s|that is|thats|it'?s) not (?:what i (?:asked|meant|want|need|said)(?: for)?"
    r"|my question|the question|an answer|it|the point)|"
    r"(?:i'?m |i am )?not asking (?:about |for )?.{1,30}"
)
"""A clause that finds fault with the answer before."""
_ASKING = re.compile(
    "(?:不|但是?|可是?|而是)?(?:"
    "我(?:就|只|是)?(?:想)?(?:问|说|讲|指)的(?:(?:就)?是|(?=.{0,8}[这那]))|我是(?:想)?(?:说|问|讲|指|知道|话)|我(?:要|想)问的(?:就)?是|"
    "我(?:的)?意思是?(?:说)?|我就想知道|我(?:就|只)?想知道的(?:就)?是|"
    "我(?:就|只)(?:是)?(?:想)?问(?:你|一?句|一?下)?|你?(?:就|倒是)?直接(?:告诉我|回答我|说)吧?|你就(?:告诉我|说))"
    r"|(?:(?:no|but|and|sorry|well|look),? )*(?:"
    r"i (?:only |just |was )?(?:asked|asking|ask|meant|mean)\b(?: you\b)?(?: about\b)?"
    r"|i(?:'?m| am) (?:asking|talking) (?:you )?about\b|i(?:'?m| am) asking\b|i (?:clearly )?said\b"
    r"|what i (?:mean|meant|asked|want|wanted|need)(?: to (?:know|ask))? (?:is|was)\b)"
    r"|(?:(?:my|the|a) )?(?:(?:simple|plain|easy|real|actual|only) )?question(?: (?:is|was)\b"
    r"| again\b|$)"
)
"""What introduces a question that is asked again."""
_NARROWING = re.compile(
    r"(?:(?:no|sorry|well),? )*i (?:mean|meant|was asking|asked)(?: about)?"
    r" (?:of|among|amongst|out of|within) (?:\w+ ?){1,5}\W*"
    "|(?:我)?(?:是)?(?:问|说|指)的?(?:是|就是)?(?:我们|我|咱们?)?(?:自己)?(?:的)?(?:这|那)?[几一两二三四五六七八九十\\d]+[个张家]"
    "(?:站|网站|单|里|里面|当中|之中)*(?:里|里面|当中|之中)?的?"
)
_ASKING_INSTEAD = re.compile(
    "(?:那|而)?我(?:是)?(?:要|想)?问(?:一?下)?(?!过|了|你(?!们)|他|她|的)|而是(?:问)?|是问"
)
"""The same, behind a clause that denies."""
_DENYING = re.compile(
    "(?:蛤|啊|诶|欸|不)?(?:我)?(?:又|根本|都|可|也)?(?:并?不是|并非)(?!.*(?:就是|而是)).{1,14}"
    "|我?(?:又|根本|都|可)?没有?(?:要|说|想|打算|问|提|让你|叫你).{1,12}|别(?:管|说|提|扯|跟我[说提]).{1,10}"
    r"|(?:(?:no|but|and|so|hey|sorry|look|wait) )*(?:not|i (?:don'?t|do not|didn'?t|did not|never) "
    r"(?:mean|ask(?:ed)?|want|say|said|need)) .{1,40}"
    r"|(?:but )?(?:that'?s|thats|that is|that was|this is|it'?s) (?:only |just )?(?:for"
    r"|about) .{1,30}"
)
"""A clause that says what was not asked or not wanted; it may as well be part of the matter, so it
is left out only beside a clause that asks again."""
_DISMISSING = re.compile(
    "(?:别|不要?)再?(?:管|说|提|扯|讲|跟我[说提讲]).{1,10}了?|先不[管说].{1,8}|"
    ".{1,8}(?:先|就)?(?:别|不)(?:管|提|说)了|我?(?:并?不是|没有?)(?:要|在?问|想要?)(?!不).{1,12}"
    "|我(?:并?不是|没有?)(?:在说|说要).{1,12}"
    "|(?:不|不对|啊|哎)不是.{1,12}"
    r"|(?:(?:no|ok|but|so|please) )*(?:forget(?: about)?|never ?mind|ignore|skip|enough (?:of"
    r"|about|with)"
    r"|stop (?:with|sending(?: me)?|talking about|telling me about|it with)) .{1,30}"
    r"|(?:i'?m |i am )not (?:asking|talking) .{1,30}"
    r"|(?:eh |oh )?no not .{1,40}|(?:it'?s|this is|that'?s|thats) not about .{1,40}"
)
"""A clause that waves something aside, whatever comes after it."""
_NOT_ASKED = re.compile(
    "我?(?:又|根本|都|可|也)?(?:并?不是|没有?)(?:在|要|想)?问(?!.*[吗呢]$).{1,16}"
    r"|(?:(?:no|but|and|so),? )*i (?:didn'?t|did not|never|wasn'?t|don'?t) (?:ask(?:ed|ing)?"
    r"|mean|meant) .{1,40}"
)
"""The same, where what was not asked has the form of a question ("i didn't ask how to cancel")."""
_NO_MORE = re.compile(
    r"(?:please )?no (?!idea|one|way|longer|problem|news|need)(?:more )?[a-z]+(?: [a-z]+)?"
)
"""The same in an outcry: "no letter!"."""


def without_preface(text: str) -> str:
    """Return a text without what it says of the conversation; the text itself where too little
    would be left.

    >>> without_preface("我问的是用手机行不行"), without_preface("thx. can u make me that letter")
    ('用手机行不行', 'can u make me that letter')
    """
    rest: list[str] = []
    start = 0
    for first, last in beside_the_question(text):
        rest.append(text[start:first])
        start = last
    kept = "".join([*rest, text[start:]]).strip().rstrip(",，")
    return kept if _says_enough(kept, insists(text)) else text


def beside_the_question(text: str) -> list[tuple[int, int]]:
    """Return where in a text stands what it says of the conversation, in order."""
    if len(text) > _LONGEST:
        return []
    clauses = clauses_in(folded_in_place(text))
    if not clauses:
        return []
    aside = _set_aside(clauses)
    ends = [*(clause.start for clause in clauses[1:]), len(text)]
    places: list[tuple[int, int]] = []
    for clause, end in zip(clauses, ends, strict=True):
        leads = _BESIDE.fullmatch(clause.text) and clause is not clauses[-1]
        if leads or clause in aside or _INSISTING.fullmatch(clause.text):
            places.append((clause.start, end))
            continue
        asking = _ASKING.match(clause.text)
        asking = asking or (_ASKING_INSTEAD.match(clause.text) if aside else None)
        if asking:
            behind = text[clause.start + asking.end() : end]
            left = len(behind) - len(behind.lstrip(" ,:，："))
            places.append((clause.start, clause.start + asking.end() + left))
    return places


def insists(text: str) -> bool:
    """Return whether a text finds that what it asks was not answered ("我问的是", "i asked").

    >>> insists("我问的是用手机行不行"), insists("用手机行不行")
    (True, False)
    """
    clauses = clauses_in(folded_in_place(text[:_LONGEST]))
    return bool(_set_aside(clauses)) or any(
        _INSISTING.fullmatch(one.text) or _ASKING.match(one.text) for one in clauses
    )


def narrows_what_was_asked(text: str) -> bool:
    """Return whether a text does no more than narrow the question before ("i meant of our six")."""
    return _NARROWING.fullmatch(folded_in_place(text[:_LONGEST]).strip()) is not None


def _set_aside(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that say what was not asked, where others say what was."""
    dismissing = [one for one in clauses if _dismisses(one)]
    denying = [one for one in clauses if one in dismissing or _denies(one, _DENYING)]
    others = [one for one in clauses if one not in denying]
    asked_again = any(_ASKING.match(one.text) for one in others)
    asked_instead = any(_ASKING_INSTEAD.match(one.text) for one in others)
    if asked_again or asked_instead:
        return denying
    return dismissing if any(asks(one) for one in others) else []


def _dismisses(clause: Clause) -> bool:
    outcry = clause.mark.startswith("!") and _denies(clause, _NO_MORE)
    not_asked = not clause.mark.startswith("?") and _NOT_ASKED.fullmatch(clause.text)
    return outcry or bool(not_asked) or _denies(clause, _DISMISSING)


def _denies(clause: Clause, form: re.Pattern[str]) -> bool:
    return form.fullmatch(clause.text) is not None and not asks(clause)


def _says_enough(text: str, insisted: bool) -> bool:
    """Return whether a text is enough to be understood by; less is, after "what I asked was"."""
    if _HAN.search(text):
        return len(_HAN.findall(text)) >= (_LEAST_INSISTED if insisted else _FEWEST_CHARACTERS)
    words = len(re.findall(r"[a-z']+", text, re.IGNORECASE))
    return words >= (_LEAST_INSISTED if insisted else _FEWEST_WORDS)
