"""Custom actions: read the tracker, ask beian/filing/, utter a response."""
