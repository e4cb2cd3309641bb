"""What a paper says in words, before any format."""

from datetime import date

from states.paper import Attendee, Block, BlockKind, Group, Item, Paper, PaperKind
from templates.pieces import Span, Words
from templates.view import Fact, GroupView, ItemView, PaperView, Roster, SectionView, view

ANNA, BO = Attendee("Anna Krag", "V", "Vejen"), Attendee("Bo Lind", None, "Ærø")


def only_item(item: Item) -> ItemView:
    (group,) = view(Paper(PaperKind.MINUTES, "SUN", "SUN", None, groups=(Group("1", "Sager", (item,)),))).groups
    return group.items[0]


def test_a_paper_in_words() -> None:
    item = Item("1.1", "Budget", journal_number="SAG-2024-1", officers=("bel", "snm"), background=(), absent=(ANNA, BO))
    paper = Paper(
        PaperKind.MINUTES,
        "KKR Syddanmark",
        "KKR",
        date(2024, 5, 14),
        participants=(ANNA, Attendee("Per Holm")),
        apologies=(BO,),
        groups=(Group("1", "Sager", (item,)),),
    )
    assert view(paper) == PaperView(
        document="Referat – KKR Syddanmark – tirsdag den 14. maj 2024",
        running="KKR Syddanmark | 14-05-2024",
        kind="Referat 2024",
        forum="KKR Syddanmark",
        facts=(Fact("Dato", "tirsdag den 14. maj 2024"),),
        rosters=(
            Roster("Deltagere", ("Anna Krag (V) Vejen", "Per Holm")),
            Roster("Afbud", ("Bo Lind (Ærø)",)),
        ),
        groups=(
            GroupView(
                "punkt-1",
                "1. Sager",
                (
                    ItemView(
                        anchor="punkt-1-1",
                        title="1.1. Budget",
                        journal="SAG-2024-1 bel/snm",
                        absent="Ikke til stede under punktet: Anna Krag (V) Vejen og Bo Lind (Ærø)",
                        sections=(SectionView("Baggrund", ()),),
                    ),
                ),
            ),
        ),
        date="2024-05-14",
    )


def test_those_whom_the_text_tells_to_be_absent_are_not_told_of_twice() -> None:
    decision = (Block(BlockKind.PARAGRAPH, "Anna Krag forlod mødet under punktet."),)
    assert only_item(Item("1.1", "Budget", decision=decision, absent=(ANNA, BO))) == ItemView(
        anchor="punkt-1-1",
        title="1.1. Budget",
        journal="",
        absent="Ikke til stede under punktet: Bo Lind (Ærø)",
        sections=(SectionView("Beslutning", (Words("paragraph", (Span(decision[0].text),), ()),)),),
    )


def test_an_item_without_a_number_is_its_title() -> None:
    assert only_item(Item("", "Eventuelt")) == ItemView("punkt-", "Eventuelt", "", "", ())


def test_officers_without_a_journal_number_say_what_they_are() -> None:
    assert only_item(Item("1.1", "Budget", officers=("bel",))).journal == "Sagsbehandler: bel"
    assert only_item(Item("1.1", "Budget", journal_number="SAG-2024-1")).journal == "SAG-2024-1"
