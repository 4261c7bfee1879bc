"""Reminders: what an account is told of its orders without having asked, once and in good time."""
