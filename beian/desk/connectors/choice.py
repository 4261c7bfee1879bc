"""The connector that desk.yml chooses."""

from __future__ import annotations

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.config_values import CHATWOOT
from beian.desk.connectors import Connector
from beian.desk.connectors.built_in import BuiltIn
from beian.desk.connectors.chatwoot.config import Keys
from beian.desk.connectors.chatwoot.connector import Chatwoot
from beian.desk.errors import ConfigError


def connector_of(settings: Settings, config: DeskConfig) -> Connector:
    """The chosen connector. ConfigError where something that it needs is not set."""
    if config.connector != CHATWOOT or config.chatwoot is None:
        return BuiltIn()
    token, secret = settings.chatwoot_token, settings.chatwoot_secret
    if token is None or secret is None:
        raise ConfigError(
            f"{settings.desk_config}: connector: {CHATWOOT} needs BEIAN_CHATWOOT_TOKEN and"
            " BEIAN_CHATWOOT_SECRET, the agent bot's (docs/chatwoot.md)."
        )
    return Chatwoot(config.chatwoot, Keys(token, secret, settings.chatwoot_reader_token or token))
