"""The words of a Word paragraph: what a reader of the finished document sees, without what was deleted or is hidden."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from states.paper import Link

Element = Any
"""An XML element; python-docx does not type them."""

BREAK = "\n"
PAGE = "\f"

_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""Deleted and moved text; properties; field codes; the second copy of a text box for old programs."""
_TEXT_BOX = qn("w:txbxContent")
_LETTERS = {qn("w:tab"): "\t", qn("w:cr"): BREAK, qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}


def words(element: Element) -> str:
    """The text of a paragraph with "\\n" for a line break and "\\f" for a page break; text boxes in it are left out."""
    return "".join(_letters(element))


def _letters(element: Element) -> Iterator[str]:
    """Walks without recursion: a damaged file may nest as deep as it likes."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:br"):
            yield PAGE if child.get(qn("w:type")) == "page" else BREAK
        elif child.tag == qn("w:sym"):
            yield _symbol(child)
        elif child.tag in _LETTERS:
            yield _LETTERS[child.tag]
        elif not _is_skipped(child):
            stack.append(iter(child))


def _is_skipped(element: Element) -> bool:
    if element.tag in _SKIPPED or element.tag == _TEXT_BOX:
        return True
    hidden = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if element.tag == qn("w:r") else None
    return hidden is not None and hidden.get(qn("w:val"), "true") not in {"0", "false"}


def _symbol(element: Element) -> str:
    try:
        return chr(int(element.get(qn("w:char"), ""), 16))
    except ValueError:
        return ""


def text_boxes(element: Element) -> Iterator[Element]:
    """The contents of the text boxes that hang on a paragraph, those for old programs left out."""
    for box in element.iter(_TEXT_BOX):
        if not any(above.tag in _SKIPPED for above in box.iterancestors()):
            yield box


def links(element: Element, addresses: dict[str, str]) -> Iterator[Link]:
    """The links of a paragraph. `addresses`: where each relation of the document leads."""
    for anchor in element.iter(qn("w:hyperlink")):
        url = addresses.get(anchor.get(qn("r:id"), ""), "")
        text = " ".join(words(anchor).split())
        if url and text:
            yield Link(text, url)
