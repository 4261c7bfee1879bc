"""Nothing any more: it made the tables of Chatwoot, which are now the connector's own to make
(beian/desk/connectors/chatwoot/migrations/)."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Leave tables that it once made to the connector."""
