"""Read a message in its conversation: what it asks, and of what."""
