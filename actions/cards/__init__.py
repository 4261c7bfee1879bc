"""Cards beside an answer: orders, letters, checklists, what a cancellation changes."""
