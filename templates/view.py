"""A paper as it is shown: one view, from which every format says the same words with the same numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from states.attachments import Attachment
from states.paper import Attendee, Group, Item, Paper, Text, plain
from templates.front import front_texts
from templates.list_words import titled
from templates.pieces import Mark, Piece, pieces
from templates.words import clock, enumerate_words, phrases, say, weekday_and_day


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the front page: what it is called and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Deltagere eller afbud: people under a heading, each as printed."""

    title: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """Afsnit under et punkt (Baggrund, Indstilling …): its heading and its text."""

    title: str
    text: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """Dagsordenspunkt: title with number, the line of journal number and officers, those absent, the sections."""

    anchor: str
    title: str
    journal: str
    absent: str
    sections: tuple[SectionView, ...]
    attachments: tuple[Mark, ...] = ()
    """The item's files: "Bilag 1: Budget.pdf"."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Hovedpunkt: title with number, and the items."""

    anchor: str
    title: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What stands before the items of an agenda or minutes, and is the same in every form.

    `document`: its title, as a file or a tab is called. `running`: what stands at the head of each printed page.
    `date`: YYYY-MM-DD, or "".
    """

    document: str
    running: str
    kind: str
    forum: str
    facts: tuple[Fact, ...]
    rosters: tuple[Roster, ...]
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView(PaperHead):
    """Dagsorden eller referat: the whole paper in words.

    `front`: what the office has to say on the front page (mission and vision).
    """

    groups: tuple[GroupView, ...]
    front: tuple[SectionView, ...] = ()


NOWHERE: Mapping[str, str] = MappingProxyType({})


def view(paper: Paper, links: Mapping[str, str] = NOWHERE) -> PaperView:
    """The paper's view. What is not known is left out. `links`: where files can be opened, by their digest."""
    kind = say("kinds", "draft" if paper.draft else paper.kind)
    date = weekday_and_day(paper.on) if paper.on else ""
    return PaperView(
        document=" – ".join(part for part in (kind, paper.forum, date) if part),
        running=" | ".join(part for part in (paper.forum, paper.on.strftime("%d-%m-%Y") if paper.on else "") if part),
        kind=f"{kind} {paper.on.year}" if paper.on else kind,
        forum=paper.forum or "",
        facts=tuple(_facts(date, clock(paper.at) if paper.at else "", paper.place or "")),
        rosters=tuple(_rosters(paper)),
        groups=tuple(_group(group, links) for group in paper.groups),
        front=tuple(SectionView(title, pieces(text)) for title, text in front_texts(paper.forum_code)),
        date=paper.on.isoformat() if paper.on else "",
    )


def _facts(date: str, time: str, place: str) -> Iterator[Fact]:
    labels = phrases("labels")
    for label, value in ((labels["date"], date), (labels["time"], time), (labels["place"], place)):
        if value:
            yield Fact(label, value)


def _rosters(paper: Paper) -> Iterator[Roster]:
    labels = phrases("labels")
    for title, people in ((labels["present"], paper.participants), (labels["apologies"], paper.apologies)):
        if people:
            yield Roster(title, tuple(map(person_in_words, people)))


def person_in_words(person: Attendee) -> str:
    """A person as minutes print one: "Bodil Krag (V) Vejen", or without a party "Bodil Krag (Vejen)"."""
    if person.party:
        return f"{person.name} ({person.party}) {person.municipality or ''}".rstrip()
    return f"{person.name} ({person.municipality})" if person.municipality else person.name


def _group(group: Group, links: Mapping[str, str]) -> GroupView:
    items = tuple(_item(item, links) for item in group.items)
    return GroupView(_anchor(group.number), _numbered(group.number, group.title) if group.title else "", items)


def _item(item: Item, links: Mapping[str, str]) -> ItemView:
    files = tuple(_mark(one, links) for one in item.attachments)
    return ItemView(
        anchor=_anchor(item.number),
        title=_numbered(item.number, _titled(item)),
        journal=_journal(item),
        absent=_absent(item),
        sections=tuple(_sections(item, files)),
        attachments=files,
    )


def _mark(file: Attachment, links: Mapping[str, str]) -> Mark:
    return Mark(say("attachments", "named", number=file.number, name=file.name), links.get(file.digest, ""))


def _titled(item: Item) -> str:
    """A closed item says so before its title; one whose title is kept back (states/public.py) says no more."""
    if item.closed and not item.title:
        return say("closed", "hidden")
    return titled(item.title, closed=item.closed)


def _journal(item: Item) -> str:
    """ "SAG-2023-02140 bel/snm"; without a number the initials say what they are."""
    officers = "/".join(item.officers)
    if item.journal_number:
        return f"{item.journal_number} {officers}".rstrip()
    return f"{phrases('labels')['officers']}: {officers}" if officers else ""


def _absent(item: Item) -> str:
    """Those absent. Whom the item's own texts name (an imported paper tells it there) is not told of twice."""
    said = "\n".join(plain(text) for text in _texts(item).values())
    people = [person_in_words(person) for person in item.absent if person.name not in said]
    return f"{phrases('labels')['absent']}: {enumerate_words(people)}" if people else ""


def _texts(item: Item) -> dict[str, Text | None]:
    return {
        "background": item.background,
        "recommendation": item.recommendation,
        "presentation": item.presentation,
        "decision": item.decision,
    }


def _sections(item: Item, files: tuple[Mark, ...]) -> Iterator[SectionView]:
    marks = iter(files)
    for key, text in _texts(item).items():
        if text is not None:
            yield SectionView(phrases("sections")[key], pieces(text, marks))


def _numbered(number: str, title: str) -> str:
    return f"{number}. {title}" if number else title


def _anchor(number: str) -> str:
    """Where the list of contents points: letters, digits and hyphens only."""
    return "punkt-" + re.sub(r"[^0-9A-Za-z]+", "-", number)
