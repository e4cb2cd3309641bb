"""A letter that came to nothing has asked nobody: the head is asked instead, and told why."""

from datetime import timedelta

from sqlalchemy import Connection

from db import deliveries
from states.letters import DeliveryState
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, HEAD, SNM, Sent, has_head, knows, letters, owes, queues, reminds, sent, sets
from tests.workflow.reminded import batch as looked
from workflow.deadline_list import course
from workflow.looking import look, look_ahead
from workflow.outbox_desk import cancel

DUE = "2027-04-15"
FOURTEEN, SEVEN, THREE = "2027-03-23", "2027-04-06", "2027-04-12"


def owed(office: Office, *owners: str) -> int:
    knows(office, "Bente Lund", "bel", BEL)
    return owes(office, office.opens("Fælles havn", "kkr"), DUE, *(owners or (BEL,)))


def bounces(office: Office, *addresses: str) -> None:
    """Whatever lies in the outbox is tried: letters to these addresses are refused for good, the others leave."""
    refused = deliveries.Outcome(DeliveryState.FAILED, "550 5.1.1 No such user")
    left = deliveries.Outcome(DeliveryState.SENT, "250 OK", sent_at=office.now)

    def post(connection: Connection) -> None:
        until = office.now + timedelta(minutes=10)
        to = dict(_addresses(connection))
        for one in deliveries.claim(connection, 100, "test", now=office.now, lease_until=until):
            deliveries.mark(connection, one.letter_id, "test", refused if to[one.letter_id] in addresses else left)

    office.write(post)


def _addresses(connection: Connection) -> list[tuple[int, str]]:
    rows = connection.exec_driver_sql("SELECT id, to_email FROM letter")
    return [(row.id, row.to_email) for row in rows]


def writes(office: Office, day: str, *bounced: str) -> list[Sent]:
    """The clock's reminders of a day, and what became of them; the rows that are new."""
    then, before = office.on(day), len(sent(office))
    queues(then, looked(then), leave=False)
    bounces(then, *bounced)
    return sent(office)[before:]


def test_the_head_is_asked_at_the_next_tick_and_told_that_the_letter_did_not_arrive(office_in_both: Office) -> None:
    office = office_in_both
    has_head(office)
    subject = f"deadline:{owed(office)}"
    assert writes(office, FOURTEEN, BEL) == [(subject, step, BEL, "owner", step != "14") for step in ("30", "14")]
    assert writes(office, FOURTEEN) == [(subject, step, HEAD, "head", step != "14") for step in ("30", "14")]
    assert (
        "Brevet til Bente Lund blev ikke leveret, og derfor spørges du som sekretariatsleder." in letters(office)[-1][2]
    )
    assert looked(office.on(FOURTEEN)).drafts == ()


def test_the_owner_is_tried_again_at_each_step_and_is_never_said_to_be_silent(office: Office) -> None:
    has_head(office)
    subject = f"deadline:{owed(office)}"
    writes(office, FOURTEEN, BEL)
    writes(office, FOURTEEN)
    assert writes(office, SEVEN, BEL) == [(subject, "7", BEL, "owner", False), (subject, "7", HEAD, "head", False)]
    assert [
        ("blev ikke leveret" in text, "har ikke svaret" in text) for to, _, text in letters(office) if to == HEAD
    ] == [(True, False)] * 2


def test_once_a_letter_arrives_silence_counts_from_that_one(office: Office) -> None:
    has_head(office)
    subject = f"deadline:{owed(office)}"
    writes(office, FOURTEEN, BEL)
    writes(office, FOURTEEN)
    writes(office, SEVEN)
    assert writes(office, THREE) == [(subject, "3", BEL, "owner", False), (subject, "3", HEAD, "head", False)]
    assert "Bente Lund har ikke svaret siden den 6. april 2027" in letters(office)[-1][2]


def test_as_long_as_a_letter_reaches_one_owner_the_head_is_not_asked(office: Office) -> None:
    has_head(office)
    owed(office, BEL, SNM)
    writes(office, FOURTEEN, BEL)
    assert writes(office, FOURTEEN) == []
    writes(office, SEVEN, BEL)
    assert f"{SNM} har ikke svaret" in letters(office)[-1][2]


def test_a_cancelled_letter_has_asked_nobody_either(office: Office) -> None:
    has_head(office)
    owed(office)
    then = office.on(FOURTEEN)
    (number,) = _numbers(then, queues(then, looked(then), leave=False))
    then.write(lambda connection: cancel(connection, [number], reason="forkert", by="bel", now=then.now))
    assert [who for _, _, who, _, _ in writes(office, FOURTEEN)] == [HEAD, HEAD]


def _numbers(office: Office, keys: list[str]) -> list[int]:
    found = office.read(lambda connection: list(connection.exec_driver_sql("SELECT id, key FROM letter")))
    return [row.id for row in found if row.key in keys]


def test_where_there_is_no_head_it_is_a_gap_that_says_why(office: Office) -> None:
    owed(office)
    writes(office, FOURTEEN, BEL)
    (seen,) = office.read(lambda connection: look(connection, office.on(FOURTEEN).today))
    assert seen.gap is not None
    assert [(party.shown, party.reason) for party in seen.gap.unreached] == [
        ("Bente Lund", "the last letter could not be delivered")
    ]


def test_of_a_day_to_come_it_is_taken_for_told(office: Office) -> None:
    has_head(office)
    owed(office)
    writes(office, FOURTEEN, BEL)
    days = (office.on(FOURTEEN).today, office.on(SEVEN).today)
    (seen,) = office.read(lambda connection: look_ahead(connection, days[1], days[0]))
    assert [(line.to.email, [step.name for step in line.steps], line.why) for line in seen.lines] == [
        (BEL, ["7"], "owner"),
        (HEAD, ["7"], "undelivered"),
    ]


def test_the_course_of_a_deadline_says_what_became_of_each_letter(office: Office) -> None:
    deadline = owed(office)
    writes(office, FOURTEEN, BEL)
    writes(office, SEVEN)
    told = office.read(lambda connection: course(connection, deadline))
    assert [(row["step"], row["delivery"]) for row in told.reminders] == [
        ("30", "failed"),
        ("14", "failed"),
        ("7", "sent"),
    ]


def test_the_head_is_greeted_by_name_where_it_is_known(office: Office) -> None:
    knows(office, "Lene Holm", "lho", HEAD)
    sets(office, head=HEAD.upper().replace("EXAMPLE.DK", "example.dk"))
    owes(office, office.opens("Fælles havn", "kkr"), DUE)
    reminds(office, SEVEN)
    assert [text.partition("\n")[0] for to, _, text in letters(office) if to.casefold() == HEAD] == ["Kære Lene Holm"]
