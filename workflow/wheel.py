"""Årshjulet går: what the clock does with the duties that come back. It opens their cases, and asks for days."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db.queries.wheel import case_heads, closed_cases, head_of_office, known_duties, meeting_days
from db.record import Update, Write
from ingest.recurrence import rule_days
from states.addresses import Address
from states.calendar import add_working_days
from states.errors import SagsgangError
from states.letters import Draft, LetterKind
from states.machine import ENDED
from states.wheel import KnownDuty, Turn, TurnState, fill_year, without_year, year_of
from states.wheel_rules import ASK_AGAIN, Around, Occurrence, coming, due_of, last_time, occurrences
from states.zone import ZONE
from templates.list_words import month
from workflow.batch import Batch
from workflow.desk import Desk, open_desk
from workflow.people import reach_all
from workflow.suggest import suggest_for
from workflow.wheel_lead import HORIZON, Lookout, look_out
from workflow.wheel_opening import case_title, missing_deadline, open_turn, turn_row, turn_title

EARLIER_TOLD = 3
"""So many earlier days are told to somebody who is asked."""


def open_due(
    connection: Connection,
    *,
    routes: Path | None = None,
    only: Collection[str] | None = None,
    by: str,
    now: datetime,
) -> list[str]:
    """Open the case of every duty whose time has come, each once; note the days that must be asked for.

    `routes`: the office's own folder of routes. `only`: the duties with these keys. A duty that cannot be opened is
    told, and the others are. Returns a line for each thing done. Once a day is enough; two processes at once open each
    case once.
    """
    today = now.astimezone(ZONE).date()
    if not _in_force(connection, only):
        return []
    look = look_out(connection, routes, today=today)
    with open_desk(connection, by=by, now=now) as desk:  # holds the journal's head: what is read now is what counts
        wheel = _Wheel(connection, desk, look)
        lines = [line for known in _in_force(connection, only) for line in wheel.turns(known)]
    suggest_for(connection, wheel.opened, today, by=by, now=now)
    return lines


def _in_force(connection: Connection, only: Collection[str] | None) -> list[KnownDuty]:
    return [one for one in known_duties(connection) if one.active and (only is None or one.duty.key in only)]


class _Wheel:
    """One look at every duty, with the register open for writing."""

    def __init__(self, connection: Connection, desk: Desk, look: Lookout) -> None:
        self.connection, self.desk, self.look = connection, desk, look
        self.opened: list[int] = []
        self._heads: Sequence[Any] = ()
        self._taken: set[int] = set()

    def turns(self, known: KnownDuty) -> Iterator[str]:
        """What is to be done for one duty today, done."""
        self._taken = {turn.case_id for turn in known.turns if turn.case_id is not None}
        for one in coming(known, known.since, self.look.today + HORIZON, self.look.around):
            try:
                yield from self._turn(known, one)
            except SagsgangError as refusal:
                yield f"{known.duty.key} {one.name} cannot be opened: {refusal}"
                return  # what comes later would meet the same

    def _turn(self, known: KnownDuty, one: Occurrence) -> Iterator[str]:
        if one.on is None:
            yield from self._ask(known, one)
            return
        lead = self.look.lead(known.duty, one)
        if lead.opens_on > self.look.today:
            return
        if stands := self._standing(known, one):
            yield self._take(known, one, stands)
            return
        number = open_turn(self.connection, self.desk, self.look, known, one, lead)
        self.opened.append(number)
        late = f", late: it should have been opened by {lead.opens_on}" if lead.opens_on < self.look.today else ""
        yield f"Opened case {number} ({case_title(known.duty, one.name)}), due {one.on}{late}.{self._like(known)}"

    def _ask(self, known: KnownDuty, one: Occurrence) -> Iterator[str]:
        """Its day must be asked for: from now on the turn waits for an answer."""
        if known.turn(one.name) is not None or self.look.asks_on(known.duty, one) > self.look.today:
            return
        facts = {"duty": known.duty.key, "occurrence": one.name}
        self.desk.note("wheel_asked", None, facts, turn_row(self.desk, known, one.name, TurnState.ASKED))
        yield (
            f"When is {known.duty.key} due in {one.name}? Somebody must say: "
            f"sagsgang wheel answer {known.duty.key} {one.name} DATE."
        )

    def _take(self, known: KnownDuty, one: Occurrence, case_id: int) -> str:
        """A case that somebody opened by hand is not opened twice."""
        due = due_of(known.duty, one)
        self._taken.add(case_id)
        rows = [
            turn_row(self.desk, known, one.name, TurnState.OPENED, due=due.on, case_id=case_id),
            *missing_deadline(self.desk, case_id, known.duty, due),
        ]
        facts = {"duty": known.duty.key, "occurrence": one.name, "due": due.on}
        self.desk.note("wheel_linked", case_id, facts, *rows)
        return f"{known.duty.key} {one.name} stands already as case {case_id}: linked to it."

    def _cases(self) -> Sequence[Any]:
        self._heads = self._heads or case_heads(self.connection)
        return self._heads

    def _standing(self, known: KnownDuty, one: Occurrence) -> int | None:
        """A case that somebody opened for just this time: titled so, still open, and no case of an earlier time."""
        duty, since = known.duty, last_time(known, one, self.look.around) or date.min
        wanted = {_plain(case_title(duty, one.name)), _plain(fill_year(duty.title, one.year))}
        same = (row for row in self._cases() if _plain(row.title) in wanted and row.id not in self._taken)
        return next((row.id for row in same if row.state not in ENDED and row.opened_on >= since), None)

    def _like(self, known: KnownDuty) -> str:
        """Where no earlier turn is known, the last case that is called so beside its year: only suggested."""
        if any(turn.case_id for turn in known.turns):
            return ""
        wanted = without_year(known.duty.title)
        like = [row for row in self._cases() if without_year(row.title) == wanted]
        if not like:
            return ""
        last, key = like[-1], known.duty.key
        return f" Case {last.id} ({last.title}) may be an earlier one: sagsgang wheel link {key} YEAR {last.id}."


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


@dataclass(frozen=True, slots=True)
class _Asked:
    """Somebody must say when this comes; `again`: nobody has answered for a while."""

    known: KnownDuty
    turn: Turn
    again: bool


def questions(connection: Connection, *, today: date, link: str) -> Batch:  # noqa: ARG001 - as every producer is asked
    """Letters to the owners of duties whose day must be said, and to the head of secretariat after a silence.

    One letter a person and day, about all that is asked of them. The turn remembers when it was last asked for.
    """
    around = Around(meeting_days(connection), rule_days)
    waiting = [one for one in _waiting(known_duties(connection), today) if not _is_known(one, around)]
    if not waiting:
        return Batch()
    recipients = _Recipients(connection, [one.known for one in waiting])
    closed = closed_cases(connection, {turn.case_id for one in waiting for turn in one.known.turns if turn.case_id})
    asked_of = recipients.each(waiting)
    drafts = {_key(to, today): _draft(to, theirs, closed, today) for to, theirs in asked_of.items()}
    turns = {_key(to, today): [one.turn for one in theirs] for to, theirs in asked_of.items()}

    def along(_desk: Desk, letters: Mapping[str, int]) -> Iterable[Write]:
        asked = {turn.id: turn for key in letters for turn in turns.get(key, ())}
        for number, turn in asked.items():
            was = {"state": turn.state, "asked_on": turn.asked_on}
            yield Update("wheel_turn", {"id": number}, {"asked_on": today}, was)

    return Batch(tuple(drafts.values()), along)


def _waiting(known: Iterable[KnownDuty], today: date) -> Iterator[_Asked]:
    for duty in known:
        for turn in duty.turns if duty.active else ():
            if turn.state is not TurnState.ASKED:
                continue
            if turn.asked_on is None or add_working_days(turn.asked_on, ASK_AGAIN) <= today:
                yield _Asked(duty, turn, turn.asked_on is not None)


def _is_known(one: _Asked, around: Around) -> bool:
    """Whether its day is known by now without an answer: the forum's meetings have been put in."""
    years = range(year_of(one.turn.occurrence) - 1, year_of(one.turn.occurrence) + 2)
    times = (time for year in years for time in occurrences(one.known, year, around))
    return any(time.on for time in times if time.name == one.turn.occurrence)


class _Recipients:
    """Where letters about duties go: their owners, else the officers, and the head of secretariat."""

    def __init__(self, connection: Connection, duties: Sequence[KnownDuty]) -> None:
        self._head = head_of_office(connection)
        words = {word for known in duties for word in (*known.duty.owners, *known.duty.officers)}
        self._reached = reach_all(connection, sorted({*words, *([self._head] if self._head else [])}))

    def each(self, waiting: Iterable[_Asked]) -> dict[Address, list[_Asked]]:
        """What is asked of whom; somebody who goes by two names has one address."""
        names: dict[str, Address] = {}
        found: dict[Address, list[_Asked]] = defaultdict(list)
        for one in waiting:
            for to in self.of(one):
                known_as = names.setdefault(to.email, to)
                if one not in found[known_as]:
                    found[known_as].append(one)
        return found

    def of(self, one: _Asked) -> list[Address]:
        """Who is asked: the head too where nobody has answered, or nobody can be reached."""
        duty = one.known.duty
        found = self._addresses(duty.owners) or self._addresses(duty.officers)
        if self._head and (one.again or not found):
            found |= self._addresses((self._head,))
        return sorted(found)

    def _addresses(self, words: Iterable[str]) -> set[Address]:
        reached = (self._reached[word] for word in words)
        return {Address(one.email, one.name) for one in reached if one.email}


def _key(to: Address, today: date) -> str:
    return f"question:{today}:{to.email}"


def _draft(to: Address, theirs: Sequence[_Asked], closed: set[int], today: date) -> Draft:
    """The letter's facts; of a duty whose cases are confidential, its key alone."""
    hidden = [any(turn.case_id in closed for turn in one.known.turns) for one in theirs]
    asked = [_question(one, hidden=hides) for one, hides in zip(theirs, hidden, strict=True)]
    return Draft(_key(to, today), LetterKind.QUESTION, to, {"questions": asked}, closed=any(hidden))


def _question(one: _Asked, *, hidden: bool) -> dict[str, Any]:
    duty, occurrence = one.known.duty, one.turn.occurrence
    year = year_of(occurrence)
    return {
        "duty": duty.key,
        "title": "" if hidden else turn_title(duty, occurrence),
        "occurrence": occurrence,
        "year": year,
        "earlier": [month(day) for day in one.known.earlier[:EARLIER_TOLD]],
        "source": "" if hidden else duty.source,
        "again": one.again,
        "answer": f"sagsgang wheel answer {duty.key} {occurrence} {year}-MM-DD",
        "skip": f'sagsgang wheel answer {duty.key} {occurrence} --skip --reason "…"',
    }
