"""Commands about routes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:  # heavy: `--help` must not load YAML
    from states.routes import Route

app = typer.Typer(help="Routes: the ways that cases take through the forums.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
Svg = Annotated[bool, typer.Option("--svg", help="Draw it, as an SVG picture.")]
Mermaid = Annotated[bool, typer.Option("--mermaid", help="Draw it, as Mermaid's text.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file for the drawing (else the screen).")]


def _forums() -> list[str]:
    """The codes of the shipped forums: routes are shown and checked without a register."""
    from db.seed import seed_forums

    return [entry.forum.code for entry in seed_forums()]


def _told(route: "Route") -> dict[str, Any]:
    stops = [
        {
            "key": stop.key,
            "forums": list(stop.forums),
            "join": f"{stop.join.number}" if stop.join.number else str(stop.join.rule),
            "purpose": stop.purpose,
            "reservation": stop.reservation,
            "gap": stop.gap,
        }
        for stop in route.stops
    ]
    return {
        "key": route.key,
        "version": route.version,
        "title": route.title,
        "patterns": list(route.patterns),
        "parameters": list(route.parameters),
        "stops": stops,
    }


def _way(route: "Route") -> str:
    return " → ".join(" + ".join(stop.forums) for stop in route.stops)


@app.command("list")
def list_(json: Json = False) -> None:
    """List the routes there are.

    Example: sagsgang route list
    """
    from workflow.route_shelf import shelf

    routes = shelf(_forums(), edge.settings().routes).routes.values()
    if json:
        as_json([_told(route) for route in routes])
    else:
        as_table(("key", "way", "title"), [(route.key, _way(route), route.title) for route in routes])


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="The route's key.")],
    json: Json = False,
    svg: Svg = False,
    mermaid: Mermaid = False,
    output: Output = None,
) -> None:
    """Show one route, stop by stop, or draw it.

    Example: sagsgang route show social-councils --svg -o rute.svg
    """
    from commands.drawing import check_asked, deliver_drawing
    from db.seed import seed_forums
    from states.drawing import drawn_route
    from workflow.route_shelf import shelf

    drawing = check_asked(as_svg=svg, as_mermaid=mermaid, output=output, json=json)
    route = shelf(_forums(), edge.settings().routes).get(key)
    if drawing:
        deliver_drawing(drawn_route(route), [seed.forum for seed in seed_forums()], as_svg=svg, output=output)
        return
    told = _told(route)
    if json:
        as_json(told)
        return
    print(f"{told['key']} (version {told['version']}): {told['title']}")
    head = ("key", "forums", "join", "purpose")
    as_table(head, [[stop[name] for name in head] for stop in told["stops"]])


@app.command()
def check(files: Annotated[list[Path], typer.Argument(help="Route files (YAML).")], json: Json = False) -> None:
    """Check route files of your own, with the line of whatever is wrong.

    Example: sagsgang route check ruter/flygtninge.yaml
    """
    from workflow.route_shelf import read_route

    forums = _forums()
    read = {path: read_route(path, forums) for path in files}
    if json:
        as_json([{"file": str(path), **_told(route)} for path, route in read.items()])
        return
    for path, route in read.items():
        print(f"{path}: {route.key} is good: {_way(route)}")
