"""Word documents to structured lines: what a reader of the finished document sees."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.formats.docx import parse
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Style
from states.paper import Link

WORD = nsdecls("w")
LEVELS = "".join(
    f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    for place, (kind, pattern) in enumerate(
        [("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"), ("bullet", "•")]
    )
)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def of_body(*blocks: str) -> list[Line]:
    """The lines of a document whose body is these pieces of WordprocessingML."""
    document = Document()
    for block in reversed(blocks):
        document.element.body.insert(0, parse_xml(block.replace(">", f" {WORD}>", 1)))
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {WORD} w:abstractNumId="90">{LEVELS}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {WORD} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering.append(parse_xml(f'<w:num {WORD} w:numId="91"><w:abstractNumId w:val="90"/>{restart}</w:num>'))
    return list(parse(saved(document)).lines)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(place: int, list_id: int = 90) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr>'


def test_headings_by_style_and_lists_by_word_s_own_styles() -> None:
    document = Document()
    document.add_heading("Dagsorden", 0)
    document.add_heading("1. Sager", 2)
    document.add_paragraph("Tekst\nog mere")
    document.add_paragraph("punkt", style="List Bullet")
    document.add_paragraph("et", style="List Number")
    document.add_paragraph("to", style="List Number")
    assert parse(saved(document)).lines == (
        Line("Dagsorden", 1, Style.HEADING, level=1, page_start=True),
        Line("1. Sager", 2, Style.HEADING, level=2),
        Line("Tekst", 3, Style.PARAGRAPH),
        Line("og mere", 4, Style.PARAGRAPH),
        Line("punkt", 5, Style.BULLET),
        Line("et", 6, Style.NUMBERED, label="1."),
        Line("to", 7, Style.NUMBERED, label="2."),
    )


def test_numbers_that_word_counts_become_labels() -> None:
    heading = '<w:pStyle w:val="Heading1"/>'
    assert of_body(
        p("Godkendelse", heading + numbered(0)),
        p("Referat", heading + numbered(1)),
        p("Sager", heading + numbered(0)),
        p("Første", heading + numbered(1)),
        p("Anden", heading + numbered(1)),
        p("led", numbered(2)),
        p("prik", numbered(3)),
        p("forfra", numbered(0, 91)),
    ) == [
        Line("Godkendelse", 1, Style.HEADING, level=1, label="1.", page_start=True),
        Line("Referat", 2, Style.HEADING, level=1, label="1.1."),
        Line("Sager", 3, Style.HEADING, level=1, label="2."),
        Line("Første", 4, Style.HEADING, level=1, label="2.1."),
        Line("Anden", 5, Style.HEADING, level=1, label="2.2."),
        Line("led", 6, Style.NUMBERED, level=2, label="a)"),
        Line("prik", 7, Style.BULLET, level=3),
        Line("forfra", 8, Style.NUMBERED, label="5."),
    ]


def test_deleted_moved_and_hidden_words_are_not_there_and_inserted_ones_are() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    changed = (
        f"<w:p>{run.format('KKR ')}<w:del w:id='1'><w:r><w:delText>afviste</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run.format('godkendte')}</w:ins><w:moveFrom w:id='3'>{run.format(' væk')}</w:moveFrom>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r><w:r><w:noBreakHyphen/><w:t>sagen</w:t></w:r></w:p>"
    )
    assert of_body(changed) == [Line("KKR godkendte-sagen", 1, Style.PARAGRAPH, page_start=True)]


def test_a_margin_table_and_a_data_table() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    spanning = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    covered = "<w:tcPr><w:vMerge/></w:tcPr>"
    assert of_body(
        table((p("./."), p("Notat er vedlagt.")), (p(""), p("Uden mærke."))),
        table(
            (p("Kommune"), p("2024"), p("2025")),
            (p("Ærø"), spanning + p("1") + p("2")),
            (covered + p(""), p("3"), p("4")),
        ),
    ) == [
        Line("./. Notat er vedlagt.", 1, Style.PARAGRAPH, page_start=True),
        Line("Uden mærke.", 2, Style.PARAGRAPH),
        Line("", 3, Style.ROW, cells=("Kommune", "2024", "2025"), first_row=True),
        Line("", 4, Style.ROW, cells=("Ærø", "1 2", "")),
        Line("", 5, Style.ROW, cells=("", "3", "4")),
    ]


def test_text_boxes_content_controls_and_page_breaks() -> None:
    def box(text: str) -> str:
        return f"<w:r><w:pict><w:txbxContent>{p(text)}</w:txbxContent></w:pict></w:r>"

    assert of_body(
        f"<w:p>{box('./.')}<w:r><w:t>Bilag.</w:t></w:r></w:p>",
        f"<w:p>{box('Boks')}<w:r><w:br w:type='page'/><w:t>Ny side.</w:t></w:r></w:p>",
        f"<w:sdt><w:sdtContent>{p('I et felt.')}</w:sdtContent></w:sdt>",
    ) == [
        Line("./. Bilag.", 1, Style.PARAGRAPH, page_start=True),
        Line("Boks", 2, Style.PARAGRAPH),
        Line("Ny side.", 3, Style.PARAGRAPH, page_start=True),
        Line("I et felt.", 4, Style.PARAGRAPH),
    ]


def test_the_page_header_comes_first_and_links_carry_their_address() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "KKR Syddanmark\t20-06-2023"
    address = document.part.relate_to(
        "https://a.example",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    anchor = f'<w:hyperlink {nsdecls("w", "r")} r:id="{address}"><w:r><w:t>planen</w:t></w:r></w:hyperlink>'
    document.add_paragraph("Se ")._p.append(parse_xml(anchor))
    assert parse(saved(document)).lines == (
        Line("KKR Syddanmark 20-06-2023", 1, page_start=True),
        Line("Se planen", 2, Style.PARAGRAPH, links=(Link("planen", "https://a.example"),)),
    )


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(Unreadable, match="there is no text in it"):
        parse(saved(Document()))
