"""The desk's own store: conversations, messages, what was offered, feedback."""
