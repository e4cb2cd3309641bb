"""A sheet as it is shown: one view for every form."""

import re
from dataclasses import dataclass

from states.sheet import Sheet
from templates.pieces import pieces
from templates.view import Fact, SectionView


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """What stands before the sections, and is the same in every form. Names as in PaperHead."""

    document: str
    running: str
    over: str
    title: str
    date: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView(SheetHead):
    """Blad: the whole sheet in words. The anchor of a section is at its place in `anchors`."""

    sections: tuple[SectionView, ...]
    anchors: tuple[str, ...]


def sheet_view(sheet: Sheet) -> SheetView:
    """The sheet's view."""
    named = " – ".join(part for part in (sheet.title, sheet.over) if part)
    return SheetView(
        document=named,
        running=" | ".join(part for part in (sheet.over, sheet.on.strftime("%d-%m-%Y")) if part),
        over=sheet.over,
        title=sheet.title,
        date=sheet.on.isoformat(),
        facts=tuple(Fact(fact.label, fact.value) for fact in sheet.facts),
        sections=tuple(SectionView(section.title, pieces(section.text)) for section in sheet.sections),
        anchors=tuple(_anchor(place, section.title) for place, section in enumerate(sheet.sections, start=1)),
    )


def _anchor(place: int, title: str) -> str:
    return f"afsnit-{place}-" + re.sub(r"[^0-9a-z]+", "-", title.lower()).strip("-") if title else f"afsnit-{place}"
