"""The public service: visitors chat through it, agents answer through it, and it asks the bot."""
