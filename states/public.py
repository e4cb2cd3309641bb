"""What of a paper everybody may see: closed items (lukkede punkter) keep their number and lose every word. Pure."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from states.paper import Block, Group, Item, ItemKind, NextMeeting, Paper, Text

Pattern = re.Pattern[str] | None


def public(paper: Paper, secret: Collection[str] = (), usual: Collection[str] = ()) -> Paper:
    """The paper without what is confidential (lukket).

    A closed item keeps its number and is marked as closed; its title is "" and every other word of it is gone. A group
    that has none but closed items keeps its number and loses its title, unless that is one of the `usual` ones, which
    tell nothing. Where cases to come are named, those with the title of a closed item, or with one of the `secret`
    titles, are left out. So are the reader's doubts.
    """
    titles = _pattern({*secret, *(item.title for item in paper.items if item.closed)})
    groups = tuple(_group(group, titles, usual) for group in paper.groups)
    return replace(paper, groups=groups, next_meeting=_coming(paper.next_meeting, titles), doubts=())


def _pattern(titles: Iterable[str]) -> Pattern:
    """Finds any of the titles, as words of their own."""
    wanted = sorted({" ".join(title.split()) for title in titles if title.strip()})
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE) if wanted else None


def _group(group: Group, titles: Pattern, usual: Collection[str]) -> Group:
    hidden = bool(group.items) and all(item.closed for item in group.items) and group.title not in usual
    return Group(group.number, "" if hidden else group.title, tuple(_item(item, titles) for item in group.items))


def _item(item: Item, titles: Pattern) -> Item:
    if item.closed:
        return Item(number=item.number, title="", kind=item.kind, closed=True)
    if item.kind is not ItemKind.NEXT_ITEMS:
        return item
    return replace(
        item,
        background=_text(item.background, titles),
        recommendation=_text(item.recommendation, titles),
        presentation=_text(item.presentation, titles),
        decision=_text(item.decision, titles),
    )


def _text(text: Text | None, titles: Pattern) -> Text | None:
    return None if text is None else tuple(block for block in text if not _names(_words(block), titles))


def _words(block: Block) -> str:
    return " ".join((block.text, *(cell for row in block.rows for cell in row)))


def _names(words: str, titles: Pattern) -> bool:
    return titles is not None and titles.search(" ".join(words.split())) is not None


def _coming(coming: NextMeeting | None, titles: Pattern) -> NextMeeting | None:
    if coming is None:
        return None
    return NextMeeting(coming.on, tuple(title for title in coming.expected if not _names(title, titles)))
