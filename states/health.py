"""Whether all is well: from what was found, what is wrong, what is only worth knowing, and what to do. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from states.beats import Beat, days_between, has_stopped
from states.hours import QUIET_FROM, QUIET_UNTIL
from states.zone import ZONE

PATIENCE = timedelta(minutes=15)
"""So long a letter may be due and not sent: several ticks of a running clock, one of a cron job."""

MOST_NAMED = 5


class Check(StrEnum):
    """What is looked at, by the name that a program watches: which one is red says nothing of people or cases."""

    CLOCK = "clock"
    LETTERS = "letters"
    UNSENT = "unsent"
    CHAIN = "chain"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the register found. `faults`: of the journal. `born`: when the register was made.

    `due_unsent`: letters that could have left first before `overdue_before`; `server_says`: its last words about them.
    `unreachable`: owners and forums without an address who are to be written to. `can_send`: whether somebody said how
    letters leave.
    """

    clock: Beat | None
    backup: Beat | None
    born: datetime
    due_unsent: int = 0
    server_says: str = ""
    waiting_for_approval: int = 0
    failed_letters: int = 0
    late_deadlines: int = 0
    unreachable: tuple[str, ...] = ()
    has_head: bool = True
    faults: tuple[str, ...] = ()
    can_send: bool = True


@dataclass(frozen=True, slots=True)
class Health:
    """Sundhed: `problems` are red, `warnings` are only told; each is a sentence that says what to do.

    `red`: which checks the problems are of, in their order.
    """

    found: Found
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    beat_age_seconds: int | None
    backup_age_days: int | None
    red: tuple[Check, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is red."""
        return not self.problems


def overdue_before(now: datetime) -> datetime:
    """A letter that could leave before this moment ought to be gone. Nothing leaves in the quiet hours of the night."""
    local = (now - PATIENCE).astimezone(ZONE)
    if QUIET_FROM <= local.hour < QUIET_UNTIL or QUIET_FROM <= now.astimezone(ZONE).hour < QUIET_UNTIL:
        return min(now, local.replace(hour=QUIET_FROM, minute=0, second=0, microsecond=0)) - PATIENCE
    return now - PATIENCE


def judge(found: Found, *, now: datetime, backup_days: int) -> Health:
    """What follows from what was found. `backup_days`: how old the latest backup may be."""
    age = None if found.clock is None else int((now - found.clock.at).total_seconds())
    backup = None if found.backup is None else days_between(found.backup.at, now)
    checks = {
        Check.CLOCK: _clock(found, now),
        Check.LETTERS: _failed(found),
        Check.UNSENT: _unsent(found),
        Check.CHAIN: _chain(found),
        Check.BACKUP: _backup(found, now, backup_days),
    }
    problems = tuple(problem for told in checks.values() for problem in told)
    warnings = (*_young(found, now, backup_days), *_worth_knowing(found))
    return Health(found, problems, warnings, age, backup, tuple(check for check, told in checks.items() if told))


def _clock(found: Found, now: datetime) -> tuple[str, ...]:
    if found.clock is None:
        return ()
    if has_stopped(found.clock, now):
        since = found.clock.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        return (
            f"The clock has not ticked since {since}: start it with sagsgang run, or see why cron no longer runs "
            "sagsgang tick.",
        )
    if found.clock.note:
        failing = "; ".join(line.rstrip(".") for line in found.clock.note.splitlines())
        return (f"The clock cannot do everything ({failing}): mend it; the next tick tries again.",)
    return ()


def _failed(found: Found) -> tuple[str, ...]:
    if not found.failed_letters:
        return ()
    return (
        f"{_counted(found.failed_letters, 'letter')} could not be delivered: see why with sagsgang outbox list "
        "--state failed, then sagsgang outbox retry or cancel.",
    )


def _unsent(found: Found) -> tuple[str, ...]:
    if not found.due_unsent:
        return ()
    letters = _counted(found.due_unsent, "letter")
    if not found.can_send:
        return (
            f"{letters} cannot leave: nobody has said how. Set SAGSGANG_SMTP_HOST or SAGSGANG_MAIL_FOLDER, and "
            "SAGSGANG_MAIL_FROM; see docs/mail.md.",
        )
    says = f" (the server says: {found.server_says.rstrip('.')})" if found.server_says else ""
    return (
        f"{letters} should have left by now{says}: see them with sagsgang outbox list, and try the server with "
        "sagsgang mail test ADDRESS.",
    )


def _chain(found: Found) -> tuple[str, ...]:
    if not found.faults:
        return ()
    fault = found.faults[0].rstrip(".")
    return (f"The journal is broken ({fault}): see all of it with sagsgang verify, and go back to a backup.",)


def _backup(found: Found, now: datetime, backup_days: int) -> tuple[str, ...]:
    """A register without any backup is as old as itself."""
    days = days_between(found.backup.at if found.backup else found.born, now)
    if days <= backup_days:
        return ()
    what = "The latest backup is" if found.backup else "There has been no backup yet, and the register is"
    return (f"{what} {days} days old (allowed are {backup_days}): sagsgang backup FOLDER.",)


def _young(found: Found, now: datetime, backup_days: int) -> tuple[str, ...]:
    """What a new office has not done yet."""
    told: list[str] = []
    if found.clock is None:
        told.append("No clock has ever run here, and nobody is reminded: sagsgang run, or sagsgang tick from cron.")
    elif found.clock.at > now + PATIENCE:
        at = found.clock.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        told.append(
            f"The last tick lies ahead, at {at}: was this machine's clock set back, or a tick tried with --now?"
        )
    if found.backup is None and not _backup(found, now, backup_days):
        told.append("There has been no backup yet: sagsgang backup FOLDER.")
    if not found.has_head:
        told.append(
            "Nobody is named as head of secretariat, who is asked when nobody answers: sagsgang ladder set --head "
            "ADDRESS."
        )
    return tuple(told)


def _worth_knowing(found: Found) -> tuple[str, ...]:
    told: list[str] = []
    if found.waiting_for_approval:
        waits = "waits" if found.waiting_for_approval == 1 else "wait"
        told.append(
            f"{_counted(found.waiting_for_approval, 'letter')} {waits} for somebody to look: sagsgang outbox approve."
        )
    if found.late_deadlines:
        are = "is" if found.late_deadlines == 1 else "are"
        told.append(
            f"{_counted(found.late_deadlines, 'deadline')} {are} late: meet, move or waive it (sagsgang deadline list)."
        )
    if found.unreachable:
        told.append(
            f"No letter reaches {_named(found.unreachable)}: sagsgang person set NAME --email ADDRESS, of a forum "
            "sagsgang forum set CODE --email ADDRESS."
        )
    return tuple(told)


def _named(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
