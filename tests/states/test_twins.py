"""Which sentences tell of one duty: case, kind, day, and whether the day itself counts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from states.twins import duty_of
from states.watched import Source, Watched

DAY = date(2027, 4, 15)
FIRST = Watched(Source.DEADLINE, 1, "1", "report", "Redegørelse", works_to=DAY, on=DAY, case_id=3)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"words": "KKR afleverer", "owners": ("bel",)}, True),
        ({"case_id": 4}, False),
        ({"kind": "hearing"}, False),
        ({"on": date(2027, 4, 16)}, False),
        ({"before": True}, False),
        ({"source": Source.TASK}, False),
    ],
)
def test_one_duty(change: dict[str, Any], same: bool) -> None:
    assert (duty_of(replace(FIRST, number=2, **change)) == duty_of(FIRST)) is same


@pytest.mark.parametrize("change", [{"case_id": None}, {"on": None}])
def test_of_no_case_or_no_day_each_stands_for_itself(change: dict[str, Any]) -> None:
    assert duty_of(replace(FIRST, number=2, **change)) != duty_of(replace(FIRST, **change))
