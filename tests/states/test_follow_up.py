"""Opfølgning: which task is the most urgent."""

from datetime import date

from states.follow_up import FollowedTask, by_urgency

TODAY = date(2027, 3, 1)


def task(number: int, state: str = "open", due: date | None = None) -> FollowedTask:
    return FollowedTask(number, 7, "Takster", "Skriv", "bel", due, state, None)


def test_open_tasks_come_first_by_their_dates_and_ended_ones_last() -> None:
    tasks = [
        task(1, "done"),
        task(2),
        task(3, due=date(2027, 5, 1)),
        task(4, due=date(2027, 2, 1)),
        task(5, "dropped", date(2027, 1, 1)),
    ]
    assert [one.id for one in by_urgency(tasks)] == [4, 3, 2, 5, 1]


def test_a_task_is_overdue_from_the_day_after_its_own_until_it_is_done() -> None:
    assert not task(1, due=TODAY).overdue(TODAY)
    assert task(1, due=date(2027, 2, 28)).overdue(TODAY)
    assert not task(1, "done", date(2027, 2, 28)).overdue(TODAY)
    assert not task(1).overdue(TODAY)
