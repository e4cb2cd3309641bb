"""The items of a paper whose meeting has none yet: each case is opened, or found waiting, and placed on the agenda."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import decided_at, waiting_at
from db.record import Insert, Update, Write
from states.differences import Difference, title_key
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.machine import DRAFT, TreatmentState, TreatmentTrigger, treatment_after
from states.paper import Attendee, Doubt, Group, Item, ItemKind, Paper, plain
from states.paper_json import dump_text
from states.routes import Route, Stop, one_stop
from workflow.desk import Desk, open_desk
from workflow.import_deadlines import deadline_rows
from workflow.opening import Contents, Past, content_columns, open_case
from workflow.route_shelf import RouteShelf


@dataclass(slots=True)
class Met:
    """What the items of a paper became. `unchanged`: nothing was new or different.

    `case_of`: an item's place in the paper (1 the first) → case; a number may be printed twice.
    """

    case_of: dict[int, int] = field(default_factory=dict)
    new_cases: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    differences: tuple[Difference, ...] = ()
    unchanged: bool = False


def take_items(
    connection: Connection,
    entry: RegisteredForum,
    meeting: MeetingFacts,
    paper: Paper,
    digest: str,
    shelf: RouteShelf,
    *,
    by: str,
    now: datetime,
) -> Met:
    """Write every item of the paper. A case of the same title that the register knows there is the item's case."""
    met = Met()
    new: list[int] = []
    with open_desk(connection, by=by, now=now) as desk:
        waiting = known_treatments(connection, entry, meeting)
        for place, (group, item) in enumerate(_numbered(paper), 1):
            if item.kind is not ItemKind.CASE:
                desk.note("item_imported", None, {"title": item.title}, standing_row(desk, meeting, group, item, place))
                continue
            known = waiting.pop(title_key(item.title), None)
            case_id, opened = take_case(desk, entry, meeting, group, item, place, digest, shelf, known)
            met.case_of[place] = case_id
            new.extend([case_id] if opened else [])
    met.new_cases = tuple(new)
    return met


def known_treatments(connection: Connection, entry: RegisteredForum, meeting: MeetingFacts) -> dict[str, Any]:
    """The treatments that an item may be, by title: those decided at this very meeting, then those that wait.

    Drafts do not wait, nor what stands on another meeting's agenda.
    """
    waiting = {
        title_key(row.title): row
        for row in waiting_at(connection, entry.id)
        if row.case_state != DRAFT and (row.state != TreatmentState.ON_AGENDA or row.meeting_id == meeting.id)
    }
    return waiting | {title_key(row.title): row for row in decided_at(connection, meeting.id)}


def _numbered(paper: Paper) -> Iterator[tuple[Group, Item]]:
    return ((group, item) for group in paper.groups for item in group.items)


def take_case(
    desk: Desk,
    entry: RegisteredForum,
    meeting: MeetingFacts,
    group: Group,
    item: Item,
    place: int,
    digest: str,
    shelf: RouteShelf,
    known: Any = None,
) -> tuple[int, bool]:
    """One case's item: its number, and whether it was opened now. `known`: the treatment in the register that it is."""
    if known is not None and known.closed:
        item = replace(item, closed=True)  # an open paper does not make a closed case open
    contents = contents_of(item, group, digest)
    if known is not None:
        case_id, treatment_id, rows = known.case_id, known.id, list(met_rows(known, meeting, contents))
    else:
        case_id, treatment_id, rows = _opened(desk, entry, meeting, item, contents, shelf)
    rows.append(item_row(desk, meeting, group, item, place, treatment_id))
    rows.extend(deadline_rows(desk, case_id, item, digest))
    facts = {"title": item.title, "forum": meeting.forum, "on": meeting.on, "item": item.number}
    desk.note("opened" if known is None else "met", case_id, facts, *rows)
    return case_id, known is None


def contents_of(item: Item, group: Group, digest: str) -> Contents:
    """What a treatment keeps of an item: the texts as blocks, and what is printed beside them."""
    sections = {
        "background": item.background,
        "recommendation": item.recommendation,
        "presentation": item.presentation,
        "decision": item.decision,
    }
    return Contents(
        texts={name: dump_text(text) for name, text in sections.items() if text is not None},
        purposes=item.purposes,
        officers=item.officers,
        journal_number=item.journal_number,
        attachment_marks=item.attachment_marks,
        group_title=group.title,
        closed=item.closed,
        source={"digest": digest, "lines": item.source_lines},
    )


def met_rows(known: Any, meeting: MeetingFacts, contents: Contents) -> Iterator[Write]:
    """A case that waited takes the texts of the paper and its place on the agenda; one that is decided the texts."""
    if not known.open:
        yield Update("treatment", {"id": known.id}, decided_columns(known, contents), {"open": False})
        return
    state = treatment_after(known.state, TreatmentTrigger.PLACE)
    columns = content_columns(contents, contents.purposes)
    yield Update("treatment", {"id": known.id}, {**columns, "state": state, "meeting_id": meeting.id}, {"open": True})
    yield Update("cases", {"id": known.case_id}, {"expected": False})


def decided_columns(known: Any, contents: Contents) -> dict[str, Any]:
    """What a paper may change of a treatment that is decided: everything but the decision."""
    kept = {name: text for name, text in (known.texts or {}).items() if name == "decision"}
    texts = {name: text for name, text in contents.texts.items() if name != "decision"}
    return content_columns(replace(contents, texts={**texts, **kept}), contents.purposes)


def _opened(
    desk: Desk, entry: RegisteredForum, meeting: MeetingFacts, item: Item, contents: Contents, shelf: RouteShelf
) -> tuple[int, int, list[Write]]:
    """A new case, with the earlier stops that its words tell of."""
    route, past = told_route(item, entry.forum.code, shelf)
    opened = open_case(
        desk,
        item.title,
        route,
        assumed=True,
        draft=False,
        at=len(past),
        past=past,
        contents=contents,
        state=TreatmentState.ON_AGENDA,
        meeting_id=meeting.id,
    )
    return opened.id, opened.treatments[0], list(opened.writes)


def told_route(item: Item, code: str, shelf: RouteShelf) -> tuple[Route, tuple[Past, ...]]:
    """The route that an item's words tell: the earlier forums in the order told, then this one.

    A forum that is told of twice counts once, with what it did last. The key of a route on the shelf that passes just
    these forums is taken; the route is still only assumed.
    """
    steps = {step.forum: step for step in item.prior_steps if step.forum != code}
    if not steps:
        return one_stop(code), ()
    forums = (*steps, code)
    known = shelf.passing(forums)
    alone = one_stop(code)
    route = Route(
        known.key if known else alone.key,
        known.version if known else alone.version,
        known.title if known else alone.title,
        tuple(Stop(forum.lower(), (forum,)) for forum in forums),
    )
    return route, tuple(Past(outcome=step.outcome, words=step.words, on=step.on) for step in steps.values())


def standing_row(desk: Desk, meeting: MeetingFacts, group: Group, item: Item, place: int) -> Insert:
    """A standing item: it keeps its texts and its decision itself, since it is no case."""
    contents = contents_of(item, group, "")
    own = {
        "texts": dict(contents.texts),
        "purposes": list(item.purposes),
        "outcome": item.outcome,
        "words": plain(item.decision) if item.decision is not None else None,
        "attachment_marks": item.attachment_marks,
        "officers": list(item.officers),
        "journal_number": item.journal_number,
    }
    row = item_row(desk, meeting, group, item, place, None)
    return Insert("agenda_item", {**row.row, **own})


def item_row(
    desk: Desk, meeting: MeetingFacts, group: Group, item: Item, place: int, treatment_id: int | None
) -> Insert:
    """An item's place on the agenda of its meeting, as printed."""
    row = {
        "id": desk.ledger.next_id(),
        "meeting_id": meeting.id,
        "treatment_id": treatment_id,
        "kind": item.kind,
        "group_title": group.title,
        "position": place * 10,
        "number": item.number,
        "title": item.title,
        "closed": item.closed,
        "absent": stored_people(item.absent),
    }
    return Insert("agenda_item", row)


def stored_people(people: tuple[Attendee, ...]) -> list[dict[str, str | None]]:
    """People as they are kept with a meeting or an item."""
    return [{"name": one.name, "party": one.party, "municipality": one.municipality} for one in people]
