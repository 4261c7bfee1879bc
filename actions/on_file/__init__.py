"""Answer plain questions for what is on file, a module for each kind of question."""
