"""Papan mingguan."""
