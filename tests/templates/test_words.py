"""Dates, times and enumerations as Danish writes them."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from templates import shelf
from templates.words import WordsBroken, clock, day, enumerate_words, phrases, say, weekday_and_day


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


def test_a_phrase_is_filled_in_as_it_is() -> None:
    assert say("closed", "title", title="Børn & unge <ny> {{ 7 * 7 }}") == "Lukket punkt: Børn & unge <ny> {{ 7 * 7 }}"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    shelf.choose(tmp_path)
    yield tmp_path / "words.yaml"
    shelf.choose(None)


def test_the_offices_own_words_stand_before_the_shipped_ones_and_what_they_lack_is_shipped(own: Path) -> None:
    own.write_text("closed:\n  title: 'Fortroligt: {{ title }}'\n", encoding="utf-8")
    assert (say("closed", "title", title="Løn"), day(date(2027, 6, 1))) == ("Fortroligt: Løn", "den 1. juni 2027")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("closed:\n  title: 'Lukket {{ titel }}'", "closed.title asks for 'titel'; it may ask for title"),
        ("closed: [", "expected the node content"),
        ("a: &x 1\nb: *x", "it has an alias (*), which is not read here"),
        ("", "it has no chapters"),
        ("closed: Lukket", "closed must hold entries with names"),
        ("closed:\n  title: [Lukket]", "closed.title must be words; put them between quotes"),
        ("closed: " + "[" * 5000, "its parts are nested too deep"),
        ("a: " + "x" * 1_000_000, "it is larger than 1 MB"),
        ("a: !!python/object/apply:os.getpid []", "could not determine a constructor"),
    ],
)
def test_words_that_cannot_be_used_are_named_with_their_file(own: Path, words: str, reason: str) -> None:
    own.write_text(words, encoding="utf-8")
    with pytest.raises(WordsBroken) as raised:
        say("closed", "title", title="x")
    assert str(own) in str(raised.value)
    assert reason in str(raised.value)


def test_a_list_where_the_place_counts_is_whole(own: Path) -> None:
    own.write_text("months: [januar, februar]", encoding="utf-8")
    with pytest.raises(WordsBroken, match="months must be 12"):
        day(date(2027, 6, 1))


def test_a_chapter_that_lacks_an_entry_has_the_shipped_one(own: Path) -> None:
    own.write_text("labels:\n  date: Mødedato\n", encoding="utf-8")
    assert (phrases("labels")["date"], phrases("labels")["time"]) == ("Mødedato", "Tid")


def test_code_in_a_phrase_is_only_words(own: Path) -> None:
    own.write_text("closed:\n  title: '{{ title.__class__ }} {% for x in 9 %}'", encoding="utf-8")
    assert say("closed", "title", title="x") == "{{ title.__class__ }} {% for x in 9 %}"
