"""Plain words become blocks, and blocks the same words again."""

from hypothesis import given
from hypothesis import strategies as st

from states.paper import Block, BlockKind, plain
from workflow.texts import text_of

LINES = st.lists(
    st.sampled_from(
        ["Et afsnit.", "20. juni er datoen.", "– et punkt", "– ./. med bilag", "./. Bilag", "| a | b |", "1. Først",
         "2. Så", "a) Lille", "b) Mindre", "./. ./. To bilag"]
    ),
    max_size=6,
)  # fmt: skip


def test_each_kind_of_line() -> None:
    words = "Et afsnit.\n\n- punkt\n./. Bilag\n1. Først\n2. Så\n| a | b |\n| c | d |"
    assert text_of(words) == (
        Block(BlockKind.PARAGRAPH, "Et afsnit."),
        Block(BlockKind.BULLET, "punkt"),
        Block(BlockKind.PARAGRAPH, "Bilag", 1),
        Block(BlockKind.NUMBERED, "Først", 0, "1."),
        Block(BlockKind.NUMBERED, "Så", 0, "2."),
        Block(BlockKind.TABLE, rows=(("a", "b"), ("c", "d"))),
    )


def test_a_date_at_the_start_of_a_paragraph_is_no_list_item() -> None:
    assert text_of("20. juni mødes KKR.") == (Block(BlockKind.PARAGRAPH, "20. juni mødes KKR."),)


@given(LINES)
def test_words_come_back_as_they_were_written(lines: list[str]) -> None:
    words = "\n".join(lines)
    assert plain(text_of(words)) == words
    assert text_of(plain(text_of(words))) == text_of(words)
