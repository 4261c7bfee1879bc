"""Connectors by their name: the folders in beian/desk/connectors/.

A connector is imported only where desk.yml names it, so that nothing here, and nothing that reads
desk.yml, knows any of them. Whoever wrote a folder, what is wrong with it is one ConfigError.
"""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from beian.base.errors import BeianError
from beian.desk.errors import ConfigError

BUILT_IN = "desk"
"""What desk.yml calls the desk's own console, which needs no connector."""
_PACKAGE = "beian.desk.connectors"


def connector_names() -> tuple[str, ...]:
    """Return the names of all connectors, without importing them."""
    return tuple(found.name for found in pkgutil.iter_modules(_places()) if found.ispkg)


def declared_connector(name: str, place: str = "connector") -> Any:
    """Return the class that the connector's folder declares, a kind of
    beian.desk.connectors.connector.Connector.

    `place`: where desk.yml names it. ConfigError where the folder can't be imported, or declares
    none.
    """
    with code_of(name, place):
        declared = getattr(importlib.import_module(f"{_PACKAGE}.{name}"), "CONNECTOR", None)
    base = importlib.import_module(f"{_PACKAGE}.connector").Connector
    if not isinstance(declared, type) or not issubclass(declared, base):
        raise ConfigError(
            f"{place}: {_folder(name) / '__init__.py'} must name its class as CONNECTOR, one"
            f" derived from {_PACKAGE}.connector.Connector (docs/connectors.md)."
        )
    return declared


@contextmanager
def code_of(name: str, place: str, *, with_secrets: bool = False) -> Iterator[None]:
    """Run code of a connector's folder: ConfigError in place of any error that is not ours.

    `with_secrets`: the code knows some, which its error may repeat; so only the kind is told.
    """
    try:
        yield
    except BeianError:
        raise
    except Exception as error:
        what = type(error).__name__
        what = what if with_secrets or not str(error) else f"{what}: {_words_of(error)}"
        raise ConfigError(
            f"{place}: the connector {name} fails at {_where(name, error)} ({what}). Mend that"
            " file, or choose another connector (docs/connectors.md)."
        ) from error


def _words_of(error: Exception) -> str:
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return " ".join(said.split())


def _where(name: str, error: Exception) -> str:
    """Return the file and line of the folder in which an error arose."""
    folder = _folder(name)
    if isinstance(error, SyntaxError) and error.filename is not None:
        return f"{error.filename}, line {error.lineno}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(folder):
            return f"{frame.filename}, line {frame.lineno}"
    return str(folder / "__init__.py")


def _folder(name: str) -> Path:
    folders = [Path(place) / name for place in _places()]
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def _places() -> list[str]:
    """Return the folders that hold those of the connectors."""
    return list(importlib.import_module(_PACKAGE).__path__)
