"""What goes out to the world: the outbox, e-mail, notices to staff."""
