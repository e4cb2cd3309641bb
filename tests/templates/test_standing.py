"""The standing items: their words, with and without the dates that a register may lack."""

from datetime import date

from states.outcomes import Purpose
from states.paper import Block, BlockKind, Item, ItemKind, Text
from templates.standing import (
    APPOINTMENTS,
    any_other_business,
    approval_of_minutes,
    group_title,
    next_items,
    since_last,
)

FORUM = "Sundhedsdirektørkredsen"


def said(*sentences: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences)


def test_approval_names_the_meeting_whose_minutes_they_are() -> None:
    assert approval_of_minutes(forum=FORUM, last=date(2024, 2, 29)) == Item(
        number="",
        title="Godkendelse af referat fra mødet den 29. februar 2024",
        kind=ItemKind.MINUTES_APPROVAL,
        background=said("Punktet gælder referatet fra mødet i Sundhedsdirektørkredsen torsdag den 29. februar 2024."),
        recommendation=said(
            "Det indstilles, at Sundhedsdirektørkredsen godkender referatet af mødet den 29. februar 2024."
        ),
        purposes=(Purpose.APPROVE,),
    )


def test_approval_where_no_meeting_is_registered() -> None:
    assert approval_of_minutes(forum=FORUM, last=None) == Item(
        number="",
        title="Godkendelse af referat fra det seneste møde",
        kind=ItemKind.MINUTES_APPROVAL,
        background=said("Der er ikke registreret noget tidligere møde i Sundhedsdirektørkredsen."),
        recommendation=said(
            "Det indstilles, at Sundhedsdirektørkredsen godkender referatet af det seneste møde, "
            "hvis der foreligger et."
        ),
        purposes=(Purpose.APPROVE,),
    )


def test_since_last() -> None:
    assert since_last(forum=FORUM) == Item(
        number="",
        title="Siden sidst",
        kind=ItemKind.SINCE_LAST,
        background=said("Der orienteres om, hvad der er sket siden sidste møde."),
        recommendation=said("Det indstilles, at Sundhedsdirektørkredsen tager orienteringerne til efterretning."),
        purposes=(Purpose.TAKE_NOTE,),
    )


def test_the_next_meeting_with_the_cases_expected() -> None:
    assert next_items(forum=FORUM, on=date(2024, 12, 2), expected=("Budget & regnskab", "Akutfunktion")) == Item(
        number="",
        title="Punkter til næste møde den 2. december 2024",
        kind=ItemKind.NEXT_ITEMS,
        background=(
            *said(
                "Næste møde i Sundhedsdirektørkredsen holdes mandag den 2. december 2024.",
                "Følgende punkter forventes på dagsordenen:",
            ),
            Block(BlockKind.BULLET, "Budget & regnskab"),
            Block(BlockKind.BULLET, "Akutfunktion"),
        ),
        recommendation=said("Det indstilles, at Sundhedsdirektørkredsen drøfter punkterne til det næste møde."),
        purposes=(Purpose.DISCUSS,),
    )


def test_the_next_meeting_without_cases_or_without_a_date() -> None:
    planned = next_items(forum=FORUM, on=date(2024, 12, 2), expected=())
    unplanned = next_items(forum=FORUM, on=None, expected=("Akutfunktion",))
    unknown = next_items(forum=FORUM, on=None, expected=())
    not_fixed = "Datoen for det næste møde i Sundhedsdirektørkredsen er endnu ikke fastlagt."
    assert [item.title for item in (unplanned, unknown)] == ["Punkter til næste møde"] * 2
    assert planned.background == said(
        "Næste møde i Sundhedsdirektørkredsen holdes mandag den 2. december 2024.",
        "Der er endnu ikke planlagt sager til mødet.",
    )
    assert unplanned.background == (
        *said(not_fixed, "Følgende punkter forventes på dagsordenen:"),
        Block(BlockKind.BULLET, "Akutfunktion"),
    )
    assert unknown.background == said(not_fixed)


def test_any_other_business_is_a_title() -> None:
    assert any_other_business() == Item(number="", title="Eventuelt", kind=ItemKind.ANY_OTHER_BUSINESS)


def test_every_kind_of_item_has_its_group() -> None:
    assert group_title(ItemKind.CASE) == "Sager til behandling"
    assert [group_title(kind, own="Regionalpolitiske sager") for kind in (*ItemKind, APPOINTMENTS)] == [
        "Regionalpolitiske sager",
        "Godkendelse af referat",
        "Siden sidst",
        "Punkter til næste møde",
        "Eventuelt",
        "Udpegninger",
    ]
