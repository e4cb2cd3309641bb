"""When a duty of the wheel comes: each year's days, terms and elections, and what must be asked. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from states.calendar import add_working_days, is_working_day
from states.plan_told import Due
from states.shift import Shift
from states.wheel import (
    AfterElection,
    KnownDuty,
    LawDate,
    MeetingsBefore,
    Rule,
    TermYears,
    TurnState,
    YearlyDuty,
    dump_month_day,
    fill_year,
)

TERM = 4
"""Years between two municipal elections."""
AN_ELECTION = 2021
NOVEMBER, TUESDAY = 11, 1

DAYS_A_STOP = 40
"""What one stop of a route takes where its calendar is not known: half of the way between two meetings of KKR, and the
days from cut-off to meeting."""
BETWEEN_MEETINGS = 75
"""Days between two meetings of a forum, at most. Source: KKR's meetings of 2023 lie 60 to 78 days apart."""
ASK_AHEAD = 20
"""Working days before the earliest day on which a case might have to be opened: then its date is asked for."""
ASK_AGAIN = 10
"""Working days until somebody who has not answered is asked again."""

RuleDays = Callable[[Rule, int], Sequence[date]]
"""The days of a rule in a year (`ingest/recurrence.py` knows RFC 5545)."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Gang: one time that a duty comes. `name` tells it apart for ever ("2028"); `on`: its day, None: to be asked for.

    `about`, `latest`: the same day, or where it is asked for, the earliest and the latest that it may be.
    """

    name: str
    year: int
    on: date | None
    about: date
    latest: date


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules look at: meetings of each forum by code, cancelled ones left out, and how a rule is read."""

    meetings: Mapping[str, Sequence[date]]
    rule_days: RuleDays


def election_day(year: int) -> date | None:
    """The municipal election of a year, if there is one: the third Tuesday of November, every fourth year.

    Source: the Danish act on local and regional elections; 2021, 2025, 2029.
    """
    if (year - AN_ELECTION) % TERM:
        return None
    first = date(year, NOVEMBER, 1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7 + 14)


def term_year(year: int) -> int:
    """Which year of the councils' term it is, 1 to 4: a term begins on 1 January after the election."""
    return (year - AN_ELECTION - 1) % TERM + 1


def occurrences(known: KnownDuty, year: int, around: Around) -> list[Occurrence]:
    """The times that a duty comes in a year, the earliest first; a day that has to be asked for is None."""
    duty = known.duty
    if not comes_in(duty, year):
        return []
    return list(_named(known, year, list(_days(known, year, around))))


def comes_in(duty: YearlyDuty, year: int) -> bool:
    """Whether it is one of the duty's years."""
    if duty.first is not None and year < duty.first:
        return False
    return duty.every == 1 or (year - (duty.first or 0)) % duty.every == 0


def _days(known: KnownDuty, year: int, around: Around) -> Iterator[tuple[date, bool]]:
    """Each day by rule, and whether it is sure."""
    asked = asks(known)
    match known.duty.recurrence:
        case LawDate(on):
            yield on.within(year), not asked
        case Rule() as rule:
            yield from ((day, not asked) for day in around.rule_days(rule, year))
        case MeetingsBefore() as counted:
            day = meeting_before(counted, year, around.meetings.get(counted.forum, ()))
            yield day or _guessed(counted, year), day is not None and not asked
        case TermYears(years, on) if term_year(year) in years:
            yield on.within(year), not asked
        case AfterElection(days):
            held = election_day(year - 1)
            if held:
                yield held + timedelta(days=days), not asked


def _named(known: KnownDuty, year: int, days: Sequence[tuple[date, bool]]) -> Iterator[Occurrence]:
    """A year's only time goes by the year, several by their months, and several in a month by their days."""
    meeting = isinstance(known.duty.recurrence, MeetingsBefore)
    months = {day.month for day, _ in days}
    for day, sure in days:
        name = str(year) if len(days) == 1 else f"{day:%Y-%m}" if len(months) == len(days) else day.isoformat()
        on = day if meeting else shifted(day, known.duty.shift)
        if sure:
            yield Occurrence(name, year, on, on, on)
        else:
            yield Occurrence(name, year, None, earliest(known, year, on), latest(known, year, on))


def shifted(day: date, shift: Shift) -> date:
    """The day, moved off a weekend, holiday or closing day where the duty says so."""
    if shift is Shift.NONE or is_working_day(day):
        return day
    return add_working_days(day, 1 if shift is Shift.NEXT else -1)


def asks(known: KnownDuty) -> bool:
    """Whether its day is asked for: the duty says so, or its last two known days fell in different months."""
    if known.duty.ask:
        return True
    if not isinstance(known.duty.recurrence, LawDate | TermYears):
        return False  # a rule or a meeting may well fall in another month by itself
    return len({day.month for day in known.earlier[:2]}) > 1


def earliest(known: KnownDuty, year: int, by_rule: date) -> date:
    """The earliest day of a year on which an asked duty may fall, as far as earlier years tell."""
    return min([by_rule, *_seen_days(known, year)])


def latest(known: KnownDuty, year: int, by_rule: date) -> date:
    """The latest day of a year on which an asked duty may fall, as far as earlier years tell."""
    rule = known.duty.recurrence
    bound = rule.by.within(year) if isinstance(rule, MeetingsBefore) else by_rule
    return max([bound, *_seen_days(known, year)])


def _seen_days(known: KnownDuty, year: int) -> Iterator[date]:
    return (day.replace(year=year, day=min(day.day, 28)) for day in known.earlier)


def meeting_before(counted: MeetingsBefore, year: int, meetings: Iterable[date]) -> date | None:
    """The meeting that is meant; None while the forum's calendar is not known so far.

    It is known when a meeting stands on the day or after it, or so shortly before that no other fits between.
    """
    by = counted.by.within(year)
    days = sorted(set(meetings))
    before = [day for day in days if day <= by]
    reaches = bool(days) and days[-1] >= by - timedelta(days=BETWEEN_MEETINGS)
    return before[-counted.count] if reaches and len(before) >= counted.count else None


def _guessed(counted: MeetingsBefore, year: int) -> date:
    return counted.by.within(year) - timedelta(days=counted.count * BETWEEN_MEETINGS)


def coming(known: KnownDuty, since: date, until: date, around: Around) -> list[Occurrence]:
    """The times not yet done whose day is from `since` to `until`, the earliest first; an answer counts as the day.

    A day that nobody knows may still come as long as it has ever come that late in a year; and what somebody has
    answered for comes, whatever the day.
    """
    years = range(since.year - 1, until.year + 2)
    named = {one.name: answered(known, one) for year in years for one in occurrences(known, year, around)}
    ahead = (one for one in named.values() if one.about <= until and not _is_done(known, one))
    found = [one for one in ahead if since <= one.latest or _has_answer(known, one)]
    return sorted(found, key=lambda one: (one.about, one.name))


def answered(known: KnownDuty, one: Occurrence) -> Occurrence:
    """The occurrence with the day that somebody has said."""
    turn = known.turn(one.name)
    if turn is None or turn.due is None:
        return one
    return Occurrence(one.name, one.year, turn.due, turn.due, turn.due)


def _has_answer(known: KnownDuty, one: Occurrence) -> bool:
    turn = known.turn(one.name)
    return turn is not None and turn.state is TurnState.ANSWERED


def _is_done(known: KnownDuty, one: Occurrence) -> bool:
    turn = known.turn(one.name)
    return turn is not None and turn.state in (TurnState.OPENED, TurnState.SKIPPED)


def last_time(known: KnownDuty, one: Occurrence, around: Around) -> date | None:
    """The day on which the duty was due the time before, as it is known or else by its rule."""
    years = range(one.year - max(TERM, known.duty.every), one.year + 1)
    by_rule = (time.about for year in years for time in occurrences(known, year, around) if time.name != one.name)
    return max((day for day in (*known.earlier, *by_rule) if day < one.about), default=None)


def ready_on(duty: YearlyDuty, one: Occurrence) -> date | None:
    """The working day on which what the case rests on is there; None where it rests on nothing of the kind."""
    if duty.ready is None:
        return None
    day = duty.ready.within(one.about.year)
    return shifted(day if day <= one.about else duty.ready.within(one.about.year - 1), Shift.NEXT)


def due_of(duty: YearlyDuty, one: Occurrence) -> Due:
    """The deadline of an occurrence; where its day is not known, of the earliest that it may be."""
    return Due(one.about, duty.before, kind=duty.kind, words=deadline_words(duty, one.year))


def deadline_words(duty: YearlyDuty, year: int) -> str:
    """What its deadline is called: its own words, else the title."""
    return fill_year(duty.words or duty.title, year)


def opens_on(act_by: date, margin: int) -> date:
    """When a case opens that must be on its first agenda by a day: so many working days before."""
    return add_working_days(act_by, -margin)


def estimated_start(works_to: date, stops: int) -> date:
    """By when a case must be on its way where calendars are not known."""
    return works_to - timedelta(days=DAYS_A_STOP * max(1, stops))


def in_words(duty: YearlyDuty) -> str:
    """The rule in words, for the terminal."""
    every = "each year" if duty.every == 1 else f"every {duty.every} years from {duty.first}"
    until = "before" if duty.before else "by"
    match duty.recurrence:
        case LawDate(on):
            told = f"{until} {dump_month_day(on)} {every}"
        case Rule(words, first):
            told = f"{until} {words} from {first}"
        case MeetingsBefore(count, forum, by):
            told = f"{forum}'s meeting no. {count} counted back from {dump_month_day(by)}, {every}"
        case TermYears(years, on):
            told = f"{until} {dump_month_day(on)} in year {' and '.join(map(str, years))} of the councils' term"
        case AfterElection(days):
            told = f"{until} {days} days after each municipal election"
    opens = f"; opens on {dump_month_day(duty.ready)}" if duty.ready else ""
    return f"asked for each time; else {told}{opens}" if duty.ask else f"{told}{opens}"
