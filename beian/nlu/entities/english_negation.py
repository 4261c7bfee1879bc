"""Scopes of negation and correction in English. The texts are folded, so lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beian.nlu.text.clauses import Clause
from beian.nlu.text.scope import CORRECTION, DENIED, MEANT, Scope

_FEW = 7
"""Words of a clause that may be taken whole for what is meant."""

_ASKS = re.compile(
    r"\b(?:how|what|when|where|why|which|who|can|could|will|would|does|do|is|are|should|may)\b"
)
_UNTIL = (
    r"(?= but\b| because\b| since\b| so\b| how\b| what\b| when\b| where\b| just\b| only\b| please\b"
    r"| instead\b| then\b| and (?:i|how|what|when|where|can|do|is|tell|please|just)\b| it'?s\b"
    r"| i (?:want|mean|meant|need)\b| not\b| rather than\b|$)"
)
_THING = rf"(?P<denied>\S.{{0,70}}?){_UNTIL}"

_NO_DENIAL = (
    r"(?:sure|yet|only|just|really|at all|now|necessarily|able|possible|available|found|valid|even|"
    r"so|very|much|many|again|all|helpful|help|until|to mention|enough|too|always|working|there|"
    r"in use|mine|clear|certain|happy|good|true|ok|okay|fair|bad|an? (?:issue|problem)|"
    r"having|planning|a single|one of|equal|comfortable|consistent|be|everyone|every|in|as|like|"
    r"the same|[a-z]+ed|been|got|get|gone|done|sent|long|out of)\b"
)
_OWN_NOT = re.compile(
    r"(?:(?<![a-z])(?:it|that|this|these|those|i) ?(?:'?s|is|was|'?m|am|are|'re)(?: really)?"
    r" not|(?<![a-z])(?:it|that|this|i) ?(?:isn|wasn)'?t)"
    rf" (?!{_NO_DENIAL}|what i )(?:asking|talking|speaking)?(?: ?about| ?for)? ?{_THING}"
)
_PROBLEM_BEFORE = (
    *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "am", "be", "been"),
    *("will", "would", "can", "could", "should", "must", "may", "might"),
    *("still", "why", "or", "if", "hope", "sure", "think", "guess", "number", "code", "sms"),
)
"""Behind a verb "not" makes a problem ("is not working"), behind others no denial either."""
_BARE_NOT = re.compile(
    "".join(rf"(?<!\b{word} )" for word in _PROBLEM_BEFORE) + r"(?<!'m )(?<!'s )(?<!'re )(?<![a-z])"
    rf"not (?!{_NO_DENIAL})(?:about |for )?{_THING}"
)
_VERB_NOT = r"(?:do not|don'?t|did not|didn'?t|never|dont|didnt)"
_SELF_NOT = re.compile(
    rf"\b(?:i|we) (?:really |certainly |definitely )?{_VERB_NOT} (?:really |even )?(?:"
    r"(?:mean|meant)(?: to (?:say|ask about))?"
    r"|want(?:ed)?(?: you)?(?: to| any)?|wish to|intend to|plan to"
    r"|say|said|ask|asked(?: for| about| to)?"
    rf"|need(?: you)?(?: to| any)?|care about)(?: about| for)? {_THING}"
)
_ASKED_TO_STOP = re.compile(
    r"^(?:(?:no|ok|okay|and|but|so|please|just|oh|well|wait|hey|sorry|you|now|then|also) )*"
    r"(?:don'?t|do not|dont)(?: you)?"
    r" (?!know|have|remember|understand|see|get|receive|think|own|worry|mind|i\b|you\b|we\b|they\b"
    rf"|care\b){_THING}"
)
_WITHOUT = re.compile(
    r"\b(?:rather than|instead of|except(?! that)(?: for)?|apart from|other than|aside from|"
    r"anything but|never ?mind|forget(?: about)?|leave out|ignore|skip|no need (?:to|for))"
    rf"(?! (?:it|that|this)$) (?!my password|the password){_THING}"
)
_HARPS_ON = re.compile(
    r"\b(?:(?:(?:you|u) (?:keep|kept|always)(?: on)?|enough)"
    r"(?: (?:sending|telling|giving|talking|answering|repeating|saying|showing|of|with))?"
    r"|stop (?:sending|telling|giving|talking|answering|repeating|saying|showing|with|about))"
    rf"(?: me)?(?: about)? {_THING}"
)
"""Fault that is found with what was spoken of: "you keep talking about the shop"."""
_FOR_ANOTHER = re.compile(
    r"(?:but )?(?:that'?s|thats|that is|that was|this is|it'?s|its) (?:only |just )?(?:for|about) "
    r"(?P<denied>.{1,40})"
)
"""What an answer was for, before a correction: "but that's for one website, i said subject"."""
_LEAVE = re.compile(r"\b(?:leave|keep) (?P<denied>\S.{0,40}?) (?:alone|as it is|out(?: of it)?)\b")
_BUT = re.compile(rf" but (?:rather )?(?P<meant>\S.{{0,60}}?){_UNTIL}")
_DENIALS = (_OWN_NOT, _BARE_NOT, _SELF_NOT, _ASKED_TO_STOP, _WITHOUT, _LEAVE)
_NO_LONGER_WANTED = re.compile(r"\b(?:any ?more|any longer)\b")

_CORRECTING = re.compile(
    r"(?:sorry |oh |no |well |wait |oops )*(?:i (?:really |actually |only )?meant?"
    r"|i(?: was| am|'m) (?:talking|asking) about|i said"
    r"|(?:it|that) should (?:be|have been|say|read)|should be|make (?:that|it)"
    r"|correction|i misspoke)"
    r"(?! (?:that|if|it|how|what)\b)(?: to (?:say|write|type|ask about))?"
    rf"(?: (?P<meant>\S.{{0,60}}?){_UNTIL})?"
)
_TAKEN_BACK = re.compile(
    r"(?:(?:oh|ah|sorry|no|wait|oops|hm+|well|actually|my bad)\s*)*"
    r"(?:(?:i )?(?:misspoke|mistyped)|my (?:mistake|bad|fault)|(?:a |it'?s a |that was a )?typo"
    r"|scratch that|correction"
    r"|(?:that'?s|that is|that was|it'?s) (?:wrong|not right|incorrect|not it)"
    r"|(?:i (?:wrote|typed|said|gave|sent|picked|chose) (?:it|that|the) wrong.*)"
    r"|(?:that'?s|that is|that was|it'?s) not what i (?:meant|asked|said|wanted).*"
    r"|(?:the )?wrong (?:one|number|site|website|order|domain|name)|oops|wrong)"
)
_NO = re.compile(r"(?:oh |uh |sorry |hm+ )*(?:no|nope|nah)(?: no)*(?: sorry| wait)?")
_NO_THING = re.compile(
    r"(?:no|nope) (?:wait |sorry |it'?s )*(?P<meant>(?:the|my|our|a|an) \S.{0,50}?)" + _UNTIL
)
_ACTUALLY = re.compile(
    r"(?:actually|sorry|wait|i mean) (?P<meant>(?:the|my|our|it'?s) .{1,50}?)" + _UNTIL
)
_INSTEAD = re.compile(r"(?P<meant>(?:the|my|our) .{1,40}?) instead")
_MEANT = re.compile(
    r"(?:it'?s|it is|that'?s|i want(?: to (?:cancel|remove|close))?|i need|i mean(?:t)?|but|use"
    r"|take|rather|just|only|it should be|should be)(?: (?:for|about))?"
    rf" (?P<meant>\S.{{0,60}}?){_UNTIL}"
)
_NO_CORRECTION = re.compile(
    r"(?:thanks?|thank you|problem|worries|thx|need|way|idea|more|i'?m (?:fine|good|ok))\b"
)


def english_scopes(clauses: Sequence[Clause]) -> Iterator[Scope]:
    """Yield the scopes in the clauses of a text."""
    put_right = False
    """Whether what the last clause denied or took back is still to be replaced."""
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        behind = clauses[place + 1] if place + 1 < len(clauses) else None
        found = [*_denied_in(clause, behind), *_corrections_in(clause, behind)]
        roles = {scope.role for scope in found}
        if put_right and not roles:
            found += _put_in_its_place(clause)
        if DENIED in roles and clause.text.startswith("not ") and before and not put_right:
            found += _named_before(before)
        put_right = bool(found) and not any(scope.role == MEANT for scope in found)
        yield from found


def _denied_in(clause: Clause, behind: Clause | None) -> Iterator[Scope]:
    text = clause.text
    for_another = _FOR_ANOTHER.fullmatch(text)
    if for_another and behind and _CORRECTING.match(behind.text):
        yield _scope(clause, for_another, "denied", DENIED)
        return
    unwanted = _NO_LONGER_WANTED.search(text)
    for pattern in (*_DENIALS, _HARPS_ON):
        for match in pattern.finditer(text):
            asked = clause.mark.startswith("?") and match.end() == len(text)
            if (asked or unwanted) and pattern in (_SELF_NOT, _ASKED_TO_STOP):
                continue
            yield _scope(clause, match, "denied", DENIED)
            instead = _BUT.match(text, match.end())
            if instead and pattern in (_OWN_NOT, _BARE_NOT):
                yield _scope(clause, instead, "meant", MEANT)


def _corrections_in(clause: Clause, behind: Clause | None) -> Iterator[Scope]:
    text = clause.text
    if clause.mark.startswith("?"):
        return
    whole = Scope(clause.start, clause.end, CORRECTION)
    if _TAKEN_BACK.fullmatch(text):
        yield whole
    elif _NO.fullmatch(text):
        if behind and _names_a_thing(behind):
            yield whole
    else:
        for pattern in (_CORRECTING, _NO_THING, _ACTUALLY):
            match = pattern.match(text)
            if match:
                end = match.start("meant") if match["meant"] else match.end()
                yield Scope(clause.start, clause.start + len(text[:end].rstrip()), CORRECTION)
                if match["meant"]:
                    yield _scope(clause, match, "meant", MEANT)
                return
        match = _INSTEAD.fullmatch(text)
        if match:
            yield _scope(clause, match, "meant", MEANT)


def _names_a_thing(clause: Clause) -> bool:
    """Return whether what follows a "no," puts something right."""
    if _NO_CORRECTION.match(clause.text) or clause.mark.startswith("?"):
        return False
    return bool(
        re.match(
            r"(?:the|my|our|it'?s|it is|i mean|i meant|not|for|for the|a|an|-?\d)\b|-\d",
            clause.text,
        )
    )


def _put_in_its_place(clause: Clause) -> Iterator[Scope]:
    """Yield what a clause behind a denial or a correction names in its place."""
    if clause.mark.startswith("?"):
        return
    match = _MEANT.fullmatch(clause.text)
    if match:
        yield _scope(clause, match, "meant", MEANT)
    elif len(clause.text.split()) <= _FEW and not _ASKS.search(clause.text):
        yield from _whole(clause)


def _named_before(clause: Clause) -> Iterator[Scope]:
    """Yield what a short clause before "not ..." names."""
    match = re.search(
        r"\b(?P<meant>(?:the|my|our) (?!.*\b(?:the|my|our)\b)[^ ].{0,40})$", clause.text
    )
    if match and not clause.mark.startswith("?"):
        yield _scope(clause, match, "meant", MEANT)


def _whole(clause: Clause) -> Iterator[Scope]:
    if re.search(r"[a-z0-9]", clause.text) and not re.search("[\u4e00-\u9fff]", clause.text):
        yield Scope(clause.start, clause.end, MEANT)


def _scope(clause: Clause, match: re.Match[str], group: str, role: str) -> Scope:
    text = match[group]
    start = clause.start + match.start(group) + len(text) - len(text.lstrip())
    return Scope(start, start + len(text.strip()), role)
