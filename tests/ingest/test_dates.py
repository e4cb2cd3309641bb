"""Dates as they are written in Danish."""

from datetime import date, time

import pytest

from ingest.dates import find_dates, first_date, first_time, without_dates

MEETING = date(2023, 6, 20)


@pytest.mark.parametrize(
    "words",
    ["den 16. maj 2023", "d. 16. maj 2023", "16.05.2023", "16-05-2023", "16/5-2023", "16/5 2023", "2023-05-16",
     "tirsdag den 16. maj 2023 kl. 9.30", "16.5.23", "16. maj, 2023"],
)  # fmt: skip
def test_a_whole_date(words: str) -> None:
    assert first_date(words) == date(2023, 5, 16)


@pytest.mark.parametrize("words", ["SAG-2023-02140", "1.323.000 kr.", "2,4 mia.", "kl. 9.30-12.00", "§ 30, stk. 3-4",
                                   "den 31. februar 2023", "sag 23/14567", "punkt 2.11.", "2024-2027"])  # fmt: skip
def test_no_date(words: str) -> None:
    assert first_date(words) is None


@pytest.mark.parametrize(
    ("words", "past", "on"),
    [
        ("den 23. august", False, date(2023, 8, 23)),
        ("den 20. juni", False, date(2023, 6, 20)),
        ("den 1. maj", False, date(2024, 5, 1)),
        ("den 16. maj", True, date(2023, 5, 16)),
        ("den 1. december", True, date(2022, 12, 1)),
    ],
)
def test_a_missing_year_is_the_one_that_fits(words: str, past: bool, on: date) -> None:
    assert [(found.on, found.year_inferred) for found in find_dates(words, MEETING, past=past)] == [(on, True)]


def test_without_a_meeting_no_year_is_invented() -> None:
    assert find_dates("den 23. august", None) == []


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("ultimo 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("primo 2024", date(2024, 1, 1), date(2024, 1, 31)),
        ("medio september 2023", date(2023, 9, 11), date(2023, 9, 20)),
        ("1. kvartal 2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("medio 2. kvartal 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("1. halvår 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("efteråret 2023", date(2023, 9, 1), date(2023, 11, 30)),
        ("vinteren 2023", date(2023, 12, 1), date(2024, 2, 29)),
        ("slutningen af 2023", date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_a_vague_date_is_an_interval(words: str, earliest: date, latest: date) -> None:
    assert [(found.on, found.earliest, found.latest) for found in find_dates(words, MEETING)] == [
        (None, earliest, latest)
    ]


def test_the_end_of_a_period_is_a_day() -> None:
    found = find_dates("udgangen af 2024, udgangen af april 2025 og udgangen af 2. kvartal 2025", MEETING)
    assert [one.on for one in found] == [date(2024, 12, 31), date(2025, 4, 30), date(2025, 6, 30)]


@pytest.mark.parametrize(("words", "at"), [("kl. 9.30-12.00", time(9, 30)), ("21-11-2023 10:00", time(10)),
                                           ("klokken 13", time(13)), ("den 16.05.2023", None)])  # fmt: skip
def test_the_first_time(words: str, at: time | None) -> None:
    assert first_time(without_dates(words)) == at
