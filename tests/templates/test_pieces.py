"""A text made ready for a page."""

from states.paper import Block, BlockKind, Link
from templates.pieces import Entry, Listing, Mark, Span, Table, Words, pieces, spans

HTTPS = "https://havne.example/"


def bullet(text: str, level: int = 0) -> Block:
    return Block(BlockKind.BULLET, text, level=level)


def entry(text: str, *inner: Listing, label: str = "") -> Entry:
    return Entry(label, (Span(text),), (), inner)


def test_list_items_that_follow_one_another_are_one_list() -> None:
    text = (bullet("a"), bullet("b"), Block(BlockKind.PARAGRAPH, "midt", marks=2), bullet("c"))
    assert pieces(text) == (
        Listing(False, (entry("a"), entry("b"))),
        Words("paragraph", (Span("midt"),), (Mark(""), Mark(""))),
        Listing(False, (entry("c"),)),
    )


def test_deeper_items_stand_inside_the_one_before() -> None:
    numbered = Block(BlockKind.NUMBERED, "første", label="1.", level=1)
    assert pieces((bullet("a"), numbered, bullet("dybest", 2), bullet("b"))) == (
        Listing(
            False,
            (
                entry("a", Listing(True, (entry("første", Listing(False, (entry("dybest"),)), label="1."),))),
                entry("b"),
            ),
        ),
    )


def test_a_list_that_begins_deep_keeps_its_depth() -> None:
    inside = Listing(False, (entry("dyb"),))
    assert pieces((bullet("dyb", 1),)) == (Listing(False, (Entry("", (), (), (inside,)),)),)


def test_a_hostile_depth_is_bounded() -> None:
    (listing,) = pieces((bullet("dyb", 1_000_000),))
    depth = 0
    while isinstance(listing, Listing) and listing.entries[0].inner:
        (listing,) = listing.entries[0].inner
        depth += 1
    assert (listing, depth) == (Listing(False, (entry("dyb"),)), 6)


def test_bullets_and_numbers_side_by_side_are_two_lists() -> None:
    assert pieces((bullet("a"), Block(BlockKind.NUMBERED, "b", label="b)"))) == (
        Listing(False, (entry("a"),)),
        Listing(True, (entry("b", label="b)"),)),
    )


def test_a_tables_first_row_is_its_head() -> None:
    text = (Block(BlockKind.TABLE, rows=(("Havn", "Kr."), ("Ballen", "3"))), Block(BlockKind.TABLE))
    assert pieces(text) == (
        Table(((Span("Havn"),), (Span("Kr."),)), (((Span("Ballen"),), (Span("3"),)),)),
        Table((), ()),
    )


def test_links_are_cut_out_of_the_words() -> None:
    assert spans("Se her og her.", (Link("her", HTTPS), Link("her", f"{HTTPS}2"))) == (
        Span("Se "),
        Span("her", HTTPS),
        Span(" og "),
        Span("her", f"{HTTPS}2"),
        Span("."),
    )


def test_a_link_that_is_unsafe_or_not_in_the_words_is_plain() -> None:
    unsafe = (Link("her", "javascript:alert(1)"), Link("her", " JavaScript:x"), Link("væk", HTTPS), Link("", HTTPS))
    assert spans("Se her.", unsafe) == (Span("Se her."),)
