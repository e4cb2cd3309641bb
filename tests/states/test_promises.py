"""When a promise is due, overdue, or seems to be kept."""

from dataclasses import replace
from datetime import date

import pytest

from states.facts import MeetingFacts
from states.promises import (
    FoundPromise,
    Promised,
    PromiseState,
    TreatedItem,
    due_at,
    is_about,
    kept_by,
    overdue,
    span_of,
)


def meetings(*days: str, state: str = "planned") -> list[MeetingFacts]:
    return [MeetingFacts(number, "KKR", date.fromisoformat(day), state) for number, day in enumerate(days, 1)]


APRIL, JUNE, SEPTEMBER, NOVEMBER = meetings("2027-04-16", "2027-06-11", "2027-09-03", "2027-11-12")
CALENDAR = [APRIL, JUNE, SEPTEMBER, NOVEMBER]
SOME = Promised(1, "KKR", "Fælles takster", "KKR får en sag.", PromiseState.OPEN, made_on=APRIL.on, made_at=APRIL.id)
AUTUMN = replace(SOME, earliest=date(2027, 9, 1), latest=date(2027, 11, 30))


def due(promise: Promised) -> list[date]:
    return [one.on for one in CALENDAR if due_at(promise, one, CALENDAR)]


def test_a_coming_meeting_is_each_one_after_the_promise_was_made() -> None:
    assert due(SOME) == [JUNE.on, SEPTEMBER.on, NOVEMBER.on]


def test_days_between_which_it_falls_make_it_due_at_the_last_meeting_that_is_in_time_and_after() -> None:
    assert due(AUTUMN) == [NOVEMBER.on]
    assert due(replace(AUTUMN, latest=date(2027, 9, 30))) == [SEPTEMBER.on, NOVEMBER.on]
    assert due(replace(AUTUMN, earliest=None, latest=date(2027, 7, 1))) == [JUNE.on, SEPTEMBER.on, NOVEMBER.on]


def test_a_cancelled_meeting_keeps_nothing() -> None:
    calendar = [APRIL, JUNE, SEPTEMBER, replace(NOVEMBER, state="cancelled")]
    assert due_at(AUTUMN, SEPTEMBER, calendar)


@pytest.mark.parametrize("state", [PromiseState.KEPT, PromiseState.DROPPED, PromiseState.DISMISSED])
def test_what_has_ended_is_due_nowhere_and_never_late(state: PromiseState) -> None:
    ended = replace(AUTUMN, state=state)
    assert (due(ended), overdue(ended, CALENDAR, date(2028, 1, 1))) == ([], False)


@pytest.mark.parametrize(
    ("today", "late"), [("2027-09-04", False), ("2027-11-12", False), ("2027-11-13", False), ("2027-12-01", True)]
)
def test_it_is_late_when_its_last_day_has_passed(today: str, late: bool) -> None:
    assert overdue(AUTUMN, CALENDAR, date.fromisoformat(today)) == late


def test_it_is_late_when_a_calendar_that_reaches_further_has_no_meeting_left() -> None:
    assert overdue(AUTUMN, [*CALENDAR, *meetings("2028-02-04")], date(2027, 11, 13))
    assert not overdue(SOME, CALENDAR, date(2030, 1, 1))


def test_the_next_meeting_is_the_forums_where_it_is_known() -> None:
    found = FoundPromise(1, "2.1", "KKR", "Takster", "…", next_meeting=True)
    assert span_of(found, CALENDAR, APRIL.on) == (JUNE.on, JUNE.on)
    assert span_of(found, [APRIL], APRIL.on) == (date(2027, 4, 17), None)
    september = replace(found, earliest=date(2027, 9, 1), latest=date(2027, 9, 30))
    assert span_of(september, CALENDAR, APRIL.on) == (date(2027, 9, 1), date(2027, 9, 30))
    assert span_of(september, [APRIL, SEPTEMBER], APRIL.on) == (SEPTEMBER.on, SEPTEMBER.on)


def test_a_case_or_a_title_on_a_later_agenda_seems_to_keep_it() -> None:
    before = TreatedItem("KKR", APRIL.on, "2.1", "Fælles takster", 7)
    elsewhere = TreatedItem("K22", JUNE.on, "2.1", "Fælles takster", 7)
    named = TreatedItem("KKR", JUNE.on, "2.4", "Takster, der er fælles", 8)
    same = TreatedItem("KKR", SEPTEMBER.on, "2.2", "Noget andet", 7)
    items = [before, elsewhere, named, same]
    assert kept_by(SOME, items) == named
    assert kept_by(replace(SOME, case_id=7), items) == same
    assert kept_by(SOME, [before, elsewhere]) is None


@pytest.mark.parametrize(
    ("subject", "title", "alike"),
    [
        ("takstmodellen", "Takstmodel for havne", True),
        ("Kontrakter med havnene: kontrakterne", "Nye resultatkontrakter", True),
        ("placering af sekretariatet", "Sekretariatets placering fra 2028", True),
        ("placering af sekretariatet", "Besparelser i sekretariatet", False),
        ("fremtidens mobilitet", "Kollektiv mobilitet", False),
        ("status", "Status på havne", False),
        ("", "Havne", False),
    ],
)
def test_what_a_title_is_about(subject: str, title: str, alike: bool) -> None:
    assert is_about(subject, title) == alike
