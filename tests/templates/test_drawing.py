"""The drawing of a route: its words, where they stand, and its two forms against golden files."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.seed import seed_forums
from states.drawing import DrawnRoute, DrawnStop, Standing
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule
from templates.boxes import MARGIN, SIZE, Box, layout, text_width, wrapped
from templates.drawing import drawing_view, mermaid, svg
from tests.templates.test_press import check

FORUMS = [seed.forum for seed in seed_forums()]
COUNCILS = tuple(forum.code for forum in FORUMS if forum.municipality)
DONE, HERE, AHEAD, SKIPPED = Standing
CASE = DrawnRoute(
    "social-councils",
    "Tilsyn med <private> opholdssteder & plejefamilier",
    (
        DrawnStop("directors", ("SDF", "SUN"), DONE, answered=2, outcome=Outcome.RECOMMENDED, on=date(2027, 4, 13)),
        DrawnStop("k22", ("K22",), SKIPPED),
        DrawnStop("kkr", ("KKR",), DONE, answered=1, outcome=Outcome.DELEGATED, on=date(2027, 6, 15)),
        DrawnStop(
            "kkr-f", ("KKR-F",), DONE, aside=True, answered=1, outcome=Outcome.APPROVED, expires=date(2027, 8, 9)
        ),
        DrawnStop("councils", COUNCILS, HERE, purpose=Purpose.APPROVE, reservation=True, answered=17),
        DrawnStop("kkr-2", ("KKR",), AHEAD, purpose=Purpose.TAKE_NOTE),
    ),
    case_id=12,
    state="councils",
)


def words(drawn: DrawnRoute) -> list[tuple[str, ...]]:
    return [(*box.names, *box.lines) for box in drawing_view(drawn, FORUMS).boxes]


def test_a_case_in_words() -> None:
    assert words(CASE) == [
        ("Socialdirektørforum", "Sundhedsdirektørkredsen", "Alle skal svare", "2 af 2 har svaret",
         "Anbefalet den 13. april 2027"),
        ("Kommunaldirektørkredsen", "Springes over"),
        ("KKR Syddanmark", "Bemyndigelse givet den 15. juni 2027"),
        ("KKR-formandskabet", "Bemyndiget", "Godkendt", "Senest den 9. august 2027"),
        ("22 kommunalbestyrelser", "Sagen står her", "Alle skal svare", "17 af 22 har svaret", "Skal godkende sagen",
         "Med forbehold for politisk godkendelse"),
        ("KKR Syddanmark", "Skal tage sagen til efterretning"),
    ]  # fmt: skip


def test_a_route_that_no_case_goes_in_words() -> None:
    stops = (
        DrawnStop("hearing", ("KB",), AHEAD, Join(JoinRule.BY_DATE)),
        DrawnStop("some", ("SDF", "SUN"), AHEAD, Join(JoinRule.NUMBER, 1)),
        DrawnStop("host", ("{host}",), AHEAD),
        DrawnStop("other", ("UKENDT",), AHEAD),
    )
    assert words(DrawnRoute("hearing", "hearing", stops)) == [
        ("Alle kommunalbestyrelser", "De svar, der er kommet inden fristen, tæller"),
        ("Socialdirektørforum", "Sundhedsdirektørkredsen", "1 svar er nok"),
        ("Et forum, der vælges (host)",),
        ("UKENDT",),
    ]


def test_a_draft_and_an_ended_case_stand_in_a_box_of_their_own() -> None:
    assert words(replace(CASE, state="draft", stops=())) == [("Kladde: sagen er ikke sendt af sted", "Sagen står her")]
    assert words(replace(CASE, state="concluded", stops=())) == [("Sagen er afsluttet",)]
    assert words(replace(CASE, state="withdrawn", stops=())) == [("Sagen er trukket tilbage",)]


def test_the_picture_is_told_in_words_too() -> None:
    shown = drawing_view(replace(CASE, stops=CASE.stops[2:4]), FORUMS)
    assert (shown.title, shown.told) == (
        "Sag 12: Tilsyn med <private> opholdssteder & plejefamilier",
        "1. KKR Syddanmark, Bemyndigelse givet den 15. juni 2027, Har behandlet sagen. "
        "2. KKR-formandskabet, Bemyndiget, Godkendt, Senest den 9. august 2027, Har behandlet sagen.",
    )


def test_a_drawing_is_written_as_its_golden_file() -> None:
    shown = drawing_view(CASE, FORUMS)
    check("route.svg", svg(shown))
    check("route.mmd", mermaid(shown))


def test_a_picture_is_whole_xml_with_a_title_and_its_words_as_text() -> None:
    shown = drawing_view(CASE, FORUMS)
    root = ElementTree.fromstring(svg(shown))
    names = {"svg": "http://www.w3.org/2000/svg"}
    assert root.findtext("svg:title", namespaces=names) == shown.title
    assert root.findtext("svg:desc", namespaces=names) == shown.told
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [*(line.text for line in shown.layout.title), *(line for lines in words(CASE) for line in lines)]


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"]; click s1 "javascript:alert(1)"', "a\nb --> c"])
def test_a_title_runs_no_program(payload: str) -> None:
    def shown(title: str) -> tuple[str, str]:
        view = drawing_view(replace(CASE, title=title, stops=(DrawnStop("x", (title,), HERE),)), FORUMS)
        return svg(view), mermaid(view)

    picture, text = shown(payload)
    harmless, plain = shown("zqz")
    assert [node.tag for node in ElementTree.fromstring(picture).iter()] == [
        node.tag for node in ElementTree.fromstring(harmless).iter()
    ]
    assert len(text.splitlines()) == len(plain.splitlines())
    assert text.count('"') == plain.count('"')


TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=80)
BOXES = st.builds(
    Box,
    key=st.just("x"),
    names=st.lists(TITLES, min_size=1, max_size=3).map(tuple),
    lines=st.lists(TITLES, max_size=4).map(tuple),
    standing=st.sampled_from(["done", "here", "ahead", "skipped"]),
    on_the_way=st.booleans(),
    aside=st.booleans(),
)


@given(TITLES, st.lists(BOXES, max_size=6))
def test_everything_stands_inside_the_picture_and_boxes_do_not_touch(title: str, boxes: list[Box]) -> None:
    whole = layout(title, boxes)
    for above, below in zip(whole.boxes, whole.boxes[1:], strict=False):
        assert above.bottom < below.y
    for box in whole.boxes:
        assert box.x + box.width + MARGIN <= whole.width
        assert box.bottom + MARGIN <= whole.height
        for name in box.names:
            assert box.x < name.x
            assert name.x + text_width(name.text, SIZE, bold=True) <= box.x + box.width
        assert all(box.y < line.y < box.bottom for line in (*box.names, *box.lines))
    for arrow in whole.arrows:
        assert all(0 <= x <= whole.width and 0 <= y <= whole.height for x, y in arrow.points)


def test_a_long_title_is_broken_between_words() -> None:
    assert wrapped("Et to tre", text_width("Et to", 13), 13) == ["Et to", "tre"]
    assert wrapped("Ubrydeligtlangtord", 10, 13) == ["Ubrydeligtlangtord"]
