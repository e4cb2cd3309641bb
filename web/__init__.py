"""Pages: what can be done from a browser."""
