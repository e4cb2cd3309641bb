"""The routes there are: the shipped ones, and an office's own folder, which wins where the keys are the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from states.errors import SagsgangError
from states.route_file import parse_route
from states.routes import JoinRule, Route, UnknownRoute

SHIPPED = Path(__file__).parent / "routes"


class UnreadableRoute(SagsgangError):
    """A route file that cannot be opened or is not text."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not read the route {path}: {reason}.")


def read_route(path: Path, forums: Collection[str]) -> Route:
    """The route in a YAML file. `forums`: the codes that exist. Raises UnreadableRoute and RouteError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableRoute(path, "it is not UTF-8 text") from error
    except OSError as error:
        raise UnreadableRoute(path, error.strerror or str(error)) from error
    return _parsed(text, str(path), tuple(forums))


@lru_cache(maxsize=256)
def _parsed(text: str, place: str, forums: tuple[str, ...]) -> Route:
    """The same words are the same route: a clock that runs asks for all of them every day."""
    return parse_route(text, place, forums)


class NoGroupWaits(SagsgangError):
    """A last day for answers was given, and the route asks for none."""

    def __init__(self, route: Route) -> None:
        super().__init__(f"Route {route.key!r} has no group that waits for a date: leave out --answers-by.")


class NoHost(SagsgangError):
    """A host was given, and the route asks for none."""

    def __init__(self, route: Route) -> None:
        super().__init__(f"Route {route.key!r} has no host: leave out --host.")


def check_given(route: Route, host: str | None, until: date | None) -> None:
    """Refuses what a route has no place for. Raises NoHost, NoGroupWaits (a last day for answers)."""
    if host is not None and "host" not in route.parameters:
        raise NoHost(route)
    if until is not None and all(stop.join.rule is not JoinRule.BY_DATE for stop in route.stops):
        raise NoGroupWaits(route)


@dataclass(frozen=True, slots=True)
class RouteShelf:
    """Every route that can be chosen, by key."""

    routes: dict[str, Route]

    def get(self, key: str) -> Route:
        """The route with this key. Raises UnknownRoute."""
        if key not in self.routes:
            raise UnknownRoute(key, self.routes)
        return self.routes[key]

    def passing(self, forums: tuple[str, ...]) -> Route | None:
        """The plainest route that passes just these forums, one after the other: the one that fixes fewest purposes."""
        wanted = tuple((forum,) for forum in forums)
        found = [route for route in self.routes.values() if tuple(stop.forums for stop in route.stops) == wanted]
        return min(found, key=lambda route: sum(stop.purpose is not None for stop in route.stops), default=None)


def shelf(forums: Collection[str], own: Path | None = None) -> RouteShelf:
    """The routes on the shelf. `own`: the office's folder of *.yaml files. Raises UnreadableRoute and RouteError."""
    paths = [*sorted(SHIPPED.glob("*.yaml")), *(sorted(own.glob("*.yaml")) if own else ())]
    found = (read_route(path, forums) for path in paths)
    return RouteShelf({route.key: route for route in found})
