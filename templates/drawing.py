"""A route as a drawing in words: the boxes that stand on it, as SVG and as Mermaid."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from states.drawing import DrawnRoute, DrawnStop, Standing
from states.forums import Forum
from states.machine import DRAFT
from states.routes import COUNCILS, JoinRule
from templates.boxes import Box, Layout, layout
from templates.environment import fill_page, fill_plain
from templates.words import day, say

FEW = 5
"""So many forums of a group are named, more are counted."""


@dataclass(frozen=True, slots=True)
class DrawingView:
    """Tegningen: `key` tells it apart from others in one page; `told` says in words what it shows."""

    key: str
    title: str
    told: str
    boxes: tuple[Box, ...]
    layout: Layout


def drawing_view(drawn: DrawnRoute, forums: Iterable[Forum]) -> DrawingView:
    """The drawing's view. `forums`: those that have names; one that is not among them is drawn by its code."""
    known = {forum.code: forum for forum in forums}
    boxes = (*_beginning(drawn), *(_box(drawn, stop, known) for stop in drawn.stops), *_end(drawn))
    title = _say("route", key=drawn.key)
    if drawn.case_id is not None:
        title = _say("case", number=drawn.case_id, title=drawn.title)
    steps = (_say("step", number=n, told=", ".join(_told(box))) for n, box in enumerate(boxes, start=1))
    key = f"sag-{drawn.case_id}" if drawn.case_id is not None else f"rute-{drawn.key}"
    return DrawingView(key, title, " ".join(steps), boxes, layout(title, boxes))


def svg(shown: DrawingView) -> str:
    """The drawing as an SVG file, to stand alone or in a page. The same drawing makes the same text."""
    return fill_page("route.svg.j2", drawing=shown)


def mermaid(shown: DrawingView) -> str:
    """The drawing as Mermaid's text, for pages and tools that draw it themselves."""
    return fill_plain("route.mmd.j2", title=_plain(shown.title), told=_plain(shown.told), nodes=_nodes(shown.boxes))


def _say(entry: str, **values: object) -> str:
    return say("drawing", entry, **values)


def _beginning(drawn: DrawnRoute) -> Iterator[Box]:
    if drawn.state == DRAFT:
        yield Box(DRAFT, (_say(DRAFT),), (_say("here"),), Standing.HERE)


def _end(drawn: DrawnRoute) -> Iterator[Box]:
    if drawn.ended and drawn.state:
        yield Box(drawn.state, (_say(drawn.state),), (), Standing.HERE)


def _box(drawn: DrawnRoute, stop: DrawnStop, known: Mapping[str, Forum]) -> Box:
    skipped = stop.standing is Standing.SKIPPED
    return Box(
        key=stop.key,
        names=tuple(_names(stop, known)),
        lines=tuple(_lines(drawn, stop)),
        standing=stop.standing,
        on_the_way=not (skipped or stop.aside),
        aside=stop.aside and not skipped,
    )


def _names(stop: DrawnStop, known: Mapping[str, Forum]) -> Iterator[str]:
    """The stop's forums: named while they are few, the councils and other large groups counted."""
    if len(stop.forums) <= FEW:
        yield from (_name(code, known) for code in stop.forums)
    elif all(code in known and known[code].municipality for code in stop.forums):
        yield _say("councils", count=len(stop.forums))
    else:
        yield _say("forums", count=len(stop.forums))


def _name(code: str, known: Mapping[str, Forum]) -> str:
    if code == COUNCILS:
        return _say("every_council")
    return (
        _say("parameter", name=code.strip("{}"))
        if code.startswith("{")
        else known[code].name
        if code in known
        else code
    )


def _lines(drawn: DrawnRoute, stop: DrawnStop) -> Iterator[str]:
    """What is said of a stop under its name, the most urgent first."""
    if stop.standing is Standing.HERE:
        yield _say("here")
    if stop.standing is Standing.SKIPPED:
        yield _say("skipped")
        return
    if stop.aside:
        yield _say("aside")
    yield from _group_lines(drawn, stop)
    if stop.outcome is not None and (stop.answered == len(stop.forums) or stop.standing is Standing.DONE):
        told = say("outcomes", stop.outcome)
        yield _say("said", outcome=told, day=day(stop.on)) if stop.on else told
    elif stop.purpose is not None:
        asked = say("course_asked", stop.purpose, it=say("course_forms", "case"))
        yield _say("asked", asked=asked)
    if stop.expires is not None:
        yield _say("until", day=day(stop.expires))
    if stop.reservation:
        yield _say("reservation")


def _group_lines(drawn: DrawnRoute, stop: DrawnStop) -> Iterator[str]:
    if len(stop.forums) == 1 and COUNCILS not in stop.forums:
        return
    number = {"number": stop.join.number} if stop.join.rule is JoinRule.NUMBER else {}
    yield _say(stop.join.rule, **number)
    if drawn.case_id is not None and (stop.answered or stop.standing is Standing.HERE):
        yield _say("answered", count=stop.answered, all=len(stop.forums))


def _told(box: Box) -> Iterator[str]:
    """A box in words: its lines, and the sign of its standing where no line says it."""
    yield from (*box.names, *box.lines)
    if box.standing == Standing.DONE:
        yield _say("done_sign")


@dataclass(frozen=True, slots=True)
class Node:
    """A box of Mermaid's: its name there, its words, what it looks like, and the name of the box before it."""

    name: str
    words: str
    standing: str
    before: str
    passed: bool


def _nodes(boxes: Iterable[Box]) -> list[Node]:
    """The boxes one after another; one that is left out hangs beside the way by a broken line."""
    nodes: list[Node] = []
    before = ""
    for place, box in enumerate(boxes, start=1):
        passed = not (box.on_the_way or box.aside)
        nodes.append(
            Node(f"s{place}", "<br>".join(map(_plain, (*box.names, *box.lines))), box.standing, before, passed)
        )
        before = before if passed else f"s{place}"
    return nodes


def _plain(text: str) -> str:
    """Words as they may stand between quotes in Mermaid: what means something there is written as its number."""
    return "".join(f"#{ord(sign)};" if sign in '"#<>&;`{}[]()|\\' else sign for sign in " ".join(text.split()))
