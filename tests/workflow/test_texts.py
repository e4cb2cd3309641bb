"""Plain words become blocks, and blocks the same words again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.paper import Block, BlockKind, Doubt, Link, plain
from workflow.texts import as_typed, cleaned, text_of

LINES = st.lists(
    st.sampled_from(
        ["Et afsnit.", "20. juni er datoen.", "– et punkt", "– ./. med bilag", "./. Bilag", "| a | b |", "1. Først",
         "2. Så", "a) Lille", "b) Mindre", "./. ./. To bilag", "  – indrykket", "    a) dybt", "    b) dybere",
         "Se www.kkr.example/sti."]
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
    text = text_of(words)
    assert plain(text) == "\n".join(line.strip() for line in lines)
    assert text_of(as_typed(text)) == text


def listed(words: str) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, f"{block.label} {block.text}".strip()) for block in text_of(words)]


def test_an_indented_list_item_stands_inside_the_one_before() -> None:
    words = "- a\n  - b\n    - c\n  - d\n\n- e\nEt afsnit.\n  - f\n\t- g"
    assert listed(words) == [
        (BlockKind.BULLET, 0, "a"),
        (BlockKind.BULLET, 1, "b"),
        (BlockKind.BULLET, 2, "c"),
        (BlockKind.BULLET, 1, "d"),
        (BlockKind.BULLET, 0, "e"),
        (BlockKind.PARAGRAPH, 0, "Et afsnit."),
        (BlockKind.BULLET, 0, "f"),
        (BlockKind.BULLET, 1, "g"),
    ]


def test_numbers_and_bullets_stand_inside_one_another() -> None:
    assert listed("1. a\n   - b\n2. c\n\ta) d\n\tb) e\n3. f") == [
        (BlockKind.NUMBERED, 0, "1. a"),
        (BlockKind.BULLET, 1, "b"),
        (BlockKind.NUMBERED, 0, "2. c"),
        (BlockKind.NUMBERED, 1, "a) d"),
        (BlockKind.NUMBERED, 1, "b) e"),
        (BlockKind.NUMBERED, 0, "3. f"),
    ]


def test_a_blank_more_is_a_slip_and_no_level() -> None:
    assert listed("- a\n - b\n- c") == [(BlockKind.BULLET, 0, letter) for letter in "abc"]


@pytest.mark.parametrize(
    ("words", "block"),
    [
        ("Notatet er vedlagt ./.", Block(BlockKind.PARAGRAPH, "Notatet er vedlagt", 1)),
        ("./. Begge er vedlagt ./. ./.", Block(BlockKind.PARAGRAPH, "Begge er vedlagt", 3)),
        ("- ./. punkt ./.", Block(BlockKind.BULLET, "punkt", 2)),
        ("./.\n- punkt", Block(BlockKind.BULLET, "punkt", 1)),
        ("./.", Block(BlockKind.PARAGRAPH, "", 1)),
        ("Se ./. for tallene.", Block(BlockKind.PARAGRAPH, "Se ./. for tallene.")),
    ],
)
def test_a_mark_counts_at_the_head_and_at_the_end_of_a_line(words: str, block: Block) -> None:
    assert text_of(words) == (block,)


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("Se https://kkr.example/a?b=1&c=2.", [("https://kkr.example/a?b=1&c=2", "https://kkr.example/a?b=1&c=2")]),
        ("(se www.kkr.example)", [("www.kkr.example", "https://www.kkr.example")]),
        ("Se https://x.example/Aa_(by), og", [("https://x.example/Aa_(by)", "https://x.example/Aa_%28by%29")]),
        ("Skriv til mailto:bel@kkr.example!", [("mailto:bel@kkr.example", "mailto:bel@kkr.example")]),
        ("Skriv til bel@kkr.example.", [("bel@kkr.example", "mailto:bel@kkr.example")]),
        (
            "WWW.A.EXAMPLE og »http://b.example/«",
            [("WWW.A.EXAMPLE", "https://WWW.A.EXAMPLE"), ("http://b.example/",) * 2],
        ),
        ("KKR@, a@b, www. og javascript:alert(1)", []),
        ("https://", []),
    ],
)
def test_an_address_becomes_a_link_without_the_punctuation_after_it(words: str, links: list[tuple[str, str]]) -> None:
    assert text_of(words) == (Block(BlockKind.PARAGRAPH, words, links=tuple(Link(*link) for link in links)),)


def test_what_shows_nothing_or_turns_the_words_is_removed_and_told() -> None:
    words = "Et\x07 afsnit\nmed\u202e\u00a0vendte\u202c ord\n\uf0b7 punkt\u00ad"
    assert text_of(words) == (
        Block(BlockKind.PARAGRAPH, "Et afsnit"),
        Block(BlockKind.PARAGRAPH, "med vendte ord"),
        Block(BlockKind.BULLET, "punkt"),
    )
    assert cleaned(words)[1] == (
        Doubt("1 control characters removed, the first here", 1),
        Doubt("2 marks that turn the writing direction removed, the first here", 2),
    )


def test_lines_that_were_not_changed_keep_what_words_do_not_tell() -> None:
    link = Link("her", "https://kkr.example/notat")
    before = (
        Block(BlockKind.HEADING, "Økonomi"),
        Block(BlockKind.PARAGRAPH, "Læs mere her.", links=(link,)),
        Block(BlockKind.BULLET, "punkt", level=1),
    )
    shown = as_typed(before)
    assert shown == "Økonomi\nLæs mere her.\n  – punkt"
    assert text_of(f"Nyt.\n{shown}", before)[1:3] == before[:2]
