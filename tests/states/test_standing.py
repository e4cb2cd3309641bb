"""Which stops a case has left, and which it could be sent back to."""

from datetime import date

from states.facts import LaidStop
from states.planner import Leg
from states.routes import Join, JoinRule, Stop
from states.standing import Standing, Waiting, left, passed

STOPS = (
    LaidStop(1, 1, Stop("directors", ("SDF", "SUN"))),
    LaidStop(2, 2, Stop("ag", ("AG",)), skipped=True),
    LaidStop(3, 3, Stop("k22", ("K22",), gap=14)),
    LaidStop(4, 4, Stop("k22-again", ("K22",))),
    LaidStop(5, 5, Stop("hearing", ("KB-1", "KB-2"), Join(JoinRule.BY_DATE)), expires=date(2027, 5, 1)),
)


def case(state: str, *waiting: Waiting) -> Standing:
    return Standing(1, "Sag", state, STOPS, waiting)


def test_a_draft_has_the_whole_way_before_it_without_the_stops_that_are_skipped() -> None:
    assert left(case("draft")) == (
        Leg("directors", ("SDF", "SUN"), 2),
        Leg("k22", ("K22",), 1, gap=14),
        Leg("k22-again", ("K22",), 1, gap=1),  # the same forum acts at two meetings
        Leg("hearing", ("KB-1", "KB-2"), 1, until=date(2027, 5, 1)),
    )
    assert passed(case("draft")) == ()


def test_of_a_group_those_are_left_who_have_not_answered() -> None:
    assert left(case("directors", Waiting("SUN", 1)))[0] == Leg("directors", ("SUN",), 1)


def test_a_group_that_has_answered_is_behind() -> None:
    assert [one.stop for one in left(case("directors"))] == ["k22", "k22-again", "hearing"]


def test_who_waits_at_a_stop_has_its_days_behind_it() -> None:
    here = case("k22", Waiting("K22", 3))
    assert [(one.stop, one.gap) for one in left(here)] == [("k22", 0), ("k22-again", 1), ("hearing", 0)]
    assert [one.stop for one in passed(here)] == ["directors"]


def test_an_ended_case_has_nothing_left() -> None:
    assert left(case("concluded")) == ()
