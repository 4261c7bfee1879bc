"""The built-in support desk: the widget, the console, `beian desk`."""

from __future__ import annotations

from beian.desk.connectors.connector import Connector


class BuiltIn(Connector):
    """The default: agents work with our own desk, and nothing has to be tied to it."""

    asks = True
