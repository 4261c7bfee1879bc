"""Texts that do no more than name a kind of thing ("网站呢"), or the orders of who writes, and
texts that speak of a website."""

from __future__ import annotations

import re

_ORDERS = re.compile(
    r"\W*(?:(?:查|看|查查|看看|查一下|看一下|查询)?(?:我|我们)的?(?:全部|所有)?(?:订单|单子|工单)"
    r"|(?:show |list |see )?(?:me )?(?:all )?(?:of )?(?:my|our) orders?)\W*",
    re.IGNORECASE,
)
_A_KIND = re.compile(
    r"\W*(?:那|那么|可|可是)?(?:整个|这个|那个)?(?:网站|站|主体|公司|企业|个人|app|小程序)呢\W*",
    re.IGNORECASE,
)
_A_SITE = re.compile(r"站|\b(?:web ?)?site\b", re.IGNORECASE)


def is_ones_orders(text: str) -> bool:
    """Return whether a text does no more than name its writer's orders ("我的订单", "my order")."""
    return _ORDERS.fullmatch(text) is not None


def is_a_kind(text: str) -> bool:
    """Return whether a text does no more than name a kind of thing ("那网站呢")."""
    return _A_KIND.fullmatch(text) is not None


def speaks_of_a_site(text: str) -> bool:
    """Return whether a text speaks of a website ("有个站不要了", "drop the site")."""
    return _A_SITE.search(text) is not None
