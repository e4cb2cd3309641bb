"""What changed in an agenda, in words: one view, as a page with its marks and as a sheet for every other form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from states.changes import AgendaChanges, FieldChange, ItemChange, Mark, News, Stretch, Version
from states.paper import Block, BlockKind
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import titled
from templates.view import Fact
from templates.words import clock, day, say, weekday_and_day


@dataclass(frozen=True, slots=True)
class StretchView:
    """Words with their mark ("same", "added", "removed"), and what is heard before and after them but not seen."""

    mark: str
    words: str
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """What changed in one part of an item. `note` stands where there are no words to show."""

    title: str
    note: str
    lines: tuple[tuple[StretchView, ...], ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """Et punkt, der er ændret: number and title, what became of it as a whole, and its parts that changed."""

    anchor: str
    title: str
    notes: tuple[str, ...]
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Ændringer siden udsendelsen: the whole account in words. `document`, `running`, `date` as in PaperView.

    `key`: how marked words are to be read, in a page and in plain words. `nothing`: said where nothing changed.
    """

    document: str
    running: str
    over: str
    title: str
    date: str
    facts: tuple[Fact, ...]
    page_key: str
    plain_key: str
    nothing: str
    items: tuple[ItemView, ...]


def changes_view(changed: AgendaChanges) -> ChangesView:
    """The account's view."""
    title = _title(changed)
    on, something = changed.on, bool(changed.head or changed.items)
    head = [ItemView("punkt-moedet", _word("head"), (), tuple(map(_field, changed.head)))] if changed.head else []
    return ChangesView(
        document=" – ".join(part for part in (title, changed.forum) if part),
        running=" | ".join(part for part in (changed.forum, on.strftime("%d-%m-%Y") if on else "") if part),
        over=changed.forum or "",
        title=title,
        date=on.isoformat() if on else "",
        facts=tuple(_facts(changed)),
        page_key=_word("page_key") if something else "",
        plain_key=_word("plain_key") if something else "",
        nothing="" if something else _word("nothing"),
        items=(*head, *(_item(place, one) for place, one in enumerate(changed.items, start=1))),
    )


def _word(entry: str) -> str:
    return say("changes", entry)


def _title(changed: AgendaChanges) -> str:
    if changed.until.number is not None:
        return say("changes", "between", since=changed.since.number, until=changed.until.number)
    return say("changes", "title", day=day(changed.since.on)) if changed.since.on else _word("untold")


def _facts(changed: AgendaChanges) -> Iterator[Fact]:
    if changed.on:
        yield Fact(_word("meeting"), weekday_and_day(changed.on))
    yield Fact(_word("since"), _version(changed.since))
    yield Fact(_word("until"), _version(changed.until))


def _version(version: Version) -> str:
    if version.number is None or version.on is None:
        return _word("now")
    told = say("changes", "version", number=version.number, day=day(version.on))
    return say("changes", "reason", version=told, reason=version.reason) if version.reason else told


def _item(place: int, one: ItemChange) -> ItemView:
    named = titled(one.title, closed=one.closed)
    title = f"{one.number}. {named}" if one.number else named
    return ItemView(f"aendring-{place}", title, tuple(_notes(one)), tuple(map(_field, one.fields)))


def _notes(one: ItemChange) -> Iterator[str]:
    if one.news is not News.CHANGED:
        yield _word(one.news)
    if one.old_number is not None:
        yield say("changes", "moved", number=one.old_number)


def _field(change: FieldChange) -> FieldView:
    title = say("changed_fields", change.field)
    if change.field == "closed":
        return FieldView(title, _word(f"closed_{change.lines[0][0].mark}"), ())
    lines = tuple(tuple(_stretch(change.field, stretch) for stretch in line) for line in change.lines)
    return FieldView(title, "" if lines else _word("layout"), lines)


def _stretch(field: str, stretch: Stretch) -> StretchView:
    words = _in_words(field, stretch.words)
    if stretch.mark is Mark.SAME:
        return StretchView(stretch.mark, words)
    return StretchView(stretch.mark, words, _word(f"begins_{stretch.mark}"), _word("ends"))


def _in_words(field: str, value: str) -> str:
    """What the register has a token or a bare number for is said in words."""
    match field:
        case "purposes":
            return say("changed_purposes", value)
        case "time":
            return clock(time.fromisoformat(value))
        case _:
            return value


def changes_sheet(changed: AgendaChanges, shown: ChangesView) -> Sheet:
    """The account as a sheet, the marks written with signs, for the forms that have no page."""
    opening = tuple(_paragraphs(shown.nothing, shown.plain_key))
    return Sheet(
        kind=SheetKind.CHANGES,
        title=shown.title,
        on=changed.on or changed.since.on or date.min,
        over=shown.over,
        facts=tuple(SheetFact(fact.label, fact.value) for fact in shown.facts),
        sections=(SheetSection("", opening), *(SheetSection(one.title, tuple(_blocks(one))) for one in shown.items)),
    )


def _blocks(item: ItemView) -> Iterator[Block]:
    yield from _paragraphs(*item.notes)
    for field in item.fields:
        yield Block(BlockKind.HEADING, field.title)
        yield from _paragraphs(field.note, *(_signed(line) for line in field.lines))


def _paragraphs(*texts: str) -> Iterator[Block]:
    return (Block(BlockKind.PARAGRAPH, text) for text in texts if text)


def _signed(line: Iterable[StretchView]) -> str:
    """A line with its marks as signs: "Mødet holdes i [-Vejle-] [+Ribe+]"."""
    return " ".join(
        stretch.words if stretch.mark == Mark.SAME else say("changes", f"sign_{stretch.mark}", words=stretch.words)
        for stretch in line
    )
