"""What the topics answer that look at the account, a module a topic."""
