"""The protocol with chat clients (docs/protocol.md): its schemas, and frames read and made."""
