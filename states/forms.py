"""The forms that a document is written in."""

from enum import StrEnum


class Form(StrEnum):
    """How a paper is written: a page that stands alone, plain text, or JSON."""

    HTML = "html"
    TEXT = "text"
    JSON = "json"
