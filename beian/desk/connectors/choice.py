"""The connector that desk.yml chooses."""

from __future__ import annotations

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.connector_folders import BUILT_IN, code_of, declared_connector
from beian.desk.connectors.built_in import BuiltIn
from beian.desk.connectors.connector import Connector
from beian.desk.errors import ConfigError


def connector_of(settings: Settings, config: DeskConfig) -> Connector:
    """Return the chosen connector. Raises ConfigError or SettingsError where what it needs is not
    set."""
    if config.connector == BUILT_IN:
        return BuiltIn(None, {})
    kind: type[Connector] = declared_connector(config.connector)
    variables = {
        name: settings.other_variables[name]
        for name in kind.variables
        if name in settings.other_variables
    }
    try:
        with code_of(config.connector, "connector", with_secrets=True):
            return kind(config.sections.get(config.connector), variables)
    except ConfigError as fault:
        raise ConfigError(f"{settings.desk_config}: {fault}") from fault
