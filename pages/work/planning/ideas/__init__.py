"""Bank ide."""
