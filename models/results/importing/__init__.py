"""Exports of the platforms: recognised by their headings, read row by row, judged, taken in as a whole or not at all (S-H8, A-H10)."""
