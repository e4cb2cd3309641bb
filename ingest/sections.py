"""An item's pieces sorted: journal number, officers, and the sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import text_of
from ingest.names import mentions
from ingest.people import absent_line, places
from ingest.phrases import pattern
from ingest.pieces import Piece
from ingest.shapes import SectionHead, Shape, officers_line, section_head
from ingest.source import Style
from states.forums import Forum
from states.paper import Attendee, Text

_OFFICERS = re.compile(r"\s*(?:[/,+&;]|\s-\s)\s*")


@dataclass(slots=True)
class Sections:
    """An item's pieces, sorted. `leading`: what stands before the first section heading.

    `others`: decisions of other forums that are printed along ("Beslutning i K22 den 23. august"), heading and pieces.
    """

    journal: str | None = None
    officers: tuple[str, ...] = ()
    absent: list[Attendee] = field(default_factory=list)
    leading: list[Piece] = field(default_factory=list)
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    others: list[tuple[str, list[Piece]]] = field(default_factory=list)

    def texts(self) -> dict[str, Text]:
        """The texts of the sections. A list of attachments ends the presentation, or what else there is; another
        forum's decision ends the background."""
        texts = {name: text_of(pieces) for name, pieces in self.pieces.items() if name != "attachments"}
        for _, pieces in self.others:
            texts["background"] = texts.get("background", ()) + text_of(pieces)
        if attachments := self.pieces.get("attachments"):
            place = next((name for name in ("presentation", "background") if name in texts), "presentation")
            texts[place] = texts.get(place, ()) + text_of(attachments)
        return texts


def marks_sections(pieces: Sequence[Piece]) -> bool:
    """Whether the format marks section headings in a paper: then only those marked count."""
    return any(piece.style is Style.HEADING and piece.shape is Shape.SECTION for piece in pieces)


def sort_sections(pieces: Sequence[Piece], forums: Sequence[Forum], own: str | None, *, marked: bool) -> Sections:
    """Sort an item's pieces; `marked` as `marks_sections` tells of the whole paper."""
    sections = Sections()
    styles = (Style.HEADING,) if marked else (Style.PLAIN, Style.PARAGRAPH, Style.HEADING)
    current = sections.leading
    for piece in pieces:
        head = section_head(piece.text, inside=True) if piece.style in styles else None
        if head and not (head.rest and marked):
            current = _begin(head, piece, sections, forums, own)
        elif current is not sections.leading or not (_journal(piece, sections) or _absent(piece, sections, forums)):
            current.append(piece)
    return sections


def _begin(
    head: SectionHead, piece: Piece, sections: Sections, forums: Sequence[Forum], own: str | None
) -> list[Piece]:
    """The list that takes the pieces of the section that begins here."""
    named = {mention.forum.code for mention in mentions(head.where, forums)}
    if named and own not in named:
        sections.others.append((head.where, [replace(piece, text=piece.text.split(":")[0], style=Style.HEADING)]))
        return _with_rest(head, piece, sections.others[-1][1])
    taken = sections.pieces.setdefault(head.name, [])
    if head.name == "attachments":
        taken.append(replace(piece, style=Style.HEADING))
    return _with_rest(head, piece, taken)


def _with_rest(head: SectionHead, piece: Piece, taken: list[Piece]) -> list[Piece]:
    if head.rest:
        taken.append(replace(piece, text=head.rest, style=Style.PARAGRAPH))
    return taken


def _journal(piece: Piece, sections: Sections) -> bool:
    """Read a journal line or a line of officers; False where it is neither, or the number is known already."""
    if officers := officers_line(piece.text):
        sections.officers = sections.officers or _names(officers["who"])
        return True
    found = pattern("journal.line").match(piece.text) or pattern("journal.labelled").match(piece.text)
    if found is None or sections.journal:
        return False
    sections.journal = found["number"]
    rest = found["rest"].strip(" ,;|–-")
    if initials := pattern("journal.initials", "^(?:{})$").match(rest):
        sections.officers = _names(initials["who"])
    elif rest:
        sections.officers = _names(pattern("journal.officer_label").sub("", rest))
    return True


def _absent(piece: Piece, sections: Sections, forums: Sequence[Forum]) -> bool:
    absent = absent_line(piece.text, places(forums))
    sections.absent += absent
    return bool(absent)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in _OFFICERS.split(text.strip(" .")) if name)
