"""Name the responses and links of an answer, and the values that they are filled with."""
