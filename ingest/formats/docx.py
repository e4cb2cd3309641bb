"""Word documents to lines: headings and lists by their styles and numbering, tables, links; in the order they stand."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from ingest.formats.docx_numbers import Number, Numbering
from ingest.formats.docx_styles import Styles
from ingest.formats.docx_table import has_head, rows_of
from ingest.formats.docx_text import BREAK, PAGE, links, text_boxes, words
from ingest.formats.marks import MARK, is_margin
from ingest.formats.package import check_package
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source, Style
from states.paper import Link

Element = Any
"""An XML element; python-docx does not type them."""

MOST_NESTED = 50
"""Tables in tables in tables: no paper goes deeper."""


def parse(content: bytes) -> Source:
    """A Word document as structured lines, numbered in reading order, the page header first. Raises Unreadable."""
    check_package(content)
    try:
        document = Document(io.BytesIO(content))
    except KeyError as error:
        raise Unreadable("it is a damaged or incomplete Word document") from error
    except ValueError as error:
        raise Unreadable("it is a Word template or holds macros; save it as an ordinary DOCX first") from error
    reader = _Reader(document)
    reader.header(document.sections)
    reader.body(document.element.body)
    lines = tuple(replace(line, number=number) for number, line in enumerate(reader.lines, start=1))
    if not lines:
        raise Unreadable("there is no text in it")
    return Source(lines, wrapped=False)


class _Reader:
    def __init__(self, document: Any) -> None:
        part = document.part
        self.addresses = {name: relation.target_ref for name, relation in part.rels.items() if relation.is_external}
        self.styles = Styles(document.styles.element)
        self.numbering = Numbering(_numbering(part))
        self.lines: list[Line] = []
        self.new_page = True
        self.mark = ""

    def header(self, sections: Any) -> None:
        """The page header of the first section, as the lines that a print shows above the first page."""
        for section in list(sections)[:1]:
            shown = section.first_page_header if section.different_first_page_header_footer else section.header
            for element in shown._element.iter(qn("w:p")):
                text = " ".join(words(element).split())
                if text:
                    self.write(Line(text, 0))

    def body(self, container: Element, depth: int = 0) -> None:
        """The paragraphs and tables of the body, a cell or a text box, also those inside content controls."""
        if depth > MOST_NESTED:
            raise Unreadable("its tables are nested too deep")
        for element in _blocks(container):
            if element.tag == qn("w:tbl"):
                self.table(element, depth)
            else:
                for box in text_boxes(element):
                    self.box(box, depth)
                self.paragraph(element)

    def box(self, box: Element, depth: int) -> None:
        """A text box: a mark in the margin goes to the paragraph it hangs on, other text comes before it."""
        text = " ".join(words(box).split())
        if MARK.fullmatch(text):
            self.mark = f"{text} "
        else:
            self.body(box, depth + 1)

    def paragraph(self, element: Element) -> None:
        text = words(element)
        number = self.number(element)
        self.new_page = self.new_page or PAGE in text
        text = text.replace(PAGE, BREAK)
        if not text.strip() or self.styles.is_contents(element):
            return
        level = self.styles.heading_level(element)
        found = tuple(links(element, self.addresses))
        if level:
            label = number.label if number else ""
            self.write(Line(_one(text), 0, Style.HEADING, level=level, label=label, links=found))
        elif number:
            style = Style.BULLET if number.bullet else Style.NUMBERED
            self.write(Line(_one(text), 0, style, level=number.level, label=number.label, links=found))
        elif "\t" in text and (depth := self.styles.numbered_by_hand(element)) is not None:
            label, _, words_after = text.partition("\t")
            self.write(Line(_one(words_after), 0, Style.NUMBERED, level=depth, label=_one(label), links=found))
        else:
            self.plain(text, found)

    def plain(self, text: str, found: tuple[Link, ...]) -> None:
        """A paragraph without style or number; a line break in it begins a new one."""
        for part in (_one(part) for part in text.split(BREAK)):
            if part:
                self.write(Line(part, 0, Style.PARAGRAPH, links=tuple(link for link in found if link.text in part)))

    def number(self, element: Element) -> Number | None:
        """What Word shows before the paragraph. An empty one counts as well, so each must be asked for."""
        list_id, level = self.styles.list_of(element)
        return self.numbering.next(list_id, level) if list_id else None

    def table(self, table: Element, depth: int) -> None:
        """A table of rows; one that only places things (one column, no head; marks in a margin) gives what it holds."""
        rows = rows_of(table)
        cells = [tuple(_one(" ".join(words(each) for each in cell.iter(qn("w:p")))) if cell is not None else ""
                       for cell in row) for row in rows]  # fmt: skip
        margin = is_margin(cells)
        if not margin and (has_head(table) or any(len(row) > 1 for row in rows)):
            self.rows(rows, cells)
            return
        for row, texts in zip(rows, cells, strict=True):
            if margin:
                self.mark = f"{texts[0]} " if texts[0] else ""
            if row and row[-1] is not None:
                self.body(row[-1], depth + 1)

    def rows(self, rows: list[list[Element]], cells: list[tuple[str, ...]]) -> None:
        first = True
        for row, texts in zip(rows, cells, strict=True):
            if any(texts):
                found = tuple(link for cell in row if cell is not None for link in links(cell, self.addresses))
                self.write(Line("", 0, Style.ROW, cells=texts, first_row=first, links=found))
                first = False

    def write(self, line: Line) -> None:
        self.lines.append(replace(line, text=f"{self.mark}{line.text}", page_start=self.new_page))
        self.new_page, self.mark = False, ""


def _one(text: str) -> str:
    return " ".join(text.split())


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables in their order; content controls and the like are looked into."""
    stack = [iter(container)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _OPENED:
            stack.append(iter(child))


_OPENED = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))


def _numbering(part: Any) -> Element | None:
    """The root of the numbering part, if there is one (python-docx would make a new one)."""
    for relation in part.rels.values():
        if not relation.is_external and re.search(r"/numbering$", relation.reltype):
            return relation.target_part.element
    return None
