"""Reminding as plain data: who can be asked about a watched day, what became of it, and what a look gives. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from states.ladder import Ladder, Step
from states.watched import Watched


class Role(StrEnum):
    """As what somebody is asked."""

    OWNER = "owner"
    HEAD = "head"
    CHAIR = "chair"


class Why(StrEnum):
    """Why this person is asked; the words for it stand in templates/reminder_words.py and commands/reminders_told.py.

    OWNER: registered for it. OFFICER: nobody is, and it is a case of theirs. NO_OWNER: nobody is at all. SILENCE: the
    owners have not answered. UNREACHABLE: the owners have no address. UNDELIVERED: the last letter to them came to
    nothing. AWAY: the owners are on leave. OVER: it is over time. LAST: nobody has answered, and it is the last step
    before the day.
    """

    OWNER = "owner"
    OFFICER = "officer"
    NO_OWNER = "no_owner"
    SILENCE = "silence"
    UNREACHABLE = "unreachable"
    UNDELIVERED = "undelivered"
    AWAY = "away"
    OVER = "over"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Party:
    """Part: somebody who may be asked. `words`: as registered; without `email` no letter reaches them, for `reason`.

    `away`: on leave, nothing before that day. `before`: a ladder of their own.
    """

    words: str
    name: str = ""
    email: str | None = None
    reason: str = ""
    away: date | None = None
    before: tuple[int, ...] | None = None

    @property
    def key(self) -> str:
        """By what the register knows them: the address, else the words; the case of the letters does not count."""
        return party_key(self.email or self.words)

    @property
    def shown(self) -> str:
        """What people call them."""
        return self.name or self.words

    def is_reached(self, today: date) -> bool:
        """Whether a letter of this day reaches them."""
        return self.email is not None and not self.is_away(today)

    def is_away(self, today: date) -> bool:
        """Whether they are on leave."""
        return self.away is not None and today < self.away


def party_key(words: str) -> str:
    """An address, or the words that stand for somebody without one, as they are compared and kept."""
    return " ".join(words.split()).casefold()


@dataclass(frozen=True, slots=True)
class Circle:
    """Kreds: who can be asked about a watched day. `stand_in`: the owners are the case's officers, for want of any."""

    owners: tuple[Party, ...] = ()
    stand_in: bool = False
    head: Party | None = None
    chair: Party | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What became of a watched day in this revision.

    `sent`: for each recipient (Party.key) the steps sent, by name, with their days. `answered`: who said "I have it",
    and when. `failed`: for each recipient the steps among those whose letter was refused or cancelled.
    """

    sent: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    answered: Mapping[str, date] = field(default_factory=dict)
    failed: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def latest(self) -> date | None:
        """The day of the last step that anybody was reminded at."""
        return max((day for steps in self.sent.values() for day in steps.values()), default=None)

    def arrived(self, recipient: str) -> Mapping[str, date]:
        """The steps that came to them, or are on their way, by name, with their days."""
        failed = self.failed.get(recipient, ())
        return {name: day for name, day in self.sent.get(recipient, {}).items() if name not in failed}

    def is_lost_on(self, recipient: str) -> bool:
        """Whether the last letter to them came to nothing, so that nobody can say they were asked."""
        steps = self.sent.get(recipient)
        if not steps:
            return False
        return max(steps, key=steps.__getitem__) in self.failed.get(recipient, ())


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one watched day. `begin`: from which day on steps are looked for.

    `begin_others`: the same for the head and the chair: those who come to a ladder that others stand on already are
    not told its whole past, but a new owner is. `anew`: it was entered or changed since the last look.
    """

    watched: Watched
    ladder: Ladder
    circle: Circle
    history: History
    begin: date
    begin_others: date
    today: date
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Then:
    """Dernæst: what happens if nobody answers. From the day `on` somebody else is asked (`role`).

    Without a role, it counts as over from that day on; without a day, nobody is asked any more. `over`: it is already.
    """

    role: Role | None = None
    on: date | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Linje: one watched day in one person's letter, with the steps that it stands for, the earliest first.

    `about`: of whom the reason speaks. `since`: from when on they did not answer. `fresh`: an owner who was put on it
    after others had been reminded: told at once of where it stands, and not late. `then`: what comes next.
    """

    watched: Watched
    to: Party
    role: Role
    why: Why
    steps: tuple[Step, ...]
    late: bool
    about: tuple[str, ...] = ()
    since: date | None = None
    fresh: bool = False
    then: Then | None = None

    def is_late(self, step: Step, today: date) -> bool:
        """Whether a step is told later than it fell due."""
        return step.on < today and not self.fresh


@dataclass(frozen=True, slots=True)
class LastChance:
    """Sidste chance: after the day `after` it is too late for a `forum`'s meeting of a day, and so for the deadline.

    `late`: it is too late already; the rest is None then.
    """

    forum: str = ""
    after: date | None = None
    meeting: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line as it stands in a letter: with the secret of its link, and what the plan says of its case.

    `also`: in what other words papers tell of the same duty (states/twins.py).
    """

    line: Line
    token: str
    chance: LastChance | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Kvittering: `who` has taken it, on a day; `role`: as what the reader of it was asked."""

    watched: Watched
    who: str
    role: Role
    on: date


@dataclass(frozen=True, slots=True)
class Gap:
    """Hul: a step that is due, and nobody whom a letter reaches."""

    watched: Watched
    steps: tuple[Step, ...]
    unreached: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look gives: lines for letters, gaps, and the day when the ladder is to look again (None: never)."""

    lines: tuple[Line, ...] = ()
    gap: Gap | None = None
    again: date | None = None
