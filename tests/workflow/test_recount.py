"""Deadlines counted anew, once the office's closing days are others."""

from collections.abc import Iterator
from datetime import date

import pytest

from db.models.decisions import AT_ONCE
from states import closing
from states.deadlines import Days
from tests.workflow.deadlines import adds, does, row
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, reminds
from workflow.recount import Recounted, recount

FRIDAY, THURSDAY = date(2027, 5, 14), date(2027, 5, 13)
"""Friday is 14 May; the 13th is a Thursday."""


@pytest.fixture(autouse=True)
def as_usual() -> Iterator[None]:
    yield
    closing.choose()


def counts(office: Office) -> list[Recounted]:
    return office.write(lambda connection: recount(connection, by="bel", now=office.now))


def closes_on(*days: date) -> None:
    closing.choose(closing.USUAL | set(days))


def test_what_falls_on_a_day_that_became_closed_is_worked_to_the_day_before_and_looked_at_anew(
    office_in_both: Office,
) -> None:
    office = office_in_both
    case = office.opens("Fælles havn", "kkr")
    on_it = int(adds(office, case, Days(FRIDAY), owners=(BEL,)).id)
    other = int(adds(office, case, Days(THURSDAY)).id)
    before = int(adds(office, case, Days(date(2027, 5, 15), before=True), words="Høringssvar").id)
    reminds(office)
    closes_on(FRIDAY)
    assert counts(office) == [
        Recounted(on_it, "Redegørelse", FRIDAY, THURSDAY),
        Recounted(before, "Høringssvar", FRIDAY, THURSDAY),
    ]
    rows = [row(office, number) for number in (on_it, before)]
    assert [(one.works_to, one.revision, one.remind_on) for one in rows] == [(THURSDAY, 1, AT_ONCE)] * 2
    assert (row(office, other).works_to, counts(office)) == (THURSDAY, [])


def test_what_was_closed_and_is_open_again_moves_back(office: Office) -> None:
    closes_on(FRIDAY)
    deadline = int(adds(office, office.opens("Fælles havn", "kkr"), Days(FRIDAY)).id)
    closing.choose()
    assert counts(office) == [Recounted(deadline, "Redegørelse", THURSDAY, FRIDAY)]


def test_vague_words_and_what_has_ended_stay_as_they_are(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    ended = int(adds(office, case, Days(FRIDAY)).id)
    does(office, "waive", ended, reason="trukket tilbage")
    adds(office, case, Days(earliest=FRIDAY, latest=date(2027, 6, 1)))
    closes_on(FRIDAY)
    assert (counts(office), row(office, ended).works_to) == ([], FRIDAY)
