"""The map of the councils: where the municipalities stand, what it says, and its golden file."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from states.council_ledger import Council, CouncilRow, CouncilState
from templates.boxes import MARGIN
from templates.council_map import HEIGHT, TILES, WIDTH, CouncilMap, Tile, council_map, council_svg
from tests.templates.councils import LEDGER, PLACES, ROWS
from tests.templates.test_press import check

SVG = {"svg": "http://www.w3.org/2000/svg"}


def tile(shown: CouncilMap, name: str) -> Tile:
    return next(one for one in shown.tiles if one.name == name)


def test_every_municipality_of_the_region_has_a_place_of_its_own() -> None:
    assert set(TILES) == {place.number for place in PLACES}
    assert len(set(TILES.values())) == len(TILES)


def test_neighbours_stand_as_on_a_map() -> None:
    shown = council_map(LEDGER)

    def at(name: str) -> tuple[int, int]:
        one = tile(shown, name)
        return one.x, one.y

    eastward = [at(name)[0] for name in ("Fanø", "Esbjerg", "Vejen", "Kolding", "Middelfart", "Odense", "Nyborg")]
    southward = [at(name)[1] for name in ("Vejle", "Kolding", "Haderslev", "Aabenraa")]
    assert (eastward, southward) == (sorted(eastward), sorted(southward))
    assert at("Nordfyns")[1] < at("Odense")[1] < at("Faaborg-Midtfyn")[1] < at("Ærø")[1]


def test_no_tile_covers_another_and_all_stand_inside() -> None:
    shown = council_map(LEDGER)
    for one in shown.tiles:
        assert one.x + WIDTH + MARGIN <= shown.width
        assert one.y + HEIGHT < shown.legend[0].y
        apart = [
            abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT for other in shown.tiles if other != one
        ]
        assert all(apart)
    assert shown.legend[-1].y + MARGIN <= shown.height


def test_a_tile_says_its_state_and_day_in_words() -> None:
    shown = council_map(LEDGER)
    assert [tile(shown, name).lines for name in ("Ærø", "Odense", "Vejle", "Fanø", "Faaborg-Midtfyn")] == [
        ("Ikke sendt",),
        ("På dagsordenen", "15. september 2027"),
        ("Med bemærkninger", "25. august 2027"),
        ("Taget til efterretning", "25. august 2027"),
        ("Intet svar",),
    ]


def test_the_legend_counts_every_state() -> None:
    assert [one.name for one in council_map(LEDGER).legend] == [
        "Ikke sendt (1)",
        "Sendt (1)",
        "På dagsordenen (1)",
        "Godkendt (15)",
        "Godkendt med bemærkninger (1)",
        "Afvist (1)",
        "Andet svar (1)",
        "Intet svar (1)",
    ]


def test_the_map_is_written_as_its_golden_file() -> None:
    check("council-map.svg", council_svg(council_map(LEDGER)))


def test_the_picture_is_told_in_words_too() -> None:
    shown = council_map(LEDGER)
    root = ElementTree.fromstring(council_svg(shown))
    assert (root.findtext("svg:title", namespaces=SVG), root.findtext("svg:desc", namespaces=SVG)) == (
        "Kommunalbestyrelsernes svar i sag 12: Rapport om <tilsynet> & taksterne",
        shown.told,
    )
    assert "Fanø: Andet svar: taget til efterretning 25. august 2027. " in shown.told
    assert [shown.told.count(f"{place.name}: ") for place in PLACES] == [1] * len(PLACES)


def test_each_state_has_a_sign_of_its_own() -> None:
    """Whoever sees no colours sees eight shapes; where a shape begins is left out of what is compared."""
    root = ElementTree.fromstring(council_svg(council_map(LEDGER)))
    signs = [group[0] for group in root.findall("svg:g", SVG)[-len(CouncilState) :]]
    shapes = {(sign.tag, sign.get("d", "").partition(" ")[2].partition(" ")[2]) for sign in signs}
    assert len(shapes) == len(CouncilState)


def test_forums_without_a_place_stand_below_the_map_or_alone() -> None:
    other = CouncilRow(Council("RR", "Et meget langt navn på et forum udenfor"), CouncilState.SENT)
    shown = council_map(replace(LEDGER, rows=(*ROWS, other)))
    below = shown.tiles[-1]
    assert (below.x, below.y) == (MARGIN, max(one.y for one in shown.tiles[:-1]) + HEIGHT + 8)
    assert below.name.endswith("…")
    assert "Et meget langt navn på et forum udenfor: Sendt." in shown.told
    alone = council_map(replace(LEDGER, rows=(other,)))
    assert alone.tiles[0].y < below.y


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"/><a href="javascript:alert(1)">', "a\nb"])
def test_a_title_runs_no_program(payload: str) -> None:
    def tags(title: str) -> list[str]:
        root = ElementTree.fromstring(council_svg(council_map(replace(LEDGER, title=title))))
        return [node.tag for node in root.iter()]

    assert tags(payload) == tags("zqz")
