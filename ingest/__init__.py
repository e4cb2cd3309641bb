"""What was written before: agendas and minutes in files, read into a Paper."""
