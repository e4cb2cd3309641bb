"""Handing over the drawing of a route."""

from collections.abc import Iterable
from pathlib import Path

from commands import edge
from commands.delivering import deliver
from states.drawing import DrawnRoute
from states.forums import Forum
from templates.drawing import drawing_view, mermaid, svg
from templates.printed import Printed


def check_asked(*, as_svg: bool, as_mermaid: bool, output: Path | None, json: bool) -> bool:
    """Whether a drawing is asked for. Two forms at once, or a file for none, is wrong usage."""
    if as_svg + as_mermaid + json > 1:
        edge.misused("Say one of --svg, --mermaid and --json.")
    if output is not None and not (as_svg or as_mermaid):
        edge.misused("A file is written of a drawing: say --svg or --mermaid with it.")
    return as_svg or as_mermaid


def deliver_drawing(drawn: DrawnRoute, forums: Iterable[Forum], *, as_svg: bool, output: Path | None) -> None:
    """Write the drawing to its file, or to the screen. Raises CouldNotWrite."""
    shown = drawing_view(drawn, forums)
    written = svg(shown) if as_svg else mermaid(shown)
    deliver(Printed(written.encode()), output, f"the drawing of {drawn.title}")
