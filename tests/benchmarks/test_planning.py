"""The register that planning is measured on is what its rows say; each figure is measured once at a tiny size."""

from collections import Counter
from contextlib import closing
from datetime import date

import pytest

from benchmarks import planning
from benchmarks.measure import Figure, rate
from benchmarks.plan_filling import PlanFilling, plan_filling
from benchmarks.register import filled_register, forget
from db.engine import open_database
from db.queries.calendars import meets
from db.queries.planning import dated_cases
from db.transaction import snapshot


def test_every_figure_about_planning() -> None:
    assert [(row.what, row.bar) for row in planning.figures(cases=40, rounds=1)] == [
        ("plan --all: 40 open cases, 200 meetings, 22 councils", "under 2 s"),
        ("plan --all: 40 open cases, 200 meetings, against 50", "at most 1.3"),
        ("whatif: a year's meetings moved, 40 open cases", "under 5 s"),
        ("the planner alone: four forums", "at least 20,000 a second"),
        ("the planner alone: three forums and the 22 councils", "at least 20,000 a second"),
    ]


@pytest.mark.parametrize("meetings", [200, 48])
def test_the_register_has_so_many_meetings_and_cases_at_every_stop(meetings: int) -> None:
    path = filled_register("plan-test", plan_filling(PlanFilling(20, meetings, planning.COUNCILS)))
    try:
        with closing(open_database(str(path))) as database, snapshot(database) as connection:
            known, cases = meets(connection, date(2027, 2, 1)), dated_cases(connection)
    finally:
        forget(path)
    held = [slot.on for forum in known.values() if not forum.council for slot in forum.slots]
    assert len(held) == meetings
    assert Counter(case.state for case, _ in cases) == {"sdf": 8, "k22": 6, "kkr": 4, "councils": 2}
    assert Counter(len(case.waiting) for case, _ in cases) == {1: 18, 22: 2}


def test_a_rate_has_to_be_reached() -> None:
    assert rate("plans", 20_000, "a second", least=20_000) == Figure(
        "plans", "20,000 a second", "–", "–", "at least 20,000 a second", True
    )
