"""Filing state and what it means: model, store, import, clock, rules. Free of Rasa."""
