"""Oversigten: the timelines of many cases on one page, one line a case, the worst first, as SVG."""

from collections.abc import Sequence
from datetime import date

from states.planner import LegPlan, Verdict
from states.timeline import DatedCase, Mark, Overview, no_return, overview
from templates.boxes import SMALL
from templates.list_words import Forums, short_day
from templates.picture import Canvas, Picture, clipped
from templates.time_axis import HEAD, ROW, Flag, Scale, draw_flags, draw_months
from templates.timeline import MARGIN, RIGHT, WIDTH, count_words, draw_head, draw_legend, due_words, stop_name
from templates.words import phrases, say

CASES = 24
"""So many cases go on a page."""
MONTHS = 24
"""So far ahead the lines are drawn; what lies later stands at the edge, with its day in words."""
AXIS = 424
"""Where the axis begins; the cases are named left of it."""
LINE = 46
"""How high a case's line is."""
ACT_BY, DEADLINE, RUN, RUN_LATE = "act_by", "deadline", "run", "run_late"


def cases_picture(cases: Sequence[DatedCase], forums: Forums, *, today: date) -> Picture:
    """The timelines of the first cases; how many there was no room for is said."""
    drawn, canvas, title = overview(cases, today, most=CASES, months=MONTHS), Canvas(WIDTH), say("timeline", "all")
    scale = Scale(drawn.axis, AXIS, RIGHT)
    head = " ".join(_counts(cases, drawn))
    top = draw_head(canvas, title, head)
    first = top + ROW + HEAD
    bottom = first + LINE * len(drawn.cases)
    draw_months(canvas, scale, top + ROW, bottom)
    now = Flag(today, say("timeline", "today", day=short_day(today)), "today")
    draw_flags(canvas, scale, [now], top, bottom)
    for place, one in enumerate(drawn.cases):
        _draw_case(canvas, scale, one, forums, first + LINE * place)
    end = draw_legend(canvas, (Mark.EARLIEST, Mark.LATEST, Mark.ONLY, ACT_BY, DEADLINE), bottom + 14)
    told = [f"{_row_told(one)}." for one in drawn.cases]
    return canvas.finished("planer", title, " ".join([head, *told]), end + MARGIN - 10)


def _counts(cases: Sequence[DatedCase], drawn: Overview) -> list[str]:
    words = phrases("verdicts")
    counted = {verdict: sum(one.plan.verdict == verdict for one in cases) for verdict in words}
    told = ", ".join(f"{words[verdict].lower()}: {count}" for verdict, count in counted.items() if count)
    found = [f"{count_words(len(cases))} ({told})." if told else f"{count_words(0)}."]
    if drawn.left_out:
        entry = "left_out_one" if drawn.left_out == 1 else "left_out"
        found.append(say("timeline", entry, count=drawn.left_out))
    return found


def act_words(one: DatedCase) -> str:
    """The day to act, or why there is none."""
    if day := no_return(one.plan.verdict, one.plan.legs):
        return say("timeline", "act_by", day=short_day(day))
    return say("timeline", "too_late_now" if one.plan.verdict is Verdict.LATE else "not_known")


def _row_told(one: DatedCase) -> str:
    verdict = f"{phrases('verdicts')[one.plan.verdict].lower()}, {act_words(one)}"
    return say("timeline", "row", number=one.case_id, title=one.title, verdict=verdict, due=due_words(one.due).lower())


def _draw_case(canvas: Canvas, scale: Scale, one: DatedCase, forums: Forums, y: int) -> None:
    room, middle = AXIS - MARGIN - 16, y + LINE // 2
    canvas.line(MARGIN, y + LINE, RIGHT, y + LINE, "between")
    canvas.write(MARGIN, y + 19, clipped(f"{one.case_id} {one.title}", room, SMALL, bold=True), "case")
    words = f"{_where(one, forums)}: {phrases('verdicts')[one.plan.verdict].lower()}, {act_words(one)}"
    canvas.write(MARGIN, y + 37, clipped(words, room))
    _draw_run(canvas, scale, one, middle)
    for leg in one.plan.legs:
        for on, mark in _marks(leg):
            canvas.sign(scale.at(on), middle, mark)
    if day := no_return(one.plan.verdict, one.plan.legs):
        canvas.sign(scale.at(day), middle - 13, ACT_BY)
    canvas.sign(scale.at(one.due.on), middle, DEADLINE)


def _where(one: DatedCase, forums: Forums) -> str:
    """Where the case waits: a forum by its code, which is short, and a group counted."""
    codes = one.plan.legs[0].leg.forums
    return codes[0] if len(codes) == 1 else stop_name(codes, forums)


def _draw_run(canvas: Canvas, scale: Scale, one: DatedCase, y: int) -> None:
    """The time there is, up to the deadline; broken beyond it, where the case cannot be through before."""
    end = scale.at(one.due.works_to)
    canvas.line(AXIS, y, end, y, RUN)
    last = max((scale.at(leg.earliest) for leg in one.plan.legs if leg.earliest), default=end)
    if last > end:
        canvas.line(end, y, last, y, RUN_LATE)


def _marks(one: LegPlan) -> list[tuple[date, Mark]]:
    """A stop's earliest meeting, and the last one that works."""
    latest = one.latest if one.verdict in (Verdict.SAFE, Verdict.TIGHT) else None
    if one.earliest and one.earliest == latest:
        return [(one.earliest, Mark.ONLY)]
    return [
        *([(one.earliest, Mark.EARLIEST)] if one.earliest else []),
        *([(latest, Mark.LATEST)] if latest else []),
    ]
