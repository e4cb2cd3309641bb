"""The timeline of plans: its words, and where they stand, in golden files."""

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.seed import seed_forums
from states.plan_told import Due, ToldPlan
from states.planner import Plan
from states.timeline import DatedCase
from templates.boxes import SMALL, text_width
from templates.picture import Picture, clipped
from templates.timeline import WIDTH, plan_picture, svg
from templates.timelines import CASES, cases_picture
from tests.states.plans import KKR, LATE, SAFE, TIGHT, TODAY, UNKNOWN, told
from tests.templates.test_press import check

FORUMS = {seed.forum.code: seed.forum for seed in seed_forums()}
TITLE = "Sag 12: Regnskab <2026> & budget"
NAMES = {"svg": "http://www.w3.org/2000/svg"}


def shown(plan: ToldPlan) -> Picture:
    return plan_picture(plan, FORUMS, title=TITLE)


def words(picture: Picture) -> list[str]:
    return [text.text for text in picture.texts]


def dated(number: int, plan: ToldPlan) -> DatedCase:
    return DatedCase(number, f"Sag nr. {number}", plan.due, Plan(plan.verdict, tuple(leg.plan for leg in plan.legs)))


def test_a_plan_in_words() -> None:
    assert shown(TIGHT).told == (
        "Når det lige: mindst ét sted er der intet møde at miste. "
        "I dag, 1. marts 2027. Efter 26. marts 2027 er det for sent. Der arbejdes til 30. juni 2027. "
        "Frist inden 1. juli 2027. "
        "Kommunaldirektørkredsen: Når det lige; tidligst og senest 9. april 2027; "
        "på dagsordenen senest 26. marts 2027. "
        "KKR Syddanmark: Når det lige; tidligst og senest 15. juni 2027; på dagsordenen senest 1. juni 2027."
    )


def test_a_late_plan_has_no_point_of_no_return_and_says_what_is_reckoned() -> None:
    told = shown(LATE).told
    assert "er det for sent" not in told
    assert told.endswith(
        "Kommunalbestyrelsen i Middelfart og Kommunalbestyrelsen i Assens: Når det ikke; Mødedagene er beregnet; "
        "tidligst 31. august 2027."
    )


def test_a_calendar_that_is_missing_is_hatched_and_named() -> None:
    picture = shown(UNKNOWN)
    assert picture.told.startswith("Kan ikke afgøres: der mangler mødedatoer for Socialdirektørforum.")
    assert {"ingen møder i kalenderen", "ingen møder i kalenderen efter 6. september 2027"} <= set(words(picture))
    assert [band.kind for band in picture.bands] == ["after", "unknown", "unknown"]


def test_a_stop_after_the_date_says_so() -> None:
    assert shown(SAFE).told.endswith("Kommunaldirektørkredsen: Behøver ikke nå fristen; tidligst 20. august 2027.")


@pytest.mark.parametrize(
    ("name", "plan"),
    [("tight", TIGHT), ("safe", SAFE), ("late", LATE), ("unknown", UNKNOWN)],
    ids=lambda it: str(it)[:7],
)
def test_a_timeline_is_written_as_its_golden_file(name: str, plan: ToldPlan) -> None:
    check(f"timeline-{name}.svg", svg(shown(plan)))


def test_a_picture_is_whole_xml_with_a_title_its_words_and_real_text() -> None:
    root = ElementTree.fromstring(svg(shown(TIGHT)))
    assert root.findtext("svg:title", namespaces=NAMES) == TITLE
    assert root.findtext("svg:desc", namespaces=NAMES) == shown(TIGHT).told
    assert [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")] == words(shown(TIGHT))


def test_signs_differ_in_shape_and_each_is_explained() -> None:
    picture = shown(SAFE)
    assert {sign.kind for sign in picture.signs} == {"meeting", "earliest", "latest"}
    assert words(picture)[-3:] == [
        "Møde; stregen begynder, hvor dagsordenen lukker",
        "Det tidligste møde",
        "Det seneste møde, der når fristen",
    ]


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.booleans())
def test_everything_stands_inside_the_picture(on: date, before: bool) -> None:
    picture = shown(told((KKR,), Due(on, before), 1))
    for band in picture.bands:
        assert 0 <= band.x <= band.x + band.width <= picture.width
    for line in picture.lines:
        assert all(0 <= x <= WIDTH for x in (line.x1, line.x2))
        assert all(0 <= y <= picture.height for y in (line.y1, line.y2))
    for text in picture.texts:
        left = text.x - (0 if text.anchor == "start" else text_width(text.text, SMALL))
        assert (left >= 0, 0 < text.y < picture.height) == (True, True)


def test_all_cases_stand_on_one_page_and_the_rest_are_counted() -> None:
    cases = [dated(1, LATE), *(dated(number, SAFE) for number in range(2, CASES + 3))]
    picture = cases_picture(cases, FORUMS, today=TODAY)
    assert picture.told.startswith(
        "26 sager (når det: 25, når det ikke: 1). Der er 2 sager mere, som ikke er tegnet. "
        "Sag 1 Sag nr. 1: når det ikke, for sent ad den normale vej, frist 20. juni 2027. "
        "Sag 2 Sag nr. 2: når det, for sent efter 6. august 2027, frist 6. september 2027."
    )
    assert sum(text.kind == "case" for text in picture.texts) == CASES


def test_an_overview_is_written_as_its_golden_file() -> None:
    cases = [dated(7, LATE), dated(12, TIGHT), dated(15, UNKNOWN), dated(20, SAFE)]
    check("timelines.svg", svg(cases_picture(cases, FORUMS, today=TODAY)))


def test_an_overview_of_nothing_is_a_picture_too() -> None:
    assert cases_picture([], FORUMS, today=TODAY).told == "0 sager."


def test_a_case_that_cannot_be_told_yet_says_so() -> None:
    picture = cases_picture([dated(3, UNKNOWN)], FORUMS, today=TODAY)
    assert "SDF: kan ikke afgøres, mødedatoer mangler" in words(picture)


def test_a_long_title_is_cut() -> None:
    room = text_width("Regnskab og…", SMALL)
    assert clipped("Regnskab og budget", room) == "Regnskab og…"
    assert clipped("Regnskab", room) == "Regnskab"
