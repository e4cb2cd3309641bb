"""The reads behind the reminders to councils: who was sent a case, by when, and whether a letter is on its way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.letters import DeliveryState, LetterKind

_TABLES = Register.metadata.tables
_FORUM, _TREATMENT, _STOP, _ANSWER, _LETTER, _DELIVERY = (
    _TABLES[name] for name in ("forum", "treatment", "stop", "council_answer", "letter", "delivery")
)
UNSENT = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.RETRY, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True)
class AskedCouncil:
    """A council that was sent a case and has not answered. `expires`: the last day on which answers count."""

    case_id: int
    treatment_id: int
    stop: str
    expires: date | None
    code: str
    email: str
    sent_on: date
    asked_again_on: date | None


def asked_councils(connection: Connection) -> list[AskedCouncil]:
    """The councils with an address whose answers are waited for, by case; the index leads to what is open."""
    columns = (_TREATMENT.c.case_id, _TREATMENT.c.id, _STOP.c.key, _STOP.c.expires, _FORUM.c.code, _FORUM.c.email)
    query = (
        select(*columns, _ANSWER.c.sent_on, _ANSWER.c.asked_again_on)
        .join_from(_FORUM, _TREATMENT)
        .join(_ANSWER, _ANSWER.c.treatment_id == _TREATMENT.c.id)
        .join(_STOP, _STOP.c.id == _TREATMENT.c.stop_id)
        .where(_TREATMENT.c.open.is_(True), _ANSWER.c.sent_on.is_not(None), _FORUM.c.email != "")
        .order_by(_TREATMENT.c.case_id, _TREATMENT.c.id)
    )
    return [AskedCouncil(*row) for row in connection.execute(query)]


def unsent_requests(connection: Connection, case_ids: Collection[int]) -> set[tuple[int, str]]:
    """The cases and addresses of requests that have not left: whoever has not had one is not reminded of it."""
    query = (
        select(_LETTER.c.case_id, _LETTER.c.to_email)
        .join_from(_LETTER, _DELIVERY)
        .where(_LETTER.c.case_id.in_(list(case_ids)), _LETTER.c.kind == LetterKind.REQUEST)
        .where(_DELIVERY.c.state.in_(UNSENT))
    )
    return {(row.case_id, row.to_email) for row in connection.execute(query)}
