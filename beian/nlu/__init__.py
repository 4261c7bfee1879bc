"""What Rasa lacks: graph components, and the spaCy pipeline that tokenises and finds entities."""
