"""The words that are written: documents filled in from plain data."""
