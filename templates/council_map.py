"""The 22 municipalities as a map of tiles, each with its council's state: where everything stands, and the SVG."""

from collections.abc import Iterator
from dataclasses import dataclass

from states.council_ledger import CouncilLedger, CouncilRow, CouncilState
from templates.boxes import LEADING, MARGIN, PlacedLine, text_width, wrapped
from templates.council_ledger import demand, reservation, state_words, summary
from templates.environment import fill_page
from templates.list_words import short_day, titled
from templates.words import say

TILES = {
    "573": (0, 1), "530": (0, 2), "630": (0, 3),
    "563": (1, 0), "561": (1, 1), "575": (1, 2), "621": (1, 3), "607": (1, 4),
    "510": (2, 3),
    "550": (3, 2), "580": (3, 3), "540": (3, 4),
    "410": (1, 5), "480": (1, 6), "440": (1, 7),
    "420": (2, 5), "461": (2, 6), "450": (2, 7),
    "430": (3, 6), "479": (3, 7),
    "492": (4, 6), "482": (4, 7),
}  # fmt: skip
"""The row and column of each municipality, by number: Jutland in columns 0 to 4, Fyn and the islands in 5 to 7."""

COLUMNS = 8
BELT_BEFORE = 5
"""The column with water (Lillebælt) to the left of it."""
BELT = 28
WIDTH, HEIGHT, GAP = 158, 78, 8
NAME, SMALL = 14, 12
SIGN = 18
"""The room for a tile's sign, at its right."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A council's tile, or a sign of the legend: `state` gives its sign and its look, drawn from `x`, `y`."""

    x: int
    y: int
    state: str
    name: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CouncilMap:
    """The whole picture. `key` tells it apart from others in one page; `told` says in words what it shows."""

    key: str
    title: str
    told: str
    width: int
    height: int
    head: tuple[PlacedLine, ...]
    facts: tuple[PlacedLine, ...]
    tiles: tuple[Tile, ...]
    legend: tuple[Tile, ...]
    tile_width: int = WIDTH
    tile_height: int = HEIGHT


def council_map(ledger: CouncilLedger) -> CouncilMap:
    """The map of a ledger; forums without a place on it stand in rows of their own below."""
    inner = COLUMNS * WIDTH + (COLUMNS - 1) * GAP + BELT
    title = say("councils", "map", number=ledger.case_id, title=titled(ledger.title, closed=ledger.closed))
    head = _lines(wrapped(title, inner, NAME + 4, bold=True), MARGIN)
    sentences = [f"{summary(ledger)}.", demand(ledger), reservation(ledger)]
    facts = _lines([line for line in sentences if line], MARGIN + LEADING * len(head))
    top = MARGIN + LEADING * (len(head) + len(facts) + 1)
    tiles = tuple(_tiles(ledger, top))
    below = max(tile.y for tile in tiles) + HEIGHT + LEADING
    legend = tuple(_legend(ledger, below, inner))
    return CouncilMap(
        key=f"kort-{ledger.case_id}",
        title=title,
        told=" ".join((*(line.text for line in facts), *map(_told, ledger.rows))),
        width=inner + 2 * MARGIN,
        height=legend[-1].y + LEADING + MARGIN,
        head=head,
        facts=facts,
        tiles=tiles,
        legend=legend,
    )


def council_svg(shown: CouncilMap) -> str:
    """The map as an SVG file, to stand alone or in a page. The same map makes the same text."""
    return fill_page("council-map.svg.j2", map=shown)


def _lines(texts: list[str], top: int) -> tuple[PlacedLine, ...]:
    return tuple(PlacedLine(MARGIN, top + LEADING * n - 4, text) for n, text in enumerate(texts, 1))


def _tiles(ledger: CouncilLedger, top: int) -> Iterator[Tile]:
    rows = max(row for row, _ in TILES.values()) + 1
    on_map = any(row.council.number in TILES for row in ledger.rows)
    beside = iter(range(len(ledger.rows)))
    for one in ledger.rows:
        place = TILES.get(one.council.number or "")
        if place is None:
            below, column = divmod(next(beside), COLUMNS)
            place = (below + (rows if on_map else 0), column)
        row, column = place
        x = MARGIN + column * (WIDTH + GAP) + (BELT if column >= BELT_BEFORE else 0)
        yield Tile(x, top + row * (HEIGHT + GAP), one.state, _fitting(one.council.name), tuple(_state(one)))


def _fitting(name: str) -> str:
    """A name that is wider than its tile is cut; it stands whole in the words that go with the picture."""
    if text_width(name, NAME, bold=True) <= WIDTH - SIGN - 14:
        return name
    kept = next(n for n in range(len(name), -1, -1) if text_width(f"{name[:n]}…", NAME, bold=True) <= WIDTH - SIGN - 14)
    return f"{name[:kept].rstrip()}…"


def _state(row: CouncilRow) -> Iterator[str]:
    if row.state is CouncilState.ANSWERED and row.outcome:
        yield from wrapped(say("outcomes", row.outcome), WIDTH - 16, SMALL)[:1]
    elif row.state is CouncilState.APPROVED_WITH_REMARKS:
        yield say("councils", "tile_approved_with_remarks")
    else:
        yield say("council_states", row.state)
    if row.since:
        yield short_day(row.since)


def _told(row: CouncilRow) -> str:
    told = state_words(row)
    if row.since:
        told = say("councils", "told", state=told, day=short_day(row.since))
    return say("councils", "tile", name=row.council.name, told=told)


def _legend(ledger: CouncilLedger, top: int, inner: int) -> Iterator[Tile]:
    """Every state with its sign and how many are in it, in two rows."""
    across = len(CouncilState) // 2
    for place, state in enumerate(CouncilState):
        row, column = divmod(place, across)
        words = say("councils", "legend", state=say("council_states", state), count=ledger.count(state))
        yield Tile(MARGIN + column * (inner // across), top + row * (LEADING + GAP), state, words)
