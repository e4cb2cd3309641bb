"""Letters: the one that goes with an agenda, and the one that a decision becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from states.extract import Extract
from states.paper import Block, BlockKind, Item, Paper, Text
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.extract import decision_text
from templates.list_words import paragraphs
from templates.words import clock, say, weekday_and_day


@dataclass(frozen=True, slots=True)
class Sender:
    """Afsender: who signs, and where that person can be reached ("" where nobody has said)."""

    name: str
    contact: str = ""


def agenda_letter(paper: Paper, sender: Sender, *, on: date) -> Sheet:
    """The letter of this day that goes with an agenda: when and where, the items, how many attachments, who to ask.

    A closed item is named by its number alone. Without a meeting's date the letter speaks of the next meeting.
    """
    forum = paper.forum or ""
    greeting = say("letter", "dear_members", forum=forum)
    sections = (
        SheetSection("", paragraphs(greeting, _invitation(paper), _attachments(paper))),
        SheetSection(say("letter", "items"), tuple(map(_line, paper.items))),
        SheetSection("", _goodbye(sender, "ask_or_excuse")),
    )
    return Sheet(
        kind=SheetKind.COVERING_LETTER,
        title=say("letter", "agenda_title", forum=forum),
        on=on,
        over=forum,
        facts=(
            SheetFact(say("letter", "date"), weekday_and_day(on)),
            SheetFact(say("letter", "to"), say("letter", "members", forum=forum)),
        ),
        sections=sections,
    )


def decision_letter(extract: Extract, to: str, sender: Sender, *, on: date) -> Sheet:
    """The letter of this day in which a forum's decision goes out to somebody, in the forum's words."""
    item, forum = extract.item, extract.forum.name
    entry = "decided_item" if item.number else "decided"
    decided = say("letter", entry, forum=forum, day=weekday_and_day(extract.on), title=item.title, number=item.number)
    return Sheet(
        kind=SheetKind.COVERING_LETTER,
        title=item.title,
        on=on,
        over=forum,
        facts=(SheetFact(say("letter", "date"), weekday_and_day(on)), SheetFact(say("letter", "to"), to)),
        sections=(
            SheetSection("", paragraphs(say("letter", "dear", to=to), decided)),
            SheetSection(say("letter", "decision"), decision_text(extract)),
            SheetSection("", (*_goodbye(sender, "ask"), *paragraphs(say("letter", "behalf", forum=forum)))),
        ),
    )


def _invitation(paper: Paper) -> str:
    when = " ".join(_when(paper))
    entry = "invitation_place" if paper.place else "invitation"
    return say("letter", entry, forum=paper.forum or "", when=when, place=paper.place or "")


def _when(paper: Paper) -> Iterator[str]:
    if paper.on:
        yield weekday_and_day(paper.on)
    if paper.at:
        yield clock(paper.at)


def _line(item: Item) -> Block:
    title = say("letter", "closed_item") if item.closed else item.title
    return Block(BlockKind.NUMBERED, title, label=f"{item.number}.")


def _attachments(paper: Paper) -> str:
    """How many files go with the agenda: those of the pack, which leaves those of closed items out."""
    count = sum(len(item.attachments) for item in paper.items if not item.closed)
    entry = "no_attachments" if not count else "one_attachment" if count == 1 else "count_attachments"
    return say("letter", entry, count=count)


def _goodbye(sender: Sender, ask: str) -> Text:
    reached = say("letter", "reached", name=sender.name, contact=sender.contact) if sender.contact else sender.name
    return paragraphs(say("letter", ask, who=reached), say("letter", "regards"), sender.name)
