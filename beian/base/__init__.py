"""What every process stands on: settings, databases, errors, clock, service tokens."""
