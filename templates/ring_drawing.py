"""The ring itself, round a centre: months and weeks, the forums' tracks, spans, marks, and today's hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from states.calendar import week_number
from states.ring import GAP, RingMark, Span, angle, month_angle, point, spread, tracks, weeks, within
from templates.boxes import text_width
from templates.picture import Anchor, clipped
from templates.words import listing, say

MARKS, RIM, WEEKS, OUT, IN = 374, 350, 336, 322, 292
"""Where the marks' middles are, where their stems begin, the weeks' numbers, the band of the months."""
SPANS, MEETINGS, HUB = 282, 172, 92
"""The outermost track of spans, that of meetings, and the middle that is left free."""
LANE = 16
"""How far the track of one forum is from the next."""
WIDEST_TRACK = 13
APART = 4.0
"""Degrees from the middle of a mark to the next."""
SMALL, TINY = 13, 11
SIGNS = {"span": "span", "opened": "opened", "asked": "unsure", "meeting": "meeting", "today": "today"}
"""What the legend explains, each where such a path or sign is drawn."""


@dataclass(frozen=True, slots=True)
class RingText:
    """A text on its baseline; it stands on white where it lies over lines."""

    x: float
    y: float
    text: str
    size: int = SMALL
    bold: bool = False
    anchor: Anchor = "start"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what it covers."""
        width = text_width(self.text, self.size, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - 0.78 * self.size, left + width, self.y + 0.24 * self.size


@dataclass(frozen=True, slots=True)
class RingPath:
    """A line, straight or bent. `kind`: what it is to the drawing; the template says how that looks."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class RingSign:
    """A sign round a point; a numbered one holds its number."""

    x: float
    y: float
    kind: str
    number: str = ""


def mark_kind(mark: RingMark) -> str:
    """How a mark looks: opened, skipped, asked for, or to come."""
    if mark.skipped:
        return "skipped"
    if mark.case_id is not None:
        return "opened"
    return "duty" if mark.due else "unsure"


def day_and_month(day: date) -> str:
    """A day of the year that is drawn: "20. juni"."""
    return say("wheel", "day", day=day.day, month=listing("months")[day.month - 1])


class Ring:
    """The ring under drawing, round a centre."""

    def __init__(self, x: float, y: float, year: int, today: date) -> None:
        self.x, self.y, self.year, self.today = float(x), float(y), year, today
        self.paths: list[RingPath] = []
        self.signs: list[RingSign] = []
        self.texts: list[RingText] = []

    def scale(self) -> None:
        """The months and the weeks."""
        for radius in (OUT, IN):
            self._arc(GAP / 2, 360 - GAP / 2, radius, "circle")
        for number, name in enumerate(listing("months"), 1):
            begin, end = month_angle(self.year, number), month_angle(self.year, number + 1)
            self._ray(begin, MEETINGS + LANE, OUT, "month")
            self._write((begin + end) / 2, (OUT + IN) / 2, name[:3], SMALL, bold=True)
        self._ray(month_angle(self.year, 13), MEETINGS + LANE, OUT, "month")
        for week, thursday in weeks(self.year):
            self._write(angle(thursday), WEEKS, str(week), TINY)

    def meetings(self, shown: Mapping[str, Sequence[date]]) -> None:
        """A track for each forum with a point for each meeting, and its name in the gap at the top."""
        for place, (code, days) in enumerate(shown.items()):
            radius = MEETINGS - place * LANE
            self._arc(GAP / 2, 360 - GAP / 2, radius, "track")
            self.signs.extend(self._sign(angle(day), radius, "meeting") for day in days)
            room = 2 * radius * GAP / 2 * 3.14159 / 180 - 6
            self._write(0, radius, clipped(code, room, TINY, bold=True), TINY, bold=True)

    def duties(self, marks: Sequence[RingMark]) -> None:
        """Each duty's span, and its number at the rim, joined to its day by a stem."""
        spans = self._spans(marks)
        deepest = max((span.track for span in spans.values()), default=0)
        step = min(WIDEST_TRACK, (SPANS - MEETINGS - LANE) / (deepest + 1))
        days = [angle(mark.about) for mark in marks]
        for number, (mark, at, day) in enumerate(zip(marks, self._numbers(days), days, strict=True), 1):
            kind = mark_kind(mark)
            if number - 1 in spans:
                self._span(spans[number - 1], step, kind, day)
            self.paths.append(RingPath(self._line(day, RIM - 4, at, MARKS), "stem"))
            self.signs.append(self._sign(at, MARKS, kind, str(number)))

    def _numbers(self, days: Sequence[float]) -> list[float]:
        return spread(days, APART, GAP / 2 - 4, 360 - GAP / 2 + 4)

    def _spans(self, marks: Sequence[RingMark]) -> dict[int, Span]:
        asked = [
            (number, cut)
            for number, mark in enumerate(marks)
            if not mark.skipped and (cut := within(self.year, min(mark.opens or mark.about, mark.about), mark.about))
        ]
        laid = tracks([cut for _, cut in asked])
        return {number: span for (number, _), span in zip(asked, laid, strict=True)}

    def _span(self, span: Span, step: float, kind: str, day: float) -> None:
        radius = round(SPANS - span.track * step, 1)
        self._ray(day, radius, IN, "drop")
        begin, end = angle(span.first), angle(span.last)
        if end - begin > 0.3:
            self._arc(begin, end, radius, "span_unsure" if kind == "unsure" else "span")
        self.signs.append(self._sign(end, radius, "end"))

    def hub(self) -> None:
        """The year in the middle, and today with its hand where it is this year."""
        if self.today.year != self.year:
            self._write(0, -14, str(self.year), 40, bold=True)
            return
        self._ray(angle(self.today), HUB, OUT, "today")
        self._write(0, 12, str(self.year), 40, bold=True)
        self._write(0, -22, say("wheel", "today", day=day_and_month(self.today)))
        self._write(0, -42, say("wheel", "week", number=week_number(self.today)))

    def legend(self, x: int, y: int) -> None:
        """What the signs that were drawn mean, in a row that begins there."""
        drawn = {path.kind for path in self.paths} | {sign.kind for sign in self.signs}
        for kind in (kind for kind, sign in SIGNS.items() if sign in drawn):
            words = say("wheel", f"sign_{kind}")
            self.signs.append(RingSign(x + 12, y - 5, f"legend_{kind}"))
            self.texts.append(RingText(x + 30, y, words))
            x += 30 + int(text_width(words)) + 28

    def _at(self, at: float, radius: float) -> tuple[float, float]:
        x, y = point(at, radius)
        return round(self.x + x, 1), round(self.y + y, 1)

    def _sign(self, at: float, radius: float, kind: str, number: str = "") -> RingSign:
        return RingSign(*self._at(at, radius), kind, number)

    def _write(self, at: float, radius: float, text: str, size: int = SMALL, *, bold: bool = False) -> None:
        """A text with its middle on a point."""
        x, y = self._at(at, radius)
        self.texts.append(RingText(x, round(y + 0.34 * size, 1), text, size, bold, "middle"))

    def _line(self, first: float, inner: float, last: float, outer: float) -> str:
        (x1, y1), (x2, y2) = self._at(first, inner), self._at(last, outer)
        return f"M{x1} {y1} L{x2} {y2}"

    def _ray(self, at: float, inner: float, outer: float, kind: str) -> None:
        self.paths.append(RingPath(self._line(at, inner, at, outer), kind))

    def _arc(self, first: float, last: float, radius: float, kind: str) -> None:
        (x1, y1), (x2, y2) = self._at(first, radius), self._at(last, radius)
        large = 1 if last - first > 180 else 0
        self.paths.append(RingPath(f"M{x1} {y1} A{radius} {radius} 0 {large} 1 {x2} {y2}", kind))
