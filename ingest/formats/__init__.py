"""One front end a format: each brings a file's bytes to the lines of a Source."""
