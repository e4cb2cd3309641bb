"""Words made fit to print: every sign has a shape in the shipped fonts and a meaning that a program can read out.

PDF/A and PDF/UA let no other sign through (ISO 19005-2, § 6.2.11.7; ISO 14289-1, § 7.21.7). What cannot stand is
written as its number ("[U+6F22]") or left out, and told of: never swallowed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from string import punctuation
from typing import Any
from urllib.parse import quote

from templates.glyphs import shapes
from templates.view import ItemView, SectionView

_PASTED = {
    0xF020: " ",
    0xF02D: "–",
    0xF06C: "•",
    0xF06E: "▪",
    0xF071: "❑",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0E8: "➔",
    0xF0FC: "✓",
    0xF0FE: "☑",
}
"""What Word's bullets from Symbol and Wingdings mean: their private code points (0xF000 + the place in the font)."""
_BLANKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSPOKEN = {"Cc", "Cf", "Mn", "Me"}
"""What says nothing alone: controls, signs of direction and joining, marks that stand on another sign."""
_JOINING = frozenset("\u00ad\u200b\u200c\u200d\u2060")
"""Those of them that may stand: where a word may be broken, or its letters joined."""
_LONGEST_ADDRESS = 8000
_LOOSE_HYPHENS = re.compile("\u00ad+(?!\\w)|(?<!\\w)\u00ad+")
"""Soft hyphens that stand in no word; one that ends a link is more than Typst 0.15 can tag."""
_TOLD = 5
"""So many different signs are named; a file full of foreign script would make a note without end."""


class Reading:
    """Takes a view apart into what JSON knows, its words made fit to print, and remembers what it changed."""

    def __init__(self) -> None:
        self._changed: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._unlinked = 0

    def legible(self, value: Any, where: str = "") -> Any:
        """A view, or a part of it, that stands under the title `where`."""
        if isinstance(value, str):
            return self._words(value, where)
        if isinstance(value, Mapping):
            return {key: self.legible(one, where) for key, one in value.items()}
        if isinstance(value, tuple | list):
            return [self.legible(one, where) for one in value]
        if is_dataclass(value):
            if isinstance(value, ItemView) or (isinstance(value, SectionView) and not where):
                where = value.title
            return {field.name: self._field(field.name, getattr(value, field.name), where) for field in fields(value)}
        return value

    def _field(self, name: str, value: Any, where: str) -> Any:
        return self._address(value) if name == "url" else self.legible(value, where)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was changed, a sentence for the signs and one for the addresses."""
        notes = []
        if self._changed:
            told = [self._told(sign, times) for sign, times in self._changed.most_common(_TOLD)]
            more = f"; and {len(self._changed) - _TOLD} others" if len(self._changed) > _TOLD else ""
            notes.append(f"Signs that cannot stand in the PDF were replaced or left out: {'; '.join(told)}{more}.")
        if self._unlinked:
            notes.append(f"Links to addresses of more than {_LONGEST_ADDRESS} signs are plain words: {self._unlinked}.")
        return tuple(notes)

    def _told(self, sign: str, times: int) -> str:
        where = f" in “{self._first[sign]}”" if self._first[sign] else ""
        name = unicodedata.name(sign, "").lower()
        what = f"{_code(sign)} ({name})" if name else _code(sign)
        return f"{what} once{where}" if times == 1 else f"{what} {times} times{where and f', first{where}'}"

    def _address(self, url: str) -> str:
        """The address as ASCII (ISO 32000-1, § 12.6.4.7), or "" where it is longer than Typst takes."""
        address = quote(url, safe=punctuation, errors="replace")
        if len(address) <= _LONGEST_ADDRESS:
            return address
        self._unlinked += 1
        return ""

    def _words(self, text: str, where: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        whole = _LOOSE_HYPHENS.sub("", unicodedata.normalize("NFC", _BLANKS.sub(" ", text)))
        if _fit().issuperset(whole):
            return whole
        return "".join(sign if sign in _fit() else self._instead(sign, where) for sign in whole)

    def _instead(self, sign: str, where: str) -> str:
        self._changed[sign] += 1
        self._first.setdefault(sign, _plain(where))
        if ord(sign) in _PASTED:
            return _PASTED[ord(sign)]
        if unicodedata.category(sign) in _UNSPOKEN:
            return ""
        return "" if unicodedata.name(sign, "").startswith("EMOJI MODIFIER") else f"[{_code(sign)}]"


@cache
def _fit() -> frozenset[str]:
    """Every sign that can stand as it is."""
    shown = map(chr, frozenset.union(*shapes()))
    return _JOINING.union(sign for sign in shown if unicodedata.category(sign) not in {"Cc", "Cf", "Co"})


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _plain(words: str) -> str:
    """A title as it may stand in a message: only what a terminal shows, and not too much of it."""
    return "".join(sign for sign in words if sign.isprintable())[:60]
