"""What every format is brought to before it is read: lines, with what the format itself says of each."""

from dataclasses import dataclass
from enum import StrEnum

from states.paper import Doubt, Link


class Style(StrEnum):
    """What the format itself says of a line. Plain text says nothing: PLAIN."""

    PLAIN = "plain"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source.

    `number`: 1-based place in the source (for PDF and DOCX a running count of lines or paragraphs). `level`: heading
    level (1 the highest) or depth in a list (0 the outermost). `label`: a numbered item's label where the format
    keeps it apart from the text. `cells`: a table row's cells; `first_row`: it begins a table. `page_start`: first
    line of a page.
    """

    text: str
    number: int
    style: Style = Style.PLAIN
    level: int = 0
    label: str = ""
    cells: tuple[str, ...] = ()
    first_row: bool = False
    page_start: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a paper.

    `wrapped`: lines end where the print line ended, so words and paragraphs run on over them.
    """

    lines: tuple[Line, ...]
    wrapped: bool
    doubts: tuple[Doubt, ...] = ()
