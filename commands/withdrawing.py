"""What `sagsgang case withdraw` does."""

import typer
from sqlalchemy import Connection

from commands import edge
from commands.tables import counted
from db.queries.deadlines import listed_deadlines
from db.queries.facts import load_case
from workflow.cases import withdraw_case
from workflow.deadlines import waive_deadline


def take_back(case_id: int, reason: str, *, waive_deadlines: bool) -> None:
    """Take a case back, and with `waive_deadlines` waive what is open of it, together; tell what became of both."""
    open_ones = edge.write(lambda connection: _withdraw(connection, case_id, reason, waive_deadlines), "case withdraw")
    print(f"Case {case_id} is withdrawn.")
    if open_ones and waive_deadlines:
        print(f"Waived: {counted(len(open_ones), 'deadline')} ({', '.join(map(str, open_ones))}).")
    elif open_ones:
        typer.echo(_left_open(case_id, open_ones), err=True)


def _withdraw(connection: Connection, case_id: int, reason: str, waive_deadlines: bool) -> list[int]:
    case = load_case(connection, case_id, lock=True).id  # a joined case answers for its heir
    withdraw_case(connection, case, reason=reason, by=edge.who(), now=edge.now())
    numbers = [int(one.id) for one in listed_deadlines(connection, case_id=case)]
    for number in numbers if waive_deadlines else ():
        waive_deadline(connection, number, reason=reason, by=edge.who(), now=edge.now())
    return numbers


def _left_open(case_id: int, numbers: list[int]) -> str:
    are = "is open, and nobody is reminded of it" if len(numbers) == 1 else "are open, and nobody is reminded of them"
    waive = "; ".join(f"sagsgang deadline waive {number} --reason WORDS" for number in numbers)
    named = f"{'deadline' if len(numbers) == 1 else 'deadlines'} {', '.join(map(str, numbers))}"
    return (
        f"note: {named} {are} while the case is withdrawn. Not needed any more: {waive}. "
        f"To take the case up again: sagsgang case reopen {case_id} --reason WORDS."
    )
