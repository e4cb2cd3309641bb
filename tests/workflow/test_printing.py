"""What a document of a meeting shows of a case's course."""

from datetime import date

from db.queries.agendas import done_treatments
from tests.workflow.office import Office
from workflow.printing import course_steps


def test_what_is_sent_before_the_councils_have_approved_is_told_with_its_reservation(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("SDF", "2027-03-10")
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-05-20")
    case = office.opens("Redegørelse", "social-reserved")
    for _ in ("SDF", "K22", "KKR"):
        office.decides(case, "approved")
    office.replies(case, "Odense", "approved", on=date(2027, 6, 1))
    steps = office.read(lambda connection: course_steps(done_treatments(connection, [case])[case]))
    assert [(step.forum_name, step.reservation) for step in steps] == [
        ("Socialdirektørforum", False),
        ("Kommunaldirektørkredsen", False),
        ("KKR Syddanmark", True),
        ("Kommunalbestyrelsen i Odense", False),
    ]
