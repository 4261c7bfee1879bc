"""Benchmarks: programs that print figures of ours beside a peer's, measured in the same run."""
