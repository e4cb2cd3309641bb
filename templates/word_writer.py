"""Texts, headings and contents as WordprocessingML: what a Word template takes whole, since no loop in it could."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from templates.pieces import Entry, Listing, Marks, Piece, Spans, Table, Words
from templates.wordml import BLANK, FIELD_END, NOTHING, TAB, WordXml, address, bookmark, field_begin, run

BODY, MARKED, CELL = "body text", "body text indent", "no spacing"
BULLET, NUMBER, HEADING = "list bullet", "list number", "heading"
CONTENTS, CONTENT, LINK, GRID = "toc heading", "toc", "hyperlink", "table grid"
"""The styles that are used, by the names under which Word stores them in every language (a Danish Word shows its own:
Brødtekst, Opstilling – punkttegn, Overskrift 1 …). How they look is the template's business."""

_MARK = "./."
_LONGEST_TIP = 250
"""Letters: Word takes no longer ones."""
_NARROWEST, _WIDEST = 6, 40
"""Letters: what a column gets at least, and what a long cell asks for at most."""
_LETTER, _BESIDE = 110, 2
"""Twentieths of a point that a letter takes on average at 11 points; letters' worth of a cell's margins."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the list of contents: its words, how deep it stands (1 the outermost), and the anchor it leads to."""

    title: str
    level: int
    anchor: str


@dataclass(slots=True)
class Writer:
    """Writes for one document.

    `styles`: the template's style ids by name, in small letters. `width`: of the text, in twentieths of a point.
    `level`: the heading level of a text's own sub-headings. `table`: what a table is called for one who cannot see it.
    `links` collects the relation id of each address that the document leads to; it must be given these relations.
    """

    styles: Mapping[str, str]
    width: int
    level: int
    table: str
    links: dict[str, str] = field(default_factory=dict)
    bookmarks: set[str] = field(default_factory=set)

    def text(self, pieces: Iterable[Piece]) -> WordXml:
        """A text as paragraphs and tables."""
        return WordXml("".join(self._piece(piece) for piece in pieces))

    def heading(self, title: str, anchor: str) -> WordXml:
        """The words of a heading, with the bookmark that the list of contents leads to."""
        name = bookmark(anchor)
        if name in self.bookmarks:
            return WordXml(run(title))
        self.bookmarks.add(name)
        place = f'w:id="{len(self.bookmarks)}"'
        return WordXml(f'<w:bookmarkStart {place} w:name="{name}"/>{run(title)}<w:bookmarkEnd {place}/>')

    def contents(self, title: str, headings: Sequence[Heading]) -> WordXml:
        """A list of contents, nothing where it is empty: a link for each entry, and a field for its page.

        LibreOffice fills the fields in when it opens the file; Word when it prints, saves as PDF, or is asked to (F9).
        Word would do so on opening if they were marked as out of date, but it asks the person first.
        """
        entries = "".join(self._paragraph(f"{CONTENT} {heading.level}", _entry(heading)) for heading in headings)
        return WordXml(self._paragraph(CONTENTS, run(title)) + entries) if headings else NOTHING

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Words):
            return self._words(piece)
        return self._table(piece) if isinstance(piece, Table) else self._listing(piece, 0)

    def _words(self, piece: Words) -> str:
        """A mark stands in the margin of a paragraph, and before the words of a sub-heading."""
        words = self._runs(piece.spans)
        if piece.kind == "heading":
            return self._paragraph(f"{HEADING} {self.level}", self._marks(piece.marks, BLANK) + words)
        if piece.marks:
            return self._paragraph(MARKED, self._marks(piece.marks, TAB) + words)
        return self._paragraph(BODY, words)

    def _listing(self, listing: Listing, depth: int) -> str:
        return "".join(self._listed(entry, depth, numbered=listing.numbered) for entry in listing.entries)

    def _listed(self, entry: Entry, depth: int, *, numbered: bool) -> str:
        inner = "".join(self._listing(listing, depth + 1) for listing in entry.inner)
        if not (entry.spans or entry.marks or entry.label):
            return inner
        label = run(entry.label) + TAB if numbered else ""
        words = label + self._marks(entry.marks, BLANK) + self._runs(entry.spans)
        return self._paragraph(self._list_style(NUMBER if numbered else BULLET, depth), words) + inner

    def _list_style(self, name: str, depth: int) -> str:
        """The list style of this depth (0 the outermost), or the deepest that the template has."""
        deeper = (f"{name} {place}" for place in range(depth + 1, 1, -1))
        return next((each for each in deeper if each in self.styles), name)

    def _table(self, table: Table) -> str:
        """The table, and a small paragraph: Word makes one table of two that touch."""
        rows = (table.head, *table.rows)
        widths = _shares(rows, self.width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        written = "".join(self._row(row, widths, head=place == 0) for place, row in enumerate(rows))
        return (
            f'<w:tbl><w:tblPr>{self._style("tblStyle", GRID)}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
            f' w:noVBand="1"/><w:tblCaption w:val={quoteattr(self.table)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{written}</w:tbl>{self._paragraph(CELL, '')}"
        )

    def _row(self, row: Sequence[Spans], widths: Sequence[int], *, head: bool) -> str:
        short = len(widths) - max(1, len(row))
        after = f'<w:gridAfter w:val="{short}"/>' if short else ""
        cells = "".join(self._cell(cell, width) for cell, width in zip(row or ((),), widths, strict=False))
        return f"<w:tr><w:trPr>{after}<w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Spans, width: int) -> str:
        words = self._paragraph(CELL, self._runs(cell))
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{words}</w:tc>'

    def _marks(self, marks: Marks, after: str) -> str:
        return BLANK.join(self._linked(_MARK, mark.url, mark.title) for mark in marks) + after if marks else ""

    def _runs(self, spans: Spans) -> str:
        return "".join(self._linked(span.text, span.url, "") for span in spans)

    def _linked(self, text: str, url: str, tip: str) -> str:
        if not url:
            return run(text)
        where = f'w:anchor="{bookmark(url[1:])}"' if url.startswith("#") else f'r:id="{self._relation(url)}"'
        shown = f" w:tooltip={quoteattr(tip[:_LONGEST_TIP])}" if tip else ""
        return f'<w:hyperlink {where}{shown} w:history="1">{run(text, self._style("rStyle", LINK))}</w:hyperlink>'

    def _relation(self, url: str) -> str:
        return self.links.setdefault(address(url), f"rIdLink{len(self.links) + 1}")

    def _paragraph(self, style: str, runs: str) -> str:
        return f"<w:p><w:pPr>{self._style('pStyle', style)}</w:pPr>{runs}</w:p>"

    def _style(self, element: str, name: str) -> str:
        """The template's style of this name; where the office has taken it out, the look of ordinary text."""
        found = self.styles.get(name)
        return f"<w:{element} w:val={quoteattr(found)}/>" if found else ""


def _entry(heading: Heading) -> str:
    name = bookmark(heading.anchor)
    page = field_begin(rf" PAGEREF {name} \h ") + FIELD_END
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{run(heading.title)}{TAB}{page}</w:hyperlink>'


def _shares(rows: Sequence[Sequence[Spans]], width: int) -> list[int]:
    """The width cut into columns: each has room for its longest word, what is left goes where the cells are long."""
    columns = max(1, *map(len, rows))
    needs, wishes = [_NARROWEST] * columns, [_NARROWEST] * columns
    for row in rows:
        for place, cell in enumerate(row):
            text = "".join(span.text for span in cell)
            longest = max(map(len, text.split()), default=0)
            needs[place] = max(needs[place], min(_WIDEST, longest + _BESIDE))
            wishes[place] = max(wishes[place], needs[place], min(_WIDEST, len(text) + _BESIDE))
    left = max(0, width // _LETTER - sum(needs))
    share = min(1.0, left / max(1, sum(wishes) - sum(needs)))
    letters = [need + (wish - need) * share for need, wish in zip(needs, wishes, strict=True)]
    return [int(width * each / sum(letters)) for each in letters]
