"""What `sagsgang reminders` prints: what would leave on a day, to whom and why, and what has left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from commands.tables import as_table, counted
from db.queries.reminders import sent_reminders
from states.calendar import add_working_days, is_working_day
from states.reminding import Gap, Line, Party, Role, Why
from states.watched import Source, Watched
from states.zone import ZONE
from workflow.looking import Seen, look, look_ahead

Json = dict[str, Any]

WHY = {
    Why.OWNER: "registered as owner",
    Why.OFFICER: "officer of the case, which has no other owner",
    Why.NO_OWNER: "nobody is registered as owner",
    Why.SILENCE: "has not answered",
    Why.UNREACHABLE: "has no address",
    Why.UNDELIVERED: "could not be written to: the last letter came to nothing",
    Why.AWAY: "is on leave",
    Why.OVER: "it is over time",
    Why.LAST: "last step before the day, and nobody has answered",
}
"""Why somebody is asked."""

ABOUT_OTHERS = (Why.SILENCE, Why.UNREACHABLE, Why.UNDELIVERED, Why.AWAY)
"""The reasons that say something of others: their names come before them."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of reminders: what would leave, what nobody can be told of, and everything that was looked at."""

    on: date
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    seen: tuple[Seen, ...]


def reminders_of(connection: Connection, on: date, today: date) -> Day:
    """What would leave on a day. Of today with what was missed; of another day, as if all before it had been sent."""
    seen = look(connection, today) if on == today else look_ahead(connection, on, today)
    lines = sorted(
        (line for one in seen for line in one.lines),
        key=lambda line: (line.to.key, line.watched.works_to, line.watched.subject),
    )
    gaps = [one.gap for one in seen if one.gap is not None]
    return Day(on, tuple(lines), tuple(gaps), tuple(one for one in seen if one.lines or one.gap))


def as_rows(day: Day) -> list[Json]:
    """One row a line; what reaches nobody has None for `to`."""
    rows = [_row(line.watched, line.to, line.role, line.steps[-1].name, line.late, why(line)) for line in day.lines]
    for gap in day.gaps:
        nobody = Party(", ".join(party.shown for party in gap.unreached) or "nobody")
        late = gap.steps[-1].on < day.on
        rows.append(_row(gap.watched, nobody, Role.OWNER, gap.steps[-1].name, late, _unreached(gap)))
    return rows


def _row(watched: Watched, to: Party, role: Role, step: str, late: bool, because: str) -> Json:
    return {
        "to": to.email,
        "name": to.shown,
        "role": role,
        "subject_id": watched.subject,
        "deadline": watched.number if watched.source is Source.DEADLINE else None,
        "case": watched.case_id,
        "kind": watched.kind,
        "words": watched.words,
        "due": watched.on or watched.latest,
        "works_to": watched.works_to,
        "step": step,
        "late": late,
        "why": because,
    }


def why(line: Line) -> str:
    """Why somebody is asked, in a few words."""
    people = " and ".join(line.about)
    if line.why in ABOUT_OTHERS:
        verb = WHY[line.why] if len(line.about) < 2 else _of_several(WHY[line.why])
        since = f" since {line.since}" if line.since and line.why is Why.SILENCE else ""
        return f"{people or 'nobody'} {verb}{since}"
    return WHY[line.why]


def _of_several(verb: str) -> str:
    return verb.replace("has ", "have ").replace("is ", "are ")


def _unreached(gap: Gap) -> str:
    if not gap.unreached:
        return "nobody is registered as owner, and no head of secretariat is set: sagsgang ladder set --head ADDRESS"
    told = "; ".join(f"{party.shown}: {_reason(party)}" for party in gap.unreached)
    return f"no letter reaches anybody ({told})"


def _reason(party: Party) -> str:
    return f"on leave until {party.away}" if party.away and party.email else party.reason or "no address is registered"


def print_day(day: Day) -> None:
    """The day for people: each letter with its lines, and beside them what is not sent and why."""
    if not is_working_day(day.on):
        following = add_working_days(day.on, 1)
        print(f"{day.on} is no working day: nothing leaves. The next that is one is {following}.")
        return
    people = {line.to.key: line.to for line in day.lines}
    count = counted(len(people), "letter") if people else "Nothing"
    print(f"{day.on}: {count} would leave{':' if people else '.'}")
    for person, party in people.items():
        print(f"\n{party.email}{f' ({party.name})' if party.name else ''}")
        _print_lines(line for line in day.lines if line.to.key == person)
    beside = [*_gaps(day.gaps), *_unasked(day)]
    if beside:
        print("\nNot sent:")
        print("\n".join(f"  {words}" for words in beside))


def _print_lines(lines: Iterable[Line]) -> None:
    for line in lines:
        watched = line.watched
        late = f", late: due {line.steps[-1].on}" if line.late else ""
        day = watched.on or f"{watched.earliest or '…'} to {watched.latest or '…'}"
        print(f"  {_called(watched)}, {day}: {' '.join(watched.words.split())}")
        print(f"      step {line.steps[-1].name}{late}; as {line.role}: {why(line)}")


def _called(watched: Watched) -> str:
    case = f" of case {watched.case_id}" if watched.case_id else ""
    return f"{watched.source.replace('_', '-')} {watched.number}{case}"


def _gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    for gap in gaps:
        yield f"{_called(gap.watched)}, step {gap.steps[-1].name}: {_unreached(gap)}"


def _unasked(day: Day) -> Iterator[str]:
    """The owners who are left out: they have answered, are on leave, or have no address; and who is asked instead."""
    for one in day.seen:
        instead = [line.to.shown for line in one.lines if line.role is not Role.OWNER]
        for party in one.circle.owners:
            if party.key in one.history.answered:
                yield f"{_called(one.watched)}: {party.shown} said “I have it” on {one.history.answered[party.key]}"
            elif not party.is_reached(day.on) and one.lines:
                whom = f"; asked instead: {', '.join(instead)}" if instead else ""
                yield f"{_called(one.watched)}: {party.shown}, {_reason(party)}{whom}"


def sent_rows(connection: Connection, case_id: int | None) -> list[Json]:
    """Every reminder that has been queued, the latest first."""
    return [
        {
            "day": row.dated.astimezone(ZONE).date(),
            "to": row.recipient,
            "name": row.to_name,
            "role": row.role,
            "subject_id": row.subject,
            "revision": row.revision,
            "step": row.step,
            "due_on": row.due_on,
            "late": bool(row.late),
            "letter": row.letter_id,
            "delivery": row.delivery,
        }
        for row in sent_reminders(connection, case_id)
    ]


def print_sent(rows: Sequence[Json]) -> None:
    """The ledger for people."""
    head = ("day", "to", "role", "subject_id", "step", "late", "letter", "delivery")
    as_table(head, [[("late" if row[name] else "") if name == "late" else row[name] for name in head] for row in rows])
