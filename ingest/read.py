"""Agendas and minutes read into a Paper: the door of this room."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.coming import next_meeting
from ingest.furniture import take_out
from ingest.head import Head, forum_of_recommendations, read_head
from ingest.headings import Heading, Outline
from ingest.items import Setting, read_item
from ingest.markup import mark_up
from ingest.outline import find_outline
from ingest.people import without_doubles
from ingest.phrases import pattern
from ingest.pieces import Piece, piece_together
from ingest.refused import EmptyPaper, OtherMeeting
from ingest.sections import Manner, manner_of, sort_sections
from ingest.shapes import numbered
from ingest.source import Source
from states.forums import Forum, find_forum
from states.paper import Doubt, Group, Item, Paper, PaperKind


def read_paper(source: Source, forums: Sequence[Forum], *, forum: str | None = None, on: date | None = None) -> Paper:
    """Read an agenda or minutes. What is not understood stands among the paper's doubts, never left out in silence.

    `forum` (a code or name) and `on` are what the person said; they fill in what the paper does not print, and outweigh
    it, with a doubt. A date or forum that neither tells stays None, with a doubt. Items that stand in no groups come in
    one group without number and title. Raises EmptyPaper, NotAPaper, TwoMeetings, OtherMeeting, UnknownForum.
    """
    said = find_forum(forum, forums) if forum else None
    if not any(line.text.strip() or any(line.cells) for line in source.lines):
        raise EmptyPaper
    body = take_out(mark_up(source.lines), wrapped=source.wrapped)
    pieces = piece_together(body.lines, wrapped=source.wrapped)
    outline = find_outline(pieces)
    front = _front(pieces, outline)
    head = read_head(front, body.headers, forums)
    manner = manner_of(pieces[outline.start :])
    _settle_kind(head, any(_decides(pieces, stretch, forums, manner) for stretch in _stretches(outline, pieces)))
    _settle(head, pieces[outline.start :], forums, said, on)
    setting = Setting(head.kind or PaperKind.AGENDA, head.code, head.on, tuple(forums), manner)
    groups, doubts = _groups(outline, pieces, setting)
    paper = Paper(
        kind=setting.kind, forum=head.forum, forum_code=head.code, on=head.on, at=head.at, place=head.place,
        participants=without_doubles(head.present), apologies=without_doubles(head.absent), groups=groups,
        doubts=(*source.doubts, *head.doubts, *outline.doubts, *doubts),
    )  # fmt: skip
    return replace(paper, next_meeting=next_meeting(tuple(paper.items), (piece.text for piece in front), head.on))


def _front(pieces: Sequence[Piece], outline: Outline) -> list[Piece]:
    """The pieces before the first heading, without a list of contents that prints no pages."""
    titles = {heading.title.casefold() for heading in (*outline.groups, *outline.items)}
    front = pieces[: outline.start]
    return [piece for piece in front if not ((line := numbered(piece.text)) and line.title.casefold() in titles)]


def _settle_kind(head: Head, decides: bool) -> None:
    """A paper that holds decisions is minutes, whatever it calls itself."""
    if head.kind is None:
        head.kind = PaperKind.MINUTES if decides else PaperKind.AGENDA
    elif head.kind is PaperKind.AGENDA and decides:
        head.kind = PaperKind.MINUTES
        head.doubts.append(Doubt("the paper calls itself an agenda, but holds decisions: read as minutes"))


def _stretches(outline: Outline, pieces: Sequence[Piece]) -> Iterator[tuple[Heading, int]]:
    """Each item's heading, and the index where the next heading stands."""
    ends = sorted({heading.index for heading in (*outline.groups, *outline.items)} | {len(pieces)})
    for heading in outline.items:
        yield heading, ends[bisect_right(ends, heading.index)]


def _decides(pieces: Sequence[Piece], stretch: tuple[Heading, int], forums: Sequence[Forum], manner: Manner) -> bool:
    """Whether an item holds a decision: an agenda may print the heading, but nothing under it."""
    heading, end = stretch
    return bool(sort_sections(pieces[heading.index + 1 : end], forums, None, manner).pieces.get("decision"))


def _settle(head: Head, pieces: Sequence[Piece], forums: Sequence[Forum], said: Forum | None, on: date | None) -> None:
    """Bring together what the paper prints, what the person said, and what the text itself tells."""
    _outweigh(head, said, on)
    if head.forum is None and (told := forum_of_recommendations((piece.text for piece in pieces), forums)):
        head.forum, head.code = told.name, told.code
        head.doubts.append(Doubt(f"the forum is not printed; the recommendations address {told.name}"))
    if head.forum is None:
        head.doubts.append(Doubt("the forum is not printed: say --forum"))
    if head.on is None:
        head.doubts.append(Doubt("the date of the meeting is not printed: say --date YYYY-MM-DD"))


def _outweigh(head: Head, said: Forum | None, on: date | None) -> None:
    """Let the person's words stand over the paper's; both contradicted means that it is another paper."""
    other_forum = said is not None and head.code is not None and said.code != head.code
    other_date = on is not None and head.on is not None and on != head.on
    if said and on and other_forum and other_date:
        raise OtherMeeting(f"{head.forum} {head.on}", f"{said.name} {on}")
    if said and other_forum:
        head.doubts.append(Doubt(f"the paper names {head.forum}; read as {said.name}, as you said"))
    if other_date:
        head.doubts.append(Doubt(f"the paper is dated {head.on}; read as {on}, as you said"))
    if said and (head.code is None or other_forum):
        head.forum, head.code = said.name, said.code
    head.on = on or head.on


def _groups(outline: Outline, pieces: Sequence[Piece], setting: Setting) -> tuple[tuple[Group, ...], list[Doubt]]:
    doubts: list[Doubt] = []
    items: list[tuple[Heading, Item]] = []
    for heading, end in _stretches(outline, pieces):
        item, left = _item(heading, pieces, end, setting)
        items.append((heading, item))
        doubts += left
    if not outline.groups:
        return (Group("", "", tuple(item for _, item in items)),), doubts
    return tuple(_grouped(outline, items, pieces, doubts)), doubts


def _item(heading: Heading, pieces: Sequence[Piece], end: int, setting: Setting) -> tuple[Item, list[Doubt]]:
    number = ".".join(str(part) for part in heading.number)
    title = pattern("outline.closed").sub("", heading.title).strip() or heading.title
    item, doubts = read_item(number, pieces[heading.index], title, pieces[heading.index + 1 : end], setting)
    return replace(item, closed=title != heading.title), doubts


def _grouped(
    outline: Outline, items: Sequence[tuple[Heading, Item]], pieces: Sequence[Piece], doubts: list[Doubt]
) -> Iterator[Group]:
    """The groups with their items; text between a group's heading and its first item is a doubt."""
    for place, group in enumerate(outline.groups):
        after = outline.groups[place + 1].index if place + 1 < len(outline.groups) else len(pieces)
        own = tuple(item for heading, item in items if group.index <= heading.index < after)
        if pattern("outline.closed_group").search(group.title):
            own = tuple(replace(item, closed=True) for item in own)
        first = next((heading.index for heading, _ in items if heading.index >= group.index), after)
        doubts += [
            Doubt(f"text under a group heading: {piece.text[:80]!r}", piece.first)
            for piece in pieces[group.index + 1 : first]
        ]
        yield Group(str(group.number[0]), group.title, own)
