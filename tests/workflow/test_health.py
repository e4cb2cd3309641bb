"""Health on a real register: what is counted, and what it is told as."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from db.beats import beat
from states.beats import BACKUP, CLOCK
from states.health import Check, Health
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, has_head, knows, owes, reminds
from workflow.health import health, told_health
from workflow.people import PersonChange, set_person


def looks(office: Office, *, full: bool = False) -> Health:
    return office.read(lambda connection: health(connection, now=office.now, backup_days=7, full=full))


def beats(office: Office, name: str) -> None:
    with office.database.writer.begin() as connection:
        beat(connection, name, holder="host:1", now=office.now, every=60 if name == CLOCK else None)


@pytest.fixture
def well(office_in_both: Office) -> Office:
    """An office where all is well."""
    has_head(office_in_both)
    for name in (CLOCK, BACKUP):
        beats(office_in_both, name)
    return office_in_both


def test_all_is_well(well: Office) -> None:
    assert told_health(looks(well, full=True)) == {
        "ok": True,
        "red": [],
        "last_beat": "2027-03-01T09:30:00+00:00",
        "beat_age_seconds": 0,
        "due_unsent": 0,
        "waiting_for_approval": 0,
        "failed_letters": 0,
        "late_deadlines": 0,
        "unreachable": [],
        "chain": "whole",
        "backup_age_days": 0,
        "problems": [],
        "warnings": [],
    }


def test_what_is_late_and_who_is_not_reached_is_told_and_no_alarm(well: Office) -> None:
    knows(well, "Søren Ågård", "soa")
    case = well.opens("Fælles havn", "kkr")
    owes(well, case, "2027-03-05", "soa")
    owes(well, case, "2027-12-01", "soa")
    well.meets("K22", "2027-03-20")
    later = well.on("2027-03-08")
    for name in (CLOCK, BACKUP):
        beats(later, name)
    found = looks(later)
    assert (found.ok, found.found.late_deadlines, found.found.unreachable) == (True, 1, ("Søren Ågård", "K22", "KKR"))
    change = PersonChange(email="soa@tønder.dk")
    well.write(lambda connection: set_person(connection, "soa", change, by="bel", now=well.now))
    assert looks(later).found.unreachable == ("K22", "KKR")


def test_letters_that_did_not_leave_are_red(well: Office) -> None:
    owes(well, well.opens("Fælles havn", "kkr"), "2027-03-08", BEL)
    reminds(well, "2027-03-03", leave=False)
    later = well.on("2027-03-04")
    beats(later, CLOCK)
    found = looks(later)
    assert (found.ok, found.red, found.found.due_unsent) == (False, (Check.UNSENT,), 1)


def test_a_broken_chain_is_red(office: Office) -> None:
    """A trigger refuses a change of the journal; whoever goes round it is found."""
    has_head(office)
    owes(office, office.opens("Fælles havn", "kkr"), "2027-03-08", BEL)
    assert looks(office).found.faults == ()
    with office.database.writer.begin() as connection:
        head = connection.execute(text("SELECT hash FROM journal_head")).scalar_one()
        connection.execute(text("UPDATE journal_head SET hash = 'x'"))
    (fault,) = looks(office).found.faults
    assert fault.startswith("The head of the journal says event ")
    with office.database.writer.begin() as connection:
        connection.execute(text("UPDATE journal_head SET hash = :head"), {"head": head})


def test_a_register_without_a_backup_is_as_old_as_itself(office: Office) -> None:
    made = office.read(lambda connection: health(connection, now=datetime(2026, 11, 22, tzinfo=UTC), backup_days=7))
    assert (made.ok, made.backup_age_days) == (True, None)
    found = looks(office)
    assert (found.red, told_health(found)["red"]) == ((Check.BACKUP,), ["backup"])
    assert found.problems == (
        "There has been no backup yet, and the register is 100 days old (allowed are 7): sagsgang backup FOLDER.",
    )
