"""Chatwoot: visitors chat in its widget, people answer in its console, and we are its agent bot."""

from beian.desk.connectors.chatwoot.connector import Chatwoot

CONNECTOR = Chatwoot
