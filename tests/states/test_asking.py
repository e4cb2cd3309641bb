"""Who is asked at which step and why: owners, the head of secretariat after a silence, the chair at the last step."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.asking import ask, begins
from states.calendar import add_working_days, is_working_day
from states.ladder import STANDARD, Ladder, next_step
from states.reminding import Circle, History, Look, Outcome, Party
from states.watched import Source, Watched

DUE = date(2027, 7, 1)
BEL = Party("bel", "Bente", "bel@example.dk")
SNM = Party("snm", "Søren", "snm@example.dk")
HEAD = Party("leder@example.dk", "Lene", "leder@example.dk")
CHAIR = Party("formand@example.dk", "Frede", "formand@example.dk")
NOBODY = Party("jkl", "Jens", None, "no address is registered")
ALL = Circle((BEL, SNM), head=HEAD, chair=CHAIR)

Asked = list[tuple[str, str, str, str]]


def deadline(on: date = DUE, since: date = date(2027, 1, 4)) -> Watched:
    return Watched(Source.DEADLINE, 1, "1", "report", "Redegørelse", works_to=on, on=on, since=since)


def left(days: int) -> date:
    """So many working days before the deadline; after it, for a negative number."""
    return add_working_days(DUE, -days)


def on(
    today: date,
    circle: Circle = ALL,
    *,
    answered: Mapping[str, date] | None = None,
    watched: Watched | None = None,
    ladder: Ladder = STANDARD,
) -> Asked:
    """Whom one day asks: name, role, step, why."""
    look = Look(watched or deadline(), ladder, circle, History({}, answered or {}), today, today, today)
    return told(ask(look))


def told(outcome: Outcome) -> Asked:
    return [(line.to.shown, line.role, line.steps[-1].name, line.why) for line in outcome.lines]


def test_first_the_owners_are_asked_and_nobody_else() -> None:
    both = [("Bente", "owner", "14", "owner"), ("Søren", "owner", "14", "owner")]
    assert (on(left(14)), on(left(13))) == (both, [])


def test_from_seven_days_on_the_head_is_asked_after_a_silence() -> None:
    assert on(left(7)) == [
        ("Bente", "owner", "7", "owner"),
        ("Søren", "owner", "7", "owner"),
        ("Lene", "head", "7", "silence"),
    ]


def test_when_one_owner_has_answered_the_others_and_not_the_head_are_asked() -> None:
    assert on(left(7), answered={"bel@example.dk": left(14)}) == [("Søren", "owner", "7", "owner")]


def test_what_is_over_when_it_is_entered_is_told_to_its_owners_first() -> None:
    task = replace(deadline(since=left(-2)), source=Source.TASK, kind="task")
    both = ("Bente", "owner"), ("Lene", "head")
    assert [
        [(name, role) for name, role, *_ in on(left(days), Circle((BEL,), head=HEAD), watched=task)]
        for days in (-2, -3)
    ] == [list(both[:1]), list(both)]


def test_a_first_question_is_no_silence() -> None:
    late = deadline(since=left(8))
    assert [on(left(days), Circle((BEL,), head=HEAD), watched=late) for days in (7, 3)] == [
        [("Bente", "owner", "7", "owner")],
        [("Bente", "owner", "3", "owner"), ("Lene", "head", "3", "silence")],
    ]


def test_the_chair_is_asked_once_at_the_last_step_before_the_day_when_nobody_has_answered() -> None:
    roles = {days: [name for name, *_ in on(left(days))] for days in (3, 1, 0, -1)}
    assert roles == {
        3: ["Bente", "Søren", "Lene"],
        1: ["Bente", "Søren", "Lene", "Frede"],
        0: ["Bente", "Søren", "Lene"],
        -1: ["Bente", "Søren", "Lene"],
    }


@pytest.mark.parametrize("who", ["snm@example.dk", "leder@example.dk"])
def test_the_chair_is_left_alone_when_anybody_has_answered(who: str) -> None:
    assert "Frede" not in [name for name, *_ in on(left(1), answered={who: left(2)})]


def test_over_time_the_head_is_always_told_even_where_the_owner_has_answered() -> None:
    assert on(left(-1), Circle((BEL,), head=HEAD), answered={"bel@example.dk": left(2)}) == [
        ("Lene", "head", "+1", "over")
    ]


def test_who_has_answered_is_asked_no_more_the_head_too() -> None:
    answered = {"bel@example.dk": left(2), "snm@example.dk": left(2), "leder@example.dk": left(-1)}
    assert on(left(-2), answered=answered) == []


def test_in_the_place_of_an_owner_without_an_address_the_head_is_asked_from_the_first_step() -> None:
    assert on(left(30), Circle((NOBODY,), head=HEAD)) == [("Lene", "head", "30", "unreachable")]
    assert on(left(30), Circle((NOBODY, BEL), head=HEAD)) == [("Bente", "owner", "30", "owner")]


def test_in_the_place_of_an_owner_on_leave_too_until_the_leave_is_over() -> None:
    away = Circle((replace(BEL, away=left(14)),), head=HEAD)
    assert [on(left(30), away), on(left(14), away)] == [
        [("Lene", "head", "30", "away")],
        [("Bente", "owner", "14", "owner")],
    ]


def test_without_owners_the_officers_of_the_case_are_asked_and_without_those_the_head() -> None:
    assert on(left(14), Circle((BEL,), stand_in=True, head=HEAD)) == [("Bente", "owner", "14", "officer")]
    assert on(left(14), Circle(head=HEAD)) == [("Lene", "head", "14", "no_owner")]


def test_who_is_owner_and_head_gets_one_line() -> None:
    own = Party("ll", "Lene", "leder@example.dk")
    assert on(left(7), Circle((own,), head=HEAD)) == [("Lene", "owner", "7", "owner")]


def test_a_person_may_have_a_ladder_of_their_own() -> None:
    circle = Circle((replace(BEL, before=(5,)), SNM))
    assert [on(left(days), circle) for days in (14, 5, 0)] == [
        [("Søren", "owner", "14", "owner")],
        [("Bente", "owner", "5", "owner")],
        [("Bente", "owner", "0", "owner"), ("Søren", "owner", "0", "owner")],
    ]


def test_what_reaches_nobody_is_a_gap_that_names_whom_it_was_for() -> None:
    look = Look(deadline(), STANDARD, Circle((NOBODY,)), History(), left(7), left(7), left(7))
    gap = ask(look).gap
    assert gap is not None
    assert ([step.name for step in gap.steps], gap.unreached) == (["7"], (NOBODY,))


def test_what_was_missed_is_one_line_marked_late_with_every_step() -> None:
    look = Look(deadline(), STANDARD, Circle((BEL,)), History(), left(8), left(8), left(2))
    (line,) = ask(look).lines
    assert ([step.name for step in line.steps], line.late) == (["7", "3"], True)


def test_a_step_before_one_that_was_sent_is_overtaken() -> None:
    sent = History({"bel@example.dk": {"14": left(14)}})
    look = Look(deadline(), replace(STANDARD, before=(20, 14, 7)), Circle((BEL,)), sent, left(40), left(40), left(13))
    assert ask(look).lines == ()


@pytest.mark.parametrize(
    ("watched", "look_from", "latest", "begin"),
    [
        (deadline(), date(2027, 6, 1), None, (date(2027, 6, 1), date(2027, 6, 1))),
        (deadline(), None, None, (date(2027, 1, 4), date(2027, 1, 4))),
        (deadline(), None, date(2027, 6, 11), (date(2027, 1, 4), date(2027, 6, 12))),
        (replace(deadline(), since=None), None, None, (date(2027, 6, 15), date(2027, 6, 15))),
        (replace(deadline(date(2027, 6, 14)), since=None), None, None, None),
        (replace(deadline(), source=Source.TASK, since=None), None, None, (date(2027, 6, 15), date(2027, 6, 15))),
        (replace(deadline(date(2027, 6, 14)), source=Source.TASK, since=None), None, None, (date(2027, 6, 15),) * 2),
        (replace(deadline(), source=Source.CUT_OFF, since=None), None, None, (date(2027, 5, 16), date(2027, 5, 16))),
        (replace(deadline(), source=Source.TASK), None, None, (date(2027, 5, 16), date(2027, 5, 16))),
        (replace(deadline(date(2027, 5, 3)), source=Source.TASK, since=None), None, None, None),
    ],
)
def test_from_when_on_steps_are_looked_for(
    watched: Watched, look_from: date | None, latest: date | None, begin: tuple[date, date] | None
) -> None:
    assert begins(watched, look_from, latest, date(2027, 6, 15)) == begin


@given(
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.lists(st.integers(1, 25), min_size=1, max_size=30),
    st.sets(st.sampled_from(("bel@example.dk", "snm@example.dk")), max_size=1),
)
def test_each_step_comes_to_each_recipient_once_whatever_days_the_clock_stood_still(
    day: date, pauses: list[int], answered: set[str]
) -> None:
    """The same steps as if the clock had looked every day; over year ends and summer-time nights."""
    due = add_working_days(day, 1)
    start = due - timedelta(days=60)
    watched = deadline(due, since=start)
    looks = [start + timedelta(days=sum(pauses[:number])) for number in range(1, len(pauses) + 1)]
    last = max((look for look in looks if is_working_day(look)), default=start)
    every_day = [start + timedelta(days=number) for number in range((last - start).days + 1)]
    assert _played(watched, looks, answered) == _played(watched, every_day, answered)


def _played(watched: Watched, days: list[date], answered: set[str]) -> list[tuple[str, str]]:
    """Who got which step, as the looks of these days leave it; each is noted as the register would."""
    sent: dict[str, dict[str, date]] = {}
    found: list[tuple[str, str]] = []
    look_from: date | None = None
    for today in filter(is_working_day, days):
        history = History(sent, dict.fromkeys(answered, watched.since or today))
        begin = begins(watched, look_from, history.latest, today)
        if begin is None or (look_from is not None and look_from > today):
            continue
        outcome = ask(Look(watched, STANDARD, ALL, history, *begin, today))
        for line in outcome.lines:
            found += [(line.to.key, step.name) for step in line.steps]
            sent.setdefault(line.to.key, {}).update({step.name: step.on for step in line.steps})
        look_from = outcome.again
        assert outcome.again == next_step(STANDARD, watched, today)
    assert len(found) == len(set(found))
    return sorted(found)
