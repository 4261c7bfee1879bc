"""The bot, which is Rasa's process: the channel, turns, trackers, rendering, patches of Rasa."""
