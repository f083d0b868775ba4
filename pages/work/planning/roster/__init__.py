"""Piket dan cuti."""
