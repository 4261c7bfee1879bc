"""Agents at the support desk: how they sign in, and what they may do."""
