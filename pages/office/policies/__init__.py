"""Kebijakan dan kontak."""
