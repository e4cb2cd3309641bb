"""The work that is interrupted: a case is decided, its letters are queued with what belongs to them, and sent.

All of it may be done again after an interruption: the decision under its command id, the letters under their keys.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from db.engine import Database
from db.queries.facts import load_meetings
from db.record import Insert, Write
from db.transaction import snapshot, transaction
from db.verify import verify
from mail.transport import open_carrier
from states.addresses import Address
from states.letters import Draft, LetterKind, MailServer, Wording, Written
from states.mailing import Security
from states.outcomes import Outcome
from tests.workflow.office import Office
from workflow.asked import Asked
from workflow.decide import decide
from workflow.desk import Desk
from workflow.outbox import Posting, queue
from workflow.posting import send_due

T = TypeVar("T")
Job = Mapping[str, Any]

SENDER = Address("kkr@example.dk", "Sekretariatet")
POSTING = Posting("example.dk")


def prepare(database: Database, job: Job) -> list[int]:
    """So many cases wait at KKR; their numbers."""
    office = Office(database, date(2027, 3, 1))
    if not office.read(lambda connection: load_meetings(connection, "KKR")):
        office.meets("KKR", "2027-04-20")
    return [office.opens(f"Sag {number}", "kkr") for number in range(job["cases"])]


def live(database: Database, job: Job) -> list[str]:
    """Decide the case of the job, queue its letters, send what is due. What became of each letter that was tried."""
    decide_case(database, job)
    queue_letters(database, job)
    return send(database, job)


def decide_case(database: Database, job: Job) -> None:
    """Once, however often it is tried: the command id is the case's."""
    asked = Asked(case_id=job["case"], outcome=Outcome.APPROVED, words="KKR godkendte indstillingen.")
    _write(database, job, lambda c: decide(c, asked, by="bel", now=_now(job)), f"decide-{job['case']}")


def queue_letters(database: Database, job: Job) -> int:
    """The letters of the job that are not there yet, each with its reminder; how many were."""
    letters = [_letter(job["case"], number) for number in range(job["letters"])]
    return len(_write(database, job, lambda c: queue(c, letters, POSTING, along=_reminders, by="bel", now=_now(job))))


def send(database: Database, job: Job) -> list[str]:
    """Send what is due; what became of each letter that was tried."""
    server = MailServer("127.0.0.1", job["port"], Security.NONE)
    told = send_due(
        lambda work: _write(database, job, work),
        lambda: open_carrier(server),
        SENDER,
        lambda _digest: b"",
        holder="sender",
        now=lambda: _now(job),
    )
    return [str(one.state) for one in told]


def tell(database: Database, _job: Job) -> dict[str, Any]:
    """What stands in the register, and whether any of it is half."""
    letters = "SELECT l.key, l.message_id, d.state FROM letter l LEFT JOIN delivery d ON d.letter_id = l.id"
    with snapshot(database) as connection:

        def all_of(query: str) -> list[list[Any]]:
            return [list(row) for row in connection.exec_driver_sql(query).all()]

        return {
            "decisions": all_of("SELECT case_id, count(*) FROM decision GROUP BY case_id ORDER BY case_id"),
            "causes": all_of("SELECT case_id, count(*) FROM outbox GROUP BY case_id ORDER BY case_id"),
            "letters": sorted([key, state] for key, _, state in all_of(letters)),
            "message_ids": sorted(number for _, number, _ in all_of(letters)),
            "reminders": all_of("SELECT count(*), count(DISTINCT letter_id) FROM reminder")[0],
            "findings": [str(finding) for finding in verify(connection)],
        }


def _letter(case: int, number: int) -> Written:
    to = Address(f"p{number}@example.dk", "Åse Ø. Lærke")
    draft = Draft(f"{case}:{number}", LetterKind.REMINDERS, to, {"number": number}, case_id=case)
    return Written(draft, Wording(f"Frist nr. {number} – æ", f"Kære Åse\n\nSag {case}.\n", f"<p>Sag {case}</p>"))


def _reminders(desk: Desk, numbers: Mapping[str, int]) -> Iterable[Write]:
    for key, number in numbers.items():
        row = {"subject": key, "revision": "1", "step": "7", "recipient": "p", "role": "owner", "letter_id": number}
        yield Insert("reminder", {"id": desk.ledger.next_id(), "due_on": desk.today, **row})


def _write(database: Database, job: Job, work: Callable[[Connection], T], command: str | None = None) -> Any:
    """In a transaction of its own, under a command id that is new or the one that is named."""
    return transaction(database, work, command_id=command or str(uuid4()), by="bel", now=_now(job), name="faults")


def _now(job: Job) -> datetime:
    return datetime.fromisoformat(job["now"])
