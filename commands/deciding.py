"""What `sagsgang decide` does: the treatment is found first, so that of two who decide it only one does."""

from dataclasses import replace

from sqlalchemy import Connection

from commands import edge
from db.queries.facts import load_case, load_forums
from workflow.asked import Asked
from workflow.correct import correct
from workflow.councils import reply
from workflow.decide import Decided, decide
from workflow.decided_where import waiting_for
from workflow.desk import registered


def record(asked: Asked) -> None:
    """Record a decision and say what came of it."""
    meant = edge.read(lambda connection: pinned(connection, asked))
    done = edge.write(lambda connection: decide(connection, meant, by=edge.who(), now=edge.now()), "decide")
    _say(done)


def record_reply(asked: Asked, remarks: str | None) -> None:
    """Record a council's answer and say what came of it."""
    meant = edge.read(lambda connection: pinned(connection, asked))
    done = edge.write(
        lambda connection: reply(connection, meant, remarks=remarks, by=edge.who(), now=edge.now()), "reply"
    )
    _say(done)


def pinned(connection: Connection, asked: Asked) -> Asked:
    """What is asked, of the very stop and treatment that wait now, and the forum by its code. Raises UnknownForum."""
    code = registered(load_forums(connection), asked.forum).forum.code if asked.forum else None
    case = load_case(connection, asked.case_id)
    return replace(asked, forum=code, treatment_id=waiting_for(case, code), stop_id=case.here.id if case.here else None)


def correct_last(asked: Asked, reason: str) -> None:
    """Mend the case's last decision and say what came of it."""
    done = edge.write(
        lambda connection: correct(connection, asked, reason=reason, by=edge.who(), now=edge.now()), "correct"
    )
    _say(done)


def _say(done: Decided) -> None:
    print(f"Case {done.case_id} ({done.title}): {done.forum} {done.on}, {done.outcome}.")
    print(f"It is at {done.state}; {done.waits}." if done.waits else f"It is now: {done.state}.")
    if done.new_case:
        print(f"Case {done.new_case} follows from it, as a draft.")
