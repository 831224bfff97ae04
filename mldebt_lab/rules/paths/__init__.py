"""Hard-coded paths."""
