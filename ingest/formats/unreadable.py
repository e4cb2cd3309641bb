"""The one way in which a format says no."""


class Unreadable(Exception):
    """The reason why a file cannot be read, as the end of the sentence "Could not read NAME: …"."""
