"""The public service: visitors chat with it, agents answer through it, the bot is asked by it."""
