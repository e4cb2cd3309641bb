"""What the clock does: empowerments that ended unused go back, groups that waited for a date go on."""

from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.causes import ANSWERS_CLOSED
from db.queries.decisions import overdue_cases
from db.queries.facts import load_cases
from db.record import Insert, Update, Write
from states.calendar import add_working_days
from states.course import Move, Wait, after_date, answers, keys
from states.facts import CaseFacts, LaidStop
from states.machine import route_machine
from states.triggers import Trigger
from states.zone import ZONE
from templates.words import day, say
from workflow.desk import Desk, open_desk
from workflow.moves import move_case

DAYS_TO_DECIDE = 5
"""Working days that somebody has to say what happens now. With a day the ladder asks for it; without, nobody would."""


def tick(connection: Connection, *, by: str, now: datetime) -> list[str]:
    """Handle what is due at this moment, each case once. Returns a line for each thing done."""
    overdue = overdue_cases(connection, now.astimezone(ZONE).date())
    cases = {case.id: case for case in load_cases(connection, overdue, lock=True).values()}
    with open_desk(connection, by=by, now=now) as desk:
        lines = [_handle(case, desk) for case in cases.values()]
    return [line for line in lines if line]


def _handle(case: CaseFacts, desk: Desk) -> str | None:
    """The case is looked at again now that it is held: somebody may have been faster."""
    here = case.here
    if here is None or here.expires is None or here.expires >= desk.today:
        return None
    if here.delegated_by is None:
        return _close_group(case, here, here.expires, desk)
    return _lapse(case, here, here.delegated_by, here.expires, desk)


def _close_group(case: CaseFacts, here: LaidStop, ended: date, desk: Desk) -> str:
    """The date has come: whoever has answered has answered, and the case goes where the answers agree it goes.

    Whoever has it next is to hear of the answers: the cause for that letter is written with it.
    """
    outcomes = answers(case, here)
    answered = [forum for forum, outcome in zip(here.stop.forums, outcomes, strict=True) if outcome]
    words = f"{len(answered)} of {len(outcomes)} had answered by {ended}"
    following = after_date(case.route, case.state, outcomes)
    facts = {"title": case.title, "answered": answered, "asked": len(outcomes), "by": ended}
    if isinstance(following, Wait):
        asked = {"answered": len(answered), "asked": len(outcomes), "day": day(ended)}
        task = say("clock_tasks", "answers_differ", **asked)
        desk.note("answers_differ", case.id, facts, *_left_to_the_officer(case, here, task, desk))
        return f"{_called(case)}: {words}; {following.why}."
    cause = _cause(case, here, desk)  # before the rows: what it begins has a number after its own
    rows = move_case(case, following, desk, words=words, reason=f"no answer by {ended}")
    desk.note("answers_closed", case.id, facts | {"to": following.to}, *rows, cause)
    return f"{_called(case)}: {words}. It is now: {following.to}."


def _cause(case: CaseFacts, here: LaidStop, desk: Desk) -> Insert:
    number = desk.ledger.next_id()
    row = {"id": number, "key": f"answers-{number}", "case_id": case.id, "kind": ANSWERS_CLOSED}
    return Insert("outbox", row | {"payload": {"stop": here.id}, "state": "queued", "queued_at": desk.now})


def _left_to_the_officer(case: CaseFacts, here: LaidStop, words: str, desk: Desk) -> tuple[Write, ...]:
    """The case stays, and the date is spent, so that it is said once: somebody must act."""
    return (
        Update("cases", {"id": case.id}, {"version": case.version + 1}, {"version": case.version, "state": case.state}),
        Update("stop", {"id": here.id}, {"expires": None}),
        _task(case, words, None, desk),
    )


def _lapse(case: CaseFacts, here: LaidStop, given_by: int, ended: date, desk: Desk) -> str:
    """The case is back at the forum that empowered, the empowerment's two stops are left out, somebody must act."""
    giver = next(laid for laid in case.stops if laid.id == given_by)
    state = route_machine(keys(case.route)).after(case.state, Trigger.RETURN_TO, giver.stop.key)
    (empowered,) = here.stop.forums
    words = f"The empowerment of {empowered} ended on {ended} unused: decide what happens now."
    rows = move_case(case, Move(Trigger.RETURN_TO, state), desk, reason="the empowerment ended unused")
    facts = {"title": case.title, "forum": empowered, "expired": ended, "to": state}
    task = say("clock_tasks", "empowerment_lapsed", forum=empowered, day=day(ended))
    desk.note("empowerment_lapsed", case.id, facts, *rows, _task(case, task, giver.stop.forums[0], desk))
    return f"{_called(case)}: {words} It is back at {state}."


def _called(case: CaseFacts) -> str:
    """A case as a log may name it: one that was ever closed by its number alone. Source: the reliability rules, 17."""
    closed = any(treatment.closed for treatment in case.treatments)
    return f"Case {case.id}" if closed else f"Case {case.id} ({case.title})"


def _task(case: CaseFacts, words: str, owner: str | None, desk: Desk) -> Insert:
    due = add_working_days(desk.today, DAYS_TO_DECIDE)
    row = {"id": desk.ledger.next_id(), "case_id": case.id, "words": words, "owner": owner, "due": due}
    return Insert("task", row | {"since": desk.today})
