"""Dates, times and enumerations as Danish writes them."""

from datetime import date, time

from templates.words import clock, day, enumerate_words, weekday_and_day


def test_dates_and_times() -> None:
    assert day(date(2023, 6, 20)) == "den 20. juni 2023"
    assert weekday_and_day(date(2023, 6, 20)) == "tirsdag den 20. juni 2023"
    assert weekday_and_day(date(2024, 12, 1)) == "søndag den 1. december 2024"
    assert clock(time(9, 5)) == "kl. 9.05"


def test_enumerations() -> None:
    assert [enumerate_words(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a og b",
        "a, b og c",
    ]
