"""A route file is a route, or the file and the line of what is wrong."""

import pytest

from db.seed import seed_forums
from states.outcomes import Purpose
from states.route_file import RouteError, parse_route
from states.routes import Join, JoinRule, Route, RouteParameterMissing, Stop, UnknownRoute, lay, one_stop
from workflow.route_shelf import SHIPPED, shelf

FORUMS = [entry.forum.code for entry in seed_forums()]
HEAD = "schema: 1\nkey: mine\nversion: 2\ntitle: Min rute\n"
PATTERNS = {f"P{number}" for number in range(1, 19)}


def test_a_whole_route() -> None:
    text = (
        f"{HEAD}patterns: [P7]\nparameters: [host]\nstops:\n"
        "  - forum: K22\n"
        "  - key: both\n    forums: [SDF, SUN]\n    join: 1\n    purpose: discuss\n"
        '  - key: host\n    forum: "{host}"\n    reservation: true\n    gap: 14\n'
        "  - forum: KB\n    join: by_date\n"
    )
    assert parse_route(text, "mine.yaml", FORUMS) == Route(
        "mine",
        2,
        "Min rute",
        (
            Stop("k22", ("K22",)),
            Stop("both", ("SDF", "SUN"), Join(JoinRule.NUMBER, 1), Purpose.DISCUSS),
            Stop("host", ("{host}",), reservation=True, gap=14),
            Stop("kb", ("KB",), Join(JoinRule.BY_DATE)),
        ),
        ("host",),
        ("P7",),
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "the file is empty: a route needs schema, key, version, title and stops."),
        ("- a\n- b\n", 1, "a route is a mapping of fields"),
        ("key: [open\n", 2, "this is not YAML: "),
        ("a: 1\n\tb: 2\n", 2, "this is not YAML: found character '\\t' that cannot start any token."),
        (f"{HEAD}stops: &all\n  - forum: K22\nmore: *all\n", 1, "a route may not use YAML aliases (*name)"),
        (f"{HEAD}stops: []\n", 5, "stops is a list with at least one entry."),
        (f"{HEAD}stops: K22\n", 5, "stops is a list with at least one entry."),
        (f"{HEAD}color: red\nstops:\n  - forum: K22\n", 5, "a route has no field 'color'; it has "),
        ("schema: 1\nkey: mine\nversion: 1\nstops:\n  - forum: K22\n", 1, "a route needs the field 'title'."),
        ("schema: 9\nkey: a\nversion: 1\ntitle: b\nstops:\n  - forum: K22\n", 1, "this program reads schema 1; "),
        (
            "schema: one\nkey: a\nversion: 1\ntitle: b\nstops:\n  - forum: K22\n",
            1,
            "schema is a whole number of at most 9 digits.",
        ),
        ("schema: 1\nkey: a\nversion: ²\ntitle: b\nstops:\n  - forum: K22\n", 3, "version is a whole number of "),
        (
            f"schema: 1\nkey: a\nversion: {'9' * 5000}\ntitle: b\nstops:\n  - forum: K22\n",
            3,
            "version is a whole number of ",
        ),
        (f"{HEAD}title: Min\nstops:\n  - forum: K22\n", 5, "the field 'title' stands twice; only one of them can "),
        (f"{HEAD}stops:\n  - forum: K22\n    forum: KKR\n", 7, "the field 'forum' stands twice; "),
        (f"{HEAD}? [a, b]\n: c\nstops:\n  - forum: K22\n", 5, "the name of a field is a word."),
        (f"{HEAD}stops: {'[' * 2000}{']' * 2000}", 1, "its lists stand too deep inside each other."),
        (f"{HEAD}stops:\n  - forum: K22\n    key: draft\n", 7, "no stop can be called 'draft': "),
        (f"{HEAD}stops:\n  - key: concluded\n    forum: K22\n", 6, "no stop can be called 'concluded': "),
        (f"{HEAD}stops:\n  - key: withdrawn\n    forum: K22\n", 6, "no stop can be called 'withdrawn': "),
        (f"{HEAD}stops:\n  - forums: [KKR, KKR]\n", 6, "forum 'KKR' stands twice in one stop; it answers once."),
        (f"{HEAD}stops:\n  - forums: [KB-461, KB]\n", 6, "KB is every council, KB-461 too: "),
        (f"{HEAD}stops:\n  - forums: [SDF, SUN]\n    join: ²\n", 7, "join is all, by_date, or how many "),
        (f"{HEAD}stops:\n  - forum: K23\n", 6, "there is no forum 'K23'; known: AG, K22, KB, "),
        (f"{HEAD}stops:\n  - forum: K22\n  - forums: [SDF, SON]\n", 7, "there is no forum 'SON'"),
        (f'{HEAD}stops:\n  - forum: "{{host}}"\n', 6, "there is no forum '{host}'"),
        (f"{HEAD}stops:\n  - key: a\n", 6, "a stop names either forum: CODE or forums: [CODE, CODE]."),
        (f"{HEAD}stops:\n  - forum: K22\n    forums: [SDF]\n", 6, "a stop names either forum: CODE or forums"),
        (f"{HEAD}stops:\n  - K22\n", 6, "a stop is a mapping of fields"),
        (f"{HEAD}stops:\n  - forum: K22\n    joins: all\n", 7, "a stop has no field 'joins'"),
        (f"{HEAD}stops:\n  - forum: KKR\n    gap: -1\n", 7, "gap is how many calendar days must lie between"),
        (f"{HEAD}stops:\n  - forum: KKR\n    gap: 366\n", 7, "gap is how many calendar days must"),
        (f"{HEAD}stops:\n  - forum: KB\n    join: 0\n", 7, "join is all, by_date, or how many answers suffice"),
        (f"{HEAD}stops:\n  - forums: [SDF, SUN]\n    join: 3\n", 7, "the join waits for 3 answers, but only 2 "),
        (f"{HEAD}stops:\n  - forum: K22\n    purpose: nod\n", 7, "purpose is one of approve, adopt, decide, "),
        (
            f"{HEAD}stops:\n  - forum: K22\n  - forum: KKR\n  - forum: K22\n",
            8,
            "stop 'k22' stands twice (first on line 6): a case would go round for ever. ",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(RouteError) as told:
        parse_route(text, "mine.yaml", FORUMS)
    assert str(told.value).startswith(f"mine.yaml, line {line}: {says}"), str(told.value)
    assert told.value.line == line


def test_the_shipped_routes_serve_every_pattern() -> None:
    routes = shelf(FORUMS).routes
    assert {path.stem for path in SHIPPED.glob("*.yaml")} == set(routes)
    assert PATTERNS - {pattern for route in routes.values() for pattern in route.patterns} == set()


def test_laying_a_route_names_the_councils_and_the_host() -> None:
    route = shelf(FORUMS).get("host-council")
    assert [stop.forums for stop in lay(route, (), host="KB-430").stops] == [("KKR",), ("KB-430",)]
    with pytest.raises(RouteParameterMissing) as told:
        lay(route, ())
    assert str(told.value) == "Route 'host-council' needs a host: say --host NAME (a municipality or a forum)."
    councils = lay(shelf(FORUMS).get("social-councils"), ("KB-1", "KB-2")).stops[-1]
    assert (councils.forums, councils.is_group) == (("KB-1", "KB-2"), True)


def test_an_unknown_route_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownRoute) as told:
        shelf(FORUMS).get("moon")
    assert str(told.value).startswith("There is no route 'moon'. Known routes: all-kkr, council-hearing, ")


def test_the_route_that_passes_just_these_forums() -> None:
    routes = shelf(FORUMS)
    keys = [route.key if route else None for route in map(routes.passing, (("SDF", "K22", "KKR"), ("KKR", "SDF")))]
    assert keys == ["social", None]
    assert one_stop("KKR").stops == (Stop("kkr", ("KKR",)),)
