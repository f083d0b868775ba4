"""Tim dan SK, dalam beberapa bagian."""
