"""Indicators, measurements, surveys and evaluations."""
