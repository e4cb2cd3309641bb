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
from templates.words import enumerate_words, phrases, say, weekday_and_day


@dataclass(frozen=True, slots=True)
class _Column:
    """A table's column: the key of its head in words.yaml, and what it says of a case."""

    head: str
    cell: Callable[[OnTheWay, Forums], str]


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
            SheetFact(say("pipeline", "since"), short_day(since)),
        ),
        sections=tuple(SheetSection(title, _tables(found, forums)) for title, found in groups.items()) or (nothing,),
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


def _holder(case: OnTheWay) -> tuple[str, ...]:
    """The forums that a case is listed under: those of the stop where it is, or the one that decided it last."""
    if case.ahead:
        return case.ahead[0].forums
    return (case.last.forum,) if case.last else ()


def _heading(case: OnTheWay, forums: Forums, by: Grouping) -> str:
    if by is Grouping.FIELD:
        return enumerate_words(field_of(case))
    return named(_holder(case), forums) or say("pipeline", "nobody")


def _place(case: OnTheWay, forums: Forums, by: Grouping) -> tuple[int, int]:
    """Forums in the order of the register, a group after its first; fields in the order of words.yaml."""
    if by is Grouping.FIELD:
        of = field_of(case)
        return (fields().index(of[0]), len(of))
    order, holder = list(forums), _holder(case)
    return (order.index(holder[0]) if holder else len(order), len(holder))


def _tables(cases: Sequence[OnTheWay], forums: Forums) -> Text:
    blocks: list[Block] = []
    for stage, columns in _COLUMNS.items():
        found = [case for case in cases if case.stage is stage]
        if found:
            head = [say("pipeline", column.head) for column in columns]
            rows = [[column.cell(case, forums) for column in columns] for case in found]
            blocks += [Block(BlockKind.HEADING, say("stages", stage)), table(head, rows)]
    return tuple(blocks)


def _title(case: OnTheWay, _: Forums) -> str:
    return titled(case.title, closed=case.closed)


def _here(case: OnTheWay, forums: Forums) -> str:
    if not case.waits_at and case.stage is not Stage.PREPARED:
        return say("pipeline", "all_answered", forum=named(case.ahead[0].forums, forums))
    return _leg(case.ahead[0], forums)


def _sent_to(case: OnTheWay, forums: Forums) -> str:
    to = _leg(case.ahead[0], forums)
    return say("pipeline", "answered", forum=to, answered=case.answered, asked=case.asked) if case.asked else to


def _after(case: OnTheWay, forums: Forums) -> str:
    return "; ".join(_leg(leg, forums) for leg in case.ahead[1:]) or say("pipeline", "nothing")


def _leg(leg: Leg, forums: Forums) -> str:
    forum = named(leg.forums, forums)
    if leg.on is not None:
        return say("pipeline", "expected_at", forum=forum, when=month(leg.on))
    if all(forums[code].municipality for code in leg.forums):  # councils have calendars of their own
        return forum
    return say("pipeline", "expected_at", forum=forum, when=say("pipeline", "unplanned"))


def _ended(case: OnTheWay, _: Forums) -> str:
    return short_day(case.ended_on) if case.ended_on else say("pipeline", "unknown_day")


def _outcome(case: OnTheWay, forums: Forums) -> str:
    if case.withdrawn:
        return say("pipeline", "withdrawn")
    if case.last is None:
        return say("pipeline", "nothing")
    return say("pipeline", "decided", forum=forums[case.last.forum].name, outcome=say("outcomes", case.last.outcome))


_CASE = (_Column("number", lambda case, _: str(case.case_id)), _Column("case", _title))
_AFTER = _Column("after", _after)
_COLUMNS: Mapping[Stage, Iterable[_Column]] = {
    Stage.SENT: (*_CASE, _Column("sent_to", _sent_to), _AFTER),
    Stage.UNDER_WAY: (*_CASE, _Column("expected", _here), _AFTER),
    Stage.PREPARED: (*_CASE, _Column("expected", _here), _AFTER),
    Stage.FINISHED: (*_CASE, _Column("ended", _ended), _Column("outcome", _outcome)),
}
"""The tables of a group, in the order in which they stand."""
