"""Topic files: read without Rasa (`reading`), and turned into what Rasa trains from."""
