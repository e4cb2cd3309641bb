"""The ladder's settings: of the office, a kind, a forum, a forum's kind, or one person; the narrower one wins. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from states.errors import SagsgangError
from states.ladder import BINDING, OWN, STANDARD, Ladder, built_in

FARTHEST = 250
"""Working days: a year. Who wants to be reminded earlier than that has mistyped a date."""

OFFICE = "office"
T = TypeVar("T")


class BadLadder(SagsgangError):
    """A setting that makes no ladder."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}. Nothing was written.")


@dataclass(frozen=True, slots=True)
class LadderSetting:
    """Rykkertrappens indstilling for one `scope`; None: as the wider one says. See db/models/reminding.py."""

    scope: str
    before: tuple[int, ...] | None = None
    head_from: int | None = None
    chair_from: int | None = None
    head: str | None = None
    chair: str | None = None
    until: date | None = None


SETTINGS = tuple(one.name for one in fields(LadderSetting) if one.name != "scope")


def scope_of(forum: str | None, kind: str | None, person: str | None) -> str:
    """What a setting is called in the register. `forum`: its code; `person`: the address, or the words known."""
    if person:
        return f"person:{person.casefold()}"
    words = [f"forum:{forum}"] if forum else []
    return "/".join([*words, *([f"kind:{kind}"] if kind else [])]) or OFFICE


def scopes(forum: str | None, kind: str) -> tuple[str, ...]:
    """The scopes that count for a kind at a forum, the narrowest first."""
    own = (scope_of(forum, kind, None), scope_of(forum, None, None)) if forum else ()
    return (*own, scope_of(None, kind, None), OFFICE)


def days_before(words: str) -> tuple[int, ...]:
    """The working days before of a setting as typed, "30,14,7,3,1". A 0 may be said: the day itself always counts.

    Raises BadLadder.
    """
    try:
        days = tuple(int(word) for word in words.split(","))
    except ValueError as error:
        raise BadLadder(f"{words!r} is no ladder: write working days, such as 30,14,7,3,1") from error
    if any(day < 0 for day in days):
        raise BadLadder(f"{words!r} has a day below 0: a ladder counts working days before the deadline")
    if any(later >= earlier for earlier, later in pairwise(days)):
        raise BadLadder(f"{words!r} does not fall: write the earliest reminder first, such as 30,14,7,3,1")
    if days[0] > FARTHEST:
        raise BadLadder(f"{words!r} begins more than {FARTHEST} working days before, which is a year")
    return tuple(day for day in days if day)


@dataclass(frozen=True, slots=True)
class LadderSettings:
    """All settings by scope."""

    by_scope: Mapping[str, LadderSetting] = field(default_factory=dict)
    _ladders: dict[tuple[str | None, str], Ladder] = field(default_factory=dict, repr=False, compare=False)

    def ladder(self, forum: str | None, kind: str) -> Ladder:
        """The ladder of a kind at a forum.

        `before` said without a kind is for the kinds that have no ladder of their own (states.ladder.OWN): who wants
        reports asked for 60 days before does not mean the cut-off of every meeting. `chair_from` said without a kind is
        for what binds to the outside (states.ladder.BINDING).
        """
        key = (forum, kind)
        if key not in self._ladders:
            self._ladders[key] = self._laid(forum, kind)
        return self._ladders[key]

    def _laid(self, forum: str | None, kind: str) -> Ladder:
        found, ladder = self._found(scopes(forum, kind)), built_in(kind)
        meant = [one for one in found if f"kind:{kind}" in one.scope]
        own = meant if kind in OWN else found
        for_chair = found if kind in BINDING else meant
        return replace(
            ladder,
            before=first_said([one.before for one in own], ladder.before),
            head_from=first_said([one.head_from for one in own], ladder.head_from),
            chair_from=first_said([one.chair_from for one in for_chair], ladder.chair_from),
        )

    def head(self, forum: str | None, kind: str) -> str | None:
        """The address of the head of secretariat, for a kind at a forum."""
        return first_said([one.head for one in self._found(scopes(forum, kind))], None)

    def chair(self, forum: str | None, kind: str) -> str | None:
        """The address of the forum's chair."""
        return first_said([one.chair for one in self._found(scopes(forum, kind))], None)

    @property
    def farthest(self) -> int:
        """How many working days before its day anything is first reminded of."""
        said = [one.before[0] for one in self.by_scope.values() if one.before]
        return max((*said, *(ladder.before[0] for ladder in (STANDARD, *OWN.values()) if ladder.before)))

    def person(self, key: str) -> LadderSetting | None:
        """What is set for one person, by address or by the words that stand for one without."""
        return self.by_scope.get(scope_of(None, None, key))

    def _found(self, names: Sequence[str]) -> list[LadderSetting]:
        return [self.by_scope[name] for name in names if name in self.by_scope]


def first_said(values: Sequence[T | None], otherwise: T) -> T:
    """The first of the values that is one."""
    return next((value for value in values if value is not None), otherwise)
