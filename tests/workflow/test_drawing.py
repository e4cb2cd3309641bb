"""A case's own route as the register has it, drawn."""

from states.drawing import Standing
from states.outcomes import Outcome
from tests.workflow.office import Office
from workflow.drawing import case_drawing


def test_an_empowerment_is_drawn_beside_the_way(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-04-20")
    case = office.opens("Høring", "short")
    office.decides(case, "recommended", "Anbefalet.")
    office.decides(case, "delegated", "Bemyndiget.", to="KKR-F", scope="svaret")
    drawn, forums = office.read(lambda connection: case_drawing(connection, case))
    assert (drawn.key, drawn.title, drawn.case_id, drawn.state) == ("short", "Høring", case, "kkr-f")
    assert [(one.forums, one.standing, one.aside, one.outcome) for one in drawn.stops] == [
        (("K22",), Standing.DONE, False, Outcome.RECOMMENDED),
        (("KKR",), Standing.DONE, False, Outcome.DELEGATED),
        (("KKR-F",), Standing.HERE, True, None),
        (("KKR",), Standing.AHEAD, False, None),
    ]
    assert {"K22", "KKR", "KKR-F"} <= {forum.code for forum in forums}


def test_the_councils_are_counted(office: Office) -> None:
    office.meets("SDF", "2027-04-01")
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-04-20")
    case = office.opens("Tillæg", "social-councils")
    for _ in ("SDF", "K22", "KKR"):
        office.decides(case, "approved")
    office.replies(case, "Odense", "approved")
    drawn, _ = office.read(lambda connection: case_drawing(connection, case))
    last = drawn.stops[-1]
    assert (last.standing, last.answered, len(last.forums)) == (Standing.HERE, 1, 22)
