"""Reading a route from YAML text, with the file and the line in every complaint."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import yaml

from states.errors import SagsgangError
from states.machine import DRAFT, ENDED
from states.outcomes import Purpose
from states.routes import COUNCILS, Join, JoinRule, Route, Stop

SCHEMA = 1
ROUTE_FIELDS = {"schema", "key", "version", "title", "patterns", "parameters", "stops"}
STOP_FIELDS = {"key", "forum", "forums", "join", "purpose", "reservation", "gap"}
TAKEN = frozenset({DRAFT, *ENDED})
"""No stop may be called so: a case's state is its stop, and these are the states without one."""

LONGEST_NUMBER = 9
"""Digits: what every database holds in a whole number."""

LONGEST_GAP = 365
"""Days: who waits longer than a year between two forums has a second case."""


class RouteError(SagsgangError):
    """A route file that cannot be used."""

    def __init__(self, name: str, line: int, what: str) -> None:
        self.line = line
        super().__init__(f"{name}, line {line}: {what}")


def parse_route(text: str, name: str, forums: Collection[str]) -> Route:
    """The route that the YAML text describes. `name` is the file's name for messages; `forums` the known codes.

    Raises RouteError for anything that is not a route: bad YAML, another schema, unknown or missing fields, a forum
    that does not exist, a stop that stands twice (a case would go round for ever).
    """
    return _RouteFile(name, frozenset(forums) | {COUNCILS}).route(_compose(text, name))


def _compose(text: str, name: str) -> yaml.Node:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise RouteError(name, 1, "a route may not use YAML aliases (*name): write each stop out.")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        raise RouteError(name, 1, "its lists stand too deep inside each other.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RouteError(name, mark.line + 1 if mark else 1, f"this is not YAML: {_problem(error)}.") from error
    if node is None:
        raise RouteError(name, 1, "the file is empty: a route needs schema, key, version, title and stops.")
    return node


def _problem(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


class _RouteFile:
    """One file under reading: knows its name for the messages, and the forums that exist."""

    def __init__(self, name: str, forums: Collection[str]) -> None:
        self.name = name
        self.forums = forums

    def route(self, node: yaml.Node) -> Route:
        fields = self._fields(node, "a route", ROUTE_FIELDS, required={"schema", "key", "version", "title", "stops"})
        if self._number(fields["schema"], "schema") != SCHEMA:
            raise self._error(fields["schema"], f"this program reads schema {SCHEMA}; the file says another.")
        parameters = self._words(fields.get("parameters"))
        stops = tuple(self._stop(entry, parameters) for entry in self._entries(fields["stops"], "stops"))
        self._refuse_loops(fields["stops"], stops)
        return Route(
            key=self._word(fields["key"], "key"),
            version=self._number(fields["version"], "version"),
            title=self._word(fields["title"], "title"),
            stops=stops,
            parameters=parameters,
            patterns=self._words(fields.get("patterns")),
        )

    def _stop(self, node: yaml.Node, parameters: Collection[str]) -> Stop:
        fields = self._fields(node, "a stop", STOP_FIELDS, required=set())
        if ("forum" in fields) == ("forums" in fields):
            raise self._error(node, "a stop names either forum: CODE or forums: [CODE, CODE].")
        codes = self._words(fields["forums"]) if "forums" in fields else (self._word(fields["forum"], "forum"),)
        owner = fields.get("forum", fields.get("forums", node))
        self._check_forums(owner, codes, parameters)
        return Stop(
            key=self._key(fields["key"]) if "key" in fields else "+".join(codes).strip("{}").lower(),
            forums=codes,
            join=self._join(fields.get("join"), len(codes)),
            purpose=self._purpose(fields.get("purpose")),
            reservation="reservation" in fields and self._word(fields["reservation"], "reservation") == "true",
            gap=self._gap(fields["gap"]) if "gap" in fields else 0,
        )

    def _gap(self, node: yaml.Node) -> int:
        days = _whole(self._word(node, "gap"))
        if days is None or days > LONGEST_GAP:
            raise self._error(
                node,
                f"gap is how many calendar days must lie between the decision before and the day when this stop's "
                f"agenda closes: a whole number from 0 to {LONGEST_GAP}.",
            )
        return days

    def _key(self, node: yaml.Node) -> str:
        key = self._word(node, "key")
        if key in TAKEN:
            raise self._error(node, f"no stop can be called {key!r}: a case without a stop is said to be {key}.")
        return key

    def _check_forums(self, node: yaml.Node, codes: Sequence[str], parameters: Collection[str]) -> None:
        for place, code in enumerate(codes):
            self._check_forum(node, code, parameters)
            if code in codes[:place]:
                raise self._error(node, f"forum {code!r} stands twice in one stop; it answers once.")
            if COUNCILS in codes and code.startswith(f"{COUNCILS}-"):
                raise self._error(node, f"{COUNCILS} is every council, {code} too: name the one or the other.")

    def _check_forum(self, node: yaml.Node, code: str, parameters: Collection[str]) -> None:
        if code.startswith("{") and code.strip("{}") in parameters:
            return
        if code not in self.forums:
            raise self._error(node, f"there is no forum {code!r}; known: {', '.join(_short(self.forums))}.")

    def _join(self, node: yaml.Node | None, size: int) -> Join:
        if node is None:
            return Join()
        if isinstance(node, yaml.ScalarNode) and node.value in {JoinRule.ALL, JoinRule.BY_DATE}:
            return Join(JoinRule(node.value))
        number = _whole(node.value) if isinstance(node, yaml.ScalarNode) else None
        if number:
            if size > 1 and number > size:
                raise self._error(node, f"the join waits for {number} answers, but only {size} forums are asked.")
            return Join(JoinRule.NUMBER, number)
        raise self._error(node, "join is all, by_date, or how many answers suffice (a number above 0).")

    def _purpose(self, node: yaml.Node | None) -> Purpose | None:
        if node is None:
            return None
        if self._word(node, "purpose") not in set(Purpose):
            raise self._error(node, f"purpose is one of {', '.join(Purpose)}.")
        return Purpose(self._word(node, "purpose"))

    def _refuse_loops(self, node: yaml.Node, stops: Iterable[Stop]) -> None:
        lines: dict[str, int] = {}
        for entry, stop in zip(self._entries(node, "stops"), stops, strict=True):
            if stop.key in lines:
                raise self._error(
                    entry,
                    f"stop {stop.key!r} stands twice (first on line {lines[stop.key]}): a case would go round for "
                    "ever. A second visit to a forum is a stop of its own: give it another key.",
                )
            lines[stop.key] = _line(entry)

    def _fields(self, node: yaml.Node, what: str, known: set[str], required: set[str]) -> Mapping[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, f"{what} is a mapping of fields ({', '.join(sorted(known))}).")
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            field = self._word(key, "the name of a field")
            if field not in known:
                raise self._error(key, f"{what} has no field {field!r}; it has {', '.join(sorted(known))}.")
            if field in fields:
                raise self._error(key, f"the field {field!r} stands twice; only one of them can count.")
            fields[field] = value
        for missing in sorted(required - set(fields)):
            raise self._error(node, f"{what} needs the field {missing!r}.")
        return fields

    def _entries(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self._error(node, f"{what} is a list with at least one entry.")
        return list(node.value)

    def _words(self, node: yaml.Node | None) -> tuple[str, ...]:
        return () if node is None else tuple(self._word(entry, "an entry") for entry in self._entries(node, "this"))

    def _word(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self._error(node, f"{what} is a word.")
        return str(node.value).strip()

    def _number(self, node: yaml.Node, what: str) -> int:
        number = _whole(self._word(node, what))
        if number is None:
            raise self._error(node, f"{what} is a whole number of at most {LONGEST_NUMBER} digits.")
        return number

    def _error(self, node: yaml.Node, what: str) -> RouteError:
        return RouteError(self.name, _line(node), what)


def _whole(word: str) -> int | None:
    """A whole number as digits, None for anything else ("²" is a digit, and no number)."""
    return int(word) if word.isdecimal() and len(word) <= LONGEST_NUMBER else None


def _short(forums: Iterable[str]) -> list[str]:
    """The codes without the single councils, which would drown the rest."""
    return sorted(code for code in forums if not code.startswith(f"{COUNCILS}-"))
