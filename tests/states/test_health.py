"""What is red, what is only told, and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from states.beats import BACKUP, CLOCK, Beat
from states.health import Check, Found, judge, overdue_before

NOW = datetime(2027, 6, 21, 9, tzinfo=UTC)
WELL = Found(
    clock=Beat(CLOCK, NOW - timedelta(seconds=30), "host:1", 60),
    backup=Beat(BACKUP, NOW - timedelta(days=1), "host:2"),
    born=datetime(2026, 1, 1, tzinfo=UTC),
)


def told(found: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    health = judge(found, now=NOW, backup_days=7)
    assert health.ok is not bool(health.problems)
    return health.problems, health.warnings


def test_all_is_well() -> None:
    health = judge(WELL, now=NOW, backup_days=7)
    assert (health.ok, health.problems, health.warnings) == (True, (), ())
    assert (health.beat_age_seconds, health.backup_age_days) == (30, 1)


STOPPED = Beat(CLOCK, NOW - timedelta(hours=1), "host:1", 60)
LAME = Beat(CLOCK, NOW, "host:1", 60, "reminders: no room.\ncalls: no words.")


@pytest.mark.parametrize(
    ("found", "red", "begins"),
    [
        (replace(WELL, clock=STOPPED), Check.CLOCK, "The clock has not ticked since 2027-06-21 10:00: start it"),
        (
            replace(WELL, clock=LAME),
            Check.CLOCK,
            "The clock cannot do everything (reminders: no room; calls: no words): mend it",
        ),
        (replace(WELL, failed_letters=1), Check.LETTERS, "1 letter could not be delivered: see why"),
        (replace(WELL, due_unsent=3), Check.UNSENT, "3 letters should have left by now"),
        (replace(WELL, due_unsent=3, can_send=False), Check.UNSENT, "3 letters cannot leave: nobody has said how"),
        (
            replace(WELL, faults=("Event 7 was changed.", "…")),
            Check.CHAIN,
            "The journal is broken (Event 7 was changed): see all",
        ),
        (
            replace(WELL, backup=Beat(BACKUP, NOW - timedelta(days=8))),
            Check.BACKUP,
            "The latest backup is 8 days old (allowed",
        ),
        (replace(WELL, backup=None), Check.BACKUP, "There has been no backup yet, and the register is 536 days old"),
    ],
)
def test_red(found: Found, red: Check, begins: str) -> None:
    (problem,), warnings = told(found)
    assert (problem[: len(begins)], warnings) == (begins, ())
    assert judge(found, now=NOW, backup_days=7).red == (red,)


def test_all_that_is_red_is_told_in_one_order() -> None:
    found = replace(WELL, clock=STOPPED, failed_letters=1, due_unsent=3, faults=("Event 7 was changed.",), backup=None)
    assert judge(found, now=NOW, backup_days=7).red == tuple(Check)


@pytest.mark.parametrize(
    ("found", "begins"),
    [
        (replace(WELL, clock=None), "No clock has ever run here"),
        (
            replace(WELL, clock=replace(STOPPED, at=NOW + timedelta(days=1))),
            "The last tick lies ahead, at 2027-06-22",
        ),
        (replace(WELL, backup=None, born=NOW - timedelta(days=7)), "There has been no backup yet"),
        (replace(WELL, has_head=False), "Nobody is named as head of secretariat"),
        (replace(WELL, waiting_for_approval=2), "2 letters wait for somebody to look"),
        (replace(WELL, late_deadlines=1), "1 deadline is late"),
        (replace(WELL, unreachable=("Bente", "K22")), "No letter reaches Bente, K22: sagsgang person set"),
        (replace(WELL, unreachable=tuple("ABCDEFG")), "No letter reaches A, B, C, D, E and 2 more"),
    ],
)
def test_told_and_no_alarm(found: Found, begins: str) -> None:
    problems, (warning,) = told(found)
    assert (problems, warning[: len(begins)]) == ((), begins)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2027-06-21T12:00", "2027-06-21T11:45"),
        ("2027-06-21T00:50", "2027-06-21T00:35"),
        ("2027-06-21T02:00", "2027-06-21T00:45"),  # what lay at one o'clock must wait
        ("2027-06-21T04:10", "2027-06-21T00:45"),
        ("2027-06-21T04:15", "2027-06-21T04:00"),
    ],
)
def test_a_letter_is_not_overdue_because_of_the_night(now: str, before: str) -> None:
    moments = [datetime.fromisoformat(f"{word}+02:00") for word in (now, before)]
    assert overdue_before(moments[0]) == moments[1]
