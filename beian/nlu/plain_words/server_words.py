"""Whether a text speaks of a server, and of giving it back."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_GIVES_BACK = any_of(
    "退|释放|不续|关掉?|停掉?|砍|还了",
    r"\b(?:giv\w+|hand\w*|turn\w*|shut\w*|return\w*|cancel\w*|terminat\w+|releas\w+|drop\w*|delet\w+|"
    r"kill\w*|scrap\w*|let|goes back|lose)\b",
)
_SERVER = any_of(
    "服务器|机器|主机(?!单)|实例|同一?台",
    r"\b(?:servers?|machines?|instances?|vps|box|hosts?)\b",
)


def speaks_of_a_server(text: str) -> bool:
    """Return whether a text speaks of a server.

    >>> speaks_of_a_server("退机器会不会连累")
    True
    """
    return _SERVER.search(folded_in_place(simplified(text))) is not None


def gives_it_back(text: str) -> bool:
    """Return whether a text that asks of a server speaks of giving it back.

    >>> gives_it_back("退了机器会不会连累"), gives_it_back("which server is it on")
    (True, False)
    """
    return _GIVES_BACK.search(folded_in_place(simplified(text))) is not None
