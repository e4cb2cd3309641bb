"""A drawing as what stands on it: lines, signs and texts, each in pixels from the top left of the picture."""

from dataclasses import dataclass, field
from typing import Literal

from templates.boxes import SMALL, text_width

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Written:
    """A text on its baseline. `kind`: what it is to the drawing; the template says how that looks."""

    x: int
    y: int
    text: str
    kind: str = "plain"
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A straight line."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign round a point."""

    x: int
    y: int
    kind: str


@dataclass(frozen=True, slots=True)
class Band:
    """A filled part of the picture."""

    x: int
    y: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Tegningen: `key` tells it apart from others in one page; `told` says in words what it shows."""

    key: str
    title: str
    told: str
    width: int
    height: int
    bands: tuple[Band, ...]
    lines: tuple[Drawn, ...]
    signs: tuple[Sign, ...]
    texts: tuple[Written, ...]


@dataclass(slots=True)
class Canvas:
    """What a drawing is made on, thing by thing."""

    width: int
    bands: list[Band] = field(default_factory=list)
    lines: list[Drawn] = field(default_factory=list)
    signs: dict[Sign, None] = field(default_factory=dict)
    texts: list[Written] = field(default_factory=list)

    def write(self, x: int, y: int, text: str, kind: str = "plain", anchor: Anchor = "start") -> None:
        """A text where it is wanted."""
        self.texts.append(Written(x, y, text, kind, anchor))

    def write_at(self, x: int, y: int, text: str, *, left: int, right: int) -> None:
        """A small text over or under a point, moved aside where it would leave the room from `left` to `right`."""
        if not text:
            return
        half = text_width(text, SMALL) / 2
        if x - half < left:
            self.write(left, y, text)
        elif x + half > right:
            self.write(right, y, text, anchor="end")
        else:
            self.write(x, y, text, anchor="middle")

    def band(self, x: int, y: int, width: int, height: int, kind: str) -> None:
        """A filled part."""
        self.bands.append(Band(x, y, width, height, kind))

    def line(self, x1: int, y1: int, x2: int, y2: int, kind: str) -> None:
        """A straight line."""
        self.lines.append(Drawn(x1, y1, x2, y2, kind))

    def sign(self, x: int, y: int, kind: str) -> None:
        """A sign round a point; the same one twice on one point is one."""
        self.signs[Sign(x, y, kind)] = None

    def finished(self, key: str, title: str, told: str, height: int) -> Picture:
        """The drawing, cut to its height."""
        return Picture(
            key,
            title,
            told,
            self.width,
            height,
            tuple(self.bands),
            tuple(self.lines),
            tuple(self.signs),
            tuple(self.texts),
        )


def clipped(text: str, width: float, size: int = SMALL, *, bold: bool = False) -> str:
    """The text, cut with three dots where it is wider than this."""
    if text_width(text, size, bold=bold) <= width:
        return text
    cut = text
    while cut and text_width(f"{cut.rstrip()}…", size, bold=bold) > width:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"
