"""The one base class of the errors that a person sees."""


class SagsgangError(Exception):
    """Something that the person at the keyboard can act on; the text says what was wrong, where, and what to do."""
