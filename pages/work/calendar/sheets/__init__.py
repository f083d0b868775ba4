"""Ekspor dan impor, the part of the calendar that is a spreadsheet."""
