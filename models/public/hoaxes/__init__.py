"""Hoax cases: from sighting to clarification."""
