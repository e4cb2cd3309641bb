"""Plain lines brought to the form of structured ones: what Markdown, tabs, pipes and bullets say of a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.source import Line, Style
from states.paper import Link

_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|sup|sub|font|td|tr|th|ul|li)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,2000})\)")
_LED = re.compile(
    r"^(?P<lead>\s*(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.|\./\.{0,2}|[^\W\d_]{2,20}:))\t+(?P<rest>[^\t]+?)\s*$"
)
"""A number, a mark or a label and one tab after it: the tab sets off what follows, and makes no table."""

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^(\s*)([-–—•*·▪■○●◦‣\uf0b7\uf0a7+]|o(?=\s+[A-ZÆØÅ]))\s+(?=\S)")
_RULE = re.compile(r"^[\s|:=_*+–—-]{3,}$")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_DASH_RULE = re.compile(r"-{2,}|\|\s*:?-+")
_LONGEST_HEADING = 500
INDENT = 2
"""Blanks that make one level of a list in plain text (Markdown's own measure)."""


def mark_up(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with headings, bullets, table rows and links of plain text recognised; blank lines stay.

    A line to which its format gave a style keeps it. Rulers and the dashes under a table's head are dropped.
    """
    return tuple(_tables(_marked(line) for line in lines if not _is_rule(line)))


def _is_rule(line: Line) -> bool:
    text = line.text
    return (
        line.style is Style.PLAIN
        and bool(_RULE.match(text))
        and bool(_DASH_RULE.search(text) or set(text) & set("=_*"))
    )


def _marked(line: Line) -> Line:
    if line.style is Style.ROW:
        return replace(line, cells=tuple(" ".join(cell.split()) for cell in line.cells))
    if line.style is not Style.PLAIN:
        return line
    if led := _LED.match(line.text):
        line = replace(line, text=f"{led['lead']} {led['rest']}")
    if cells := _cells(line.text):
        return replace(line, style=Style.ROW, cells=cells)
    if line.text.lstrip().startswith("#") and (heading := _HEADING.match(line.text[:_LONGEST_HEADING])):
        return _linked(replace(line, style=Style.HEADING, level=len(heading[1])), heading[2])
    if bullet := _BULLET.match(line.text):
        level = len(bullet[1].expandtabs(4)) // INDENT
        return _linked(replace(line, style=Style.BULLET, level=level), line.text[bullet.end() :])
    return _linked(line, line.text)


def _cells(text: str) -> tuple[str, ...]:
    stripped = text.strip()
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:
        return tuple(_clean(cell) for cell in stripped[1:-1].split("|"))
    if "\t" in text.rstrip() and not _BULLET.match(text) and text.strip("\t ").count("\t"):
        return tuple(_clean(cell) for cell in text.rstrip("\r\n").split("\t"))
    return ()


def _clean(cell: str) -> str:
    return " ".join(_TAG.sub(" ", _BOLD.sub("", cell)).split())


def _linked(line: Line, text: str) -> Line:
    """The line with `[text](url)` turned into a Link, and stray tags and bold marks taken out; leading blanks stay."""
    if "[" in text:
        links = tuple(Link(" ".join(text.split()), url) for text, url in _LINK.findall(text) if url != "#")
        line = replace(line, links=(*line.links, *links))
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "*" in text or "__" in text:
        text = _BOLD.sub("", text)
    return replace(line, text=text)


def _tables(lines: Iterable[Line]) -> Iterator[Line]:
    """Mark the first row of each table: a row begins one where something else than blank lines stands before it."""
    width = 0
    for line in lines:
        if line.style is Style.ROW:
            yield line if line.first_row else replace(line, first_row=len(line.cells) != width)
            width = len(line.cells)
        else:
            yield line
            if line.text.strip():
                width = 0
