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

_INITIALS = re.compile(r"[a-zæøå]{2,5}(?:[/,+]\s?[a-zæøå]{2,5})*")
_ONCE = {"background", "recommendation", "presentation"}
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


@dataclass(frozen=True, slots=True)
class Manner:
    """How a whole paper heads its sections.

    `marked`: the format marks section headings, so only those marked count. `inside`: decisions stand under such words
    as "Referat" or "Konklusion", which elsewhere are sub-headings.
    """

    marked: bool
    inside: bool
    headed: bool = True
    """Whether there is any section heading at all."""


def manner_of(pieces: Sequence[Piece]) -> Manner:
    """How a paper heads its sections, told by the pieces of all its items."""
    heads = [(piece, head) for piece in pieces if (head := section_head(piece.text, inside=True))]
    plain = [head.name for piece, _ in heads if (head := section_head(piece.text))]
    other = len(heads) - len(plain)
    return Manner(
        marked=any(piece.style is Style.HEADING and piece.shape is Shape.SECTION for piece in pieces),
        inside="decision" not in plain and other * 2 >= plain.count("recommendation"),
        headed=bool(heads),
    )


def sort_sections(pieces: Sequence[Piece], forums: Sequence[Forum], own: str | None, manner: Manner) -> Sections:
    """Sort an item's pieces. A heading that comes again after another section is a sub-heading there."""
    sections = Sections()
    styles = (Style.HEADING,) if manner.marked else (Style.PLAIN, Style.PARAGRAPH, Style.HEADING)
    current = sections.leading
    for piece in pieces:
        head = section_head(piece.text, inside=manner.inside) if piece.style in styles else None
        if head and _is_again(head, sections, current):
            current.append(replace(piece, style=Style.HEADING))
        elif head and not (head.rest and manner.marked):
            current = _begin(head, piece, sections, forums, own)
        elif current is not sections.leading or not (_journal(piece, sections) or _absent(piece, sections, forums)):
            current.append(piece)
    return sections


def _is_again(head: SectionHead, sections: Sections, current: list[Piece]) -> bool:
    known = sections.pieces.get(head.name) if head.name in _ONCE and not head.rest else None
    return known is not None and known is not current


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
    if sections.journal and not sections.officers and (alone := _INITIALS.fullmatch(piece.text.strip())):
        sections.officers = _names(alone[0])
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
