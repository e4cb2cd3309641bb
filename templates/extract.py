"""An extract of minutes as a sheet: what one forum decided on one case."""

from collections.abc import Iterator

from states.extract import Extract
from states.paper import Block, BlockKind, Text
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import paragraphs, titled
from templates.view import person_in_words
from templates.words import enumerate_words, phrases, say, weekday_and_day


def extract_sheet(extract: Extract) -> Sheet:
    """The extract, dated by the meeting."""
    item = extract.item
    sections = (
        SheetSection(phrases("sections")["recommendation"], item.recommendation or ()),
        SheetSection(phrases("sections")["decision"], (*decision_text(extract), *_absent(extract))),
    )
    return Sheet(
        kind=SheetKind.EXTRACT,
        title=say("extract", "title"),
        on=extract.on,
        over=extract.forum.name,
        facts=tuple(_facts(extract)),
        sections=tuple(section for section in sections if section.text),
    )


def decision_text(extract: Extract) -> Text:
    """The decision in the forum's words (without words, what it came to), then parts and additions of their own."""
    words = extract.item.decision or ()
    if not words and extract.item.outcome:
        words = paragraphs(say("outcomes", extract.item.outcome))
    parts = tuple(
        Block(BlockKind.BULLET, say("extract", "part", words=text, outcome=say("outcomes", outcome)))
        for text, outcome in extract.parts
    )
    added = paragraphs(say("extract", "added", words=extract.additions) if extract.additions else "")
    return (*words, *parts, *added)


def _absent(extract: Extract) -> Text:
    people = enumerate_words([person_in_words(one) for one in extract.item.absent])
    return paragraphs(say("extract", "absent", people=people) if people else "")


def _facts(extract: Extract) -> Iterator[SheetFact]:
    item = extract.item
    title = titled(item.title, closed=item.closed)
    yield SheetFact(say("extract", "meeting"), weekday_and_day(extract.on))
    yield SheetFact(say("extract", "item"), f"{item.number}. {title}" if item.number else title)
    if item.journal_number:
        yield SheetFact(say("extract", "journal"), item.journal_number)
