"""How a template that cannot be used is told of: the one error that every form raises, and the child hands over."""

from states.errors import SagsgangError
from templates import shelf


class TemplateBroken(SagsgangError):
    """A template cannot be filled in.

    `name`: the file's name; `part`: where in it, for a Word file ("word/header1.xml"); `line` counts from 1.
    """

    def __init__(self, name: str, reason: str, *, part: str = "", line: int | None = None) -> None:
        self.name, self.part, self.line, self.reason = name, part, line, reason.strip().removesuffix(".")
        place = (f", {part}" if part else "") + (f", line {line}" if line else "")
        end = "" if self.reason.endswith("?") else "."
        super().__init__(f"The template {name}{place}: {self.reason}{end} Mend it in {shelf.standing(name)}.")


TOO_LONG, TOO_LARGE = "it takes too long", "it grows without end"


class TemplateTooMuch(TemplateBroken):
    """A template that would work for ever, or grow without end."""


class TimeUp(Exception):
    """The child has used its processor time."""
