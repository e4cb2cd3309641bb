"""Duties of the wheel as plain data: what can be, and that storing loses nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.duties import MonthDay
from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.shift import Shift
from states.wheel import (
    AfterElection,
    BadDuty,
    LawDate,
    MeetingsBefore,
    Rule,
    TermYears,
    YearlyDuty,
    checked,
    fill_year,
    month_day,
    says_year,
    without_year,
)
from states.wheel_json import dump_duty, stored_duty

PLAIN = YearlyDuty("quotas", "Kvoter {year+1}", "short", LawDate(MonthDay(9, 10)))
MONTH_DAYS = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
WORDS = st.text(max_size=20)
SEVERAL = st.lists(WORDS, max_size=3).map(tuple)
RULES = st.one_of(
    st.builds(LawDate, MONTH_DAYS),
    st.builds(Rule, WORDS, st.dates()),
    st.builds(MeetingsBefore, st.integers(1, 12), WORDS, MONTH_DAYS),
    st.builds(TermYears, st.lists(st.integers(1, 4)).map(tuple), MONTH_DAYS),
    st.builds(AfterElection, st.integers(0, 700)),
)
DUTIES = st.builds(
    YearlyDuty,
    key=WORDS,
    title=WORDS,
    route=WORDS,
    recurrence=RULES,
    before=st.booleans(),
    shift=st.sampled_from(Shift),
    every=st.integers(1, 10),
    first=st.none() | st.integers(1990, 2100),
    ask=st.booleans(),
    seen=st.lists(st.dates(), max_size=3).map(tuple),
    kind=st.sampled_from(DeadlineKind),
    words=WORDS,
    host=st.none() | WORDS,
    owners=SEVERAL,
    officers=SEVERAL,
    addressees=SEVERAL,
    purpose=st.none() | st.sampled_from(Purpose),
    texts=st.dictionaries(st.sampled_from(["background", "recommendation"]), WORDS),
    attachments=SEVERAL,
    source=WORDS,
    default=WORDS,
    margin=st.integers(0, 250),
    ready=st.none() | MONTH_DAYS,
)


@given(DUTIES)
def test_a_duty_is_stored_whole(duty: YearlyDuty) -> None:
    assert stored_duty(dump_duty(duty)) == duty


def test_a_duty_stored_before_it_could_wait_for_a_day_waits_for_none() -> None:
    stored = dump_duty(PLAIN)
    del stored["ready"]
    assert stored_duty(stored) == PLAIN


def test_a_title_says_the_year_or_does_not() -> None:
    assert [says_year(title) for title in ("Kvoter {year+1}", "{year} kvoter", "Valg af revisor")] == [
        True,
        True,
        False,
    ]


def test_years_are_filled_in() -> None:
    assert fill_year("Regnskab {year-1}, budget {year+1}, {year}", 2027) == "Regnskab 2026, budget 2028, 2027"


def test_titles_of_two_years_are_one_without_them() -> None:
    titles = ("Kvoter {year+1}", "KVOTER 2025", "Kvoter  1999")
    assert {without_year(title) for title in titles} == {"kvoter"}


@pytest.mark.parametrize("word", ["02-29", "12-31", " 05-01 "])
def test_a_day_of_every_year(word: str) -> None:
    assert month_day(word) == MonthDay(int(word.strip()[:2]), int(word.strip()[3:]))


@pytest.mark.parametrize("word", ["02-30", "13-01", "5. maj", "", "2027-05-01"])
def test_what_is_no_day_of_every_year(word: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|Invalid"):
        month_day(word)


@pytest.mark.parametrize(
    ("duty", "reason"),
    [
        (replace(PLAIN, key="Kvoter 2027"), "its key is a short word in small letters"),
        (replace(PLAIN, title=" "), "it needs a title."),
        (replace(PLAIN, title="Kvoter {år}"), "its title may hold {year}, {year+1} or {year-1}"),
        (replace(PLAIN, every=2), "say the first year too"),
        (replace(PLAIN, every=0), "it comes every 1 to 10 years."),
        (replace(PLAIN, margin=999), "its margin is 0 to 250 working days."),
        (replace(PLAIN, recurrence=MeetingsBefore(0, "KKR")), "it counts 1 to 12 meetings back."),
        (replace(PLAIN, recurrence=TermYears((1, 5), MonthDay(1, 1))), "the years of a term are 1, 2, 3 and 4."),
        (replace(PLAIN, recurrence=TermYears((), MonthDay(1, 1))), "the years of a term are 1, 2, 3 and 4."),
        (replace(PLAIN, recurrence=AfterElection(-1)), "it is due 0 to 700 days after an election."),
    ],
)
def test_a_duty_that_cannot_be_says_why(duty: YearlyDuty, reason: str) -> None:
    with pytest.raises(BadDuty) as refusal:
        checked(duty)
    assert reason in str(refusal.value)


def test_a_duty_that_can_be_is_itself() -> None:
    assert checked(PLAIN) == PLAIN
