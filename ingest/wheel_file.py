"""A duty of the wheel from YAML, with the file and the line in every complaint."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from ingest.recurrence import BadRule, checked_rule
from states.errors import SagsgangError
from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.shift import Shift
from states.wheel import (
    LAST_DAY,
    AfterElection,
    BadDuty,
    LawDate,
    MeetingsBefore,
    Recurrence,
    Rule,
    TermYears,
    YearlyDuty,
    checked,
    month_day,
)

SCHEMA = 1
MOST_LETTERS = 500_000
TEXTS = ("background", "recommendation", "presentation")
RULES = ("on", "rule", "meetings_before", "term_years", "after_election")
WORDS = ("key", "title", "route", "words", "host", "source", "default")
LISTS = ("owners", "officers", "addressees", "attachments")
OTHERS = ("before", "shift", "every", "first", "ask", "seen", "kind", "purpose", "texts", "margin", "ready")
BESIDE = ("from", "forum", "by")
KNOWN = frozenset({*RULES, *WORDS, *LISTS, *OTHERS, *BESIDE})
T = TypeVar("T")
Named = TypeVar("Named", bound=StrEnum)
Fields = Mapping[str, yaml.Node]


class DutyFileError(SagsgangError):
    """A file of duties that cannot be used."""

    def __init__(self, name: str, line: int, what: str) -> None:
        self.line = line
        super().__init__(f"{name}, line {line}: {what}")


def parse_duties(text: str, name: str) -> tuple[YearlyDuty, ...]:
    """The duties of a YAML file; `name` is the file's, for messages. Raises DutyFileError."""
    return _WheelFile(name).duties(_composed(text, name))


def _composed(text: str, name: str) -> yaml.Node:
    if len(text) > MOST_LETTERS:
        raise DutyFileError(name, 1, f"it has over {MOST_LETTERS:,} letters, more than any list of duties.")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise DutyFileError(name, 1, "it may not use YAML aliases (*name): write each duty out.")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        raise DutyFileError(name, 1, "its lists stand too deep inside each other.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        raise DutyFileError(name, mark.line + 1 if mark else 1, f"this is not YAML: {problem}.") from error
    if node is None:
        raise DutyFileError(name, 1, "the file is empty: it needs schema and duties.")
    return node


class _WheelFile:
    """One file under reading: knows its name for the messages."""

    def __init__(self, name: str) -> None:
        self.name = name

    def duties(self, node: yaml.Node) -> tuple[YearlyDuty, ...]:
        fields = self._fields(node, "the file", {"schema", "duties"}, ("schema", "duties"))
        if self._number(fields["schema"], "schema") != SCHEMA:
            raise self._error(fields["schema"], f"this program reads schema {SCHEMA}; the file says another.")
        found: dict[str, YearlyDuty] = {}
        for entry in self._entries(fields["duties"], "duties"):
            duty = self._duty(entry)
            if duty.key in found:
                raise self._error(entry, f"the duty {duty.key!r} stands twice; one of them needs another key.")
            found[duty.key] = duty
        return tuple(found.values())

    def _duty(self, node: yaml.Node) -> YearlyDuty:
        fields = self._fields(node, "a duty", KNOWN, ("key", "title", "route"))
        values: dict[str, Any] = {name: self._word(fields[name], name) for name in WORDS if name in fields}
        values |= {name: self._words(fields[name]) for name in LISTS if name in fields}
        try:
            return checked(YearlyDuty(recurrence=self._recurrence(node, fields), **values, **self._others(fields)))
        except (BadDuty, BadRule) as refusal:
            raise self._error(node, str(refusal)) from refusal

    def _others(self, fields: Fields) -> dict[str, Any]:
        read: dict[str, Callable[[yaml.Node, str], Any]] = {
            "before": self._yes,
            "ask": self._yes,
            "every": self._number,
            "first": self._number,
            "margin": self._number,
            "ready": self._month_day,
            "seen": lambda node, what: tuple(self._day(entry, what) for entry in self._entries(node, what)),
            "shift": lambda node, what: self._one_of(node, what, Shift),
            "kind": lambda node, what: self._one_of(node, what, DeadlineKind),
            "purpose": lambda node, what: self._one_of(node, what, Purpose),
            "texts": self._texts,
        }
        return {name: one(fields[name], name) for name, one in read.items() if name in fields}

    def _recurrence(self, node: yaml.Node, fields: Fields) -> Recurrence:
        said = [name for name in RULES if name in fields]
        if said not in (["on"], ["rule"], ["meetings_before"], ["on", "term_years"], ["after_election"]):
            raise self._error(node, f"a duty says one rule: {', '.join(RULES)} (term_years together with on).")
        if "rule" in fields:
            first = self._day(self._needed(node, fields, "from"), "from")
            return checked_rule(Rule(self._word(fields["rule"], "rule"), first))
        if "meetings_before" in fields:
            by = self._month_day(fields["by"], "by") if "by" in fields else LAST_DAY
            forum = self._word(self._needed(node, fields, "forum"), "forum")
            return MeetingsBefore(self._number(fields["meetings_before"], "meetings_before"), forum, by)
        if "after_election" in fields:
            return AfterElection(self._number(fields["after_election"], "after_election"))
        on = self._month_day(fields["on"], "on")
        if "term_years" not in fields:
            return LawDate(on)
        years = (self._number(entry, "a year") for entry in self._entries(fields["term_years"], "term_years"))
        return TermYears(tuple(years), on)

    def _needed(self, node: yaml.Node, fields: Fields, name: str) -> yaml.Node:
        if name not in fields:
            raise self._error(node, f"this rule needs the field {name!r} too.")
        return fields[name]

    def _texts(self, node: yaml.Node, what: str) -> dict[str, str]:
        fields = self._fields(node, what, set(TEXTS), ())
        return {name: self._word(one, name) for name, one in fields.items()}

    def _fields(self, node: yaml.Node, what: str, known: set[str] | frozenset[str], needed: Sequence[str]) -> Fields:
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
        for missing in needed:
            if missing not in fields:
                raise self._error(node, f"{what} needs the field {missing!r}.")
        return fields

    def _entries(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self._error(node, f"{what} is a list with at least one entry.")
        return list(node.value)

    def _words(self, node: yaml.Node) -> tuple[str, ...]:
        return tuple(self._word(entry, "an entry") for entry in self._entries(node, "this"))

    def _word(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self._error(node, f"{what} is words.")
        return str(node.value).strip()

    def _number(self, node: yaml.Node, what: str) -> int:
        word = self._word(node, what)
        if not (word.isascii() and word.isdecimal() and len(word) <= 6):
            raise self._error(node, f"{what} is a whole number.")
        return int(word)

    def _yes(self, node: yaml.Node, what: str) -> bool:
        word = self._word(node, what)
        if word not in ("true", "false"):
            raise self._error(node, f"{what} is true or false.")
        return word == "true"

    def _one_of(self, node: yaml.Node, what: str, kinds: type[Named]) -> Named:
        word = self._word(node, what)
        if word not in set(kinds):
            raise self._error(node, f"{what} is one of {', '.join(kinds)}.")
        return kinds(word)

    def _day(self, node: yaml.Node, what: str) -> date:
        return self._read(node, what, date.fromisoformat, "a day, YYYY-MM-DD")

    def _month_day(self, node: yaml.Node, what: str) -> Any:
        return self._read(node, what, month_day, "a day of every year, MM-DD")

    def _read(self, node: yaml.Node, what: str, read: Callable[[str], T], is_: str) -> T:
        try:
            return read(self._word(node, what))
        except ValueError as error:
            raise self._error(node, f"{what} is {is_}.") from error

    def _error(self, node: yaml.Node, what: str) -> DutyFileError:
        return DutyFileError(self.name, int(node.start_mark.line) + 1, what)
