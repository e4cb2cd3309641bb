"""Sager på vej: how far each case has come, and when the forums left on its route are expected to have it. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.agenda import ahead, comes_on
from states.course import answers
from states.facts import CaseFacts, LaidStop, MeetingFacts, MeetingState, TreatmentFacts
from states.machine import DONE_STATES, DRAFT, ENDED, WITHDRAWN
from states.outcomes import Outcome

Meetings = Mapping[str, Sequence[MeetingFacts]]
"""The meetings of each forum, by its code, the earliest first."""


ONE_DAY = timedelta(days=1)


class Stage(StrEnum):
    """Hvor langt sagen er: written but not submitted, before a forum, out with the councils, or ended."""

    PREPARED = "prepared"
    UNDER_WAY = "under_way"
    SENT = "sent"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Leg:
    """Behandling, der venter: a stop that the case has still to pass, by its forums' codes.

    `on`: the day of the meeting it is expected at (where a group must answer by a date, that date); None where no
    meeting is planned that it can come on. `past`: that day is over, and what was decided is not known.
    """

    forums: tuple[str, ...]
    on: date | None
    past: bool = False


@dataclass(frozen=True, slots=True)
class LastWord:
    """Seneste beslutning: what the latest forum decided. `on` is None where no paper tells the day."""

    forum: str
    on: date | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """En sag på vej. `route`: the forums of each stop that counts. `ahead`: the stop where it waits, then those after.

    `holders`: the forums of the stop where it is, or ended. `waits_at`: those of them that have not answered yet.
    `answered` of `asked`: how far a group has come, 0 of 0 where the case is before one forum. `ended_on`: the day it
    ended, for a finished case.
    """

    case_id: int
    title: str
    stage: Stage
    closed: bool
    route: tuple[tuple[str, ...], ...]
    officers: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    waits_at: tuple[str, ...] = ()
    ahead: tuple[Leg, ...] = ()
    treated_by: tuple[str, ...] = ()
    last: LastWord | None = None
    answered: int = 0
    asked: int = 0
    withdrawn: bool = False
    ended_on: date | None = None

    def concerns(self, forum: str) -> bool:
        """Whether the case is before this forum or on its way there; of a finished one, whether the forum had it."""
        if self.stage is Stage.FINISHED:
            return forum in self.treated_by
        return any(forum in leg.forums for leg in self.ahead)


def on_the_way(
    case: CaseFacts,
    meetings: Meetings,
    councils: Collection[str],
    ended_on: date | None = None,
    *,
    today: date = date.min,
) -> OnTheWay:
    """Where the case stands `today`. `councils`: the codes of the kommunalbestyrelser; `ended_on`: as is registered.

    A meeting that is over may be the one a case waits for (its minutes are missing), and is none it can still reach.
    """
    here = _here(case)
    group = here is not None and here.stop.is_group
    given = answers(case, here) if here is not None and group else []
    done = _by_day(one for one in case.treatments if one.state in DONE_STATES)
    return OnTheWay(
        case_id=case.id,
        title=case.title,
        stage=_stage(case, here, councils),
        closed=is_closed(case),
        route=tuple(stop.forums for stop in case.route),
        officers=case.officers,
        holders=here.stop.forums if here else _held(case, done),
        waits_at=tuple(one.forum for one in case.open_treatments),
        ahead=tuple(_legs(case, here, meetings, today)) if here else (),
        treated_by=tuple(dict.fromkeys(one.forum for one in done)),
        last=_last(done),
        answered=sum(outcome is not None for outcome in given),
        asked=len(given),
        withdrawn=case.state == WITHDRAWN,
        ended_on=ended_on,
    )


def is_closed(case: CaseFacts) -> bool:
    """Whether the case is confidential (lukket) now: where it waits, or where it was treated last."""
    counting = case.open_treatments or case.treatments[-1:]
    return any(one.closed for one in counting)


def _here(case: CaseFacts) -> LaidStop | None:
    """The stop where the case is, or where a draft will begin."""
    if case.state in ENDED:
        return None
    if case.state != DRAFT:
        return case.here
    return next((laid for laid in case.stops if not laid.skipped), None)


def _stage(case: CaseFacts, here: LaidStop | None, councils: Collection[str]) -> Stage:
    if here is None:
        return Stage.FINISHED
    if case.state == DRAFT:
        return Stage.PREPARED
    return Stage.SENT if all(forum in councils for forum in here.stop.forums) else Stage.UNDER_WAY


def _legs(case: CaseFacts, here: LaidStop, meetings: Meetings, today: date) -> Iterable[Leg]:
    """The meetings that the case can come on, one after the other. Behind one that is unknown nothing is promised.

    A forum's cut-off is not counted with: forums of the same secretariat meet eleven days apart and pass cases on.
    """
    day = _day_here(case, here, meetings)
    yield Leg(here.stop.forums, day, past=day is not None and day < today)
    for laid in case.stops:
        if laid.position > here.position and not laid.skipped:
            day = _after(laid, day if day is None or day >= today else today - ONE_DAY, meetings)
            yield Leg(laid.stop.forums, day, past=day is not None and day < today)


def _day_here(case: CaseFacts, here: LaidStop, meetings: Meetings) -> date | None:
    """The day on which the last of those who have not answered can: the rule of `case show`, for each of them."""
    waiting = case.open_treatments
    return _together([_comes_on(case, one, meetings) for one in waiting]) or here.expires


def _comes_on(case: CaseFacts, waiting: TreatmentFacts, meetings: Meetings) -> date | None:
    own = meetings.get(waiting.forum, ())
    planned = next((one.on for one in own if one.id == waiting.meeting_id), None)
    treated = {one.meeting_id for one in case.treatments if one.forum == waiting.forum and one.state in DONE_STATES}
    return comes_on(planned, own, treated)


def _after(laid: LaidStop, day: date | None, meetings: Meetings) -> date | None:
    if day is None:
        return laid.expires
    return _together([_first_after(day, meetings.get(forum, ())) for forum in laid.stop.forums]) or laid.expires


def _first_after(day: date, meetings: Sequence[MeetingFacts]) -> date | None:
    planned = (one.on for one in ahead(meetings) if one.state == MeetingState.PLANNED)
    return next((on for on in planned if on > day), None)


def _together(days: Sequence[date | None]) -> date | None:
    """The day on which all have met; None where one of them has no meeting."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _by_day(done: Iterable[TreatmentFacts]) -> list[TreatmentFacts]:
    return sorted(done, key=lambda one: (one.decided_on or date.min, one.id))


def _held(case: CaseFacts, done: Sequence[TreatmentFacts]) -> tuple[str, ...]:
    """The forums of the stop where a case ended: where it was decided last, or withdrawn."""
    last = case.treatments[-1:] if case.state == WITHDRAWN else done[-1:]
    return next((laid.stop.forums for one in last for laid in case.stops if laid.id == one.stop_id), ())


def _last(done: Sequence[TreatmentFacts]) -> LastWord | None:
    if not done or done[-1].outcome is None:
        return None
    return LastWord(done[-1].forum, done[-1].decided_on, done[-1].outcome)
