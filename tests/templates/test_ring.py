"""The drawn ring: no words over each other, whatever stands on it; and the words that tell of it."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from states.ring import RingMark
from templates import shelf
from templates.ring import RingPicture, ring_picture, ring_svg
from templates.ring_drawing import RingText

TODAY = date(2027, 11, 22)
MEETINGS = {
    "KKR": [date(2027, month, 20) for month in (2, 4, 6, 9, 11)],
    "K22": [date(2027, month, 5) for month in range(1, 13)],
    "SDF": [date(2027, month, 12) for month in (1, 3, 5, 8, 10)],
    "KKR-HOVEDSTADEN": [date(2027, 3, 3)],
    "SUN": [],
}
DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40).map(
    lambda words: " ".join((words, "Resultatkontrakt med Erhvervshus Sydjylland", words))
)
MARKS = st.lists(
    st.builds(
        RingMark,
        title=TITLES,
        about=DAYS,
        due=st.none() | DAYS,
        before=st.booleans(),
        opens=st.none() | st.dates(date(2026, 6, 1), date(2027, 12, 31)),
        case_id=st.none() | st.integers(1, 9999),
        skipped=st.booleans(),
    ),
    max_size=40,
).map(lambda marks: sorted(marks, key=lambda mark: mark.about))


def duties(count: int) -> list[RingMark]:
    """Duties spread over the year, some of them on one day, some without a day."""
    days = [date(2027, 1, 1) + timedelta(days=(number * number * 37) % 365) for number in range(count)]
    marks = [
        RingMark(f"Pligt {number}", day, None if number % 5 == 2 else day, opens=day - timedelta(days=90))
        for number, day in enumerate(days)
    ]
    return sorted(marks, key=lambda mark: mark.about)


def overlapping(texts: tuple[RingText, ...]) -> list[tuple[str, str]]:
    """Which texts lie over each other."""
    return [
        (one.text, other.text)
        for one, other in combinations(texts, 2)
        if one.box[0] < other.box[2] and other.box[0] < one.box[2]
        if one.box[1] < other.box[3] and other.box[1] < one.box[3]
    ]


def outside(picture: RingPicture) -> list[str]:
    return [
        text.text
        for text in picture.texts
        if text.box[0] < 0 or text.box[1] < 0 or text.box[2] > picture.width or text.box[3] > picture.height
    ]


def marks_over_words(picture: RingPicture) -> list[tuple[str, str]]:
    """Which numbered marks lie over a text."""
    return [
        (sign.number, text.text)
        for sign in picture.signs
        if sign.number
        for text in picture.texts
        if dist(
            (sign.x, sign.y), (min(max(sign.x, text.box[0]), text.box[2]), min(max(sign.y, text.box[1]), text.box[3]))
        )
        < 11
    ]


@pytest.mark.parametrize("count", [0, 1, 3, 12, 25, 60])
@pytest.mark.parametrize("today", [TODAY, date(2026, 1, 1)])
def test_no_words_and_no_marks_lie_over_each_other(count: int, today: date) -> None:
    picture = ring_picture(duties(count), MEETINGS, year=2027, today=today)
    numbered = [sign for sign in picture.signs if sign.number]
    close = [(one.number, other.number) for one, other in combinations(numbered, 2)
             if dist((one.x, one.y), (other.x, other.y)) < 22]  # fmt: skip
    assert (overlapping(picture.texts), marks_over_words(picture), close, outside(picture)) == ([], [], [], [])


@settings(max_examples=30, deadline=None)
@given(MARKS, DAYS)
def test_whatever_comes_no_words_lie_over_each_other(marks: list[RingMark], today: date) -> None:
    picture = ring_picture(marks, MEETINGS, year=2027, today=today)
    assert (overlapping(picture.texts), outside(picture)) == ([], [])


def test_the_ring_is_told_in_words() -> None:
    day = date(2027, 5, 1)
    marks = [
        RingMark("Landstal", day, day, opens=date(2027, 3, 11)),
        RingMark("Regnskab", date(2027, 6, 1)),
        RingMark("Kvoter", date(2027, 9, 10), date(2027, 9, 10), before=True, case_id=12),
        RingMark("Budget", date(2027, 10, 1), date(2027, 10, 1), skipped=True),
    ]
    picture = ring_picture(marks, {"KKR": [date(2027, 6, 20), date(2028, 2, 5)]}, year=2027, today=TODAY)
    assert (picture.title, picture.told) == (
        "Årshjul 2027",
        "1. Landstal. Frist 1. maj 2027, åbner 11. marts 2027. "
        "2. Regnskab. Dagen er ikke fastlagt; tidligst juni 2027. "
        "3. Kvoter. Frist inden 10. september 2027, sag 12. "
        "4. Budget. Frist 1. oktober 2027, udeladt i år. "
        "Møder i KKR: 20. juni.",
    )


def test_a_year_without_duties_says_so() -> None:
    assert ring_picture([], {}, year=2027, today=TODAY).told == "Der er ingen pligter i årshjulet for 2027."


def test_the_file_is_svg_with_a_title_and_a_description_and_always_the_same() -> None:
    marks = [RingMark('Børn & <unge> "x"', date(2027, 5, 1), date(2027, 5, 1))]
    written = ring_svg(ring_picture(marks, MEETINGS, year=2027, today=TODAY))
    root = ET.fromstring(written)
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Årshjul 2027"
    assert (root.findtext(f"{space}desc") or "").startswith('1. Børn & <unge> "x". Frist 1. maj 2027.')
    assert root.get("aria-labelledby") == "aarshjul-2027-titel aarshjul-2027-ord"
    assert written == ring_svg(ring_picture(marks, MEETINGS, year=2027, today=TODAY))


def test_only_signs_that_are_drawn_are_explained() -> None:
    words = {text.text for text in ring_picture([], {}, year=2027, today=date(2026, 1, 1)).texts}
    assert words.isdisjoint({"Møde", "I dag", "Dagen er ikke fastlagt", "Fra sagen åbnes til fristen"})


def test_an_offices_own_ring_is_drawn_in_a_child(tmp_path: Path) -> None:
    (tmp_path / "ring.svg.j2").write_text("{{ ring.title }}: {{ ring.signs | length }}", encoding="utf-8")
    shelf.choose(tmp_path)
    try:
        assert ring_svg(ring_picture([], {}, year=2027, today=TODAY)) == "Årshjul 2027: 1"
    finally:
        shelf.choose(None)
