"""Custom actions: read the tracker, ask filing/, utter a response."""
