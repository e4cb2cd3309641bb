"""A structure tree to lines: what a tagged PDF says itself of its headings, lists, tables and paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.formats.marks import MARK
from ingest.formats.pdf_line_ends import Margin
from ingest.formats.pdf_marked import Words
from ingest.formats.pdf_runs import LINE
from ingest.formats.pdf_structure import Element
from ingest.formats.pdf_tag_lists import OpenList, by_its_words
from ingest.formats.pdf_tag_table import Cell, cells_of, is_layout, rows_of, spread
from ingest.source import Line, Style
from states.paper import Link

HEADINGS = {"H": 0, "Title": 1, **{f"H{level}": level for level in range(1, 10)}}
"""Types of headings and their levels; that of H is told by the sections around it."""
SKIPPED = frozenset({"TOC", "TOCI", "Artifact", "Index"})
TEXTS = frozenset({"P", "Caption", "Note", "FENote", "LI", "TH", "TD", *HEADINGS})
"""Types that say what a text is; Document, Div or Span do not."""
BLOCKS = frozenset({
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "Figure", "L", "LBody",
    "Table", "THead", "TBody", "TFoot", "TR", *TEXTS,
})  # fmt: skip
"""What begins a line of its own; all others stand inside one."""
LISTED = (Style.BULLET, Style.NUMBERED)


class TagWriter:
    """Walks through a tree; `lines` are what it gave. Their texts still have the ends of print lines in them.

    A line's number is that of the page on which it begins.
    """

    def __init__(self, margin: Margin) -> None:
        self.margin = margin
        self.lines: list[Line] = []
        self.parts: list[Words] = []
        self.links: list[Link] = []
        self.page = 0
        self.began = 0
        self.owner: Line | None = None
        """The shape of the open heading or list item, until its first text has come."""
        self.labelled = False
        """Whether that item's label may stand at the head of its words."""
        self.lists: list[OpenList] = []
        self.sections = 0
        self.mark = ""
        self.texts = 0
        """How many elements around are of a type that says what their text is."""
        self.letters = 0
        """Letters that stand in such an element."""

    def walk(self, element: Element) -> None:
        """Write everything in an element."""
        if element.kind in SKIPPED:
            return
        if element.kind not in BLOCKS or _is_mark(element):
            self._inline(element)
            return
        self._flush()
        self.texts += element.kind in TEXTS
        self._block(element)
        self.texts -= element.kind in TEXTS
        self._flush()

    def _block(self, element: Element) -> None:
        if element.kind in HEADINGS:
            self._heading(element)
        elif element.kind == "L":
            self._list(element)
        elif element.kind == "LI":
            self._item(element)
        elif element.kind == "Table" and not is_layout(element, _text_of):
            self._table(element)
        elif element.kind in {"TH", "TD"} and MARK.fullmatch(mark := _text_of(element)):
            self.mark = f"{mark.strip()} "
        else:
            self.sections += element.kind == "Sect"
            self._kids(element)
            self.sections -= element.kind == "Sect"

    def _kids(self, element: Element, but: Element | None = None) -> None:
        for kid in element.in_order():
            if isinstance(kid, Words):
                self._add(kid)
            elif kid is not but:
                self.walk(kid)

    def _add(self, words: Words) -> None:
        """Take words into the open line. A mark that they consist of stands apart from what follows."""
        if not self.parts:
            self.began = words.page
        elif words.page != self.page:
            self.parts.append(Words(LINE, ends=[None]))
        self.page = words.page
        bare = words.text.strip()
        self.parts.append(Words(f" {bare} ") if MARK.fullmatch(bare) else words)
        self.letters += len(bare) if self.texts else 0

    def _inline(self, element: Element) -> None:
        """An element inside a line. What is to be read instead of its words takes their place."""
        first = len(self.parts)
        self._kids(element)
        if element.instead and len(self.parts) > first:
            self.parts[first:] = [Words(element.instead)]
        url = next((words.url for words in element.words() if words.url), "") if element.kind == "Link" else ""
        if url:
            self.links.append(Link(_text(self.parts[first:]), url))

    def _heading(self, element: Element) -> None:
        self.owner = Line("", 0, Style.HEADING, level=HEADINGS[element.kind] or max(1, self.sections))
        self._kids(element)
        self._flush()
        self.owner = None

    def _list(self, element: Element) -> None:
        self.lists.append(OpenList(element.numbering))
        self._kids(element)
        self.lists.pop()

    def _item(self, element: Element) -> None:
        """A list item; one that stands in no list is taken for a bullet."""
        tag = next((kid for kid in element.in_order() if isinstance(kid, Element) and kid.kind == "Lbl"), None)
        label = " ".join(_text_of(tag).split()) if tag else None
        within = self.lists[-1] if self.lists else OpenList("Disc")
        self.owner = within.next(label, max(0, len(self.lists) - 1))
        self.labelled = within.labelled_by_words(label)
        self._kids(element, but=tag)
        self._flush()
        self.owner = None

    def _table(self, element: Element) -> None:
        """The rows that have words, after what else the table holds (its caption)."""
        self._beside(element)
        self._flush()
        hanging: dict[int, int] = {}
        first_row = True
        for row in rows_of(element):
            cells = spread([self._cell(cell) for cell in cells_of(row)], hanging)
            page = next((words.page for words in row.words()), 0)
            texts, links = tuple(cell.text for cell in cells), tuple(link for cell in cells for link in cell.links)
            if any(texts):
                self.lines.append(Line("", page, Style.ROW, cells=texts, first_row=first_row, links=links))
                first_row = False

    def _beside(self, element: Element) -> None:
        for kid in element.in_order():
            if isinstance(kid, Words):
                self._add(kid)
            elif kid.kind in {"THead", "TBody", "TFoot"}:
                self._beside(kid)
            elif kid.kind != "TR":
                self.walk(kid)

    def _cell(self, element: Element) -> Cell:
        lines = _lines_of(element)
        self.letters += sum(len(line.text) for line in lines)
        links = tuple(link for line in lines for link in line.links)
        return Cell(_joined(lines), links, element.columns, element.rows)

    def _flush(self) -> None:
        """Write what has gathered as one line, a paragraph as one for each end that was set on purpose."""
        text, links = _text(self.parts), tuple(self.links)
        parts, self.parts, self.links = self.parts, [], []
        if not text.strip():
            return
        shape, self.owner = self.owner or Line("", 0, Style.PARAGRAPH), None
        rows = [text] if shape.style is not Style.PARAGRAPH else self._divided(text, parts)
        for row in filter(None, map(str.strip, rows)):
            self._write(replace(shape, text=row, number=self.began, links=links))

    def _divided(self, text: str, parts: Sequence[Words]) -> list[str]:
        ends = [end for part in parts for end in part.ends]
        before = text[: len(text) - len(text.lstrip())].count(LINE)
        first, *rows = text.lstrip().split(LINE)
        divided = [first]
        for row, ended in zip(rows, self.margin.on_purpose(ends[before:]), strict=False):
            divided = [*divided, row] if ended else [*divided[:-1], f"{divided[-1]}{LINE}{row}"]
        return divided

    def _write(self, line: Line) -> None:
        line = by_its_words(line) if self.labelled and line.style in LISTED else line
        text = f"{self.mark}{line.text}"
        links = tuple(link for link in line.links if link.text.strip() in text)
        self.lines.append(replace(line, text=text, links=links))
        self.mark = ""


def _lines_of(element: Element) -> list[Line]:
    """What an element holds, as if it stood alone."""
    inside = TagWriter(Margin(()))
    inside.walk(Element("Div", dict(element.kids)))
    return inside.lines


def _is_mark(element: Element) -> bool:
    """Whether a figure is a mark of an attachment: that stands at the head of a line, and is none of its own."""
    return element.kind == "Figure" and MARK.fullmatch(_text_of(element)) is not None


def _joined(lines: list[Line]) -> str:
    return " ".join(" ".join((line.label, line.text, *line.cells)).strip() for line in lines)


def _text(parts: Sequence[Words]) -> str:
    return "".join(part.text for part in parts)


def _text_of(element: Element) -> str:
    return _joined(_lines_of(element))
