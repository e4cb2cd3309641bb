"""Routes: the ordered stops that a case passes, and who owns each stop."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from states.errors import SagsgangError
from states.outcomes import Purpose

COUNCILS = "KB"
"""In a route, the councils of the region's municipalities: a group of as many forums as there are."""


FEW = 3
"""A group of so many forums is told by their codes, a larger one by its stop."""


class JoinRule(StrEnum):
    """When a group is through: all have answered, a number have, or whoever has answered by the date."""

    ALL = "all"
    NUMBER = "number"
    BY_DATE = "by_date"


@dataclass(frozen=True, slots=True)
class Join:
    """The join rule of a stop; `number` is how many answers suffice under NUMBER."""

    rule: JoinRule = JoinRule.ALL
    number: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """Behandlingstrin: one forum, or a group of forums that treat the case side by side.

    `key` names the stop in its route (a forum may come twice, so it is not the forum's code). `forums` are codes;
    COUNCILS or a `{parameter}` until the route is laid for a case. `reservation`: what was sent out before this stop is
    subject to its answers (forbehold for politisk godkendelse). `gap`: calendar days that must lie between the decision
    before and the day when this stop's agenda closes, so that the case can be written anew.
    """

    key: str
    forums: tuple[str, ...]
    join: Join = Join()
    purpose: Purpose | None = None
    reservation: bool = False
    gap: int = 0

    @property
    def is_group(self) -> bool:
        """Whether several forums treat the case here at the same time."""
        return len(self.forums) > 1

    @property
    def name(self) -> str:
        """The stop as it is told: by the codes of its forums where they are few, else by its key."""
        return " + ".join(self.forums) if len(self.forums) <= FEW else self.key


@dataclass(frozen=True, slots=True)
class Route:
    """Sagsgang: the ordered stops of a case. `patterns` are the numbers of domain patterns that it serves."""

    key: str
    version: int
    title: str
    stops: tuple[Stop, ...]
    parameters: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class RouteParameterMissing(SagsgangError):
    """A route needs to be told a forum that it leaves open."""

    def __init__(self, route: Route, parameter: str) -> None:
        super().__init__(
            f"Route {route.key!r} needs a {parameter}: say --{parameter} NAME (a municipality or a forum)."
        )


class UnknownRoute(SagsgangError):
    """No route has the key that was given."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no route {key!r}. Known routes: {', '.join(sorted(known))}.")


ASSUMED = "assumed"
"""The key of the route that a case gets when nobody has said which: its own forum and no other."""


def one_stop(forum: str) -> Route:
    """The route of a case that is only known from one forum's paper."""
    return Route(ASSUMED, 1, "Assumed: this forum alone", (Stop(forum.lower(), (forum,)),))


def lay(route: Route, councils: Iterable[str], **parameters: str) -> Route:
    """The route made ready for a case: the councils and the parameters are replaced by the codes of real forums.

    `councils` are the codes of the region's councils; `parameters` maps each of the route's parameters to a forum's
    code. Raises RouteParameterMissing.
    """
    councils = tuple(councils)
    return replace(route, stops=tuple(_laid(route, stop, councils, parameters) for stop in route.stops))


def _laid(route: Route, stop: Stop, councils: tuple[str, ...], parameters: dict[str, str]) -> Stop:
    codes: list[str] = []
    for code in stop.forums:
        if code == COUNCILS:
            codes.extend(councils)
        elif code.startswith("{"):
            codes.append(_parameter(route, code.strip("{}"), parameters))
        else:
            codes.append(code)
    return replace(stop, forums=tuple(codes))


def _parameter(route: Route, name: str, parameters: dict[str, str]) -> str:
    if name not in parameters:
        raise RouteParameterMissing(route, name)
    return parameters[name]
