"""The waiting questions that a topic may start by `asks`.

`papers`: what decides which papers a cancellation needs. What is asked, and when an answer is
taken, is the business of the actions (actions/reading/reader.py).
"""

from __future__ import annotations

QUESTIONS = ("papers",)
