"""Letters that must not leave any more: a case that they name by title became confidential after they were written."""

from collections.abc import Collection

from sqlalchemy import Connection

from db.queries.outbox import named_by, undelivered
from db.queries.published import closed_among


def withheld(connection: Connection, letter_ids: Collection[int]) -> dict[int, str]:
    """Why some of these letters are not sent, by their numbers: each names a case that is closed now.

    Source: reliability rule 6. A closed item is told of by a number and a link, and these were written before.
    """
    named = named_by(connection, letter_ids)
    closed = closed_among(connection, {case for cases in named.values() for case in cases})
    found = {number: [case for case in cases if case in closed] for number, cases in named.items()}
    return {number: why_withheld(cases[0]) for number, cases in found.items() if cases}


def why_withheld(case_id: int) -> str:
    """What is said of a letter that names a closed case, wherever it is met."""
    return (
        f"case {case_id} is confidential now: what was written before is not sent; cancel it, and write anew what must "
        "be told"
    )


def naming(connection: Connection, case_id: int) -> list[int]:
    """The letters that have not left and name this case by title."""
    named = named_by(connection, undelivered(connection))
    return [number for number, cases in named.items() if case_id in cases]
