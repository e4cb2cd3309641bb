"""What of a paper everybody may see."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from states.attachments import Attachment
from states.outcomes import Outcome, Purpose
from states.paper import (
    Attendee,
    Block,
    BlockKind,
    DeadlineKind,
    Doubt,
    FoundDeadline,
    Group,
    Item,
    ItemKind,
    NextMeeting,
    Paper,
    PaperKind,
    PriorStep,
    Text,
)
from states.public import public


def text(*lines: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


SECRET = Item(
    number="2.1",
    title="Papegøjeanlæg",
    journal_number="SAG-2027-00001",
    officers=("bel",),
    background=text("Hemmelig."),
    recommendation=text("Hemmelig."),
    presentation=text("Hemmelig."),
    decision=text("Hemmelig."),
    purposes=(Purpose.APPROVE,),
    outcome=Outcome.APPROVED,
    attachment_marks=1,
    attachments=(Attachment(1, 1, "hemmelig.pdf", "0" * 64, 1, "application/pdf"),),
    deadlines=(FoundDeadline("den 1. juli", DeadlineKind.REPORT, date(2027, 7, 1)),),
    prior_steps=(PriorStep("K22", Outcome.APPROVED, "Hemmelig."),),
    absent=(Attendee("Bodil Krag"),),
    handed_to=("K22",),
    source_lines=(1, 9),
    case_id=7,
    closed=True,
)
OPEN = Item(number="2.2", title="Fælles havn", background=text("Papegøjeanlæg nævnes her med vilje."), case_id=8)
COMING = Item(
    number="3.1",
    title="Punkter til næste møde",
    kind=ItemKind.NEXT_ITEMS,
    background=(
        Block(BlockKind.PARAGRAPH, "Følgende punkter forventes:"),
        Block(BlockKind.BULLET, "Papegøjeanlæg, anden behandling"),
        Block(BlockKind.BULLET, "Tukanhuset"),
        Block(BlockKind.BULLET, "Fælles havn"),
        Block(BlockKind.TABLE, rows=(("Sag", "Dato"), ("Papegøjeanlæg", "1. juli"))),
    ),
)


def paper(*groups: Group) -> Paper:
    return Paper(
        PaperKind.MINUTES,
        "KKR Syddanmark",
        "KKR",
        date(2027, 6, 20),
        next_meeting=NextMeeting(date(2027, 9, 4), ("Papegøjeanlæg", "Fælles havn")),
        groups=groups,
        doubts=(Doubt("case 7 (Papegøjeanlæg) has no text"),),
    )


def test_a_closed_item_keeps_its_number_and_loses_every_word() -> None:
    shown = public(paper(Group("2", "Sager", (SECRET, OPEN)), Group("3", "Punkter til næste møde", (COMING,))))
    coming = replace(
        COMING,
        background=(
            Block(BlockKind.PARAGRAPH, "Følgende punkter forventes:"),
            Block(BlockKind.BULLET, "Tukanhuset"),
            Block(BlockKind.BULLET, "Fælles havn"),
        ),
    )
    assert shown == replace(
        paper(
            Group("2", "Sager", (Item("2.1", "", closed=True), OPEN)),
            Group("3", "Punkter til næste møde", (coming,)),
        ),
        next_meeting=NextMeeting(date(2027, 9, 4), ("Fælles havn",)),
        doubts=(),
    )


def test_titles_that_are_secret_elsewhere_are_not_named_among_the_cases_to_come() -> None:
    shown = public(paper(Group("3", "Punkter til næste møde", (COMING,))), ["tukanHUSET", " "])
    (item,) = shown.items
    assert [block.text for block in item.background or ()] == [
        "Følgende punkter forventes:",
        "Papegøjeanlæg, anden behandling",
        "Fælles havn",
        "",
    ]


def test_a_title_is_found_as_words_of_its_own() -> None:
    coming = Item("3.1", "Punkter", ItemKind.NEXT_ITEMS, background=text("Belønning", "Aftale om LØN  i 2028", "Løn"))
    (item,) = public(paper(Group("3", "Punkter", (coming,))), ["løn"]).items
    assert item.background == text("Belønning")


def test_a_group_of_closed_items_only_loses_its_title() -> None:
    groups = Group("2", "Ansættelse af sekretariatschef", (SECRET,)), Group("3", "Andet", (OPEN,))
    shown = public(paper(*groups))
    assert [(group.number, group.title) for group in shown.groups] == [("2", ""), ("3", "Andet")]


def test_a_group_of_closed_items_keeps_a_title_that_tells_nothing() -> None:
    shown = public(paper(Group("2", "Regionalpolitiske sager", (SECRET,))), usual=["Regionalpolitiske sager"])
    assert [group.title for group in shown.groups] == ["Regionalpolitiske sager"]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(ItemKind)), max_size=6))
@settings(max_examples=50)
def test_what_is_public_does_not_depend_on_what_is_closed(kinds: list[tuple[bool, ItemKind]]) -> None:
    def items(words: str) -> tuple[Item, ...]:
        return tuple(
            Item(
                f"2.{place}",
                f"Titel {place}" if not closed else words,
                kind,
                background=text(words if closed else "Åben."),
                closed=closed,
            )
            for place, (closed, kind) in enumerate(kinds, 1)
        )

    one, other = (public(paper(Group("2", "Sager", items(words)))) for words in ("Undulaten", "Kakaduen"))
    assert one == other
    assert public(one) == one
