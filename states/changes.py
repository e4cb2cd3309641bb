"""What changed from one version of an agenda to another, item by item and word by word. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from states.differences import title_key
from states.paper import Item, ItemKind, Paper, Text, plain

Json = dict[str, Any]

TEXTS = ("background", "recommendation", "presentation")

ALIKE = 0.4
"""Two lines are one that was changed when at least this share of their words is the same (difflib's ratio)."""


LONGEST = 5000
"""A line of more words is shown whole: to compare it word by word takes the square of its length."""


class Mark(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, came or went together."""

    mark: Mark
    words: str


Line = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A part of an item, or of the head, that is not as it was: its lines that changed, each whole, with its marks.

    `lines` is empty where the words are the same and only what they look like has changed.
    """

    field: str
    lines: tuple[Line, ...]


class News(StrEnum):
    """What became of an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """Ændret punkt: number and title as they now are. `old_number`: what it was, where it moved.

    `closed`: it is confidential, or was.
    """

    news: News
    number: str
    title: str
    old_number: str | None = None
    fields: tuple[FieldChange, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an agenda: a dispatch, counted from 1, with its day and why it was sent again.

    `number` and `on` are None for the agenda as it now is.
    """

    number: int | None = None
    on: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaChanges:
    """Ændringer siden udsendelsen: what is not the same in two versions of one meeting's agenda (`on`: its day)."""

    forum: str | None
    forum_code: str | None
    on: date | None
    since: Version
    until: Version
    head: tuple[FieldChange, ...] = ()
    items: tuple[ItemChange, ...] = ()


def changes(old: Paper, new: Paper, *, since: Version, until: Version) -> AgendaChanges:
    """What changed from one version to another, in printed order; a removed item stands where it stood."""
    return AgendaChanges(
        forum=new.forum,
        forum_code=new.forum_code,
        on=new.on,
        since=since,
        until=until,
        head=tuple(_short_fields(_head(old), _head(new))),
        items=tuple(_item_changes(_placed(old), _placed(new))),
    )


def changes_reading(changed: AgendaChanges) -> Json:
    """The changes as JSON values, dates as ISO text."""
    told = asdict(changed)
    for version in (told["since"], told["until"], told):
        version["on"] = version["on"].isoformat() if version["on"] else None
    return told


def _head(paper: Paper) -> dict[str, Sequence[str]]:
    time = [paper.at.strftime("%H:%M")] if paper.at else []
    return {"time": time, "place": [paper.place] if paper.place else []}


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item with the title of its group."""

    group: str
    item: Item


def _placed(paper: Paper) -> list[_Placed]:
    return [_Placed(group.title, item) for group in paper.groups for item in group.items]


def _item_changes(old: Sequence[_Placed], new: Sequence[_Placed]) -> Iterator[ItemChange]:
    for before, after in _pairs(old, new):
        if before is None and after is not None:
            yield ItemChange(News.ADDED, after.item.number, after.item.title, closed=after.item.closed)
        elif before is not None and after is None:
            yield ItemChange(News.REMOVED, before.item.number, before.item.title, closed=before.item.closed)
        elif before is not None and after is not None:
            fields = tuple(_fields(before, after))
            moved = before.item.number if before.item.number != after.item.number else None
            if fields or moved is not None:
                closed = before.item.closed or after.item.closed
                yield ItemChange(News.CHANGED, after.item.number, after.item.title, moved, fields, closed)


Pair = tuple[_Placed | None, _Placed | None]


def _pairs(old: Sequence[_Placed], new: Sequence[_Placed]) -> list[Pair]:
    """Each item with what it was, those that went put in after the item that they followed."""
    left = list(old)
    pairs: list[Pair] = []
    for after in new:
        alike = [one for one in left if _same(one.item, after.item)]
        alike.sort(key=lambda one: title_key(one.item.title) != title_key(after.item.title))
        before = alike[0] if alike else None
        if before is not None:
            left.remove(before)
        pairs.append((before, after))
    for place, gone in enumerate(old):
        if gone in left:
            follows = old[place - 1] if place else None
            at = next((n for n, (before, _) in enumerate(pairs, 1) if before is follows), 0) if follows else 0
            pairs.insert(at, (gone, None))
    return pairs


def _same(one: Item, other: Item) -> bool:
    """A case is known by its number, a standing item by its sort."""
    if one.case_id is not None or other.case_id is not None:
        return one.case_id == other.case_id
    if one.kind is not other.kind:
        return False
    return one.kind is not ItemKind.CASE or title_key(one.title) == title_key(other.title)


def _fields(before: _Placed, after: _Placed) -> Iterator[FieldChange]:
    yield from _short_fields(_short(before), _short(after))
    for name in TEXTS:
        old, new = getattr(before.item, name), getattr(after.item, name)
        if (old or ()) != (new or ()):
            yield FieldChange(name, tuple(changed_lines(_lines(old), _lines(new))))
    yield from _short_fields(_purposes(before.item), _purposes(after.item))
    yield from _attachments(before.item, after.item)


def _short(placed: _Placed) -> dict[str, Sequence[str]]:
    item = placed.item
    return {
        "title": [item.title],
        "group": [placed.group] if placed.group else [],
        "closed": ["closed"] if item.closed else [],
        "journal_number": [item.journal_number] if item.journal_number else [],
        "officers": item.officers,
    }


def _purposes(item: Item) -> dict[str, Sequence[str]]:
    return {"purposes": [str(purpose) for purpose in item.purposes]}


def _attachments(before: Item, after: Item) -> Iterator[FieldChange]:
    """A file is another where its name or its content is; it is told by its name."""
    old, new = ([(one.name, one.digest) for one in item.attachments] for item in (before, after))
    if old != new:
        gone = ((Stretch(Mark.REMOVED, name),) for name, digest in old if (name, digest) not in new)
        come = ((Stretch(Mark.ADDED, name),) for name, digest in new if (name, digest) not in old)
        yield FieldChange("attachments", (*gone, *come))


def _short_fields(old: dict[str, Sequence[str]], new: dict[str, Sequence[str]]) -> Iterator[FieldChange]:
    for name, before in old.items():
        if list(before) != list(new[name]):
            yield FieldChange(name, tuple(changed_lines(before, new[name])))


def _lines(text: Text | None) -> list[str]:
    """A text line by line; where a line has links, their addresses stand after it, since they count too."""
    lines: list[str] = []
    for block in text or ():
        *first, last = plain((block,)).split("\n")
        urls = "".join(f" [{link.url}]" for link in block.links)
        lines += [*first, f"{last}{urls}"]
    return lines


def changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """The lines that are not in both, in order, each with its changed words marked."""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for before, after in zip_longest(old[a:b], new[c:d]):
                yield from _one_line(before, after)


def _one_line(before: str | None, after: str | None) -> Iterator[Line]:
    old, new = (before or "").split(), (after or "").split()
    words = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > LONGEST or words.ratio() < ALIKE:
        yield from ((Stretch(Mark.REMOVED, " ".join(old)),) for _ in old[:1])
        yield from ((Stretch(Mark.ADDED, " ".join(new)),) for _ in new[:1])
    elif old != new:  # else only its blanks are others
        yield tuple(_stretches(words, old, new))


def _stretches(words: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    for kind, a, b, c, d in words.get_opcodes():
        if kind == "equal":
            yield Stretch(Mark.SAME, " ".join(new[c:d]))
            continue
        if a < b:
            yield Stretch(Mark.REMOVED, " ".join(old[a:b]))
        if c < d:
            yield Stretch(Mark.ADDED, " ".join(new[c:d]))
