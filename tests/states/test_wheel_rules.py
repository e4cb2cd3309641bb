"""When a duty of the wheel comes: by law date, rule, meetings, term year and election; and what is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.recurrence import rule_days
from states.calendar import is_working_day
from states.duties import MonthDay
from states.plan_told import Due
from states.shift import Shift
from states.wheel import (
    AfterElection,
    KnownDuty,
    LawDate,
    MeetingsBefore,
    Recurrence,
    Rule,
    TermYears,
    Turn,
    TurnState,
    YearlyDuty,
)
from states.wheel_rules import (
    Around,
    Occurrence,
    coming,
    due_of,
    election_day,
    estimated_start,
    in_words,
    last_time,
    occurrences,
    opens_on,
    ready_on,
    shifted,
    term_year,
)

KKR = [date(2027, 2, 5), date(2027, 4, 21), date(2027, 6, 20), date(2027, 9, 4), date(2027, 11, 21)]
AROUND = Around({"KKR": KKR}, rule_days)
YEARS = st.integers(1950, 2150)
MONTH_DAYS = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: MonthDay(day.month, day.day))


def known(rule: Recurrence, *turns: Turn, since: str = "2026-01-01", **more: object) -> KnownDuty:
    duty = replace(YearlyDuty("quotas", "Kvoter {year+1}", "short", rule), **more)  # type: ignore[arg-type]  # any field
    return KnownDuty(1, duty, True, date.fromisoformat(since), turns)


def days(one: KnownDuty, *years: int) -> dict[str, str]:
    """Each occurrence of some years, with its day; asked ones as "?"."""
    return {each.name: str(each.on or "?") for year in years for each in occurrences(one, year, AROUND)}


# Days of the law.


def test_a_law_date_comes_every_year_on_its_day() -> None:
    assert days(known(LawDate(MonthDay(5, 1))), 2027, 2028) == {"2027": "2027-05-01", "2028": "2028-05-01"}


@given(YEARS, MONTH_DAYS)
def test_a_law_date_comes_exactly_once_in_every_year(year: int, on: MonthDay) -> None:
    (only,) = occurrences(known(LawDate(on)), year, AROUND)
    assert (only.name, only.on) == (str(year), on.within(year))


def test_29_february_is_the_28th_where_a_year_has_no_29th() -> None:
    assert days(known(LawDate(MonthDay(2, 29))), 2027, 2028) == {"2027": "2027-02-28", "2028": "2028-02-29"}


def test_a_day_that_does_not_count_is_worked_to_the_day_before() -> None:
    duty = known(LawDate(MonthDay(9, 10)), before=True)
    (only,) = occurrences(duty, 2027, AROUND)
    assert due_of(duty.duty, only) == Due(date(2027, 9, 10), True, kind="report", words="Kvoter 2028")
    assert due_of(duty.duty, only).works_to == date(2027, 9, 9)


@given(YEARS, st.integers(1, 10), st.integers(1950, 2150))
def test_every_so_many_years_counts_from_the_first(year: int, every: int, first: int) -> None:
    comes = bool(occurrences(known(LawDate(MonthDay(12, 31)), every=every, first=first), year, AROUND))
    assert comes == (year >= first and (year - first) % every == 0)


# Days that are no working days.


@pytest.mark.parametrize(
    ("shift", "day"),
    [(Shift.NEXT, "2027-05-03"), (Shift.PREVIOUS, "2027-04-30"), (Shift.NONE, "2027-05-01")],
)
def test_a_saturday_is_moved_where_the_duty_says_so(shift: Shift, day: str) -> None:
    assert days(known(LawDate(MonthDay(5, 1)), shift=shift), 2027) == {"2027": day}


def test_a_shift_passes_over_easter_and_over_closing_days() -> None:
    assert shifted(date(2027, 3, 25), Shift.NEXT) == date(2027, 3, 30)  # Skærtorsdag to the day after 2. påskedag
    assert shifted(date(2027, 12, 24), Shift.PREVIOUS) == date(2027, 12, 23)
    assert shifted(date(2027, 12, 31), Shift.NEXT) == date(2028, 1, 3)


def test_a_day_that_is_shifted_into_another_year_keeps_its_name() -> None:
    assert days(known(LawDate(MonthDay(1, 1)), shift=Shift.PREVIOUS), 2028) == {"2028": "2027-12-30"}


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from([Shift.NEXT, Shift.PREVIOUS]))
def test_a_shifted_day_is_a_working_day_on_its_side(day: date, shift: Shift) -> None:
    moved = shifted(day, shift)
    assert is_working_day(moved)
    assert (moved >= day) if shift is Shift.NEXT else (moved <= day)


# Rules.


def test_a_rule_comes_by_its_words() -> None:
    last_friday = Rule("FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR", date(2026, 1, 1))
    assert days(known(last_friday), 2025, 2026, 2027) == {"2026": "2026-06-26", "2027": "2027-06-25"}


def test_several_times_in_a_year_go_by_their_months_and_in_a_month_by_their_days() -> None:
    halves = Rule("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1", date(2026, 1, 1))
    assert days(known(halves), 2027) == {"2027-03": "2027-03-01", "2027-09": "2027-09-01"}
    twice = Rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,15", date(2026, 1, 1))
    assert days(known(twice), 2027) == {"2027-03-01": "2027-03-01", "2027-03-15": "2027-03-15"}


# Meetings.


@pytest.mark.parametrize(("count", "day"), [(1, "2027-11-21"), (2, "2027-09-04"), (5, "2027-02-05")])
def test_meetings_are_counted_back_from_the_years_end(count: int, day: str) -> None:
    assert days(known(MeetingsBefore(count, "KKR")), 2027) == {"2027": day}


def test_meetings_are_counted_back_from_a_day() -> None:
    assert days(known(MeetingsBefore(1, "KKR", MonthDay(6, 20))), 2027) == {"2027": "2027-06-20"}
    assert days(known(MeetingsBefore(1, "KKR", MonthDay(6, 19))), 2027) == {"2027": "2027-04-21"}


def test_a_meeting_that_nobody_has_planned_yet_is_asked_for() -> None:
    (only,) = occurrences(known(MeetingsBefore(2, "KKR")), 2028, AROUND)
    assert only == Occurrence("2028", 2028, None, date(2028, 8, 3), date(2028, 12, 31))


def test_a_forum_without_meetings_is_asked_about() -> None:
    assert days(known(MeetingsBefore(1, "SDF")), 2027) == {"2027": "?"}


# Terms and elections.


@pytest.mark.parametrize(
    ("year", "day"),
    [(2021, "2021-11-16"), (2025, "2025-11-18"), (2029, "2029-11-20"), (2033, "2033-11-15"), (2027, None)],
)
def test_elections_are_held_on_the_third_tuesday_of_november(year: int, day: str | None) -> None:
    assert election_day(year) == (date.fromisoformat(day) if day else None)


def test_a_term_begins_after_its_election() -> None:
    assert [term_year(year) for year in range(2021, 2031)] == [4, 1, 2, 3, 4, 1, 2, 3, 4, 1]


def test_the_first_and_third_year_of_a_term() -> None:
    duty = known(TermYears((1, 3), MonthDay(10, 1)))
    assert days(duty, *range(2026, 2032)) == {"2026": "2026-10-01", "2028": "2028-10-01", "2030": "2030-10-01"}


def test_what_comes_after_an_election_goes_by_the_first_year_of_the_term() -> None:
    assert days(known(AfterElection(100)), *range(2026, 2035)) == {
        "2026": "2026-02-26",
        "2030": "2030-02-28",
        "2034": "2034-02-23",
    }


@given(YEARS, st.sets(st.integers(1, 4), min_size=1))
def test_in_every_four_years_each_term_year_comes_once(year: int, chosen: set[int]) -> None:
    duty = known(TermYears(tuple(sorted(chosen)), MonthDay(10, 1)))
    assert len(days(duty, *range(year, year + 4))) == len(chosen)


# What is asked.


def test_an_asked_duty_has_no_day_but_an_earliest_and_a_latest_one() -> None:
    duty = known(LawDate(MonthDay(9, 1)), ask=True, seen=(date(2023, 6, 20), date(2025, 9, 1)))
    assert occurrences(duty, 2028, AROUND) == [Occurrence("2028", 2028, None, date(2028, 6, 20), date(2028, 9, 1))]


def test_a_duty_whose_last_two_days_fell_in_different_months_is_asked_for() -> None:
    moved = (
        Turn(1, "2026", TurnState.OPENED, date(2026, 9, 4), case_id=7),
        Turn(2, "2027", TurnState.OPENED, date(2027, 6, 20), case_id=9),
    )
    assert days(known(LawDate(MonthDay(6, 20)), *moved), 2028) == {"2028": "?"}
    assert days(known(LawDate(MonthDay(6, 20)), *moved[1:]), 2028) == {"2028": "2028-06-20"}


def test_an_answer_is_the_day_and_a_time_that_is_done_comes_no_more() -> None:
    turns = (
        Turn(1, "2026", TurnState.OPENED, date(2026, 6, 20), case_id=7),
        Turn(2, "2027", TurnState.SKIPPED, reason="lagt sammen"),
        Turn(3, "2028", TurnState.ANSWERED, date(2028, 9, 4)),
    )
    duty = known(LawDate(MonthDay(6, 20)), *turns, ask=True)
    assert coming(duty, date(2026, 1, 1), date(2028, 12, 31), AROUND) == [
        Occurrence("2028", 2028, date(2028, 9, 4), date(2028, 9, 4), date(2028, 9, 4))
    ]


def test_what_was_due_before_a_duty_was_in_force_does_not_come() -> None:
    duty = known(LawDate(MonthDay(5, 1)), since="2027-05-02")
    names = [one.name for one in coming(duty, duty.since, date(2029, 12, 31), AROUND)]
    assert names == ["2028", "2029"]


@pytest.mark.parametrize(("since", "first"), [("2027-06-15", "2027"), ("2027-09-01", "2027"), ("2027-09-02", "2028")])
def test_an_asked_duty_comes_this_year_up_to_the_latest_day_that_it_has_had(since: str, first: str) -> None:
    """In force from the middle of June: it fell in June once, but in September too."""
    duty = known(LawDate(MonthDay(6, 1)), since=since, ask=True, seen=(date(2023, 6, 20), date(2025, 9, 1)))
    (soonest, *_) = coming(duty, duty.since, date(2029, 12, 31), AROUND)
    assert soonest.name == first


def test_a_meeting_that_nobody_has_planned_comes_this_year_to_the_last_day() -> None:
    duty = known(MeetingsBefore(1, "SDF"), since="2027-12-01")
    (soonest, *_) = coming(duty, duty.since, date(2028, 12, 31), AROUND)
    assert soonest.name == "2027"


def test_what_was_answered_comes_though_its_day_lies_before_the_duty_was_in_force() -> None:
    turn = Turn(1, "2027", TurnState.ANSWERED, date(2027, 6, 10))
    duty = known(LawDate(MonthDay(6, 1)), turn, since="2027-06-15", ask=True)
    assert [one.name for one in coming(duty, duty.since, date(2027, 12, 31), AROUND)] == ["2027"]


def test_the_time_before_is_known_or_follows_from_the_rule() -> None:
    duty = known(LawDate(MonthDay(5, 1)))
    (only,) = occurrences(duty, 2027, AROUND)
    assert last_time(duty, only, AROUND) == date(2026, 5, 1)
    later = known(LawDate(MonthDay(5, 1)), Turn(1, "2026", TurnState.OPENED, date(2026, 6, 20), case_id=1))
    assert last_time(later, only, AROUND) == date(2026, 6, 20)
    third = known(TermYears((3,), MonthDay(5, 1)))
    (only,) = occurrences(third, 2028, AROUND)
    assert last_time(third, only, AROUND) == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("on", "ready", "day"),
    [((8, 31), (4, 1), "2027-04-01"), ((8, 31), (5, 1), "2027-05-03"), ((2, 1), (11, 1), "2026-11-02")],
)
def test_what_waits_for_others_opens_on_a_working_day_before_its_own(
    on: tuple[int, int], ready: tuple[int, int], day: str
) -> None:
    duty = known(LawDate(MonthDay(*on)), ready=MonthDay(*ready))
    (only,) = occurrences(duty, 2027, AROUND)
    assert ready_on(duty.duty, only) == date.fromisoformat(day)


# Lead.


def test_a_case_opens_its_margin_before_the_day_to_act() -> None:
    assert opens_on(date(2027, 4, 7), 20) == date(2027, 3, 5)  # Easter lies between
    assert estimated_start(date(2027, 9, 10), 3) == date(2027, 5, 13)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 250))
def test_a_margin_is_never_shorter_than_it_says(act_by: date, margin: int) -> None:
    assert act_by - opens_on(act_by, margin) >= timedelta(days=margin)


@pytest.mark.parametrize(
    ("rule", "more", "words"),
    [
        (LawDate(MonthDay(5, 1)), {}, "by 05-01 each year"),
        (LawDate(MonthDay(9, 10)), {"before": True}, "before 09-10 each year"),
        (LawDate(MonthDay(12, 31)), {"every": 2, "first": 2023}, "by 12-31 every 2 years from 2023"),
        (MeetingsBefore(2, "KKR"), {}, "KKR's meeting no. 2 counted back from 12-31, each year"),
        (TermYears((1, 3), MonthDay(10, 1)), {}, "by 10-01 in year 1 and 3 of the councils' term"),
        (AfterElection(100), {}, "by 100 days after each municipal election"),
        (LawDate(MonthDay(8, 31)), {"ready": MonthDay(5, 1)}, "by 08-31 each year; opens on 05-01"),
        (LawDate(MonthDay(6, 1)), {"ask": True}, "asked for each time; else by 06-01 each year"),
    ],
)
def test_a_rule_in_words(rule: Recurrence, more: dict[str, object], words: str) -> None:
    assert in_words(known(rule, **more).duty) == words  # type: ignore[arg-type]  # any field
