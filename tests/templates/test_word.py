"""Word files: what each document says, by the paragraph. `UPDATE_GOLDEN=1 pytest tests/templates` writes it afresh."""

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document

from states.attachments import Attachment
from states.document_json import Document as Written
from states.forms import Form
from states.paper import Attendee, Block, BlockKind, Group, Item, Link, Paper, PaperKind
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.press import press
from tests.templates.word_parts import BODY, R, W, addresses, body, lines, parts, words

GOLDEN = Path(__file__).parent / "golden"
SHEET = Sheet(
    SheetKind.FOLLOW_UP,
    "Opfølgning på beslutninger",
    date(2027, 4, 1),
    "KKR Syddanmark",
    (SheetFact("Opgjort", "1. april 2027"),),
    (
        SheetSection("", (Block(BlockKind.PARAGRAPH, "Listen gælder møder i 2026 & 2027."),)),
        SheetSection(
            "Åbne opgaver",
            (
                Block(BlockKind.HEADING, "Færger"),
                Block(BlockKind.TABLE, rows=(("Opgave", "Hos"), ("Brev om landstrøm", "Sekretariatet"))),
                Block(BlockKind.BULLET, "Svaret ventes i maj."),
            ),
        ),
    ),
)


def word(document: Written, **links: str) -> bytes:
    printed = press(document, Form.DOCX, links)
    assert printed.notes == ()
    return printed.content


def agenda_of(*blocks: Block, item: Item | None = None) -> Paper:
    shown = replace(item or Item("1.1", "Vejen"), background=blocks)
    return Paper(PaperKind.AGENDA, "K22", "K22", date(2027, 4, 20), groups=(Group("1", "Sager", (shown,)),))


def paragraph(text: str, *links: Link, marks: int = 0) -> Block:
    return Block(BlockKind.PARAGRAPH, text, marks=marks, links=links)


def text_of(content: bytes) -> list[tuple[str, str]]:
    """Style and words of the paragraphs under the item's first section, its heading left out."""
    shown = lines(content)
    start = max(place for place, (style, _) in enumerate(shown) if style == "Heading3") + 1
    return shown[start:]


def check(name: str, content: bytes) -> None:
    written = parts(content)[BODY].decode().replace("><w:p>", ">\n<w:p>").replace("><w:tbl>", ">\n<w:tbl>") + "\n"
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_an_agenda_is_written_as_its_golden_file(agenda: Paper) -> None:
    check("agenda.document.xml", word(agenda))


def test_minutes_are_written_as_their_golden_file(minutes: Paper) -> None:
    check("minutes.document.xml", word(minutes))


def test_a_sheet_is_written_as_its_golden_file() -> None:
    check("sheet.document.xml", word(SHEET))


def test_the_same_document_makes_the_same_bytes(minutes: Paper) -> None:
    assert word(minutes) == word(minutes)


def test_the_file_tells_what_it_is_and_is_dated_by_its_day(agenda: Paper) -> None:
    told = Document(io.BytesIO(word(agenda))).core_properties
    assert (told.title, told.author, told.language, told.created, told.modified) == (
        "Dagsorden – KKR Syddanmark – tirsdag den 14. maj 2024",
        "KKR Syddanmark",
        "da-DK",
        datetime(2024, 5, 14, 12, tzinfo=UTC),
        datetime(2024, 5, 14, 12, tzinfo=UTC),
    )


def test_the_page_header_tells_forum_date_and_page_but_not_on_the_front_page(agenda: Paper) -> None:
    (section,) = Document(io.BytesIO(word(agenda))).sections
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "KKR Syddanmark | 14-05-2024\tSide  af "
    assert [field.get(f"{W}instr") for field in section.header._element.iter(f"{W}fldSimple")] == [
        " PAGE ",
        " NUMPAGES ",
    ]


def test_headings_are_true_headings(minutes: Paper) -> None:
    found = Document(io.BytesIO(word(minutes))).paragraphs
    assert [(one.style.name, one.text) for one in found if one.style and one.style.name.startswith("Heading")][:7] == [
        ("Heading 1", "Deltagerfortegnelse"),
        ("Heading 1", "1. Godkendelse af referat"),
        ("Heading 2", "1.1. Godkendelse af referat fra mødet den 5. marts 2024"),
        ("Heading 3", "Baggrund"),
        ("Heading 3", "Indstilling"),
        ("Heading 3", "Beslutning"),
        ("Heading 1", "2. Regionalpolitiske sager"),
    ]


def test_every_entry_of_the_contents_leads_to_its_heading(minutes: Paper) -> None:
    content = word(minutes)
    headings = {
        mark.attrib[f"{W}name"]: words(paragraph)
        for paragraph in body(content).iter(f"{W}p")
        for mark in paragraph.iter(f"{W}bookmarkStart")
    }
    entries = [
        (
            link.attrib[f"{W}anchor"],
            words(link).rstrip(),
            "".join(code.text or "" for code in link.iter(f"{W}instrText")),
        )
        for link in body(content).iter(f"{W}hyperlink")
        if f"{W}anchor" in link.attrib
    ]
    assert entries == [(anchor, title, rf" PAGEREF {anchor} \h ") for anchor, title in headings.items()]


def test_a_number_that_comes_twice_makes_no_bookmark_twice() -> None:
    items = (Item("1.1", "Vejen"), Item("1.1", "Broen"))
    paper = Paper(PaperKind.AGENDA, "K22", None, None, groups=(Group("1", "Sager", items),))
    marks = [mark.attrib[f"{W}name"] for mark in body(word(paper)).iter(f"{W}bookmarkStart")]
    assert marks == ["_punkt_1", "_punkt_1_1"]


def test_items_without_groups_begin_on_a_new_page() -> None:
    paper = Paper(
        PaperKind.AGENDA, "K22", None, None, groups=(Group("", "", (Item("1", "Vejen"), Item("2", "Broen"))),)
    )
    found = [p for p in body(word(paper)).iter(f"{W}p") if words(p) in {"1. Vejen", "2. Broen"}]
    assert [one.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in found] == [True, False]
    assert lines(word(paper))[2:5] == [("TOCHeading", "Indhold"), ("TOC1", "1. Vejen "), ("TOC1", "2. Broen ")]


def test_a_paper_of_which_little_is_known_is_still_written() -> None:
    assert lines(word(Paper(PaperKind.AGENDA, None, None, None))) == [("Title", "Dagsorden")]


def test_lists_keep_their_labels_levels_and_marks() -> None:
    paper = agenda_of(
        Block(BlockKind.NUMBERED, "godkender", label="1."),
        Block(BlockKind.NUMBERED, "drøfter", label="a)", level=1, marks=1),
        Block(BlockKind.BULLET, "teknik"),
        Block(BlockKind.BULLET, "net", level=1),
        Block(BlockKind.BULLET, "dybest", level=6),
    )
    assert text_of(word(paper)) == [
        ("ListNumber", "1. godkender"),
        ("ListNumber2", "a) ./. drøfter"),
        ("ListBullet", "teknik"),
        ("ListBullet2", "net"),
        ("ListBullet5", "dybest"),
    ]


def test_a_mark_stands_in_the_margin_and_leads_to_its_file() -> None:
    file = Attachment(1, 1, "Budget.xlsx", "ab" * 32, 10, "text/plain")
    paper = agenda_of(paragraph("Se bilaget.", marks=2), item=Item("1.1", "Vejen", attachments=(file,)))
    content = word(paper, **{file.digest: "bilag/1.xlsx"})
    assert text_of(content) == [("BodyTextIndent", "./. ./. Se bilaget.")]
    links = [link for link in body(content).iter(f"{W}hyperlink") if f"{R}id" in link.attrib]
    assert [(addresses(content)[link.attrib[f"{R}id"]], link.get(f"{W}tooltip")) for link in links] == [
        ("bilag/1.xlsx", "Bilag 1: Budget.xlsx")
    ]


def test_links_lead_where_they_say_and_nowhere_unsafe() -> None:
    paper = agenda_of(
        paragraph("Se her.", Link("her", 'https://x.example/a b?c="<æ>"&d=1')),
        paragraph("Og her.", Link("her", "#punkt-1-1")),
        paragraph("Ikke her.", Link("her", "javascript:alert(1)")),
    )
    content = word(paper)
    assert list(addresses(content).values()) == ["https://x.example/a%20b?c=%22%3Cæ%3E%22&d=1"]
    anchors = [link.attrib.get(f"{W}anchor") for link in body(content).iter(f"{W}hyperlink")]
    assert anchors == ["_punkt_1", "_punkt_1_1", None, "_punkt_1_1"]


def test_tables_repeat_their_head_and_stay_apart() -> None:
    rows = (("Havn", "Anlæg"), ("Rømø",), ())
    content = word(
        agenda_of(Block(BlockKind.TABLE, rows=rows), Block(BlockKind.TABLE, rows=rows), Block(BlockKind.TABLE))
    )
    tables = list(body(content).iter(f"{W}tbl"))
    assert [[[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] for table in tables] == [
        [["Havn", "Anlæg"], ["Rømø"], [""]],
        [["Havn", "Anlæg"], ["Rømø"], [""]],
        [[""]],
    ]
    heads = [[row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")] for table in tables]
    assert heads == [[True, False, False], [True, False, False], [True]]
    container = next(body(content).iter(f"{W}body"))
    tags = [child.tag for child in container]
    assert not any(pair == (f"{W}tbl", f"{W}tbl") for pair in pairwise(tags))


def test_a_column_has_room_for_its_longest_word() -> None:
    rows = (("Nr.", "Opgave", "Beslutning"), ("1", "Skriv udbudsmateriale", "K22 anbefalede sagen " * 20))
    (table,) = body(word(agenda_of(Block(BlockKind.TABLE, rows=rows)))).iter(f"{W}tbl")
    assert [column.attrib[f"{W}w"] for column in table.iter(f"{W}gridCol")] == ["764", "2929", "5093"]


PAYLOADS = (
    "<script>alert(1)</script>",
    "</w:t></w:r></w:p><w:p>",
    "{{ 7 * 7 }}{% if %}{# #}",
    "{_{ 7 }_} {_% %_}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "<!-- --> ]]> <?php ?>",
    "\"quoted\" 'twice'",
)


def paper_of(word: str) -> Paper:
    """A paper that says the same word in every place that takes one."""
    person = Attendee(word, word, word)
    text = (
        Block(BlockKind.PARAGRAPH, word, marks=1, links=(Link(word, "https://x.example/" + word),)),
        Block(BlockKind.HEADING, word),
        Block(BlockKind.NUMBERED, word, label=word),
        Block(BlockKind.TABLE, rows=((word,), (word,))),
    )
    file = Attachment(1, 1, word, "ab" * 32, 10, "text/plain")
    item = Item(
        word, word, journal_number=word, officers=(word,), absent=(person,), background=text, decision=text,
        attachments=(file,),
    )  # fmt: skip
    return Paper(
        PaperKind.MINUTES, word, None, None, place=word, participants=(person,), groups=(Group(word, word, (item,)),)
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_becomes_markup(payload: str) -> None:
    hostile, harmless = (word(paper_of(one), **{"ab" * 32: "https://y.example/" + one}) for one in (payload, "zqz"))
    for part in (BODY, "word/header1.xml", "word/footer1.xml", "docProps/core.xml"):
        found, wanted = (ElementTree.fromstring(parts(one)[part]) for one in (hostile, harmless))
        assert [one.tag for one in found.iter()] == [one.tag for one in wanted.iter()]
        assert told(found).count(payload) == told(wanted).count("zqz")


def told(tree: ElementTree.Element) -> str:
    """All that is written in a part, without the instructions of fields."""
    return "".join(one.text or "" for one in tree.iter() if one.tag != f"{W}instrText")


def test_what_xml_cannot_hold_is_left_out_and_told_of() -> None:
    paper = replace(agenda_of(paragraph("a\x00b\x0bc\ud800d\ufffee")), forum="K\x1f22", place="Her\x07")
    printed = press(paper, Form.DOCX)
    assert text_of(printed.content) == [("BodyText", "abcde")]
    assert printed.notes == ("10 signs that a Word file cannot hold were left out.",)
    assert Document(io.BytesIO(printed.content)).core_properties.author == "K22"


def test_one_such_sign_is_told_of_as_one() -> None:
    assert press(agenda_of(paragraph("a\x00b")), Form.DOCX).notes == (
        "1 sign that a Word file cannot hold was left out.",
    )
