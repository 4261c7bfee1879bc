"""What runs inside Rasa's process for the desk: the channel, and how responses are rendered."""
