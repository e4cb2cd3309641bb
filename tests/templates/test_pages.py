"""The pages behind the link in a reminder, in Danish."""

from datetime import date

import pytest

from states.watched import Source, Watched
from templates.pages import Note, ask_page, case_page, ended_page, note_page, note_words, taken_page, when

JULY, AUGUST = date(2027, 7, 1), date(2027, 8, 31)
REPORT = Watched(
    Source.DEADLINE,
    12,
    "1",
    "report",
    "Redegørelse til <ministeriet>",
    JULY,
    on=JULY,
    case_id=7,
    title="Fælles havn & færger",
)
CLOSED = Watched(
    Source.DEADLINE, 13, "1", "report", "Åge skal svare", JULY, on=JULY, case_id=8, title="Åges sag", closed=True
)


@pytest.mark.parametrize(
    ("watched", "words"),
    [
        (REPORT, "torsdag den 1. juli 2027"),
        (
            Watched(Source.DEADLINE, 1, "1", "report", "x", date(2027, 7, 2), on=date(2027, 7, 5), before=True),
            "inden mandag den 5. juli 2027; der arbejdes til fredag den 2. juli 2027",
        ),
        (
            Watched(Source.DEADLINE, 1, "1", "report", "x", JULY, earliest=JULY, latest=AUGUST),
            "mellem den 1. juli 2027 og den 31. august 2027",
        ),
        (Watched(Source.PROMISE, 1, "1", "promise", "x", AUGUST, latest=AUGUST), "senest den 31. august 2027"),
        (Watched(Source.PROMISE, 1, "1", "promise", "x", JULY, earliest=JULY), "tidligst den 1. juli 2027"),
    ],
)
def test_when_it_is(watched: Watched, words: str) -> None:
    assert when(watched) == words


def test_what_is_asked_stands_there_as_it_was_written_with_a_button() -> None:
    page = ask_page(REPORT, "Bo & Co", "tok", "abc")
    for words in ("Bo &amp; Co, du er bedt", "Redegørelse til &lt;ministeriet&gt;", "7, Fælles havn &amp; færger"):
        assert words in page
    assert ("<button" in page, '<style nonce="abc">' in page) == (True, True)


def test_the_thanks_have_no_button_and_what_is_over_says_nothing_of_it() -> None:
    assert "Tak, Bo. Du har taget den." in taken_page(REPORT, "Bo", "tok", "abc")
    assert "<button" not in taken_page(REPORT, "Bo", "tok", "abc") + ended_page("abc")


def test_of_a_closed_case_a_page_says_the_number_and_the_day() -> None:
    page = ask_page(CLOSED, "Bo", "tok", "abc") + taken_page(CLOSED, "Bo", "tok", "abc")
    assert "Åge" not in page
    assert ("Sag 8 (lukket)" in page, "torsdag den 1. juli 2027" in page) == (True, True)


@pytest.mark.parametrize("note", Note)
def test_each_note_has_its_words_in_a_page_and_without(note: Note) -> None:
    title, line = note_words(note)
    assert f"<h1>{title}</h1>" in note_page(note, "abc")
    assert f"<p>{line}</p>" in note_page(note, "abc")


@pytest.mark.parametrize("page", [ask_page(REPORT, "Bo", "tok", "abc"), note_page(Note.NOT_FOUND, "abc")])
def test_a_page_fetches_and_runs_nothing(page: str) -> None:
    assert [word for word in ("<script", "src=", "://", "url(", "@import", " on", "style=") if word in page] == []


def test_an_address_is_only_an_address_wherever_it_stands() -> None:
    page = case_page("12", 'a"b?cc=x&<i>@example.dk', "abc")
    assert 'href="mailto:a%22b%3Fcc%3Dx%26%3Ci%3E@example.dk"' in page
    assert "<i>" not in page
