"""The axis of a timeline as it is drawn: months along the top, and the days that matter as lines down through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.timeline import Axis
from templates.picture import Canvas
from templates.words import listing

ROW = 20
"""How high a line of text is."""
HEAD = 2 * ROW + 4
"""How high the names of months and years are."""
NAMED = 40
"""So wide must a month be to be named."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day stands on the picture: the axis runs from `left` to `right`."""

    axis: Axis
    left: int
    right: int

    def at(self, day: date) -> int:
        """Its place, from the left edge of the picture."""
        return self.left + round(self.axis.share(day) * (self.right - self.left))


@dataclass(frozen=True, slots=True)
class Flag:
    """A day that matters, with its name."""

    day: date
    name: str
    kind: str


def draw_flags(canvas: Canvas, scale: Scale, flags: Sequence[Flag], top: int, bottom: int) -> None:
    """The days that matter: each name on a row of its own, and its line from there down to the bottom.

    Names in the right part of the picture stand left of their line, the last day on top, and the others right of
    theirs, the first day on top: so a name crosses as few lines as can be.
    """
    edge = scale.left + 0.55 * (scale.right - scale.left)
    right = sorted((flag for flag in flags if scale.at(flag.day) > edge), key=lambda flag: flag.day, reverse=True)
    left = sorted((flag for flag in flags if scale.at(flag.day) <= edge), key=lambda flag: flag.day)
    for row, flag in enumerate((*right, *left)):
        x, y = scale.at(flag.day), top + ROW * row
        canvas.line(x, y, x, bottom, flag.kind)
        if flag in right:
            canvas.write(x - 6, y + 14, flag.name, flag.kind, "end")
        else:
            canvas.write(x + 6, y + 14, flag.name, flag.kind)


def draw_months(canvas: Canvas, scale: Scale, top: int, bottom: int) -> None:
    """The months along the top, each with a thin line down."""
    shown = scale.axis.months((scale.right - scale.left) // NAMED)
    whole_years = all(month.month == 1 for month in shown) and len(shown) > 1
    for place, month in enumerate(shown):
        x = scale.at(month)
        canvas.line(x, top, x, bottom, "month")
        if not whole_years:
            canvas.write(x + 4, top + 15, listing("months")[month.month - 1][:3])
        if not place or month.year > shown[place - 1].year:
            canvas.write(x + 4, top + ROW + 15, str(month.year), "year")
    canvas.line(scale.left, top + HEAD, scale.right, top + HEAD, "axis")
