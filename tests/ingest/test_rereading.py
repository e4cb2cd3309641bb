"""Reading an agenda once more before it goes out."""

from datetime import date

import pytest

from ingest.rereading import binding_dates, says_what
from states.checking import last_day
from states.outcomes import Purpose
from states.paper import Block, BlockKind, DeadlineKind, FoundDeadline, Item


def paragraphs(*lines: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        ("Det indstilles, at KKR godkender regnskabet.",),
        ("Det indstilles til KKR Syddanmark at drøfte oplægget.",),
        ("Det indstilles:", "at regnskabet godkendes"),
        ("Sekretariatet foreslår", "a) at kredsen tager stilling til budgettet"),
        ("Formandskabet anbefaler over for KKR, at aftalen forlænges.",),
        ("Kredsen bedes beslutte, at aftalen forlænges.",),
    ],
)
def test_a_recommendation_with_an_at(words: tuple[str, ...]) -> None:
    assert says_what(paragraphs(*words))


@pytest.mark.parametrize(
    "words",
    [
        ("Til orientering.",),
        ("Sagen forelægges til drøftelse.",),
        ("KKR drøfter muligheden for at spare på indkøb.",),
        ("Det indstilles. Sagen har været længe undervejs, og det er vigtigt at komme videre.",),
    ],
)
def test_a_recommendation_without_one(words: tuple[str, ...]) -> None:
    assert not says_what(paragraphs(*words))


def days(item: Item) -> list[date | None]:
    return [found.on for found in binding_dates(item)]


def test_dates_that_bind_are_found_whether_they_are_past_or_not() -> None:
    item = Item(
        "2.1",
        "Høring",
        background=paragraphs("Høringssvar skal være indsendt senest den 1. april 2027."),
        presentation=paragraphs("Kommunerne melder tilbage senest den 1. september 2027."),
    )
    assert days(item) == [date(2027, 4, 1), date(2027, 9, 1)]


@pytest.mark.parametrize(
    "words",
    [
        "Kommunerne har frist til den 1. april 2027.",
        "Kommunerne har pligt til at indsende svar senest den 1. april 2027.",
        "Fristen er den 1. april 2027 for et samlet svar.",
        "Svaret skal være ministeriet i hænde inden den 2. april 2027.",
    ],
)
def test_what_is_still_to_be_done_binds(words: str) -> None:
    assert [last_day(one) for one in binding_dates(Item("2.1", "Høring", background=paragraphs(words)))] == [
        date(2027, 4, 1)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Kommunerne skulle senest den 1. april 2027 melde tilbage.",
        "Fristen var den 1. april 2027.",
        "Alle kommuner indsendte svar inden den 1. april 2027.",
        "Kommunerne har senest den 1. april 2027 meldt tilbage.",
        "Aftalen trådte i kraft den 1. april 2027.",
        "Mødet holdes den 1. april 2027.",
        "Forslaget har været i høring med frist den 1. april 2027.",
        "Regionen har inden fristen den 1. april 2027 modtaget 14 svar.",
    ],
)
def test_what_is_told_as_done_or_only_happens_binds_nobody(words: str) -> None:
    assert days(Item("2.1", "Høring", background=paragraphs(words))) == []


@pytest.mark.parametrize(("purpose", "bound"), [(Purpose.APPROVE, [date(2027, 8, 9)]), (Purpose.TAKE_NOTE, [])])
def test_the_date_of_a_hearing_binds_a_forum_that_is_to_answer(purpose: Purpose, bound: list[date]) -> None:
    words = "Ministeriet har sendt et udkast i høring med frist den 9. august 2027."
    assert days(Item("2.1", "Høring", background=paragraphs(words), purposes=(purpose,))) == bound


def test_the_registers_deadlines_count_while_their_words_stand_in_the_text() -> None:
    words = "Svar gives senest den 1. april."
    known = FoundDeadline(words, DeadlineKind.NOTICE, on=date(2027, 4, 1), year_inferred=True)
    gone = FoundDeadline("Rapport afleveres senest den 2. april.", DeadlineKind.REPORT, on=date(2027, 4, 2))
    assert binding_dates(Item("2.1", "Høring", background=paragraphs(words), deadlines=(known, gone))) == (known,)
