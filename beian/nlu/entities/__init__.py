"""The spaCy pipeline: entities of ICP filing, and the scopes of negation."""
