"""The clock: what a tick does, when, and what it does when something is in its way."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from db.errors import Unavailable
from db.models import Row as Register
from states.calendar import add_working_days, is_working_day
from states.errors import SagsgangError
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, HEAD, SNM, has_head, knows, owes, sent
from tests.workflow.ticking import Clock, at
from workflow.batch import Batch
from workflow.clock import Producer, Told
from workflow.reminders import reminders

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def clock(office: Office) -> Clock:
    return Clock(office)


@pytest.fixture
def case(office: Office) -> int:
    return office.opens("Fælles havn", "kkr")


def digests(clock: Clock) -> list[tuple[str, str]]:
    return [(when, key) for when, key in clock.queued() if key.startswith("digest:")]


# When it does what.


def test_letters_are_queued_once_on_a_working_day_from_six(clock: Clock, office: Office, case: int) -> None:
    owes(office, case, "2027-03-09", BEL)  # a Tuesday, six working days after the office's today
    clock.ticks_from("2027-03-05T22:00", "2027-03-08T08:00", TEN_MINUTES)  # Friday evening to Monday
    assert digests(clock) == [
        ("2027-03-05T22:00", f"digest:2027-03-05:{BEL}:1"),
        ("2027-03-08T06:00", f"digest:2027-03-08:{BEL}:1"),
    ]


@pytest.mark.parametrize("night", ["2027-03-28", "2027-10-31"])
def test_the_nights_when_the_clocks_are_moved(office_in_both: Office, night: str) -> None:
    """Ticked every ten minutes through the night; the letter comes on the next working morning, once."""
    day = date.fromisoformat(night)
    office = replace(office_in_both, today=day - timedelta(days=5))
    clock, morning = Clock(office), add_working_days(day, 1)
    owes(office, office.opens("Fælles havn", "kkr"), f"{add_working_days(day, 2)}", BEL)
    clock.ticks(f"{day - timedelta(days=2)}T12:00")
    before = len(clock.queued())
    clock.ticks_from(f"{day - timedelta(days=1)}T23:00", f"{day}T06:30", TEN_MINUTES)
    clock.ticks_from(f"{morning}T05:30", f"{morning}T06:30", TEN_MINUTES)
    assert clock.queued()[before:] == [(f"{morning}T06:00", f"digest:{morning}:{BEL}:1")]
    assert Counter(step for _, step, *_ in sent(office)).most_common(1)[0][1] == 1


def test_in_the_night_it_only_beats(clock: Clock, office: Office, case: int) -> None:
    owes(office, case, "2027-03-09", BEL)
    assert clock.ticks("2027-03-08T03:50") == Told()
    beat = clock.beat()
    assert beat is not None
    assert beat.at == at("2027-03-08T03:50")
    assert clock.queued() == []


def test_a_tick_without_anything_due_leaves_only_its_beat(clock: Clock, office: Office) -> None:
    clock.ticks("2027-03-08T07:00")
    before = office.counts()
    clock.ticks("2027-03-08T07:10")
    assert office.counts() == before


# What is in its way.


def test_the_clock_set_back_and_forward(clock: Clock, office: Office, case: int) -> None:
    owes(office, case, "2027-03-12", BEL)
    for moment in (
        "2027-03-09T12:00",
        "2027-03-09T11:00",  # an hour back
        "2027-03-08T12:00",  # a day back
        "2027-03-09T12:00",
        "2027-03-10T12:00",  # a day forward
        "2027-03-09T12:10",  # and right again
        "2027-03-10T12:00",
        "2027-03-11T12:00",
    ):
        assert clock.ticks(moment).failures == []
    assert set(Counter(key for _, key in clock.queued()).values()) == {1}
    assert Counter((subject, step) for subject, step, *_ in sent(office)).most_common(1)[0][1] == 1


def test_what_fell_due_in_72_hours_of_downtime_is_told_once_and_marked_late(
    office_in_both: Office,
) -> None:
    office = office_in_both
    clock, case = Clock(office), office.opens("Fælles havn", "kkr")
    has_head(office)
    deadline = owes(office, case, "2027-03-12", BEL)  # a Friday
    clock.ticks("2027-03-08T12:00")  # Monday
    told = clock.ticks("2027-03-11T12:00")  # Thursday: the step of three days before fell on the Tuesday
    assert told.lines[0] == "The clock stood still since 2027-03-08 12:00: what fell due meanwhile is done now."
    late = [row[1:] for row in sent(office) if row[0] == f"deadline:{deadline}" and row[2] == BEL]
    assert late[-2:] == [("3", BEL, "owner", True), ("1", BEL, "owner", False)]
    assert [key for when, key in clock.queued() if when == "2027-03-11T12:00"] == [
        f"digest:2027-03-11:{BEL}:1",
        f"digest:2027-03-11:{HEAD}:1",
        "standstill:2027-03-08",
    ]
    assert clock.ticks("2027-03-11T12:10").lines == []


def test_a_standstill_over_a_weekend_is_no_letter(clock: Clock, office: Office) -> None:
    has_head(office)
    clock.ticks("2027-03-05T16:00")
    assert clock.ticks("2027-03-08T07:00").lines[0].startswith("The clock stood still since 2027-03-05 16:00")
    assert clock.queued() == []


def test_a_standstill_that_is_found_at_night_is_told_in_the_morning(clock: Clock, office: Office) -> None:
    has_head(office)
    clock.ticks("2027-03-08T12:00")
    clock.ticks_from("2027-03-11T02:00", "2027-03-11T07:00", TEN_MINUTES)
    assert clock.queued() == [("2027-03-11T06:00", "standstill:2027-03-08")]


class NoRoom(SagsgangError):
    """What a producer may meet."""

    def __init__(self) -> None:
        super().__init__("There is no room.")


def failing(problem: Exception) -> Producer:
    def look(_connection: Connection, **_asked: object) -> Batch:
        raise problem

    return look


def test_what_fails_is_told_and_the_others_go_on(clock: Clock, office: Office, case: int) -> None:
    owes(office, case, "2027-03-09", BEL)
    clock.producers = (
        ("first", failing(NoRoom())),
        ("second", failing(ValueError("en hemmelig titel"))),
        ("reminders", reminders),
    )
    told = clock.ticks("2027-03-08T07:00")
    assert told.failures[0] == "first: There is no room."
    assert told.failures[1].startswith("second: a mistake in the program, ValueError at test_clock.py:")
    assert "hemmelig" not in told.failures[1]  # a log holds no titles
    assert told.lines == ["reminders: 1 letter queued"]
    assert clock.note() == told.failures


def test_a_failure_stands_until_its_step_was_done(clock: Clock) -> None:
    clock.producers = (("first", failing(NoRoom())), ("second", failing(NoRoom())))
    clock.ticks("2027-03-05T23:00")  # a Friday
    clock.producers = (("first", reminders), ("second", failing(NoRoom())))
    clock.ticks("2027-03-05T23:50")
    assert clock.note() == ["second: There is no room."]
    clock.ticks("2027-03-06T02:00")  # at night nothing is tried
    assert clock.note() == ["second: There is no room."]
    clock.producers = (("second", reminders),)
    clock.ticks("2027-03-06T12:00")  # on a Saturday nobody writes letters
    assert clock.note() == ["second: There is no room."]
    clock.ticks("2027-03-08T07:00")
    assert clock.note() == []


def test_a_database_that_is_away_ends_the_tick(clock: Clock) -> None:
    clock.producers = (("reminders", failing(Unavailable("register.db", "it is locked"))),)
    with pytest.raises(Unavailable):
        clock.ticks("2027-03-08T07:00")


# A year.


def test_a_year_day_by_day(office_in_both: Office) -> None:
    """At most one digest a person and day and an urgent one, none on closing days, each step once."""
    office = office_in_both
    has_head(office)
    knows(office, "Søren Ågård", "soa")  # nobody knows his address
    case = office.opens("Fælles havn", "kkr")
    for on, owner in (
        ("2027-05-18", BEL),
        ("2027-07-01", BEL),
        ("2027-07-01", SNM),
        ("2027-12-27", BEL),
        ("2028-01-02", SNM),
        ("2027-09-01", "soa"),
    ):
        owes(office, case, on, owner)
    clock = Clock(office, every=86_400)
    clock.ticks_from("2027-03-01T12:00", "2028-02-29T12:00", timedelta(days=1))
    letters = clock.queued()
    assert {is_working_day(date.fromisoformat(when[:10])) for when, _ in letters} == {True}
    assert Counter(key for _, key in letters).most_common(1)[0][1] == 1
    a_day = Counter((when[:10], key.split(":")[2]) for when, key in letters if key.startswith("digest:"))
    assert max(a_day.values()) <= 2
    steps = Counter((subject, step, to) for subject, step, to, *_ in sent(office))
    assert max(steps.values()) == 1
    before = {(step, to) for (subject, step, to) in steps if not step.startswith("+")}
    assert {("30", BEL), ("14", BEL), ("7", BEL), ("3", BEL), ("1", BEL), ("0", BEL), ("7", HEAD)} <= before


def test_every_letter_was_worded(office: Office, case: int) -> None:
    has_head(office)
    owes(office, case, "2027-03-12", BEL)
    Clock(office, every=86_400).ticks_from("2027-03-01T12:00", "2027-03-31T12:00", timedelta(days=1))
    letter = Register.metadata.tables["letter"]
    failures = office.read(lambda line: line.execute(letter.select().where(letter.c.failure.is_not(None))).all())
    assert failures == []
