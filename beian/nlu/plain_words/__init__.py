"""Tell by rules what a text says or wishes in plain words."""
