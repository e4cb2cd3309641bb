"""What the feed is told of: meetings, deadlines, promises and points of no return, as plain facts. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class About:
    """The case that something is about, if any. A `closed` one is told by its number only (lukket sag)."""

    case_id: int | None = None
    title: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class FedMeeting:
    """A meeting of the forum `code`, called `name`. `reason`: why it is cancelled, if it is and somebody said so."""

    id: int
    code: str
    name: str
    on: date
    at: str | None = None
    place: str | None = None
    cut_off: date | None = None
    dispatch: date | None = None
    cancelled: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FedDeadline:
    """An open deadline with the forums (codes) that its case is or was at. `on`, or `earliest` and `latest`.

    `also`: the words of others of the same kind, of the same case, on the same day.
    """

    id: int
    kind: str
    words: str
    about: About
    forums: tuple[str, ...] = ()
    on: date | None = None
    before: bool = False
    earliest: date | None = None
    latest: date | None = None
    legal_default: str | None = None
    also: tuple[str, ...] = ()


def told_once(deadlines: Iterable[FedDeadline]) -> list[FedDeadline]:
    """What several papers tell of a case, the same kind of duty on the same day, once: the first stands for all.

    Those that belong to no case stay as they are.
    """
    return list(dict.fromkeys(spokesmen(deadlines).values()))


def spokesmen(deadlines: Iterable[FedDeadline]) -> dict[int, FedDeadline]:
    """For each deadline, by number, the one that stands for it, with the words of all that it stands for."""
    found: dict[tuple[object, ...], list[FedDeadline]] = {}
    for one in deadlines:
        own = one.about.case_id if one.about.case_id is not None else ("no case", one.id)
        found.setdefault((own, one.kind, one.on, one.before, one.earliest, one.latest), []).append(one)
    told = ((replace(first, also=_others(first, rest)), (first, *rest)) for first, *rest in found.values())
    return {one.id: first for first, all_ in told for one in all_}


def _others(first: FedDeadline, rest: Iterable[FedDeadline]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in rest if one.words != first.words))


@dataclass(frozen=True, slots=True)
class FedPromise:
    """An open promise to the forum `code`, called `name`, between two days of which one may be open."""

    id: int
    code: str
    name: str
    subject: str
    words: str
    about: About
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class PointOfNoReturn:
    """Sidste udkald: the last day on which a case can be put on an agenda of its stop and still keep its deadline.

    `forums`: who treats it there, `name`: what they are called together. `meeting`: the last meeting that works.
    """

    stop: str
    forums: tuple[str, ...]
    name: str
    on: date
    meeting: date
    due: date
    about: About
