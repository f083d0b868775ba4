"""Izin foto warga."""
