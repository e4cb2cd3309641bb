"""A paper into the register: meeting, items, cases, decisions, deadlines, the next meeting; all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.agendas import printed_items
from db.queries.facts import load_forums
from db.queries.imports import cases_before, known_file
from db.record import Insert, lock_cases
from states.differences import Difference
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.paper import Doubt, Paper, PaperKind
from workflow.agenda import next_agenda
from workflow.desk import open_desk, registered
from workflow.dispatching import keep_dispatch
from workflow.import_again import meet_again
from workflow.import_head import head_doubts, take_head
from workflow.import_items import Met, take_items
from workflow.import_minutes import Taken, take_decisions
from workflow.import_next import take_next_meeting
from workflow.import_people import take_people
from workflow.meetings import meeting_of_paper
from workflow.promise_proposals import propose_promises
from workflow.route_shelf import RouteShelf
from workflow.suggest import suggest_for


class NoDate(SagsgangError):
    """The paper does not say when its meeting is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} does not say the date of its meeting: give it with --date YYYY-MM-DD. Nothing was written."
        )


class NoForum(SagsgangError):
    """The paper does not say whose it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} does not say which forum it is of: give it with --forum CODE. Nothing was written.")


@dataclass(frozen=True, slots=True)
class PaperFile:
    """Where a paper came from: the file's name, and the SHA-256 digest of its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `unchanged`: the register held all of it already. Case numbers in printed order."""

    forum: str
    on: date
    kind: PaperKind
    unchanged: bool = False
    cases: tuple[int, ...] = ()
    new_cases: tuple[int, ...] = ()
    decided: int = 0
    expected: tuple[int, ...] = ()
    suggestions: int = 0
    promises: int = 0
    differences: tuple[Difference, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def import_paper(
    connection: Connection,
    paper: Paper,
    file: PaperFile,
    shelf: RouteShelf,
    *,
    replacing: bool = False,
    by: str,
    now: datetime,
) -> Imported:
    """Take a paper into the register.

    The same file again changes nothing. A paper of a meeting that is known meets what is there: minutes meet their
    agenda, a changed paper is written only when `replacing`. Raises NoDate, NoForum, UnknownForum, PaperDiffers.
    """
    known = known_file(connection, file.digest)
    if known is not None:
        return Imported(known.code, known.on, paper.kind, unchanged=True, doubts=paper.doubts)
    code, on = _head(connection, paper, file)
    lock_cases(connection, cases_before(connection, code))  # before the journal's head, always in that order
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(code)
        meeting = meeting_of_paper(desk, entry, on)
    if printed_items(connection, meeting.id):
        met = meet_again(connection, entry, meeting, paper, file.digest, shelf, replacing=replacing, by=by, now=now)
    else:
        met = take_items(connection, entry, meeting, paper, file.digest, shelf, by=by, now=now)
        met.doubts += head_doubts(connection, entry, meeting, paper)
    taken = take_decisions(connection, meeting, paper, met.case_of, by=by, now=now)
    expected = take_next_meeting(connection, entry, meeting, paper, by=by, now=now)
    take_people(connection, entry, paper, on, by=by, now=now)
    suggestions = suggest_for(connection, [*met.new_cases, *expected], on, by=by, now=now)
    promised = propose_promises(connection, meeting, paper, met.case_of, by=by, now=now)
    met.unchanged = not take_head(connection, meeting, paper, by=by, now=now) and met.unchanged
    if paper.kind is PaperKind.AGENDA and not met.unchanged:  # what was read is what was sent
        sent = next_agenda(connection, code, on).paper
        keep_dispatch(connection, meeting, sent, f"read from {file.name}", by=by, now=now)
    _keep_file(connection, meeting, paper, file, by=by, now=now)
    return replace(_imported(paper, meeting, met, taken, expected, suggestions), promises=promised)


def _imported(
    paper: Paper, meeting: MeetingFacts, met: Met, taken: Taken, expected: Sequence[int], suggestions: int
) -> Imported:
    return Imported(
        forum=meeting.forum,
        on=meeting.on,
        kind=paper.kind,
        unchanged=met.unchanged and not taken.decided,
        cases=tuple(met.case_of.values()),
        new_cases=met.new_cases,
        decided=taken.decided,
        expected=tuple(expected),
        suggestions=suggestions,
        differences=met.differences,
        doubts=(*paper.doubts, *met.doubts, *taken.doubts),
    )


def _head(connection: Connection, paper: Paper, file: PaperFile) -> tuple[str, date]:
    named = paper.forum_code or paper.forum
    if named is None:
        raise NoForum(file.name)
    if paper.on is None:
        raise NoDate(file.name)
    return registered(load_forums(connection), named).forum.code, paper.on


def _keep_file(
    connection: Connection, meeting: MeetingFacts, paper: Paper, file: PaperFile, *, by: str, now: datetime
) -> None:
    """Keep the file's digest, so that the same file is known again."""
    with open_desk(connection, by=by, now=now) as desk:
        row = {"digest": file.digest, "name": file.name, "meeting_id": meeting.id, "kind": paper.kind, "at": now}
        desk.note(
            "paper_imported",
            None,
            {"file": file.name, "forum": meeting.forum, "on": meeting.on, "kind": paper.kind},
            Insert("imported_file", {"id": desk.ledger.next_id(), **row}),
        )
