"""One item of a paper: its journal line, its sections, and what they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.blocks import table_doubts, text_of
from ingest.deadlines import deadlines_in
from ingest.meaning import is_advice, outcome_of, purposes_of
from ingest.outline import is_standing
from ingest.people import absent_in, places
from ingest.phrases import entry, pattern
from ingest.pieces import Piece
from ingest.prior import prior_steps
from ingest.shapes import Shape, officers_line, section_head
from ingest.source import Style
from states.forums import Forum
from states.outcomes import Outcome
from states.paper import Doubt, Item, ItemKind, PaperKind, Text

_OFFICERS = re.compile(r"\s*(?:[/,+&;]|\s-\s)\s*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader of an item knows of the paper: kind, forum code, date, and the forums of the register."""

    kind: PaperKind
    forum: str | None
    on: date | None
    forums: tuple[Forum, ...]


@dataclass(slots=True)
class _Parts:
    """An item's pieces, sorted: journal number, officers, and the pieces of each section."""

    journal: str | None = None
    officers: tuple[str, ...] = ()
    leading: list[Piece] = field(default_factory=list)
    sections: dict[str, list[Piece]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def kind_of(title: str) -> ItemKind:
    """The kind of an item, told by its title."""
    for kind in entry("kinds"):
        if pattern(f"kinds.{kind}").search(title):
            return ItemKind(kind)
    return ItemKind.CASE


def read_item(number: str, heading: Piece, title: str, pieces: Sequence[Piece], setting: Setting) -> tuple[Item, list[Doubt]]:
    """Read one item from its heading and the pieces under it; the doubts that it left."""
    parts = _sorted(pieces)
    doubts = parts.doubts + [*table_doubts(pieces)]
    texts = _texts(parts, title, setting, heading, doubts)
    recommendation, decision = texts.get("recommendation"), texts.get("decision")
    every = [block for text in texts.values() for block in text]
    purposes = purposes_of(recommendation or ())
    outcome = None
    if setting.kind is PaperKind.MINUTES and decision is not None:
        outcome = _outcome(decision, recommendation or (), title, heading, doubts)
    item = Item(
        number=number, title=title, kind=kind_of(title), journal_number=parts.journal, officers=parts.officers,
        background=texts.get("background"), recommendation=recommendation,
        presentation=texts.get("presentation"), decision=decision, purposes=purposes, outcome=outcome,
        attachment_marks=sum(block.marks for block in every),
        deadlines=tuple(deadlines_in(every, setting.on)),
        prior_steps=prior_steps(texts.get("background", ()), setting.forums, setting.forum, setting.on),
        absent=tuple(absent_in(every, places(setting.forums))),
        source_lines=(heading.first, max([heading.last, *(piece.last for piece in pieces)])),
    )  # fmt: skip
    return item, doubts


def _sorted(pieces: Sequence[Piece]) -> _Parts:
    """Sort an item's pieces: before the first section come journal number and officers. A marked heading outweighs."""
    parts = _Parts()
    marked = any(piece.style is Style.HEADING and piece.shape is Shape.SECTION for piece in pieces)
    current: list[Piece] | None = None
    for piece in pieces:
        head = section_head(piece.text, inside=True) if piece.style in _heading_styles(marked) else None
        if head and not (head.rest and marked):
            current = parts.sections.setdefault(head.name, [])
            if head.rest:
                current.append(replace(piece, text=head.rest, style=Style.PARAGRAPH))
        elif current is not None:
            current.append(piece)
        elif piece.shape is not Shape.JOURNAL or not _journal(piece, parts):
            parts.leading.append(piece)
    return parts


def _heading_styles(marked: bool) -> tuple[Style, ...]:
    return (Style.HEADING,) if marked else (Style.PLAIN, Style.PARAGRAPH, Style.HEADING)


def _journal(piece: Piece, parts: _Parts) -> bool:
    """Read a journal line or a line of officers; False where it is neither, or the number is known already."""
    if officers := officers_line(piece.text):
        parts.officers = parts.officers or _names(officers["who"])
        return True
    found = pattern("journal.line").match(piece.text) or pattern("journal.labelled").match(piece.text)
    if found is None or parts.journal:
        return False
    parts.journal = found["number"]
    rest = found["rest"].strip(" ,;|–-")
    if initials := pattern("journal.initials", "^(?:{})$").match(rest):
        parts.officers = _names(initials["who"])
    elif rest:
        parts.officers = _names(pattern("journal.officer_label").sub("", rest))
    return True


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in _OFFICERS.split(text.strip(" .")) if name)


def _texts(parts: _Parts, title: str, setting: Setting, heading: Piece, doubts: list[Doubt]) -> dict[str, Text]:
    """The sections' texts. What stands before the first section heading goes to the background, or, where there is no
    heading at all, to the presentation (of a standing item in minutes: to the decision)."""
    texts = {name: text_of(pieces) for name, pieces in parts.sections.items()}
    if not parts.leading:
        if not texts and not is_standing(title):
            doubts.append(Doubt("an item without sections", heading.first))
        return texts
    leading = text_of(parts.leading)
    if texts:
        doubts.append(Doubt("text before the first section heading is taken as background", parts.leading[0].first))
        return {**texts, "background": leading + texts.get("background", ())}
    if setting.kind is PaperKind.MINUTES and is_standing(title):
        return {"decision": leading}
    doubts.append(Doubt("an item without section headings is taken as presentation", parts.leading[0].first))
    return {"presentation": leading}


def _outcome(decision: Text, recommendation: Text, title: str, heading: Piece, doubts: list[Doubt]) -> Outcome | None:
    said = [block.text for block in decision if block.text]
    outcome = outcome_of(said, purposes_of(recommendation), is_advice(recommendation))
    if outcome is None:
        what = "the decision's meaning is not clear" if said else "the decision is empty"
        if said or not is_standing(title):
            doubts.append(Doubt(f"{what}: item {title[:60]!r}", heading.first))
    return outcome
