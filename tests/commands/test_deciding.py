"""A decision is pinned to the treatment that its person saw, by whatever name the forum was called."""

from datetime import date

import pytest

from commands.deciding import pinned
from db.engine import Database
from states.outcomes import Outcome
from tests.workflow.office import Office
from workflow.asked import Asked


@pytest.mark.parametrize("name", [None, "KKR", "kkr syddanmark", "Kommunekontaktrådet"])
def test_a_forum_by_any_of_its_names(name: str | None, database: Database) -> None:
    office = Office(database, date(2027, 3, 1))
    case = office.opens("Indkøb", "kkr")
    (waiting,) = office.case(case).open_treatments
    asked = Asked(case_id=case, outcome=Outcome.APPROVED, forum=name)
    assert office.read(lambda connection: pinned(connection, asked)) == Asked(
        case_id=case,
        outcome=Outcome.APPROVED,
        forum=name and "KKR",
        treatment_id=waiting.id,
        stop_id=waiting.stop_id,
    )
