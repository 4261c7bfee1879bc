"""The migrations of the desk store.

A change of the tables (beian/desk/storage/*tables.py) comes with a new module in
versions/, and HEAD names the last one.
"""

from __future__ import annotations

from sqlalchemy.engine import Engine

from beian.base import upgrading
from beian.base.engine import StoreKind

DESK = StoreKind("desk store", "BEIAN_DESK_DATABASE_URL")
HEAD = "0018"
VERSION_TABLE = "desk_schema_version"
SCHEMA = upgrading.Schema(
    DESK,
    __name__,
    HEAD,
    VERSION_TABLE,
    lock=0x6265_6961_6E03,  # "beian", 3
)


def upgrade(engine: Engine) -> None:
    """Bring a desk store to the present schema, as beian.base.upgrading.upgrade describes."""
    upgrading.upgrade(engine, SCHEMA)
