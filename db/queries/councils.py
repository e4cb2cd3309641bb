"""The reads behind the councils' ledger."""

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.council_ledger import Known

_TABLES = Register.metadata.tables
_ANSWER, _TREATMENT, _MUNICIPALITY = (_TABLES[name] for name in ("council_answer", "treatment", "municipality"))


def known_of_councils(connection: Connection, case_id: int) -> dict[int, Known]:
    """What is known beside the outcomes of a case's treatments, by treatment."""
    query = select(_ANSWER).join(_TREATMENT, _TREATMENT.c.id == _ANSWER.c.treatment_id)
    return {
        row.treatment_id: Known(row.id, row.sent_on, row.agenda_on, row.remarks, row.asked_again_on)
        for row in connection.execute(query.where(_TREATMENT.c.case_id == case_id))
    }


def municipality_names(connection: Connection) -> dict[str, str]:
    """The municipalities' names, by number."""
    return {row.number: row.name for row in connection.execute(select(_MUNICIPALITY.c.number, _MUNICIPALITY.c.name))}
