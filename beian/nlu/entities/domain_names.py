"""Domain names in a text, with the top-level domains that websites in mainland China use.

docs/decisions/0012 says why not with the whole Public Suffix List.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from beian.nlu.entities.entity import Found

_TOP_LEVEL = "|".join(
    """
    com cn net org gov edu info biz cc top xyz vip club shop site online me tv wang ltd tech
    store fun work pro asia hk tw mo co mobi group ink ren app dev ai io love red blue kim link
    pub live cloud space website email art icu wiki video company example test xin name host
    press chat team zone city center world life run cool today beer design luxe auto
    """.split()  # noqa: SIM905 (a list of single words would be a page long)
)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(
    rf"(?<![a-z0-9@.%+-])(?:(?:https?|ftp)://)?((?:{_LABEL}[.。])+({_TOP_LEVEL}))"
    r"(?![a-z0-9@-]|[.。][a-z0-9])(?::\d{1,5})?(?:/(?:[!-~]*[a-z0-9/=&#-])?)?"
)
_BEFORE_A_CHINESE_DOMAIN = (
    "(?:(?:域名|网站|网址|站点)?(?:[是为叫把给和与跟及、:「“]|就是|叫做|的)|注销|取消|关于|\\b)"
)
_NO_LABEL = "(?!域名|网站|网址|[是为叫的把和与跟及])"
_CHINESE_DOMAIN = re.compile(
    rf"{_BEFORE_A_CHINESE_DOMAIN}((?:https?://)?("
    rf"(?:{_NO_LABEL}[\u4e00-\u9fffa-z0-9-]){{1,20}}\.(?:中国|公司|网络|网址|在线|集团|中文网|我爱你)"
    # Before com or cn only a label that ends in Chinese: in "注销example.com" the verb is none.
    rf"|(?:www\.)?[a-z0-9-]{{0,9}}(?:{_NO_LABEL}[\u4e00-\u9fff]){{1,20}}\.(?:{_TOP_LEVEL})"
    r"(?![a-z0-9@-]|[.。][a-z0-9]))(?:/[!-~]*)?)"
)
_NO_DOMAINS = frozenset(["node.js", "asp.net", "vb.net", "ado.net"])


def domains_in(text: str, folded: str) -> Iterator[Found]:
    """Yield the domains of a text, given its folded form (beian/nlu/text/characters.py) as well."""
    for match in _DOMAIN.finditer(folded):
        host = match.group(1).replace("。", ".")
        if host in _NO_DOMAINS or _is_end_of_sentence(text, match):
            continue
        yield Found(match.start(), match.end(), "domain", host)
    for match in _CHINESE_DOMAIN.finditer(folded):
        yield Found(match.start(1), match.end(1), "domain", match.group(2))


def _is_end_of_sentence(text: str, match: re.Match[str]) -> bool:
    """Return whether a space was forgotten ("It is done.Me too"): a capital after the last dot."""
    last = text[match.start(2) : match.end(2)]
    return last[0].isupper() and not last.isupper()
