"""PDF to lines, by what its letters and their places say."""

from typing import Any

import pytest

from ingest.formats.pdf import parse
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Style
from states.paper import Link

FULL = "Kommunerne ved kysten har i flere år ønsket sig en fælles ordning, der når ud til alle"


def test_headings_and_paragraphs(draw: Any) -> None:
    page = [
        draw.text(70, 780, "1. Sager", 16, "F2"),
        draw.text(70, 750, "Baggrund", 11, "F2"),
        draw.text(70, 735, FULL),
        draw.text(70, 721, "gæster. Slut."),
        draw.text(70, 707, "Et nyt afsnit, fordi der var plads."),
        draw.text(70, 680, "Og et efter luft."),
        draw.text(70, 666, "Tidsplan", 11, "F3"),
        draw.text(70, 652, "Det haster.", 11, "F3"),
    ]
    assert parse(draw.pdf(page)).lines == (
        Line("1. Sager", 1, Style.HEADING, level=1, page_start=True),
        Line("Baggrund", 2, Style.HEADING, level=2),
        Line(f"{FULL} gæster. Slut.", 3, Style.PARAGRAPH),
        Line("Et nyt afsnit, fordi der var plads.", 4, Style.PARAGRAPH),
        Line("Og et efter luft.", 5, Style.PARAGRAPH),
        Line("Tidsplan", 6, Style.HEADING, level=3),
        Line("Det haster.", 7, Style.PARAGRAPH),
    )


def test_lists_are_told_by_marks_and_indents_but_a_date_at_the_margin_is_no_item(draw: Any) -> None:
    page = [
        draw.text(70, 780, FULL),
        draw.text(70, 750, "20. januar 2025 blev ordningen prøvet."),
        draw.text(88, 720, "1."), draw.text(106, 720, "Kortlægning"),
        draw.text(88, 706, "2."), draw.text(106, 706, "Øvelse"),
        draw.text(88, 676, "\u2022"), draw.text(106, 676, "sprog:"),
        draw.text(124, 662, "\u2013"), draw.text(142, 662, "tysk"),
        draw.text(88, 648, "\u2022"), draw.text(106, 648, "ansvar"),
    ]  # fmt: skip
    assert [(line.style, line.label, line.level, line.text) for line in parse(draw.pdf(page)).lines] == [
        (Style.PARAGRAPH, "", 0, FULL),
        (Style.PARAGRAPH, "", 0, "20. januar 2025 blev ordningen prøvet."),
        (Style.NUMBERED, "1.", 0, "Kortlægning"),
        (Style.NUMBERED, "2.", 0, "Øvelse"),
        (Style.BULLET, "", 0, "sprog:"),
        (Style.BULLET, "", 1, "tysk"),
        (Style.BULLET, "", 0, "ansvar"),
    ]


def test_a_drawn_bullet_is_a_bullet(draw: Any) -> None:
    page = [draw.text(70, 780, FULL), "92 743 4 4 re f", draw.text(106, 741, "punkt")]
    assert parse(draw.pdf(page)).lines[1] == Line("punkt", 2, Style.BULLET)


def test_a_mark_in_the_margin_goes_to_its_line(draw: Any) -> None:
    page = [draw.text(70, 780, FULL), draw.text(30, 750, "./."), draw.text(70, 750, "Notat er vedlagt.")]
    assert parse(draw.pdf(page)).lines[1].text == "./. Notat er vedlagt."


def test_a_ruled_table_keeps_wrapped_cells_together(draw: Any) -> None:
    rules = [draw.rule(70, y, 400, y) for y in (770, 730, 700)] + [draw.rule(x, 700, x, 770) for x in (70, 200, 400)]
    words = [
        draw.text(74, 755, "Efterår"), draw.text(204, 755, "KKR beslutter"),
        draw.text(204, 741, "et grundlag"),
        draw.text(74, 712, "Forår"), draw.text(204, 712, "Puljen åbner"),
    ]  # fmt: skip
    assert parse(draw.pdf([*rules, *words])).lines == (
        Line("", 1, Style.ROW, cells=("Efterår", "KKR beslutter et grundlag"), first_row=True, page_start=True),
        Line("", 2, Style.ROW, cells=("Forår", "Puljen åbner")),
    )


def test_a_table_without_rules_is_told_by_its_columns(draw: Any) -> None:
    rows = [("Kommune", "Bidrag"), ("Assens", "81.200"), ("Ærø", "11.800")]
    page = [
        draw.text(x, 780 - 20 * y, cell) for y, row in enumerate(rows) for x, cell in zip((70, 250), row, strict=True)
    ]
    assert [line.cells for line in parse(draw.pdf(page)).lines] == rows


def test_columns_of_text_are_read_one_after_the_other(draw: Any) -> None:
    left, right = ["Karen Østerby", "Jens Bælum", "Ib Sørup"], ["Per Vesterø", "Lærke Holm", "Bo Lund"]
    page = [draw.text(x, 780 - 14 * y, name) for x, names in ((70, left), (250, right)) for y, name in enumerate(names)]
    assert [line.text for line in parse(draw.pdf(page)).lines] == left + right


def test_a_table_goes_on_over_the_page_and_its_head_is_not_repeated(draw: Any) -> None:
    def page(header: str, rows: list[tuple[str, str]]) -> list[str]:
        cells = [
            draw.text(x, 700 - 20 * y, cell)
            for y, row in enumerate(rows)
            for x, cell in zip((70, 250), row, strict=True)
        ]
        return [draw.text(70, 810, header), *cells]

    first, second = [("Kommune", "Bidrag"), ("Assens", "81.200")], [("Kommune", "Bidrag"), ("Ærø", "11.800")]
    assert parse(draw.pdf(page("KKR | side 1", first), page("KKR | side 2", second))).lines == (
        Line("KKR | side 1", 1),
        Line("", 2, Style.ROW, cells=("Kommune", "Bidrag"), first_row=True, page_start=True),
        Line("", 3, Style.ROW, cells=("Assens", "81.200")),
        Line("", 4, Style.ROW, cells=("Ærø", "11.800"), page_start=True),
    )


def test_a_paragraph_goes_on_over_the_page(draw: Any) -> None:
    assert parse(draw.pdf([draw.text(70, 100, FULL)], [draw.text(70, 780, "gæster ved kysten.")])).lines == (
        Line(f"{FULL} gæster ved kysten.", 1, Style.PARAGRAPH, page_start=True),
    )


def test_links_are_found_by_their_place(draw: Any) -> None:
    link = "/Annots[<</Type/Annot/Subtype/Link/Rect[96 775 135 792]/A<</S/URI/URI(https://a.example)>>>>]"
    page = [draw.text(70, 780, "Se"), draw.text(98, 780, "planen"), draw.text(140, 780, "her")]
    assert parse(draw.pdf(page, extra=link)).lines[0].links == (Link("planen", "https://a.example"),)


def test_a_photo_is_told_from_a_text(draw: Any) -> None:
    with pytest.raises(
        Unreadable, match=r"there is no text in it, only a picture of one; have its text recognised first \(OCR\)"
    ):
        parse(draw.pdf(["q 500 0 0 700 40 40 cm /Im0 Do Q"]))


def test_a_list_of_contents_keeps_its_pages_apart(draw: Any) -> None:
    page = [
        draw.text(70, 780, "1.1. Godkendelse"),
        draw.text(500, 780, "4"),
        draw.text(70, 760, "2.1. Høring"),
        draw.text(500, 760, "5"),
    ]
    assert [line.text for line in parse(draw.pdf(page)).lines] == ["1.1. Godkendelse\t4", "2.1. Høring\t5"]
