"""Planning: every open case that has a deadline, the planner alone, and a whole year's calendar thought otherwise."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from statistics import median

from benchmarks.measure import Figure, Work, cost, limit, rate, seconds, side_by_side
from benchmarks.plan_filling import PlanFilling, plan_filling
from benchmarks.register import filled_register, forget
from db.engine import Database, open_database
from db.queries.calendars import meets
from db.seed import seed_forums
from db.transaction import snapshot
from states.planner import Leg, plan
from states.timetable import Calendar, Slot, Timetable
from states.whatif import Moved
from workflow.plan_all import plan_all
from workflow.whatif import WhatIf, what_if

TODAY = date(2027, 2, 1)
COUNCILS = tuple(seed.forum.code for seed in seed_forums() if seed.forum.municipality)
MOST, FEWER = 200, 50
"""Meetings of the four forums."""

BATCH = 2_000
"""Plans in a round of the planner alone."""


def figures(*, cases: int = 10_000, rounds: int = 9) -> Iterator[Figure]:
    """Every figure about planning."""
    registers = [
        filled_register(f"plan-{meetings}", plan_filling(PlanFilling(cases, meetings, COUNCILS)))
        for meetings in (MOST, FEWER)
    ]
    try:
        with closing(open_database(str(registers[0]))) as many, closing(open_database(str(registers[1]))) as few:
            times = side_by_side(_plan_all(many, cases), _plan_all(few, cases), rounds=rounds)
            what = f"plan --all: {cases:,} open cases, {MOST} meetings"
            yield limit(f"{what}, {len(COUNCILS)} councils", median(times.ours), "s", below=2)
            yield cost(f"{what}, against {FEWER}", times, most=1.3)
            taken = [seconds(_other_year(many), number) for number in range(rounds // 3 + 2)][1:]
            yield limit(f"whatif: a year's meetings moved, {cases:,} open cases", median(taken), "s", below=5)
    finally:
        for path in registers:
            forget(path)
    yield from _alone(rounds)


def _plan_all(database: Database, cases: int) -> Work:
    def work(_round: int) -> None:
        with snapshot(database) as connection:
            planned = plan_all(connection, today=TODAY)
        if len(planned) != cases:
            raise RuntimeError(f"{len(planned)} cases are planned, and not {cases}")

    return work


def _other_year(database: Database) -> Work:
    """Every meeting of the four forums in the year to come is held a day later."""

    def work(_round: int) -> None:
        with snapshot(database) as connection:
            known = meets(connection, TODAY)
            days = [(code, slot.on) for code, forum in known.items() if not forum.council for slot in forum.slots]
            ahead = sorted((day for day in days if day[1] < TODAY + timedelta(days=365)), reverse=True)
            moved = [Moved(code, on, on + timedelta(days=1)) for code, on in ahead]
            if not what_if(connection, WhatIf(moved), today=TODAY):
                raise RuntimeError("no case would be better or worse off")

    return work


def _alone(rounds: int) -> Iterator[Figure]:
    """The planner without a database: four forums one after the other, and three with the councils behind them."""
    single = [Leg(code.lower(), (code,), 1) for code in ("SDF", "SUN", "K22", "KKR")]
    grouped = [single[0], *single[2:], Leg("councils", COUNCILS, len(COUNCILS))]
    for what, legs in (("four forums", single), (f"three forums and the {len(COUNCILS)} councils", grouped)):
        calendars = {code: _calendar(code, place) for place, code in enumerate(_codes(legs))}
        taken = [seconds(_plans(legs, calendars), number) for number in range(rounds + 2)][2:]
        yield rate(f"the planner alone: {what}", BATCH / median(taken), "a second", least=20_000)


def _codes(legs: list[Leg]) -> Iterator[str]:
    for leg in legs:
        yield from leg.forums


def _calendar(code: str, place: int) -> Calendar:
    """Two years of meetings, each 30 days after the last; the agenda closes two weeks before."""
    days = (TODAY + timedelta(days=20 + place + 30 * number) for number in range(24))
    table = Timetable.of(Slot(on, on - timedelta(days=14)) for on in days)
    return Calendar(code, table, table, table.slots[-1].on)


def _plans(legs: list[Leg], calendars: dict[str, Calendar]) -> Work:
    """Plans that are worked to one day after the other, over 600 days."""

    def work(number: int) -> None:
        for place in range(BATCH):
            plan(legs, calendars, TODAY, TODAY + timedelta(days=30 + (place + number) % 600))

    return work
