"""The migrations of the filing store.

A change of beian/filing/tables.py comes with a new module in versions/; HEAD names the last one.
"""

from __future__ import annotations

from sqlalchemy.engine import Engine

from beian.base import upgrading
from beian.base.engine import FILING

HEAD = "0004"
VERSION_TABLE = "filing_schema_version"
SCHEMA = upgrading.Schema(
    FILING,
    __name__,
    HEAD,
    VERSION_TABLE,
    lock=0x6265_6961_6E01,  # "beian", 1
)


def upgrade(engine: Engine) -> None:
    """Bring a filing store to the present schema, as beian.base.upgrading.upgrade describes."""
    upgrading.upgrade(engine, SCHEMA)
