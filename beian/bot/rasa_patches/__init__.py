"""Replacements of Rasa's internals that make a turn cheaper; table.py lists them."""
