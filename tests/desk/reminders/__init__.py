"""Reminders: once, in good time, and not to who wants none."""
