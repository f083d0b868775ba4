"""Replication: a programme's setup as a package, taken over by another office, kept up to date by key."""
