"""Composed papers as text, in the forms in which papers come: drawn from print lines, or one paragraph a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from states.paper import Attendee, Block, BlockKind, Item, Paper, PaperKind, Text
from tests.ingest.composed import worded

SECTIONS = (
    ("background", "Baggrund"),
    ("recommendation", "Indstilling"),
    ("presentation", "Sagsfremstilling"),
    ("decision", "Beslutning"),
)
HEADS = {PaperKind.AGENDA: "Dagsorden", PaperKind.MINUTES: "Referat"}
CUT = re.compile(
    r"(?<=[a-zæøå]{2}[aeiouyæøå])(?=[bcdfghjklmnprstv][aeiouyæøå][a-zæøå])"
    r"|(?<=[a-zæøå]{2})(?<=[rlnstkdgm])(?=[bdfghjklmnprstv][aeiouyæøå][a-zæøå])"
)
"""Where a word may be cut, roughly: before a consonant and a vowel, with letters enough on both sides."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper is printed. `width` None: one paragraph a line."""

    width: int | None
    between_lines: int
    between_blocks: int
    page: int | None
    header: str
    contents: str
    colon: bool
    bullet: str
    table: str
    heading: str


def style_of(draw: Random) -> Style:
    """A style that occurs: print lines with pages, or paragraphs."""
    wrapped = draw.random() < 0.6
    between = draw.choice((0, 0, 1)) if wrapped else draw.choice((0, 1, 1))
    return Style(
        width=draw.choice((62, 74, 78, 88, 96)) if wrapped else None,
        between_lines=between if wrapped else 0,
        between_blocks=(between * 2 + 1 if draw.random() < 0.85 else between) if wrapped else between,
        page=draw.choice((28, 36, 45)) if wrapped else None,
        header=draw.choice(("feed", "bar", "side", "number")),
        contents=draw.choice(("none", "dots", "spaces", "no pages")),
        colon=draw.random() < 0.2,
        bullet=draw.choice(("–", "-", "•")),
        table=draw.choice(("tab", "pipe")),
        heading=draw.choice(("", "", "#")) if not wrapped else "",
    )


def printed(paper: Paper, style: Style, draw: Random) -> str:
    """The paper as text."""
    blocks = [*_front(paper), *_contents(paper, style), *_body(paper, style)]
    lines: list[str] = []
    for text, hang in blocks:
        rows = [text] if style.width is None else _wrapped(text, style.width, hang, draw)
        for at, row in enumerate(rows):
            lines += [""] * (style.between_lines if at else 0)
            lines.append(row)
        lines += [""] * style.between_blocks
    return "\n".join(_paged(lines, paper, style) if style.page else lines)


def _front(paper: Paper) -> Iterator[tuple[str, str]]:
    assert paper.on
    at = f" {paper.at:%H:%M}" if paper.at else ""
    yield HEADS[paper.kind].upper(), ""
    yield str(paper.forum), ""
    yield f"Dato: {paper.on:%d-%m-%Y}{at}", ""
    if paper.place:
        yield f"Sted: {paper.place}", ""
    for label, people in (("Deltagere", paper.participants), ("Afbud", paper.apologies)):
        if people:
            yield label, ""
            yield from ((_person(person), "") for person in people)


def _person(person: Attendee) -> str:
    return f"{person.name} ({person.party}) {person.municipality}"


def _contents(paper: Paper, style: Style) -> Iterator[tuple[str, str]]:
    if style.contents == "none":
        return
    yield "Indholdsfortegnelse", ""
    for place, group in enumerate(paper.groups, 2):
        for text in (f"{group.number}. {group.title}", *(f"{item.number}. {item.title}" for item in group.items)):
            match style.contents:
                case "dots":
                    yield f"{text} {'.' * 12} {place}", ""
                case "spaces":
                    yield f"{text}      {place}", ""
                case _:
                    yield text, ""


def _body(paper: Paper, style: Style) -> Iterator[tuple[str, str]]:
    for group in paper.groups:
        yield f"{style.heading} {group.number}. {group.title}".strip(), ""
        for item in group.items:
            mark = f"{style.heading}#" if style.heading else ""
            yield f"{mark} {item.number}. {item.title}".strip(), ""
            yield f"{item.journal_number} {'/'.join(item.officers)}", ""
            yield from _sections(item, style)


def _sections(item: Item, style: Style) -> Iterator[tuple[str, str]]:
    for name, danish in SECTIONS:
        text: Text | None = getattr(item, name)
        if text is not None:
            mark = f"{style.heading}## " if style.heading else ""
            yield f"{mark}{danish}{':' if style.colon else ''}", ""
            for block in text:
                yield from _block(block, style)


def _block(block: Block, style: Style) -> Iterator[tuple[str, str]]:
    marks = "./. " * block.marks
    match block.kind:
        case BlockKind.TABLE:
            for row in block.rows:
                yield ("\t".join(row) if style.table == "tab" else f"| {' | '.join(row)} |"), ""
        case BlockKind.BULLET:
            yield f"{style.bullet} {marks}{block.text}", ""
        case BlockKind.NUMBERED:
            yield f"{block.label} {marks}{block.text}", ""
        case _:
            yield f"{marks}{block.text}", ""


def _wrapped(text: str, width: int, hang: str, draw: Random) -> list[str]:
    """Print lines of at most that width; the word that does not fit is cut where a rough rule allows."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        room = width - len(line) - (1 if line else 0)
        if len(word) <= room:
            line = f"{line} {word}" if line else word
            continue
        head, tail = _cut(word, room, draw)
        if head:
            line = f"{line} {head}" if line else head
        lines.append(line)
        line = hang + tail
    return [*lines, line]


def _cut(word: str, room: int, draw: Random) -> tuple[str, str]:
    """The word's first part with its hyphen, as long as there is room, and the rest."""
    own = [at + 1 for at, sign in enumerate(word) if sign == "-" and 1 < at + 1 <= room and at + 2 < len(word)]
    if own:
        return word[: own[-1]], word[own[-1] :]
    places = [found.start() for found in CUT.finditer(word) if found.start() + 1 <= room and "-" not in word]
    if not places or draw.random() < 0.15 or not word.strip(".,:;()").isalpha():
        return "", word
    return f"{word[: places[-1]]}-", word[places[-1] :]


def _paged(lines: list[str], paper: Paper, style: Style) -> Iterator[str]:
    assert style.page
    assert paper.on
    title = f"{paper.forum}  | {paper.on:%d-%m-%Y}"
    gap = [""] * style.between_lines
    page = 1
    for at, line in enumerate(lines):
        yield line
        if (at + 1) % (style.page * (1 + style.between_lines)) == 0:
            page += 1
            match style.header:
                case "feed":
                    yield f"\f{title}"
                    yield from [*gap, f"SIDE | {page}", *gap]
                case "bar":
                    yield from ["", "", title, *gap, f" SIDE  |  {page}", *gap]
                case "side":
                    yield from ["", f"{HEADS[paper.kind]} – {paper.forum} {worded(paper.on)}", *gap]
                    yield from [f"Side {page} af 40", *gap]
                case _:
                    yield f"\f{page}"
                    yield from gap
