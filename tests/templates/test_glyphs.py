"""The signs that the shipped fonts can show."""

import unicodedata
from datetime import date

from states.forms import Form
from states.paper import Block, BlockKind, Group, Item, Paper, PaperKind
from templates.glyphs import shapes
from templates.press import press
from tests.templates.pdf_facts import faults

UNSEEN = {"Cc", "Cf", "Co", "Zs"}


def test_danish_is_shown_by_the_first_family() -> None:
    assert shapes()[0].issuperset(map(ord, "abcdefghijklmnopqrstuvwxyzæøåéüöäABCÆØÅ0123456789–—”’…•§€½"))


def test_the_second_family_shows_what_people_paste() -> None:
    assert shapes()[1].issuperset(map(ord, "→✓☑➢▪❖≤≥∑😀"))


def test_what_no_font_shows_is_in_neither() -> None:
    assert not frozenset.union(*shapes()).intersection(map(ord, "李ไ한👍\uffff\U0010ffff"))


def test_every_sign_that_is_said_to_be_shown_is_printed_within_the_standards_in_every_face() -> None:
    """Typst reads the fonts with a reader of its own, and refuses a sign that it cannot show."""
    signs = [sign for sign in map(chr, sorted(frozenset.union(*shapes()))) if unicodedata.category(sign) not in UNSEEN]
    words = ["".join(f"{sign} " for sign in signs[start : start + 200]) for start in range(0, len(signs), 200)]
    blocks = [Block(kind, text) for text in words for kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)]
    table = Block(BlockKind.TABLE, rows=tuple((text,) for text in words))  # a head in bold
    paper = Paper(
        PaperKind.AGENDA, "K22", None, date(2027, 4, 20),
        groups=(Group("1", "Sager", (Item("1.1", words[0], background=(*blocks, table)),)),),
    )  # fmt: skip
    printed = press(paper, Form.PDF)
    assert (printed.notes, faults(printed.content)) == ((), [])
