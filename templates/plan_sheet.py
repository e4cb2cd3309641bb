"""A plan as a document: the verdict, the stops in a table, the reasons, and the ways out with their draft words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from states.paper import Block, BlockKind, Text
from states.plan_told import Due, ToldLeg, ToldPlan
from states.planner import LegPlan, Verdict
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from states.timeline import DatedCase, no_return
from templates.list_words import Forums, paragraphs, short_day, table
from templates.planning import also_words, reason_words, return_words, stop_words, way_words
from templates.timeline import count_words, plan_head, stop_name
from templates.words import phrases, say, weekday_and_day


def plan_sheet(told: ToldPlan, forums: Forums, *, title: str) -> Sheet:
    """One plan. `title`: what it is a plan of."""
    sections = {
        "deadline": paragraphs(*map(reason_words, told.due.reasons()), *map(also_words, told.others)),
        "stops": (_stops(told),),
        "reasons": tuple(_reasons(told)),
        "returns": _bullets(return_words(loop, told) for loop in told.returns),
        "ways_out": tuple(_ways(told)),
    }
    return Sheet(
        kind=SheetKind.PLAN,
        title=title,
        on=told.today,
        over=_say("plan"),
        facts=(
            SheetFact(_say("verdict"), plan_head(told, forums)),
            SheetFact(_say("due"), _due(told.due)),
            SheetFact(_say("made"), weekday_and_day(told.today)),
        ),
        sections=tuple(SheetSection(_say(name), text) for name, text in sections.items() if text),
    )


def plans_sheet(cases: Sequence[DatedCase], forums: Forums, *, on: date) -> Sheet:
    """Many cases, in a table for each verdict, in the order in which they come."""
    groups: dict[Verdict, list[DatedCase]] = {}
    for one in cases:
        groups.setdefault(one.plan.verdict, []).append(one)
    head = [_say(name) for name in ("number", "case", "waits_at", "due", "act_by")]
    return Sheet(
        kind=SheetKind.PLANS,
        title=say("timeline", "all"),
        on=on,
        facts=(
            SheetFact(_say("made"), weekday_and_day(on)),
            SheetFact(_say("covers"), count_words(len(cases))),
        ),
        sections=tuple(
            SheetSection(phrases("verdicts")[verdict], (table(head, [_row(one, forums) for one in found]),))
            for verdict, found in groups.items()
        )
        or (SheetSection("", paragraphs(_say("none"))),),
    )


def _say(entry: str) -> str:
    return say("plan_sheet", entry)


def _row(one: DatedCase, forums: Forums) -> list[str]:
    where = stop_name(one.plan.legs[0].leg.forums, forums)
    act_by = no_return(one.plan.verdict, one.plan.legs)
    return [str(one.case_id), one.title, where, _due(one.due), _day(act_by)]


def _due(due: Due) -> str:
    return say("plan_sheet", "before", day=short_day(due.on)) if due.before else short_day(due.on)


def _day(on: date | None) -> str:
    return short_day(on) if on else _say("nothing")


def _stops(told: ToldPlan) -> Block:
    head = [_say(name) for name in ("forum", "earliest", "latest", "on_agenda", "spare", "stop_verdict")]
    return table(head, [_stop(told, one.plan) for one in told.legs])


def _stop(told: ToldPlan, one: LegPlan) -> list[str]:
    """A row of the table. Of a stop that is too late only the earliest meeting says something."""
    works = one.verdict in (Verdict.SAFE, Verdict.TIGHT)
    spare = str(one.slack_meetings) if works and one.slack_meetings is not None else _say("nothing")
    return [
        stop_words(told, one.leg),
        _day(one.earliest),
        _day(one.latest if works else None),
        _day(one.too_late_after),
        spare,
        _verdict(one),
    ]


def _verdict(one: LegPlan) -> str:
    if one.is_afterwards:
        return say("timeline", "afterwards")
    return phrases("verdicts")[one.verdict]


def _reasons(told: ToldPlan) -> Iterator[Block]:
    for one in told.legs:
        if one.reasons:
            yield Block(BlockKind.HEADING, stop_words(told, one.plan.leg))
            yield from _leg_reasons(one)


def _leg_reasons(one: ToldLeg) -> Text:
    return _bullets(map(reason_words, one.reasons))


def _bullets(sentences: Iterable[str]) -> Text:
    return tuple(Block(BlockKind.BULLET, sentence) for sentence in sentences)


def _ways(told: ToldPlan) -> Iterator[Block]:
    """Each way out under its name and the last day to choose it."""
    for way in told.ways:
        name = phrases("way_names")[way.kind]
        yield Block(BlockKind.HEADING, say("plan_sheet", "way", name=name, day=short_day(way.choose_by)))
        yield from paragraphs(way_words(way, told))
