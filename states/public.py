"""What of a paper everybody may see: closed items (lukkede punkter) keep their number and lose every word. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from states.paper import Block, Group, Item, ItemKind, NextMeeting, Paper, Text

_TELLS_OF_OTHERS = frozenset({ItemKind.NEXT_ITEMS, ItemKind.SINCE_LAST})
"""The standing items in which the program and the secretariat name cases that have items of their own."""


def public(paper: Paper, secret: Collection[str] = ()) -> Paper:
    """The paper without what is confidential (lukket).

    A closed item keeps its number and is marked as closed; its title is "" and every other word of it is gone. A group
    that has none but closed items keeps its number and loses its title. Where cases to come are named, those with the
    title of a closed item, or with one of the `secret` titles, are left out. So are the reader's doubts.
    """
    titles = tuple({title.casefold() for title in (*secret, *_closed_titles(paper)) if title.strip()})
    groups = tuple(_group(group, titles) for group in paper.groups)
    return replace(paper, groups=groups, next_meeting=_coming(paper.next_meeting, titles), doubts=())


def _closed_titles(paper: Paper) -> Iterator[str]:
    return (item.title for item in paper.items if item.closed)


def _group(group: Group, titles: Collection[str]) -> Group:
    hidden = bool(group.items) and all(item.closed for item in group.items)
    return Group(group.number, "" if hidden else group.title, tuple(_item(item, titles) for item in group.items))


def _item(item: Item, titles: Collection[str]) -> Item:
    if item.closed:
        return Item(number=item.number, title="", kind=item.kind, closed=True)
    if item.kind not in _TELLS_OF_OTHERS:
        return item
    return replace(
        item,
        background=_text(item.background, titles),
        recommendation=_text(item.recommendation, titles),
        presentation=_text(item.presentation, titles),
        decision=_text(item.decision, titles),
    )


def _text(text: Text | None, titles: Collection[str]) -> Text | None:
    return None if text is None else tuple(block for block in text if not _names(_words(block), titles))


def _words(block: Block) -> str:
    return " ".join((block.text, *(cell for row in block.rows for cell in row)))


def _names(words: str, titles: Collection[str]) -> bool:
    folded = words.casefold()
    return any(title in folded for title in titles)


def _coming(coming: NextMeeting | None, titles: Collection[str]) -> NextMeeting | None:
    if coming is None:
        return None
    return NextMeeting(coming.on, tuple(title for title in coming.expected if not _names(title, titles)))
