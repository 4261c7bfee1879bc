"""Ties to support desks of other products: a folder each, named as `connector:` in desk.yml.

docs/connectors.md tells how to write one. Whichever it is, the desk's database holds the
conversation, the bot answers through beian.desk.conversations.answering, and what goes out to the
other support desk is a delivery of the outbox.
"""
