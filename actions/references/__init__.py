"""Find which of the things on file a message means."""
