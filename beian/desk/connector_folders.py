"""Connectors by their name: the folders in beian/desk/connectors/.

A connector is imported only where desk.yml names it, so that nothing here, and nothing that reads
desk.yml, knows any of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from beian.desk.errors import ConfigError

BUILT_IN = "desk"
"""What desk.yml calls the desk's own console, which needs no connector."""
_PACKAGE = "beian.desk.connectors"


def connector_names() -> tuple[str, ...]:
    """Return the names of all connectors, without importing them."""
    folder = importlib.import_module(_PACKAGE).__path__
    return tuple(found.name for found in pkgutil.iter_modules(folder) if found.ispkg)


def declared_connector(name: str) -> Any:
    """Return the class that the connector's folder declares, a kind of
    beian.desk.connectors.connector.Connector. ConfigError where it declares none."""
    declared = getattr(importlib.import_module(f"{_PACKAGE}.{name}"), "CONNECTOR", None)
    if not isinstance(declared, type):
        raise ConfigError(
            f"connector: {name}/__init__.py of {_PACKAGE} must name its class as CONNECTOR"
            " (docs/connectors.md)."
        )
    return declared
