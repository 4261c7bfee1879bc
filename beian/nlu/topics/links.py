"""The names of pages that answers may send to, beside the ids of facts, whose sources they open."""

from __future__ import annotations

from beian.base.contact import PAGES

CONSOLE = "console"
"""The filing console of the provider in question."""
PAGE_NAMES = (*PAGES, CONSOLE)
