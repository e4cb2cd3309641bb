"""Boxes under one another with a line past them: where everything stands on a drawing, in pixels from its top left."""

from collections.abc import Sequence
from dataclasses import dataclass

MARGIN = 24
PADDING = 14
INDENT = 58
"""How far a box that is not on the way itself stands to the right, so that the line passes it."""
LINE_AT = 28
"""Where the line runs, from the left edge of the boxes."""
GAP = 34
BEND = 18
"""How far from the edge of a box that stands aside the line turns into it and out of it."""
NARROWEST = 180
TEXT_AT = 38
"""Where a box's text begins, from its left edge: the sign of its standing is before it."""
SIZE, SMALL = 15, 13
LEADING = 20

_NARROW, _WIDE = "iljtfrI.,:;'|!()[]-– ", "mwMWæÆœ@%&"


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn as one box: whom it names, and the lines under them. `standing`: how its stop stands."""

    key: str
    names: tuple[str, ...]
    lines: tuple[str, ...]
    standing: str
    on_the_way: bool = True
    aside: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text, by where its baseline begins."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box where it stands; the sign is drawn round the point `sign_x`, `sign_y`."""

    key: str
    standing: str
    x: int
    y: int
    width: int
    height: int
    sign_x: int
    sign_y: int
    names: tuple[PlacedLine, ...]
    lines: tuple[PlacedLine, ...]

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line to where an arrow's head points: straight pieces through `points`. `gone`: the case has gone it."""

    points: tuple[tuple[int, int], ...]
    gone: bool = False

    @property
    def path(self) -> str:
        """The line as an SVG path."""
        first, *others = self.points
        return f"M{first[0]} {first[1]}" + "".join(f" L{x} {y}" for x, y in others)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing."""

    width: int
    height: int
    title: tuple[PlacedLine, ...]
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[Arrow, ...]


def text_width(text: str, size: int = SMALL, *, bold: bool = False) -> float:
    """About how wide a text is in a plain sans serif, in pixels; rather too much than too little."""
    em = sum(0.34 if sign in _NARROW else 0.92 if sign in _WIDE else 0.7 if sign.isupper() else 0.57 for sign in text)
    return em * size * (1.07 if bold else 1)


def wrapped(text: str, width: float, size: int, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than this, where its words allow it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def layout(title: str, boxes: Sequence[Box]) -> Layout:
    """Where everything stands. All boxes are equally wide, so that the eye runs down them."""
    inner = max((_widest(box) for box in boxes), default=0)
    width = TEXT_AT + int(inner) + PADDING
    whole = width + INDENT * any(not box.on_the_way for box in boxes)
    head = wrapped(title, max(whole, 420), SIZE + 3, bold=True)
    top = MARGIN + LEADING * len(head) + LEADING
    placed: list[PlacedBox] = []
    for box in boxes:
        placed.append(_placed(box, placed[-1].bottom + GAP if placed else top, width))
    return Layout(
        width=2 * MARGIN + int(max(whole, *(text_width(line, SIZE + 3, bold=True) for line in head or [""]))),
        height=(placed[-1].bottom if placed else top) + MARGIN,
        title=tuple(PlacedLine(MARGIN, MARGIN + LEADING * n - 4, line) for n, line in enumerate(head, 1)),
        boxes=tuple(placed),
        arrows=tuple(_arrows(boxes, placed)),
    )


def _widest(box: Box) -> float:
    names = (text_width(name, SIZE, bold=True) for name in box.names)
    return max(*names, *(text_width(line) for line in box.lines), NARROWEST)


def _placed(box: Box, y: int, width: int) -> PlacedBox:
    x = MARGIN + (0 if box.on_the_way else INDENT)
    texts = (*box.names, *box.lines)
    lines = tuple(PlacedLine(x + TEXT_AT, y + PADDING + LEADING * n - 6, text) for n, text in enumerate(texts, 1))
    return PlacedBox(
        key=box.key,
        standing=box.standing,
        x=x,
        y=y,
        width=width,
        height=2 * PADDING + LEADING * len(lines) - 4,
        sign_x=x + TEXT_AT // 2,
        sign_y=y + PADDING + LEADING // 2 - 1,
        names=lines[: len(box.names)],
        lines=lines[len(box.names) :],
    )


def _arrows(boxes: Sequence[Box], placed: Sequence[PlacedBox]) -> list[Arrow]:
    """From each box on the way to the next, past what is left out, and through what stands aside."""
    arrows: list[Arrow] = []
    line, at = MARGIN + LINE_AT, None
    for box, here in zip(boxes, placed, strict=True):
        if not (box.on_the_way or box.aside):
            continue
        if at is not None:
            bend = (line, here.y) if box.on_the_way else (line, here.y + BEND)
            end = () if box.on_the_way else ((here.x, here.y + BEND),)
            out = ((line, at[1]),) if at[0] != line else ()
            arrows.append(Arrow((at, *out, bend, *end), box.standing in ("done", "here")))
        at = (line, here.bottom) if box.on_the_way else (here.x, here.bottom - BEND)
    return arrows
