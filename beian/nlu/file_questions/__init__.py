"""Find plain questions for what is on file, by their words."""
