"""Filling a register with cases that have deadlines, and with the meetings of every forum on their way."""

from dataclasses import dataclass

from benchmarks.filling import LAST_ID, insert, literal, numbers
from db.columns import canonical

FORUMS = ("SDF", "SUN", "K22", "KKR")
"""The forums that the meetings are dealt out to, equally many each."""

DAYS = 700
"""The meetings lie on so many days from the first, and the deadlines on the first six in seven of them."""

COUNCIL_MEETINGS = 23
"""A council meets each month, as long as the others."""

WAITING = (("sdf", 4), ("k22", 3), ("kkr", 2), ("councils", 1))
"""Where the cases wait: so many in ten at each stop."""


@dataclass(frozen=True, slots=True)
class PlanFilling:
    """Open cases on their way SDF → K22 → KKR → the councils; `meetings`: of the four forums together."""

    cases: int
    meetings: int
    councils: tuple[str, ...]

    @property
    def stops(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The route's stops with their forums."""
        return (("sdf", ("SDF",)), ("k22", ("K22",)), ("kkr", ("KKR",)), ("councils", self.councils))


def plan_filling(how: PlanFilling) -> list[str]:
    """The statements that fill a register in SQLite which has its forums, in order."""
    each = how.meetings // len(FORUMS)
    return [
        _meetings(f"forum.code IN {_names(FORUMS)}", each, DAYS // each, first=1_000_000),
        _meetings(f"forum.code IN {_names(how.councils)}", COUNCIL_MEETINGS, DAYS // COUNCIL_MEETINGS, first=2_000_000),
        _cases(how),
        *(_stop(how, place) for place in range(len(how.stops))),
        *(_treatments(how, place) for place in range(len(how.stops))),
        _deadlines(how),
        f"UPDATE journal_head SET last_case = {how.cases}, last_id = {LAST_ID}",
    ]


def _names(codes: tuple[str, ...]) -> str:
    return f"({', '.join(map(literal, codes))})"


def _meetings(which: str, count: int, apart: int, *, first: int) -> str:
    """So many meetings of each of these forums, so many days apart; no two forums meet on the same days."""
    on = f"date('2027-02-01', ((n.i - 1) * {apart} + forum.id % {apart}) || ' days')"
    source = f"{numbers(1, count)} JOIN forum ON {which}"
    return insert("meeting", source, id=f"{first} + forum.id * 1000 + n.i", forum_id="forum.id", on=on)


def _waits_at() -> str:
    """The stop where case i waits, as SQL."""
    begin, words = 0, ""
    for key, share in WAITING:
        begin += share
        words += f" WHEN i % 10 < {begin} THEN '{key}'"
    return f"CASE{words} END"


def _cases(how: PlanFilling) -> str:
    return insert(
        "cases",
        numbers(1, how.cases),
        id="i",
        title="'Redegørelse ' || i",
        state=_waits_at(),
        route_key="'social-councils'",
        route_version="1",
        officers="'[\"bel\"]'",
        opened_on="'2027-01-04'",
    )


def _stop(how: PlanFilling, place: int) -> str:
    key, forums = how.stops[place]
    return insert(
        "stop",
        numbers(1, how.cases),
        id=_stop_id(place),
        case_id="i",
        position=str(place + 1),
        key=literal(key),
        forums=literal(canonical(list(forums))),
        join_rule=literal(canonical({"number": 0, "rule": "all"})),
    )


def _stop_id(place: int) -> str:
    return f"10000000 + i * 4 + {place}"


def _treatments(how: PlanFilling, place: int) -> str:
    """One that is open for each forum of the stop where the case waits."""
    key, forums = how.stops[place]
    here = f"(SELECT i, {_waits_at()} AS here FROM {numbers(1, how.cases)}) AS cases_here"
    return insert(
        "treatment",
        f"{here} JOIN forum ON forum.code IN {_names(forums)} AND here = '{key}'",
        id="20000000 + i * 1000 + forum.id",
        case_id="i",
        stop_id=_stop_id(place),
        forum_id="forum.id",
        state="'ready'",
    )


def _deadlines(how: PlanFilling) -> str:
    """A report's deadline for each case, spread evenly."""
    day = f"date('2027-03-01', (i * 37 % {DAYS * 6 // 7}) || ' days')"
    return insert(
        "deadline", numbers(1, how.cases), id="90000000 + i", case_id="i", kind="'report'", words="'frist'", on=day
    )
