"""Meetings on any working day, and a council's months, with their notice in calendar or working days."""

from datetime import date

from states.calendar import Notice
from states.timetable import Slot, any_day, known_calendar, monthly_calendar


def test_a_meeting_on_any_working_day_is_called_its_notice_before() -> None:
    easter = (date(2023, 4, 4), date(2023, 4, 12))
    assert list(any_day(*easter, Notice(3, working=True))) == [
        Slot(date(2023, 4, 4), date(2023, 3, 30)),
        Slot(date(2023, 4, 5), date(2023, 3, 31)),
        Slot(date(2023, 4, 11), date(2023, 4, 3)),
        Slot(date(2023, 4, 12), date(2023, 4, 4)),
    ]
    assert list(any_day(date(2023, 4, 12), date(2023, 4, 12), 7)) == [Slot(date(2023, 4, 12), date(2023, 4, 5))]


def test_working_and_calendar_days_are_not_mixed_up() -> None:
    day = date(2027, 3, 10)
    called = [list(any_day(day, day, notice)) for notice in (5, Notice(5), Notice(5, working=True))]
    assert called == [[Slot(day, date(2027, 3, 5))], [Slot(day, date(2027, 3, 5))], [Slot(day, date(2027, 3, 3))]]


def test_beyond_the_last_meeting_a_forum_might_meet_with_its_own_notice() -> None:
    known = Slot(date(2027, 3, 10), date(2027, 3, 1))
    notice = Notice(2, working=True)
    calendar = known_calendar("KKR", [known], cut_off=notice, today=date(2027, 3, 1), until=date(2027, 3, 12))
    assert calendar.sure.slots == (known,)
    assert calendar.possible.slots == (
        known,
        Slot(date(2027, 3, 11), date(2027, 3, 9)),
        Slot(date(2027, 3, 12), date(2027, 3, 10)),
    )


def test_a_councils_month_is_sure_for_what_comes_before_its_first_day_less_the_notice() -> None:
    calendar = monthly_calendar(
        "KB-461", cut_off=Notice(5, working=True), today=date(2027, 6, 1), until=date(2027, 7, 31)
    )
    assert calendar.sure.slots[:2] == (
        Slot(date(2027, 6, 30), date(2027, 5, 25)),
        Slot(date(2027, 8, 31), date(2027, 7, 26)),  # none in July
    )
