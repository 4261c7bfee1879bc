"""The chat API for visitors: WebSocket, or server-sent events with POST (docs/protocol.md)."""
