"""What a text that asks who did something says was done."""

from __future__ import annotations

from enum import Enum

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified


class Deed(Enum):
    GIVEN_UP = "given_up"
    SUBMITTED = "submitted"
    CANCELLED = "cancelled"


_WORDS = {
    Deed.GIVEN_UP: any_of(
        "放弃|撤(?!销备案)|作废",
        r"\b(?:gave|give|given)\b.{0,20}\bup\b|\b(?:dropped|abandon\w*|withdr\w+|called|stopped|drop)\b",
    ),
    Deed.SUBMITTED: any_of(
        "提交|递|交|发起|申请|填|建|提的|点的",
        r"\b(?:submitted|handed|sent|filed|lodged|appli?ed|requested|started|created|opened|put|"
        r"clicked|pressed|made)\b",
    ),
    Deed.CANCELLED: any_of("注销|销|取消", r"\b(?:cancel\w*|removed|deregistered|killed|closed)\b"),
}


def deed_in(text: str) -> Deed | None:
    """Return what was done; None where the text says no more than that something was.

    >>> deed_in("who handed it in"), deed_in("是他们弄的？")
    (<Deed.SUBMITTED: 'submitted'>, None)
    """
    folded = folded_in_place(simplified(text))
    return next((deed for deed, words in _WORDS.items() if words.search(folded)), None)
