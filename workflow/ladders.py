"""The ladder's settings: said, cleared and shown, for the office, a forum, a kind, or one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.models.decisions import AT_ONCE
from db.queries.facts import load_forums
from db.queries.people import load_people
from db.queries.reminders import load_settings, setting_row
from db.queries.watched_deadlines import laddered_deadlines
from db.record import Insert, Update
from states.addresses import email_address
from states.errors import SagsgangError
from states.ladder import built_in
from states.ladder_settings import FARTHEST, SETTINGS, BadLadder, LadderSetting, scope_of
from states.paper import DeadlineKind
from states.people import People
from states.reminding import party_key
from states.watched import Source
from workflow.circles import load_circles
from workflow.desk import open_desk, registered

_REMINDED = (kind for kind in DeadlineKind if kind is not DeadlineKind.NEXT_MEETING)
KINDS = (*map(str, _REMINDED), str(Source.CUT_OFF), str(Source.DISPATCH))
"""The kinds that are reminded of."""


class UnknownKind(SagsgangError):
    """A kind that nothing is."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Nothing is of the kind {kind!r}; the kinds are {', '.join(KINDS)}. Nothing was written.")


class NothingSet(SagsgangError):
    """There is no setting to clear."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"Nothing is set for {scope}. See what is with sagsgang ladder show.")


@dataclass(frozen=True, slots=True)
class Where:
    """What a setting is for: the whole office, a forum, a kind, a kind at a forum, or one person."""

    forum: str | None = None
    kind: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class LadderChange:
    """What is to be set; None: as it is. `head`, `chair`: an address, or somebody registered who has one."""

    before: tuple[int, ...] | None = None
    head_from: int | None = None
    chair_from: int | None = None
    head: str | None = None
    chair: str | None = None
    until: date | None = None


def set_ladder(
    connection: Connection, where: Where, change: LadderChange, *, by: str, now: datetime
) -> tuple[LadderSetting, int]:
    """Set the ladder for what is named. Returns what is set there now, and how many deadlines are laid anew.

    Raises BadLadder, UnknownForum, UnknownKind, UnknownPerson, SeveralPeople, NotAnAddress.
    """
    scope = _scope(connection, where)
    said = _checked(connection, where, change)
    with open_desk(connection, by=by, now=now) as desk:
        row = setting_row(connection, scope)
        if row is None:
            write: Insert | Update = Insert("ladder", {"id": desk.ledger.next_id(), "scope": scope, **said})
        else:
            write = Update("ladder", {"id": row.id}, said, {"scope": scope})
        anew = _laid_anew(connection) if "before" in said else []
        desk.note("ladder_set", None, {"scope": scope, **said}, write, *anew)
    return load_settings(connection).by_scope[scope], len(anew)


def clear_ladder(connection: Connection, where: Where, names: Iterable[str] = (), *, by: str, now: datetime) -> str:
    """Take back what was set for what is named: some settings, or all. Returns the scope.

    Raises NothingSet, UnknownForum, UnknownKind, UnknownPerson, SeveralPeople.
    """
    scope = _scope(connection, where)
    with open_desk(connection, by=by, now=now) as desk:
        row = setting_row(connection, scope)
        cleared = [name for name in names or SETTINGS if row is not None and getattr(row, name) is not None]
        if row is None or not cleared:
            raise NothingSet(scope)
        write = Update("ladder", {"id": row.id}, dict.fromkeys(cleared), {"scope": scope})
        anew = _laid_anew(connection) if "before" in cleared else []
        desk.note("ladder_cleared", None, {"scope": scope, "cleared": cleared}, write, *anew)
    return scope


def _laid_anew(connection: Connection) -> list[Update]:
    """Other steps may fall before the next one that was counted on. Only `before` changes the days of steps."""
    return [
        Update("deadline", {"id": number}, {"remind_on": AT_ONCE}, {"state": "open"})
        for number in laddered_deadlines(connection)
    ]


def _scope(connection: Connection, where: Where) -> str:
    if where.person and (where.forum or where.kind):
        raise BadLadder("A person has one ladder everywhere: say --person alone")
    if where.kind and where.kind not in KINDS:
        raise UnknownKind(where.kind)
    forum = registered(load_forums(connection), where.forum).forum.code if where.forum else None
    return scope_of(forum, where.kind, _person(connection, where.person) if where.person else None)


def _person(connection: Connection, words: str) -> str:
    """The key of a person: the address, else the words they are kept by. Raises UnknownPerson, SeveralPeople."""
    people = People(load_people(connection))
    handle = people.handle(words)
    return party_key(people.reach(handle).email or handle)


def _checked(connection: Connection, where: Where, change: LadderChange) -> dict[str, Any]:
    """The columns that are set. Raises BadLadder, NotAnAddress, UnknownPerson, SeveralPeople."""
    said: dict[str, Any] = {name: value for name in SETTINGS if (value := getattr(change, name)) is not None}
    if not said:
        raise BadLadder("Say what to set: --before, --head, --chair, --head-from, --chair-from or --until")
    if "until" in said and not where.person:
        raise BadLadder("--until says that one person is on leave: name the person with --person")
    for name in ("head", "chair"):
        if name in said and where.person:
            raise BadLadder(f"--{name} is set for the office, a forum or a kind, not for a person")
        if name in said:
            said[name] = _address(connection, said[name])
    for name in ("head_from", "chair_from"):
        if not 0 <= said.get(name, 0) <= FARTHEST:
            raise BadLadder(f"--{name.replace('_', '-')} is a number of working days from 0 to {FARTHEST}")
    return said


def _address(connection: Connection, words: str) -> str:
    if "@" in words:
        return email_address(words)
    person = People(load_people(connection)).one(words)
    if person.email is None:
        raise BadLadder(f"{person.name} has no address: sagsgang person set {person.handle} --email ADDRESS")
    return person.email


def told_ladder(connection: Connection, where: Where) -> dict[str, Any]:
    """The ladder that counts for what is named, as `ladder show --json` prints it, and every setting there is.

    Raises BadLadder, UnknownForum, UnknownKind, UnknownPerson, SeveralPeople.
    """
    _scope(connection, where)
    circles = load_circles(connection)
    settings, kind = circles.settings, where.kind or DeadlineKind.REPORT
    forum = registered(load_forums(connection), where.forum).forum.code if where.forum else None
    own = settings.person(_person(connection, where.person)) if where.person else None
    owners = (circles.party(_person(connection, where.person)),) if where.person else ()
    ladder = circles.settled(settings.ladder(forum, kind), owners)
    return {
        "forum": forum,
        "kind": where.kind,
        "person": where.person,
        "before": list(own.before if own and own.before is not None else ladder.before),
        "after": built_in(kind).after,
        "head_from": ladder.head_from,
        "chair_from": ladder.chair_from,
        "head": settings.head(forum, kind),
        "chair": settings.chair(forum, kind),
        "until": own.until if own else None,
        "settings": [
            {"scope": one.scope, **{name: _plain(getattr(one, name)) for name in SETTINGS}}
            for one in settings.by_scope.values()
            if any(getattr(one, name) is not None for name in SETTINGS)
        ],
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
