"""Print lines of a tagged paragraph that were ended on purpose, and not because the next word had no room."""

from collections.abc import Sequence

from ingest.formats.pdf_runs import End

SLACK = 6.0
"""Points: as wide as a blank and a little more."""
NARROW = 0.55
"""Share of the margin: in a paragraph that stays left of it no line is full, unless the page is set in columns."""
COLUMNS = 0.3
"""Share of such lines from which it is."""


class Margin:
    """Where the lines of a document end. `ends`: those of all its lines."""

    def __init__(self, ends: Sequence[End]) -> None:
        rights = sorted(end.right for end in ends)
        self.right = rights[int(0.97 * (len(rights) - 1))] if rights else 0.0
        narrow = sum(right < NARROW * self.right for right in rights)
        self.columns = narrow > COLUMNS * len(rights)

    def on_purpose(self, ends: Sequence[End | None]) -> list[bool]:
        """Of each line's end in a paragraph, whether it was set there.

        Text that runs on leaves no line with room for the next word, even by the paragraph's own widest line. One such
        line shows that lines are ended here, as in a list of names or an address; then all that are not full count.
        """
        widest = max((end.right for end in ends if end), default=0.0)
        ended = any(end and _has_room(end, widest) for end in ends)
        narrow = widest < NARROW * self.right and not self.columns
        return [end is not None and (ended or narrow) and _has_room(end, self.right) for end in ends]


def _has_room(end: End, margin: float) -> bool:
    return end.right + SLACK + end.word < margin
