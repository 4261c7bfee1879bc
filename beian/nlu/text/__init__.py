"""What a text is made of: characters, words, clauses, times; and how it is spelt."""
