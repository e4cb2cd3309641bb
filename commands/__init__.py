"""The command line, one file a noun; each command is one thin function that imports lazily."""
