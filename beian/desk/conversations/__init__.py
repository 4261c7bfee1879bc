"""Conversations: who answers, hand-off to people and back, tickets, and what agents add."""
