"""HTML to lines: headings, paragraphs, lists with their labels, tables and links; scripts and menus are left out."""

import re
from dataclasses import replace
from typing import Final

from lxml import etree

from ingest.formats.encoding import decode
from ingest.formats.html_table import block_text, is_layout, rows_of
from ingest.formats.labels import ordinal
from ingest.formats.marks import MARK
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source, Style
from states.paper import Doubt, Link

IGNORED: Final = (
    "script", "style", "nav", "template", "noscript", "head", "svg", "math", "iframe", "object", "embed", "select",
    "textarea", "button", "canvas", "audio", "video", "map",
)  # fmt: skip
BLOCKS: Final = frozenset({
    "html", "body", "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "blockquote",
    "pre", "figure", "figcaption", "caption", "legend", "fieldset", "form", "details", "summary", "hr", "center",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "dir", "li", "dl", "dt", "dd",
    "table", "tbody", "thead", "tfoot", "tr", "td", "th",
})  # fmt: skip
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BREAK: Final = "\u2028"
CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([-\w]{1,40})", re.IGNORECASE)
CHARSET_WITHIN = 2048
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ACTIVE = re.compile(r"\s*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)


def parse(content: bytes) -> Source:
    """A page as structured lines, numbered by the line of the file on which each begins. Raises Unreadable."""
    declared = CHARSET.search(content[:CHARSET_WITHIN])
    text, doubts = decode(content, declared[1].decode("ascii", "replace") if declared else None)
    root, damage = _tree(text)
    reader = _Reader()
    reader.read(root)
    if not reader.lines:
        raise Unreadable("there is no text in it")
    return Source(tuple(reader.lines), wrapped=False, doubts=(*doubts, *damage))


def _tree(text: str) -> tuple[etree._Element, tuple[Doubt, ...]]:
    """The page without what is not read. Nothing is fetched, and no entity is defined: the HTML parser knows none."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("there is no text in it") from error
    if root is None:
        raise Unreadable("there is no text in it")
    cut = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    etree.strip_elements(root, *IGNORED, with_tail=False)
    for hidden in [element for element in root.iter() if _is_hidden(element)]:
        _remove(hidden)
    return root, (Doubt("the page is damaged here, and the rest of it may be missing", cut.line),) if cut else ()


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text behind it."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail


class _List:
    """An open list and the number of its next item."""

    def __init__(self, element: etree._Element) -> None:
        self.numbered = element.tag == "ol"
        self.type = element.get("type", "1")
        self.next = _whole(element.get("start"), 1)
        self.step = -1 if "reversed" in element.attrib else 1

    def label(self, item: etree._Element) -> str:
        """The label of an item: what the page says in data-label, or as a browser counts."""
        number = _whole(item.get("value"), self.next)
        self.next = number + self.step
        return item.get("data-label") or f"{ordinal(number, self.type)}."


class _Reader:
    """Walks through a page once, without recursion, and writes a line at the end of each block."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.lists: list[_List] = []
        self.owners: list[Line] = []
        """Headings and list items that are open: the shape of the line that the text in them becomes."""
        self.parts: list[str] = []
        self.links: list[Link] = []
        self.began = 1
        self.mark = ""
        self.term = ""

    def read(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self.start(element):
                    walk.skip_subtree()
            else:
                self.end(element)
        self.flush()

    def start(self, element: etree._Element) -> bool:
        """Open an element; True where its content is dealt with already."""
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
        if tag == "table" and not is_layout(element):
            self.table(element)
            return True
        if self.takes_apart(element):
            return True
        if tag in LISTS:
            self.lists.append(_List(element))
        elif tag in HEADINGS or tag == "li":
            self.owners.append(self.shape(element))
        elif tag == "br":
            self.parts.append(BREAK)
        self.add(element.text, element)
        return False

    def takes_apart(self, element: etree._Element) -> bool:
        """Deal with a mark in the margin, the term of a pair, and preformatted text."""
        if element.tag in {"td", "th"} and MARK.fullmatch(block_text(element)):
            self.mark = f"{block_text(element)} "
            return True
        if element.tag == "dt":
            self.settle()
            self.term = block_text(element).removesuffix(":")
            return True
        if element.tag == "pre":
            self.began = _place(element)
            self.parts.extend(row + BREAK for row in "".join(map(str, element.itertext())).split("\n"))
            return True
        return False

    def end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "a":
            self.link(element)
        if tag in BLOCKS:
            self.flush()
        if tag in LISTS and self.lists:
            self.lists.pop()
        elif (tag in HEADINGS or tag == "li") and self.owners:
            self.owners.pop()
        elif tag in {"dl", "table"}:
            self.settle()
        self.add(element.tail, element)

    def settle(self) -> None:
        """Write a term or a mark to which no text came."""
        if self.term or self.mark:
            self.write("", (), None)

    def shape(self, element: etree._Element) -> Line:
        line = _place(element)
        if element.tag in HEADINGS:
            return Line("", line, Style.HEADING, level=int(element.tag[1]))
        within = self.lists[-1] if self.lists else None
        level = max(0, len(self.lists) - 1)
        if within and within.numbered:
            return Line("", line, Style.NUMBERED, level=level, label=within.label(element))
        return Line("", line, Style.BULLET, level=level)

    def add(self, text: str | None, element: etree._Element) -> None:
        if text:
            if not self.parts:
                self.began = _place(element)
            self.parts.append(text)

    def link(self, element: etree._Element) -> None:
        url, text = element.get("href", "").strip(), block_text(element)
        if url and text and not ACTIVE.match(url):
            self.links.append(Link(text, url))

    def table(self, element: etree._Element) -> None:
        number = _place(element)
        for place, (cells, links) in enumerate(rows_of(element)):
            shown = tuple(link for link in links if not ACTIVE.match(link.url))
            self.lines.append(Line("", number, Style.ROW, cells=cells, first_row=place == 0, links=shown))

    def flush(self) -> None:
        """Write what has gathered: a heading or list item as one line, other text as a line for each forced break."""
        text, links = "".join(self.parts), self.links
        self.parts, self.links = [], []
        owner = self.owners[-1] if self.owners else None
        pieces = [text.replace(BREAK, " ")] if owner else text.split(BREAK)
        for piece in (" ".join(piece.split()) for piece in pieces):
            if piece:
                self.write(piece, tuple(link for link in links if link.text in piece), owner)

    def write(self, text: str, links: tuple[Link, ...], owner: Line | None) -> None:
        if self.term:
            text, self.term = f"{self.term}: {text}", ""
        text, self.mark = f"{self.mark}{text}".strip(), ""
        if owner is None:
            self.lines.append(Line(text, self.began, Style.PARAGRAPH, links=links))
            return
        self.lines.append(replace(owner, text=text, links=links))
        if owner.style is not Style.HEADING:
            self.owners[-1] = Line("", owner.number, Style.PARAGRAPH)


def _place(element: etree._Element) -> int:
    """The line of the file on which an element begins (the stubs of lxml leave its type open)."""
    line: int | None = getattr(element, "sourceline", None)
    return line or 1


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise
