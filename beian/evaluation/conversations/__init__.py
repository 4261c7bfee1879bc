"""Conversations that are played against the assistant: docs/conversations.md says how they go."""
