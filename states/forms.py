"""The forms that a document is written in."""

from enum import StrEnum


class Form(StrEnum):
    """How a document is written: a PDF, a Word file, a page that stands alone, plain text, or JSON."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """What a file of this form ends in."""
        return ".txt" if self is Form.TEXT else f".{self}"

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self not in (Form.PDF, Form.DOCX)


def form_of(suffix: str) -> Form | None:
    """The form of a file with this suffix (".htm" and ".HTML" too), None where it is none of ours."""
    plain = {".htm": ".html"}.get(suffix.lower(), suffix.lower())
    return next((form for form in Form if form.suffix == plain), None)
