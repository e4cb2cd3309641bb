"""Texts are stored as data and come back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from states.paper import Block, BlockKind, Link, plain
from states.paper_json import dump_text, load_text

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
LINKS = st.lists(st.builds(Link, WORDS, WORDS), max_size=2).map(tuple)
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
BLOCKS = st.builds(
    Block, st.sampled_from(BlockKind), WORDS, st.integers(0, 3), st.sampled_from(("", "1.", "a)")), st.integers(0, 2),
    ROWS, LINKS,
)  # fmt: skip


@given(st.lists(BLOCKS, max_size=5).map(tuple))
def test_a_text_is_stored_and_read_back_whole(text: tuple[Block, ...]) -> None:
    assert load_text(dump_text(text)) == text


def test_only_what_says_something_is_stored() -> None:
    assert dump_text((Block(BlockKind.PARAGRAPH, "Ord"), Block(BlockKind.NUMBERED, "Et", 1, "1."))) == [
        {"kind": "paragraph", "text": "Ord"},
        {"kind": "numbered", "text": "Et", "marks": 1, "label": "1."},
    ]


def test_a_text_in_plain_lines() -> None:
    text = (
        Block(BlockKind.PARAGRAPH, "Indledning", 1),
        Block(BlockKind.BULLET, "Et", 2),
        Block(BlockKind.NUMBERED, "To", 0, "b)"),
        Block(BlockKind.TABLE, rows=(("Kommune", "Pris"), ("Vejle", "7"))),
    )
    assert plain(text) == "./. Indledning\n– ./. ./. Et\nb) To\n| Kommune | Pris |\n| Vejle | 7 |"
