"""Sager på vej as a sheet: a section for each forum or field, in it a table for each stage."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from states.forums import Forum
from states.grouping import Grouping
from states.paper import Block, BlockKind, Text
from states.pipeline import Leg, OnTheWay, Stage
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import Forums, month, named, paragraphs, short_day, table, titled
from templates.words import day, enumerate_words, phrases, say, weekday_and_day


@dataclass(frozen=True, slots=True)
class _Column:
    """A table's column: the key of its head in words.yaml, and what it says of a case.

    `under`: what it says where the case is listed under its forum, which need not be named again.
    """

    head: str
    cell: Callable[[OnTheWay, Forums], str]
    under: Callable[[OnTheWay, Forums], str] | None = None

    def says(self, case: OnTheWay, forums: Forums, by: Grouping) -> str:
        """What stands in the column."""
        told = self.under if self.under and by is Grouping.FORUM else self.cell
        return told(case, forums)


def pipeline_sheet(
    cases: Sequence[OnTheWay], forums: Forums, *, on: date, since: date, to: Forum | None = None, by: Grouping
) -> Sheet:
    """The list as it stands `on` that day. `since`: from when on ended cases are told; `to`: the forum asked for."""
    groups: dict[str, list[OnTheWay]] = {}
    for case in sorted(cases, key=lambda case: (_place(case, forums, by), case.case_id)):
        groups.setdefault(_heading(case, forums, by), []).append(case)
    nothing = SheetSection("", paragraphs(say("pipeline", "none")))
    return Sheet(
        kind=SheetKind.PIPELINE,
        title=say("pipeline", "title"),
        on=on,
        over=to.name if to else "",
        facts=(
            SheetFact(say("pipeline", "made"), weekday_and_day(on)),
            SheetFact(say("pipeline", "covers"), say("pipeline", "since", day=day(since))),
        ),
        sections=tuple(SheetSection(title, _tables(found, forums, by)) for title, found in groups.items())
        or (nothing,),
    )


def fields() -> tuple[str, ...]:
    """The fields that a case may belong to, in the order in which words.yaml names them."""
    return tuple(dict.fromkeys((*phrases("fields").values(), say("fields", "other"))))


def field_of(case: OnTheWay) -> tuple[str, ...]:
    """Fagområde: that of the first forums on its route which stand for one (SDF: social matters), else "other"."""
    known = phrases("fields")
    for stop in case.route:
        if found := dict.fromkeys(known[code] for code in stop if code in known):
            return tuple(found)
    return (say("fields", "other"),)


def _heading(case: OnTheWay, forums: Forums, by: Grouping) -> str:
    if by is Grouping.FIELD:
        return enumerate_words(field_of(case))
    return named(case.holders, forums) or say("pipeline", "nobody")


def _place(case: OnTheWay, forums: Forums, by: Grouping) -> tuple[int, int]:
    """Forums in the order of the register, a group after its first; fields in the order of words.yaml."""
    if by is Grouping.FIELD:
        of = field_of(case)
        return (fields().index(of[0]), len(of))
    order = list(forums)
    return (order.index(case.holders[0]) if case.holders else len(order), len(case.holders))


def _tables(cases: Sequence[OnTheWay], forums: Forums, by: Grouping) -> Text:
    blocks: list[Block] = []
    for stage, columns in _COLUMNS.items():
        found = [case for case in cases if case.stage is stage]
        if found:
            head = [say("pipeline", column.head) for column in columns]
            rows = [[column.says(case, forums, by) for column in columns] for case in found]
            blocks += [Block(BlockKind.HEADING, say("stages", stage)), table(head, rows)]
    return tuple(blocks)


def _title(case: OnTheWay, _: Forums) -> str:
    return titled(case.title, closed=case.closed)


def _expected(case: OnTheWay, forums: Forums) -> str:
    if _all_answered(case):
        return say("pipeline", "expected_at", forum=named(case.holders, forums), when=say("pipeline", "all_answered"))
    return _leg(case.ahead[0], forums)


def _when(case: OnTheWay, forums: Forums) -> str:
    return say("pipeline", "all_answered") if _all_answered(case) else _month(case.ahead[0], forums)


def _all_answered(case: OnTheWay) -> bool:
    return not case.waits_at and case.stage is not Stage.PREPARED


def _sent_to(case: OnTheWay, forums: Forums) -> str:
    return " ".join(part for part in (_leg(case.ahead[0], forums), _answered(case, forums)) if part)


def _answered(case: OnTheWay, _: Forums) -> str:
    return say("pipeline", "answered", answered=case.answered, asked=case.asked) if case.asked else ""


def _after(case: OnTheWay, forums: Forums) -> str:
    return "; ".join(_leg(leg, forums) for leg in case.ahead[1:]) or say("pipeline", "nothing")


def _leg(leg: Leg, forums: Forums) -> str:
    forum = named(leg.forums, forums)
    if leg.on is None and all(forums[code].municipality for code in leg.forums):  # they have calendars of their own
        return forum
    return say("pipeline", "expected_at", forum=forum, when=_month(leg, forums))


def _month(leg: Leg, forums: Forums) -> str:
    """The month; one that has passed is no expectation, and says what is missing."""
    if leg.on is None:
        return say("pipeline", "unplanned")
    missing = "answers_missing" if all(forums[code].municipality for code in leg.forums) else "minutes_missing"
    return say("pipeline", missing, month=month(leg.on)) if leg.past else month(leg.on)


def _ended(case: OnTheWay, _: Forums) -> str:
    return short_day(case.ended_on) if case.ended_on else say("pipeline", "unknown_day")


def _outcome(case: OnTheWay, forums: Forums) -> str:
    if case.withdrawn:
        return say("pipeline", "withdrawn")
    told = _outcome_alone(case, forums)
    return say("pipeline", "decided", forum=forums[case.last.forum].name, outcome=told) if case.last else told


def _outcome_alone(case: OnTheWay, _: Forums) -> str:
    if case.withdrawn:
        return say("pipeline", "withdrawn")
    return say("outcomes", case.last.outcome) if case.last else say("pipeline", "nothing")


def _outcome_there(case: OnTheWay, forums: Forums) -> str:
    """Of a group, the one that spoke last is named; the others may have said something else."""
    return (_outcome if len(case.holders) > 1 else _outcome_alone)(case, forums)


_CASE = (_Column("number", lambda case, _: str(case.case_id)), _Column("case", _title))
_EXPECTED = _Column("expected", _expected, under=_when)
_AFTER = _Column("after", _after)
_COLUMNS: Mapping[Stage, Iterable[_Column]] = {
    Stage.SENT: (*_CASE, _Column("sent_to", _sent_to), _AFTER),
    Stage.UNDER_WAY: (*_CASE, _EXPECTED, _AFTER),
    Stage.PREPARED: (*_CASE, _EXPECTED, _AFTER),
    Stage.FINISHED: (*_CASE, _Column("ended", _ended), _Column("outcome", _outcome, under=_outcome_there)),
}
"""The tables of a group, in the order in which they stand."""
