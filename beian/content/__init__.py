"""The assistant's content as editors write it: checked without Rasa, each fault with its line."""
