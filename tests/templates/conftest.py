"""An agenda and its minutes with everything that a paper can hold, of the project's own invention."""

from dataclasses import replace
from datetime import date, time

import pytest

from states.outcomes import Outcome, Purpose
from states.paper import Attendee, Block, BlockKind, Group, Item, Link, Paper, PaperKind, Text
from templates.standing import any_other_business, approval_of_minutes, next_items, since_last

FORUM = "KKR Syddanmark"


def paragraphs(*sentences: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences)


HAVNE = Item(
    number="2.1",
    title="Landstrøm i de syddanske færgehavne – status & finansiering",
    journal_number="SAG-2024-00117",
    officers=("mkh", "jo"),
    background=(
        Block(
            BlockKind.PARAGRAPH,
            "20. januar 2024 fremlagde arbejdsgruppen om havne sin første status. Den viser, at syv af tolv havne har "
            "søgt tilskud, og at ”hjemtagelse af midler” tager længere tid end ventet, jf. § 4, stk. 2.",
        ),
        Block(
            BlockKind.PARAGRAPH,
            "Statussen kan ses på havnesamarbejdets side sammen med regnearket.",
            links=(Link("havnesamarbejdets side", "https://havne.example/status?år=2024&del=1"),),
        ),
    ),
    recommendation=(
        Block(BlockKind.PARAGRAPH, "Det indstilles, at KKR Syddanmark"),
        Block(BlockKind.NUMBERED, "godkender den fælles ansøgning", label="1."),
        Block(BlockKind.NUMBERED, "drøfter, hvordan de mindre havne kan deltage.", label="2."),
    ),
    presentation=(
        Block(BlockKind.HEADING, "Økonomi"),
        Block(BlockKind.PARAGRAPH, "Anlægsoverslaget og fordelingen er vedlagt.", marks=1),
        Block(
            BlockKind.TABLE,
            rows=(("Havn", "Anlæg, mio. kr.", "Tilskud"), ("Rømø <ny kaj>", "14,2", "50 %"), ("Ballen", "3,9", "–")),
        ),
        Block(BlockKind.HEADING, "Det videre arbejde"),
        Block(BlockKind.PARAGRAPH, "Arbejdsgruppen foreslår to spor:"),
        Block(BlockKind.BULLET, "Teknik, herunder"),
        Block(BlockKind.BULLET, "netkapacitet og transformerstationer", level=1),
        Block(BlockKind.BULLET, "kajplads til el-færger", level=1, marks=1),
        Block(BlockKind.BULLET, "Jura: ejerskab, udbud og forsyningspligt."),
        Block(BlockKind.PARAGRAPH, "2. Regionalpolitiske sager kan få del i puljen, hvis de er modne."),
    ),
    purposes=(Purpose.APPROVE, Purpose.DISCUSS),
    attachment_marks=2,
)
BIBLIOTEK = Item(
    number="2.2",
    title="Fælles indkøb til folkebibliotekerne",
    officers=("jo",),
    background=paragraphs("Kommunaldirektørkredsen anbefalede sagen den 12. april 2024."),
    recommendation=paragraphs("Det indstilles, at KKR Syddanmark tiltræder indkøbsaftalen."),
    presentation=(),
    purposes=(Purpose.ADOPT,),
)


def standing(item: Item, number: str) -> Item:
    return replace(item, number=number)


@pytest.fixture
def agenda() -> Paper:
    return Paper(
        kind=PaperKind.AGENDA,
        forum=FORUM,
        forum_code="KKR",
        on=date(2024, 5, 14),
        at=time(10, 0),
        place="Rådhuset i Kerteminde, Hans Schacksvej 4",
        groups=(
            Group(
                "1",
                "Godkendelse af referat",
                (standing(approval_of_minutes(forum=FORUM, last=date(2024, 3, 5)), "1.1"),),
            ),
            Group("2", "Regionalpolitiske sager", (HAVNE, BIBLIOTEK)),
            Group("3", "Siden sidst", (standing(since_last(forum=FORUM), "3.1"),)),
            Group(
                "4",
                "Punkter til næste møde",
                (
                    standing(
                        next_items(forum=FORUM, on=date(2024, 9, 3), expected=("Cykelstrategi", "Årsberetning 2023")),
                        "4.1",
                    ),
                ),
            ),
            Group("5", "Eventuelt", (standing(any_other_business(), "5.1"),)),
        ),
    )


@pytest.fixture
def minutes(agenda: Paper) -> Paper:
    decided = {
        "1.1": (paragraphs("KKR Syddanmark godkendte referatet af mødet i marts."), Outcome.APPROVED),
        "2.1": (
            (
                Block(BlockKind.PARAGRAPH, "KKR Syddanmark godkendte ansøgningen og drøftede de mindre havne."),
                Block(BlockKind.PARAGRAPH, "Ærø ønskede ført til referat, at <overslaget> er for lavt.", marks=1),
            ),
            Outcome.APPROVED,
        ),
        "2.2": (paragraphs("KKR Syddanmark tiltrådte aftalen."), Outcome.ADOPTED),
    }
    groups = tuple(
        replace(group, items=tuple(
            replace(item, decision=decided[item.number][0], outcome=decided[item.number][1])
            if item.number in decided else item for item in group.items
        ))
        for group in agenda.groups
    )  # fmt: skip
    absent = (Attendee("Åse Østergård", "Ø", "Ærø"), Attendee("Per Holm-Juhl", "A", "Vejen"))
    second = groups[1]
    havne = replace(second.items[0], absent=absent, attachment_marks=3)
    return replace(
        agenda,
        kind=PaperKind.MINUTES,
        participants=(
            Attendee("Åse Østergård", "Ø", "Ærø"),
            Attendee("Per Holm-Juhl", "A", "Vejen"),
            Attendee("Bodil Krag", "V", "Faaborg-Midtfyn"),
        ),
        apologies=(Attendee("Niels-Ole Bæk", "C", "Sønderborg"),),
        groups=(groups[0], replace(second, items=(havne, *second.items[1:])), *groups[2:]),
    )
