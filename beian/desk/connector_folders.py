"""Connectors by their name: the folders in beian/desk/connectors/.

A connector is imported only where desk.yml names it, so that nothing here, and nothing that reads
desk.yml, knows any of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

BUILT_IN = "desk"
"""What desk.yml calls the desk's own console, which needs no connector."""
_PACKAGE = "beian.desk.connectors"


def connector_names() -> tuple[str, ...]:
    """Return the names of all connectors, without importing them."""
    folder = importlib.import_module(_PACKAGE).__path__
    return tuple(found.name for found in pkgutil.iter_modules(folder) if found.ispkg)


def declared_connector(name: str) -> Any:
    """Return what the connector's folder declares: a beian.desk.connectors.connector.Connector."""
    return importlib.import_module(f"{_PACKAGE}.{name}").CONNECTOR
