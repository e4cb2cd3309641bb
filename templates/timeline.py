"""Tidslinjen of a plan: each stop with its meetings, the deadline, and the day after which it is too late, as SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from states.plan_told import Due, ToldPlan
from states.planner import Verdict
from states.timeline import Lane, Mark, Timeline, timeline
from templates.boxes import SMALL, text_width, wrapped
from templates.environment import fill_page
from templates.list_words import Forums, short_day
from templates.picture import Canvas, Picture
from templates.time_axis import HEAD, ROW, Flag, Scale, draw_flags, draw_months
from templates.words import enumerate_words, phrases, say

WIDTH, MARGIN = 1000, 24
LEFT = 248
"""Where the axis begins; the stops' names are left of it."""
RIGHT = WIDTH - MARGIN
NAME, TITLE = 15, 18
"""Sizes of text."""
LANE = 76
"""How high a lane is at least: a name, its verdict, and words over and under the meetings."""
NAMED = 3
"""So many forums of a group are named, more are counted."""


def svg(picture: Picture) -> str:
    """The drawing as an SVG file, to stand alone or in a page. The same drawing makes the same text."""
    return fill_page("timeline.svg.j2", drawing=picture)


def plan_picture(told: ToldPlan, forums: Forums, *, title: str) -> Picture:
    """The timeline of one plan. `title`: what it is a plan of."""
    line, canvas = timeline(told), Canvas(WIDTH)
    scale = Scale(line.axis, LEFT, RIGHT)
    head = plan_head(told, forums)
    top = draw_head(canvas, title, head)
    lanes = [_LaneWords.of(lane, forums) for lane in line.lanes]
    flags = _flags(line)
    first = top + ROW * len(flags) + HEAD
    bottom = first + sum(lane.height for lane in lanes)
    _shade(canvas, scale, line, top + ROW * len(flags), bottom)
    draw_months(canvas, scale, top + ROW * len(flags), bottom)
    draw_flags(canvas, scale, flags, top, bottom)
    y = first
    for lane in lanes:
        _draw_lane(canvas, scale, lane, y)
        y += lane.height
    end = draw_legend(canvas, [mark for mark in Mark if any(mark in _marks(lane) for lane in line.lanes)], bottom + 14)
    spoken = [head, *(f"{flag.name}." for flag in flags), *(lane.told for lane in lanes)]
    key = f"plan-{told.case_id}" if told.case_id is not None else "plan"
    return canvas.finished(key, title, " ".join(spoken), end + MARGIN - 10)


def plan_head(told: ToldPlan, forums: Forums) -> str:
    """The verdict as a sentence."""
    return say("timeline", told.verdict, forums=stop_name(told.unknown, forums))


def due_words(due: Due) -> str:
    """The deadline with its day."""
    return say("timeline", "due_before" if due.before else "due", day=short_day(due.on))


def count_words(count: int) -> str:
    """A number of cases."""
    return say("timeline", "count_one") if count == 1 else say("timeline", "count", count=count)


def draw_head(canvas: Canvas, title: str, head: str) -> int:
    """The title, and what is to be known first. Returns where the rest begins."""
    y = MARGIN
    for text in wrapped(title, RIGHT - MARGIN, TITLE, bold=True):
        canvas.write(MARGIN, y + 14, text, "title")
        y += ROW + 4
    for text in wrapped(head, RIGHT - MARGIN, NAME, bold=True):
        canvas.write(MARGIN, y + 14, text, "name")
        y += ROW
    return y + 10


def draw_legend(canvas: Canvas, kinds: Sequence[str], y: int) -> int:
    """What the signs mean, in as many rows as it takes. Returns where it ends."""
    x, y = MARGIN + 8, y + 12
    for kind in kinds:
        words = say("timeline", f"sign_{kind}")
        width = 22 + int(text_width(words)) + 24
        if x > MARGIN + 8 and x + width > RIGHT:
            x, y = MARGIN + 8, y + ROW + 4
        canvas.sign(x, y, kind)
        canvas.write(x + 16, y + 4, words)
        x += width
    return y + ROW


def stop_name(codes: Sequence[str], forums: Forums) -> str:
    """The forums of a stop: by name while they are few, else counted."""
    if len(codes) <= NAMED:
        return enumerate_words([forums[code].name for code in codes])
    councils = all(forums[code].municipality for code in codes)
    return say("drawing", "councils" if councils else "forums", count=len(codes))


def _marks(lane: Lane) -> set[Mark]:
    return {one.mark for one in lane.meetings}


def _flags(line: Timeline) -> list[Flag]:
    """The days that matter."""
    found = [Flag(line.today, say("timeline", "today", day=short_day(line.today)), "today")]
    if line.too_late_after:
        name = say("timeline", "too_late", day=short_day(line.too_late_after))
        found.append(Flag(line.too_late_after, name, "too_late"))
    if line.due.works_to != line.due.on:
        found.append(Flag(line.due.works_to, say("timeline", "works_to", day=short_day(line.due.works_to)), "works_to"))
    return [*found, Flag(line.due.on, due_words(line.due), "due")]


def _shade(canvas: Canvas, scale: Scale, line: Timeline, top: int, bottom: int) -> None:
    """What lies after the deadline."""
    begin = scale.at(line.due.works_to)
    if begin < RIGHT:
        canvas.band(begin, top, RIGHT - begin, bottom - top, "after")


@dataclass(frozen=True, slots=True)
class _LaneWords:
    """A lane with what is said of it: its names and verdict at the left, and over and under its meetings."""

    lane: Lane
    names: tuple[str, ...]
    notes: tuple[str, ...]
    over: str
    under: str
    told: str

    @classmethod
    def of(cls, lane: Lane, forums: Forums) -> "_LaneWords":
        width = LEFT - MARGIN - 12
        name, verdict = stop_name(lane.plan.leg.forums, forums), _verdict(lane)
        notes = [verdict, *([say("timeline", "estimated")] if lane.estimated else [])]
        over, under = _over(lane), _under(lane)
        told = "; ".join(part for part in (*notes, over, under) if part)
        return cls(
            lane,
            tuple(wrapped(name, width, NAME, bold=True)),
            tuple(text for note in notes for text in wrapped(note, width, SMALL)),
            over,
            under,
            f"{name}: {told}.",
        )

    @property
    def height(self) -> int:
        return max(LANE, 16 + ROW * len(self.names) + 17 * len(self.notes))


def _verdict(lane: Lane) -> str:
    return say("timeline", "afterwards") if lane.plan.is_afterwards else phrases("verdicts")[lane.plan.verdict]


def _over(lane: Lane) -> str:
    one = lane.plan
    if one.leg.until and one.earliest:
        return say("timeline", "until", day=short_day(one.earliest))
    if one.earliest is None:
        return say("timeline", "no_meeting") if one.verdict is Verdict.LATE and not lane.unknown else ""
    both = one.earliest == one.latest and one.verdict in (Verdict.SAFE, Verdict.TIGHT)
    return say("timeline", "both" if both else "earliest", day=short_day(one.earliest))


def _under(lane: Lane) -> str:
    return "; ".join(_under_words(lane))


def _under_words(lane: Lane) -> Iterator[str]:
    one = lane.plan
    if one.verdict in (Verdict.SAFE, Verdict.TIGHT) and one.latest and one.too_late_after and not one.leg.until:
        if one.latest != one.earliest:
            yield say("timeline", "latest", day=short_day(one.latest))
        yield say("timeline", "on_agenda", day=short_day(one.too_late_after))
    if one.verdict in (Verdict.LATE, Verdict.UNKNOWN):
        if lane.unknown:
            yield say("timeline", "no_calendar")
        if lane.known_to:
            yield say("timeline", "calendar_ends", day=short_day(lane.known_to))


def _draw_lane(canvas: Canvas, scale: Scale, words: _LaneWords, y: int) -> None:
    lane, bottom = words.lane, y + words.height
    middle = y + words.height // 2
    canvas.line(MARGIN, bottom, RIGHT, bottom, "between")
    for number, text in enumerate(words.names):
        canvas.write(MARGIN, y + 22 + ROW * number, text, "name")
    for number, text in enumerate(words.notes):
        canvas.write(MARGIN, y + 22 + ROW * len(words.names) + 17 * number, text)
    canvas.line(LEFT, middle, RIGHT, middle, "lane")
    _draw_gap(canvas, scale, lane, y + 4, words.height - 8)
    for one in lane.meetings:
        if one.cut_off:
            kind = "notice_latest" if one.mark in (Mark.LATEST, Mark.ONLY) else "notice"
            begin = scale.at(max(one.cut_off, scale.axis.first))
            canvas.line(begin, middle, scale.at(one.on), middle, kind)
            canvas.line(begin, middle - 5, begin, middle + 5, kind)
    for one in sorted(lane.meetings, key=lambda one: list(Mark).index(one.mark)):
        canvas.sign(scale.at(one.on), middle, one.mark)
    _write_days(canvas, scale, words, middle)


def _draw_gap(canvas: Canvas, scale: Scale, lane: Lane, y: int, height: int) -> None:
    """Where no meetings are known."""
    if lane.plan.verdict in (Verdict.LATE, Verdict.UNKNOWN) and (lane.unknown or lane.known_to):
        begin = scale.at(lane.known_to) if lane.known_to else LEFT
        canvas.band(begin, y, RIGHT - begin, height, "unknown")


def _write_days(canvas: Canvas, scale: Scale, words: _LaneWords, middle: int) -> None:
    """What is said of the earliest meeting stands over it, and of the latest under it."""
    one = words.lane.plan
    over, under = one.earliest or scale.axis.first, one.latest if one.too_late_after else None
    canvas.write_at(scale.at(over), middle - 14, words.over, left=LEFT + 4, right=RIGHT - 2)
    if words.under:
        at = scale.at(under or words.lane.known_to or scale.axis.first)
        canvas.write_at(at, middle + 24, words.under, left=LEFT + 4, right=RIGHT - 2)
