"""How fast it is, side by side with what it is held against: `make bench`."""
