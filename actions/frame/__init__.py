"""What a conversation has established, the message that goes on from it, and whose it is."""
