"""PDF: what each document says, page by page, tag by tag. `UPDATE_GOLDEN=1 pytest tests/templates` writes it afresh."""

import json
import os
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from states.attachments import Attachment
from states.forms import Form
from states.paper import Attendee, Block, BlockKind, Group, Item, Link, Paper, PaperKind
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.press import press
from tests.templates.pdf_facts import Bookmark, Pointer, bookmarks, claims, faults, pages, title

GOLDEN = Path(__file__).parent / "golden"

SHEET = Sheet(
    SheetKind.PIPELINE,
    "Sager på vej",
    date(2027, 4, 1),
    "KKR Syddanmark",
    (SheetFact("Opgjort", "1. april 2027"), SheetFact("Sager", "2")),
    (
        SheetSection(
            "Under behandling",
            (
                Block(BlockKind.PARAGRAPH, "Sagerne venter i disse fora."),
                Block(
                    BlockKind.TABLE,
                    rows=(("Sag", "Hos", "Dage"), ("Broen over sundet", "K22", "14"), ("Vejen", "SDF", "7")),
                ),
            ),
        ),
        SheetSection("", (Block(BlockKind.HEADING, "Note"), Block(BlockKind.PARAGRAPH, "Tallene er foreløbige."))),
    ),
)


def pdf(document: Paper | Sheet, **links: str) -> bytes:
    printed = press(document, Form.PDF, links)
    assert printed.notes == ()
    return printed.content


def paper(*blocks: Block, title: str = "Vejen") -> Paper:
    item = Item("1.1", title, background=blocks)
    return Paper(PaperKind.AGENDA, "K22", "K22", date(2027, 4, 20), groups=(Group("1", "Sager", (item,)),))


def paragraph(text: str, *links: Link, marks: int = 0) -> Block:
    return Block(BlockKind.PARAGRAPH, text, marks=marks, links=links)


def facts(content: bytes) -> str:
    """A file's facts as a golden file holds them."""
    told = {
        "title": title(content),
        "bookmarks": [asdict(mark) for mark in bookmarks(content)],
        "pages": [
            {
                "words": page.words.split("\n"),
                "tags": [str(element) for element in page.elements],
                "links": [pointer.target for pointer in page.pointers],
            }
            for page in pages(content)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def check(name: str, content: bytes) -> None:
    golden = GOLDEN / f"{name}.pdf.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(facts(content), encoding="utf-8")
    assert facts(content) == golden.read_text(encoding="utf-8")


def tags(content: bytes, page: int) -> list[str]:
    return [str(element) for element in pages(content)[page - 1].elements]


def test_an_agenda_says_what_its_golden_file_says(agenda: Paper) -> None:
    check("agenda", pdf(agenda))


def test_minutes_say_what_their_golden_file_says(minutes: Paper) -> None:
    check("minutes", pdf(minutes))


def test_a_sheet_says_what_its_golden_file_says() -> None:
    check("sheet", pdf(SHEET))


def test_every_document_keeps_both_standards_and_says_so(agenda: Paper, minutes: Paper) -> None:
    written = [pdf(document) for document in (agenda, minutes, SHEET)]
    assert [(claims(content), faults(content)) for content in written] == [(True, [])] * 3


def test_the_same_document_makes_the_same_bytes(minutes: Paper) -> None:
    assert pdf(minutes) == pdf(minutes)
    assert pdf(SHEET) == pdf(SHEET)


def test_contents_and_bookmarks_point_at_the_pages_where_the_headings_stand(minutes: Paper) -> None:
    content = pdf(minutes)
    shown = pages(content)
    headings = [
        (element.words, number)
        for number, page in enumerate(shown, start=1)
        for element in page.elements
        if element.tag in ("H2", "H3") and element.words not in ("Indhold", "Deltagere", "Afbud")
    ]
    contents = [element.words for element in shown[1].elements if element.tag == "Link"]
    assert contents == [f"{words} {number}" for words, number in headings]
    assert [pointer.target for pointer in shown[1].pointers] == [number for _, number in headings]
    assert [(mark.title, mark.page) for mark in bookmarks(content)] == headings


def test_each_page_but_the_first_is_headed_by_forum_date_and_its_number_outside_the_tags(agenda: Paper) -> None:
    first, *others = pages(pdf(agenda))
    assert "14-05-2024" not in first.words
    for number, page in enumerate(others, start=2):
        assert page.words.replace("\n", " ").startswith(f"KKR Syddanmark | 14-05-2024 {number} ")
        assert not any("14-05-2024" in element.words for element in page.elements)


def test_each_group_begins_a_page(agenda: Paper) -> None:
    groups = [[element.words for element in page.elements if element.tag == "H2"] for page in pages(pdf(agenda))]
    assert groups == [
        [],
        ["Indhold"],
        ["1. Godkendelse af referat"],
        ["2. Regionalpolitiske sager"],
        ["3. Siden sidst"],
        ["4. Punkter til næste møde"],
        ["5. Eventuelt"],
    ]


def test_a_mark_stands_for_its_attachment_and_opens_it_where_it_can_be_opened() -> None:
    marked = paper(paragraph("Se planen.", marks=2))
    files = (
        Attachment(1, 1, "Plan å.pdf", "d1", 10, "application/pdf"),
        Attachment(2, 2, "Kort.pdf", "d2", 10, "application/pdf"),
    )
    group = marked.groups[0]
    told = replace(marked, groups=(replace(group, items=(replace(group.items[0], attachments=files),)),))
    content = pdf(told, d1="../filer/plan å.pdf")
    assert tags(content, 3)[4:] == [
        "  P Se planen.",
        "    Link",
        "      Figure [Bilag 1: Plan å.pdf] ./.",
        "    Figure [Bilag 2: Kort.pdf] ./.",
    ]
    assert pages(content)[2].pointers == (Pointer("../filer/plan%20%C3%A5.pdf"),)


def test_a_link_into_the_paper_goes_to_its_page() -> None:
    content = pdf(paper(paragraph("Se her og der.", Link("her", "#punkt-1-1"), Link("der", "#intet"))))
    assert pages(content)[2].pointers == (Pointer(3),)


def test_lists_keep_their_labels_and_their_depth() -> None:
    numbered = [
        Block(BlockKind.NUMBERED, "først", label="a)"),
        Block(BlockKind.NUMBERED, "så", label="a)", level=1),
        Block(BlockKind.BULLET, "dybt", level=3),
    ]
    assert tags(pdf(paper(*numbered)), 3)[4:] == [
        "  L",
        "    LI",
        "      Lbl a)",
        "      LBody",
        "        P først",
        "    L",
        "      LI",
        "        Lbl a)",
        "        LBody",
        "          P så",
        "      L",
        "        L",
        "          LI",
        "            Lbl –",
        "            LBody dybt",
    ]


def test_a_tables_head_is_repeated_on_each_page_and_read_once() -> None:
    rows = (("Kommune", "Beløb"), *((f"Kommune {number}", str(number)) for number in range(90)))
    third, fourth, *_ = pages(pdf(paper(Block(BlockKind.TABLE, rows=rows))))[2:]
    assert ["Kommune Beløb" in page.words for page in (third, fourth)] == [True, True]
    assert [[element.tag for element in page.elements].count("TH") for page in (third, fourth)] == [2, 0]


def test_rows_of_unequal_length_are_filled_up() -> None:
    content = pdf(paper(Block(BlockKind.TABLE, rows=(("a",), ("b", "c"), ()))))
    said = [tag.strip() for tag in tags(content, 3)[4:]]  # PDFium names no cell without words
    assert said == ["Table", "THead", "TR", "TH a", "TBody", "TR", "TD b", "TD c"]
    assert faults(content) == []


def test_a_long_word_is_broken_within_the_page_and_stays_one_word() -> None:
    address = "https://kommune.example/" + "sti/" * 60
    content = pdf(paper(paragraph(address, Link(address, address)), title="x" * 200))
    assert f"    Link {address}" in tags(content, 3)
    assert f"  H3 1.1. {'x' * 200}" in tags(content, 3)
    assert len(pages(content)[2].words.split("\n")) > 8


@pytest.mark.parametrize("on", [None, date(1, 1, 1), date(1969, 12, 31), date(9999, 12, 31)])
def test_any_day_and_none_will_do(on: date | None) -> None:
    content = pdf(replace(paper(paragraph("Vej")), on=on))
    assert faults(content) == []
    assert content == pdf(replace(paper(paragraph("Vej")), on=on))


def test_a_paper_of_which_little_is_known_is_still_written() -> None:
    content = pdf(Paper(PaperKind.AGENDA, None, None, None))
    assert [page.words for page in pages(content)] == ["DAGSORDEN"]
    assert faults(content) == []


def test_items_without_groups_and_groups_without_items_keep_the_order_of_headings() -> None:
    items = (Item("1", "Vej", background=(paragraph("x"),)), Item("2", "Bro"))
    mixed = Paper(PaperKind.MINUTES, None, None, None, groups=(Group("", "", items), Group("2", "Tom", ())))
    content = pdf(mixed)
    assert tags(content, 3) == ["Document", "  H2 1. Vej", "  H3 Baggrund", "  P x", "  H2 2. Bro"]
    assert tags(content, 4) == ["Document", "  H2 2. Tom"]
    assert bookmarks(content) == [Bookmark(0, "1. Vej", 3), Bookmark(0, "2. Bro", 3), Bookmark(0, "2. Tom", 4)]
    assert faults(content) == []


def test_those_present_stand_on_a_page_of_their_own(minutes: Paper) -> None:
    many = tuple(Attendee(f"Person {number}", "A", "Vejen") for number in range(120))
    content = pdf(replace(minutes, participants=many))
    assert tags(content, 3)[:4] == [
        "Document",
        "  H2 Deltagerfortegnelse",
        "  H3 Deltagere",
        "  P Person 0 (A) Vejen",
    ]
    assert faults(content) == []


PAYLOADS = (
    "#panic()",
    "#{ 7 * 7 }",
    "*fed* _skrå_ $x^2$ `kode`",
    "= Overskrift",
    "@reference <mærke> // tekst /* tekst",
    "\\ ~ -- --- \" ' ] [ ) ( } {",
    '"); #read("/etc/passwd")',
    "jens@kommune.example",
    '#image("x.png") @preview/x:1.0.0',
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_becomes_markup(payload: str) -> None:
    person = Attendee(payload, "A", "Vejen")
    blocks = (
        paragraph(payload, marks=1),
        Block(BlockKind.HEADING, payload),
        Block(BlockKind.NUMBERED, payload, label="1."),
        Block(BlockKind.TABLE, rows=((payload,), (payload,))),
    )
    item = Item("1.1", payload, journal_number="J", absent=(person,), background=blocks)
    whole = Paper(
        PaperKind.MINUTES, payload, None, date(2027, 4, 20), place=payload, participants=(person,),
        groups=(Group("1", payload, (item,)),),
    )  # fmt: skip
    content = pdf(whole)
    words = " ".join(element.words for page in pages(content) for element in page.elements)
    assert words.count(payload) == 12
