"""The calendar as a spreadsheet that comes back: read, compared row by row, applied in one transaction (A3.2)."""
