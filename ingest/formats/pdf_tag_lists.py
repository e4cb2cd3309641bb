"""Lists in a tagged PDF: each item's label, told by its tag, by the list's numbering, or by the words themselves."""

from dataclasses import dataclass, replace

from ingest.formats.labels import ordinal
from ingest.formats.pdf_body import DASH_BULLET, DOT_BULLET, LABEL
from ingest.source import Line, Style

NUMBERINGS = {"Decimal": "1", "UpperRoman": "I", "LowerRoman": "i", "UpperAlpha": "A", "LowerAlpha": "a"}
"""How a list may be numbered (ISO 32000-1, table 347), in the words of `ordinal`."""
UNNUMBERED = frozenset({"None", "Disc", "Circle", "Square"})


@dataclass(slots=True)
class OpenList:
    """A list that is being read: how it is numbered, as far as its tag says, and how many items it has had."""

    numbering: str
    items: int = 0

    def next(self, label: str | None, level: int) -> Line:
        """The shape of the next item. `label`: what its own tag says, None where it has none."""
        self.items += 1
        if label:
            bullet = DOT_BULLET.match(f"{label} x") or not any(map(str.isalnum, label))
            return Line("", 0, Style.BULLET if bullet else Style.NUMBERED, level, "" if bullet else label)
        if kind := NUMBERINGS.get(self.numbering):
            return Line("", 0, Style.NUMBERED, level, f"{ordinal(self.items, kind)}.")
        return Line("", 0, Style.BULLET, level)

    def labelled_by_words(self, label: str | None) -> bool:
        """Whether an item's label may stand at the head of its words, as LibreOffice writes it."""
        return label is None and self.numbering not in UNNUMBERED


def by_its_words(item: Line) -> Line:
    """A list item whose label may stand at the head of its words: that label taken off and put where it belongs."""
    text = item.text.replace("\n", " ")
    if found := DOT_BULLET.match(text) or DASH_BULLET.match(text):
        return replace(item, text=item.text[found.end() :], style=Style.BULLET, label="")
    if found := LABEL.match(text):
        return replace(item, text=item.text[found.end() :], style=Style.NUMBERED, label=found[1])
    return item
