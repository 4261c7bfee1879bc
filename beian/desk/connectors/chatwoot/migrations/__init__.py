"""The migrations of Chatwoot's tables in the desk store.

A change of the tables (tables.py beside this folder) comes with a new module in versions/, and
HEAD names the last one.
"""

from __future__ import annotations

from beian.base.upgrading import Schema
from beian.desk.storage.migrations import DESK

HEAD = "0001"
VERSION_TABLE = "desk_chatwoot_schema_version"
SCHEMA = Schema(
    DESK,
    __name__,
    HEAD,
    VERSION_TABLE,
    lock=0x6265_6961_6E04,  # "beian", 4
)
