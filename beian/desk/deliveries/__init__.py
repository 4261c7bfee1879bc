"""What goes out to the world: the outbox, e-mail, staff notifications."""
