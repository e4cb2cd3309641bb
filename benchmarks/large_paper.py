"""An agenda of so many pages, with all that a text holds: headings, lists, tables, links and marks of attachments."""

from collections.abc import Iterator
from datetime import date, time

from states.paper import Block, BlockKind, Group, Item, Link, Paper, PaperKind, Text

CASES_A_PAGE = 0.9
"""Measured: so many of these cases fill a printed page."""
PAGES_BEFORE = 2
"""The front page and the list of contents."""
CASES_A_GROUP = 12

SENTENCES = (
    "Kommunerne har siden foråret arbejdet med en fælles plan for de lokale mødesteder.",
    "Udgiften fordeles efter indbyggertal og opkræves sammen med de øvrige ordninger.",
    "Arbejdsgruppen peger på, at samarbejdet om vedligeholdelse bør følges op hvert halve år.",
    "Fristen for svar er sat, så alle kommunalbestyrelser kan nå at behandle forslaget.",
    "Erfaringerne fra de første afprøvninger viser, at ventetiden er blevet kortere.",
    "Sekretariatet har indhentet bemærkninger fra brugere, medarbejdere og leverandører.",
    "Ordningen omfatter både landdistrikter, øer og de større byers yderområder.",
    "Der er enighed om målet, men endnu ikke om rækkefølgen i de næste trin.",
    "Færgeoverfarternes åbningstider indgår i planlægningen af de fælles kurser.",
    "Et mindretal ønsker flere oplysninger om tilskuddets beregning, før der træffes valg.",
)
TITLES = (
    "Fælles mødesteder i landdistrikterne",
    "Plan for vedligeholdelse af cykelbroer",
    "Kurser for færgernes personale",
    "Status på de lokale værksteder",
    "Takster for lån af udstyr",
)
STEPS = ("kortlægning af behovet", "forslag til fordeling", "høring af brugerne", "endelig beslutning")
PLACES = ("Nordby", "Sønderø", "Vestermark", "Åstrup", "Ørslev")


def large_paper(pages: int, *, first: int = 0) -> Paper:
    """An agenda that fills about so many pages when it is printed.

    `first`: where its cases begin to count. No two paragraphs are the same, nor are those of two agendas whose cases
    count apart: so nobody can use again what was made before.
    """
    cases = max(1, round((pages - PAGES_BEFORE) * CASES_A_PAGE))
    groups = tuple(
        _group(number, first + start, min(CASES_A_GROUP, cases - start))
        for number, start in enumerate(range(0, cases, CASES_A_GROUP), start=1)
    )
    return Paper(
        PaperKind.AGENDA, "KKR Syddanmark", "KKR", date(2027, 6, 15), time(10, 0), "Rådhuset, Nordby", groups=groups
    )


def _group(number: int, before: int, cases: int) -> Group:
    items = tuple(_case(number, place, before + place) for place in range(1, cases + 1))
    return Group(str(number), f"Sager fra område {number}", items)


def _case(group: int, place: int, turn: int) -> Item:
    return Item(
        number=f"{group}.{place}",
        title=f"{TITLES[turn % len(TITLES)]} i {PLACES[turn % len(PLACES)]}",
        journal_number=f"SAG-2027-{turn:05}",
        officers=("abc", "def"),
        background=(_prose(turn), _prose(turn + 3)),
        recommendation=tuple(_recommendation(turn)),
        presentation=_presentation(turn),
        attachment_marks=2,
    )


def _prose(turn: int, marks: int = 0, links: tuple[Link, ...] = ()) -> Block:
    """A paragraph of five sentences, another one each turn."""
    words = f"Om sag {turn}: " + " ".join(SENTENCES[(turn * step + step) % len(SENTENCES)] for step in range(1, 6))
    return Block(BlockKind.PARAGRAPH, words, marks=marks, links=links)


def _recommendation(turn: int) -> Iterator[Block]:
    yield Block(BlockKind.PARAGRAPH, "Det indstilles, at KKR Syddanmark")
    for step in range(3):
        yield Block(BlockKind.BULLET, f"godkender {STEPS[(turn + step) % len(STEPS)]} for {PLACES[step]},")


def _presentation(turn: int) -> Text:
    link = Link("planens side", "https://plan.example/side")
    steps = enumerate(STEPS, start=1)
    numbered = (Block(BlockKind.NUMBERED, step.capitalize(), label=f"{number}.") for number, step in steps)
    return (
        _prose(turn + 1),
        Block(BlockKind.HEADING, "Trin i arbejdet"),
        *numbered,
        _prose(turn + 2, marks=1),
        Block(BlockKind.HEADING, "Økonomi"),
        Block(BlockKind.PARAGRAPH, "Tallene kan ses på planens side.", links=(link,)),
        Block(BlockKind.TABLE, rows=(("Område", "Brugere", "Beløb i kr."), *map(_row, range(turn, turn + 4)))),
        _prose(turn + 4, marks=1),
    )


def _row(turn: int) -> tuple[str, ...]:
    return f"{PLACES[turn % len(PLACES)]} {turn}", f"{turn * 37 % 900 + 100}", f"{turn * 53 % 90 + 10}.000"
