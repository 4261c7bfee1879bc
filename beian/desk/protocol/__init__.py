"""The chat protocol (docs/protocol.md): its schemas, reading and making its frames; also the types
of the agents' API and of what the hub passes on."""
