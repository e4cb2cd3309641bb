"""Whatever a paper's words hold, there is a file, and it keeps the standards or says that it does not."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from states.attachments import Attachment
from states.forms import Form
from states.paper import Attendee, Block, BlockKind, Group, Item, Link, Paper, PaperKind
from templates.press import press
from tests.templates.pdf_facts import claims, faults

NO_CLAIM = "The file claims neither PDF/UA nor PDF/A"

STRANGE = st.sampled_from(
    (
        *("\uf0b7", "\uf0a7 ", "\ue000", "\x00", "\x1b[31m", "\u202eabc\u202c", "\ufeff", "\ud800", "\udfff", "\uffff"),
        *("\U0010ffff", "a\u0356\u0341", "e" + "\u0301" * 30, "\u200d", "\ufe0f", "\U000e0001", "\u00ad", "\u200b"),
        *(
            "\u2028",
            "\r\n",
            "\t",
            " ",
            "שלום",
            "مرحبا",
            "हिन्दी",
            "ไทย",
            "한국어",
            "日本",
            "ﬁ",
            "ﷺ",
            "𝔘𝔫𝔦",
            "½",
            "x" * 120,
        ),
        *("👍", "👩\u200d💻", "🇩🇰", "#", "[", "*", "\\", "$", "<", "@", "//", "="),
    )
)
ANY = st.lists(STRANGE | st.text(max_size=8), max_size=5).map("".join)
LEVEL = st.integers(0, 9)
LINKS = st.lists(st.builds(Link, ANY, ANY.map("https://x.example/".__add__) | ANY.map("#".__add__)), max_size=1).map(
    tuple
)
BLOCKS = st.lists(
    st.builds(
        Block, st.sampled_from((BlockKind.PARAGRAPH, BlockKind.HEADING)), ANY, marks=st.integers(0, 3), links=LINKS
    )
    | st.builds(Block, st.just(BlockKind.BULLET), ANY, marks=st.integers(0, 2), level=LEVEL)
    | st.builds(Block, st.just(BlockKind.NUMBERED), ANY, label=ANY, level=LEVEL)
    | st.builds(
        lambda rows: Block(BlockKind.TABLE, rows=rows),
        st.lists(st.lists(ANY, max_size=4).map(tuple), max_size=4).map(tuple),
    ),
    max_size=4,
).map(tuple)
TEXT = st.none() | BLOCKS
PERSON = st.builds(Attendee, ANY, st.none() | ANY, st.none() | ANY)
FILES = st.lists(ANY, max_size=2).map(
    lambda names: tuple(Attachment(n, n, name, f"d{n}", 1, "application/pdf") for n, name in enumerate(names, 1))
)
ITEM = st.builds(
    Item, ANY, ANY, journal_number=st.none() | ANY, officers=st.lists(ANY, max_size=2).map(tuple), background=TEXT,
    recommendation=TEXT, presentation=TEXT, decision=TEXT,
    absent=st.lists(PERSON, max_size=1).map(tuple), attachments=FILES,
)  # fmt: skip
GROUP = st.builds(Group, ANY, ANY, st.lists(ITEM, max_size=2).map(tuple))
PAPER = st.builds(
    Paper, st.sampled_from(PaperKind), st.none() | ANY, st.none(), st.none() | st.dates(), place=st.none() | ANY,
    participants=st.lists(PERSON, max_size=2).map(tuple), groups=st.lists(GROUP, max_size=2).map(tuple),
)  # fmt: skip


@given(PAPER)
@settings(max_examples=60, deadline=None)
def test_every_paper_is_written_and_keeps_what_it_claims(paper: Paper) -> None:
    printed = press(paper, Form.PDF, {"d1": "../filer/å 1.pdf"})
    given_up = any(note.startswith(NO_CLAIM) for note in printed.notes)
    assert claims(printed.content) is not given_up
    assert given_up or faults(printed.content) == []


@given(ANY.filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_words_alone_never_cost_the_standards(words: str) -> None:
    """Given a number and a title to stand under, any words can be made fit."""
    blocks = (
        Block(BlockKind.PARAGRAPH, words, marks=1, links=(Link(words, "https://x.example/" + words),)),
        Block(BlockKind.HEADING, words),
        Block(BlockKind.BULLET, words),
        Block(BlockKind.NUMBERED, words, label=words),
        Block(BlockKind.TABLE, rows=((words, ""), ("", words))),
    )
    person = Attendee(words, words, words)
    item = Item("1.1", words, journal_number=words, officers=(words,), absent=(person,), background=blocks)
    paper = Paper(
        PaperKind.MINUTES, words, None, date(2027, 4, 20), place=words, participants=(person,),
        groups=(Group("1", words, (item,)),),
    )  # fmt: skip
    printed = press(paper, Form.PDF)
    assert [note for note in printed.notes if note.startswith(NO_CLAIM)] == []
    assert faults(printed.content) == []
