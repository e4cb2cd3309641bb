"""PDF to lines by its tags, and when its tags are not to be trusted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from ingest.formats.pdf import parse
from ingest.source import Line, Style
from states.paper import Link

FONTS = Path(__file__).parents[3] / "templates" / "fonts"
LOOK = """
#set document(title: "Prøve")
#set text(lang: "da", font: "Carlito", size: 11pt, hyphenate: true)
#set page(width: 300pt, height: 200pt, margin: 40pt)
"""


def lines(words: str, look: str = LOOK) -> Sequence[Line]:
    """The lines of a file that Typst sets."""
    source: Any = (look + words).encode()
    content = typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"])
    return parse(content).lines


def test_headings_paragraphs_and_links() -> None:
    assert lines('= 1. Sager\n== Baggrund\nSe #link("https://a.example")[planen for 2027] her.') == (
        Line("1. Sager", 1, Style.HEADING, level=1, page_start=True),
        Line("Baggrund", 2, Style.HEADING, level=2),
        Line("Se planen for 2027 her.", 3, Style.PARAGRAPH, links=(Link("planen for 2027", "https://a.example"),)),
    )


def test_a_word_is_whole_whether_a_line_or_a_page_cuts_it() -> None:
    words = "Speciallægesamarbejdsudvalgets hjemmesygeplejerskeuddannelse i Faaborg-Midtfyns EU-kontor og/eller. "
    (line,) = lines(words * 9)
    assert line.text == (words * 9).strip()


def test_lists_in_lists_keep_their_labels_and_levels() -> None:
    found = lines('- sprog\n  - tysk\n    - ét\n- ansvar\n\n#enum(numbering: "a)", [kort], [øvelse])')
    assert [(line.style, line.level, line.label, line.text) for line in found] == [
        (Style.BULLET, 0, "", "sprog"),
        (Style.BULLET, 1, "", "tysk"),
        (Style.BULLET, 2, "", "ét"),
        (Style.BULLET, 0, "", "ansvar"),
        (Style.NUMBERED, 0, "a)", "kort"),
        (Style.NUMBERED, 0, "b)", "øvelse"),
    ]


def test_a_table_without_rules_keeps_its_empty_and_its_wide_cells() -> None:
    rows = "table.header[Kommune][Bidrag][], [Assens],[],[x], table.cell(colspan: 2)[I alt],[y]"
    found = lines(f"Bidragene ses her.\n#table(columns: 3, stroke: none, {rows})\nDe opkræves i maj.")
    assert [(line.style, line.cells or line.text, line.first_row) for line in found] == [
        (Style.PARAGRAPH, "Bidragene ses her.", False),
        (Style.ROW, ("Kommune", "Bidrag", ""), True),
        (Style.ROW, ("Assens", "", "x"), False),
        (Style.ROW, ("I alt", "", "y"), False),
        (Style.PARAGRAPH, "De opkræves i maj.", False),
    ]


def test_a_table_goes_on_over_the_page_without_its_head_again() -> None:
    rows = "".join(f"[Kommune {number}],[{number} kr.]," for number in range(12))
    found = lines(f"#table(columns: 2, table.header[Navn][Beløb], {rows})")
    assert [line.cells for line in found] == [
        ("Navn", "Beløb"),
        *((f"Kommune {number}", f"{number} kr.") for number in range(12)),
    ]
    assert [line.first_row for line in found] == [True] + [False] * 12
    assert sum(line.page_start for line in found) == 2


def test_a_list_of_contents_is_left_out_and_a_page_header_comes_once() -> None:
    header = '#set page(header: [KKR | 20-06-2027], numbering: "1")\n'
    found = lines(
        "#outline(title: none)\n= Sager\nTekst om sagerne.\n#pagebreak()\n= Flere\nMere tekst.", LOOK + header
    )
    assert [(line.style, line.text, line.page_start) for line in found] == [
        (Style.PLAIN, "KKR | 20-06-2027", False),
        (Style.HEADING, "Sager", True),
        (Style.PARAGRAPH, "Tekst om sagerne.", False),
        (Style.HEADING, "Flere", True),
        (Style.PARAGRAPH, "Mere tekst.", False),
    ]


# A page drawn by hand: two headings, two paragraphs, and the tags that the test says.
WORDS = ("1. Sager", "Kommunerne har svaret paa hoeringen.", "Baggrund", "Svarene er samlet i et notat.")
LETTERS = ((16, "F2"), (11, "F1"))


def tagged(draw: Any, *kinds: str) -> Sequence[Line]:
    """A page whose first texts are tagged as these kinds; what is left over has no tag."""
    shown = [draw.text(70, 780 - 40 * place, words, *LETTERS[place % 2]) for place, words in enumerate(WORDS)]
    marked = [f"/P <</MCID {place}>> BDC {shown[place]} EMC" for place in range(len(kinds))]
    stream = "\n".join((*marked, *shown[len(kinds) :]))
    kids = " ".join(f"{9 + place} 0 R" for place in range(len(kinds)))
    bodies = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R>>",
        "<</Type/Pages/Count 1/Kids[5 0 R]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents 6 0 R"
        "/StructParents 0>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        f"<</Type/StructTreeRoot/K[8 0 R]/ParentTree<</Nums[0[{kids}]]>>>>",
        f"<</Type/StructElem/S/Document/P 7 0 R/K[{kids}]>>",
        *(f"<</Type/StructElem/S/{kind}/P 8 0 R/Pg 5 0 R/K {place}>>" for place, kind in enumerate(kinds)),
    ]
    return parse(draw.assembled([body.encode("latin-1") for body in bodies])).lines


BY_TAGS = [
    (Style.HEADING, WORDS[0]),
    (Style.PARAGRAPH, WORDS[1]),
    (Style.PARAGRAPH, WORDS[2]),
    (Style.PARAGRAPH, WORDS[3]),
]
BY_PLACES = [
    (Style.HEADING, WORDS[0]),
    (Style.PARAGRAPH, WORDS[1]),
    (Style.HEADING, WORDS[2]),
    (Style.PARAGRAPH, WORDS[3]),
]


def said(found: Sequence[Line]) -> list[tuple[Style, str]]:
    return [(line.style, line.text) for line in found]


def test_tags_outweigh_what_a_line_looks_like(draw: Any) -> None:
    assert said(tagged(draw, "H1", "P", "P", "P")) == BY_TAGS


def test_tags_that_leave_out_text_are_not_trusted(draw: Any) -> None:
    assert said(tagged(draw, "H1", "P", "P")) == BY_PLACES


def test_tags_that_say_nothing_of_the_text_are_not_trusted(draw: Any) -> None:
    assert said(tagged(draw, "Div", "Div", "Div", "Div")) == BY_PLACES


def test_a_type_of_the_files_own_is_read_as_nothing(draw: Any) -> None:
    assert said(tagged(draw, "Titel", "Tekst", "Titel", "Tekst")) == BY_PLACES
