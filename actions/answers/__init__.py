"""What answers share: the shape of a topic's answer, and values from the file."""
