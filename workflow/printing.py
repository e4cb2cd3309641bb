"""Items and papers made from the register's rows: what a document of a meeting shows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import case_deadlines, meeting_row, printed_items, treatments
from db.queries.attachments import shown_by_item, shown_by_treatment
from states.attachments import Attachment
from states.course import FORWARDS
from states.course_told import CourseStep
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.outcomes import Outcome, Purpose
from states.paper import (
    Attendee,
    Block,
    BlockKind,
    DeadlineKind,
    FoundDeadline,
    Group,
    Item,
    ItemKind,
    NextMeeting,
    Paper,
    PaperKind,
    Text,
)
from states.paper_json import load_text
from templates.attached import with_all_marks
from templates.course import course_paragraph

COURSE = "course"
"""The section that holds an edited "sagens gang"; where it is missing, the paragraph is told from the decisions."""


def section(texts: dict[str, Any] | None, name: str) -> Text | None:
    """A stored section, None where it was not printed."""
    stored = (texts or {}).get(name)
    return None if stored is None else load_text(stored)


def words_as_text(words: str | None) -> Text | None:
    """A decision's words as paragraphs, one a line."""
    if words is None:
        return None
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in words.splitlines() if line.strip())


def _decision(source: Any) -> Text | None:
    """The decision as it was read from minutes, else the words as they were entered."""
    return section(source.texts, "decision") or words_as_text(source.words)


def course_steps(done: Iterable[Any], *, but: int | None = None) -> list[CourseStep]:
    """What forums did with a case, in the order of their days, leaving out the treatment `but`.

    Where a day is not known, the order is that in which they began.
    """
    rows = list(done)
    if all(row.decided_on for row in rows):
        rows.sort(key=lambda row: (row.decided_on, row.id))
    return [
        CourseStep(
            forum_name=row.name,
            on=row.decided_on,
            purposes=tuple(Purpose(purpose) for purpose in row.purposes),
            outcome=Outcome(row.outcome),
            words=row.words or "",
            reservation=bool(row.reserved) and Outcome(row.outcome) in FORWARDS,
            council=row.municipality is not None,
        )
        for row in rows
        if row.id != but
    ]


def case_item(row: Any, done: Sequence[Any], deadlines: Sequence[Any], *, live: bool) -> Item:
    """A treatment as an agenda item. `live`: the agenda is not locked, so the case's course is told anew."""
    course = section(row.texts, COURSE)
    if course is None and live:
        course = course_paragraph(course_steps(done, but=row.id))
    background = section(row.texts, "background")
    if course:
        background = (*(background or ()), *course)
    headings = live and any(row.texts.values())
    return Item(
        number="",
        title=row.title,
        journal_number=row.journal_number,
        officers=tuple(row.officers),
        background=_printed(background, headings),
        recommendation=_printed(section(row.texts, "recommendation"), headings),
        presentation=_printed(section(row.texts, "presentation"), headings),
        purposes=tuple(Purpose(purpose) for purpose in row.purposes),
        attachment_marks=row.attachment_marks,
        deadlines=tuple(_deadline(found) for found in deadlines),
        case_id=row.case_id,
        closed=row.closed,
    )


def _printed(text: Text | None, headings: bool) -> Text | None:
    """An agenda of ours prints all three headings of a case with a text; one that was read those that stood there."""
    return () if text is None and headings else text


def _deadline(row: Any) -> FoundDeadline:
    return FoundDeadline(
        words=row.words,
        kind=DeadlineKind(row.kind),
        on=row.on,
        earliest=row.earliest,
        latest=row.latest,
        before=row.before,
        year_inferred=row.year_inferred,
    )


def attendees(rows: Iterable[dict[str, Any]]) -> tuple[Attendee, ...]:
    """People as they are stored with a meeting."""
    return tuple(Attendee(row["name"], row.get("party"), row.get("municipality")) for row in rows)


def clock(at: str | None) -> time | None:
    """A stored time of day."""
    return time.fromisoformat(at) if at else None


Files = dict[int, tuple[Attachment, ...]]
"""What goes with each fixed item, by the item's id."""


def _files(connection: Connection, items: Sequence[Any], found: dict[int, Any]) -> Files:
    by_treatment = shown_by_treatment(connection, {key: row.case_id for key, row in found.items()})
    own = shown_by_item(connection, [item.id for item in items if not item.treatment_id])
    return own | {item.id: by_treatment.get(item.treatment_id, ()) for item in items if item.treatment_id}


def printed_paper(
    connection: Connection,
    forum: RegisteredForum,
    meeting: MeetingFacts,
    kind: PaperKind,
    coming: NextMeeting | None,
    *,
    marked: bool = True,
) -> Paper:
    """The paper of a meeting whose items are fixed (locked, imported or held), as an agenda or as minutes.

    `marked`: files beyond the marks in an item's texts get lines of their own.
    """
    row = meeting_row(connection, meeting.id)
    items = printed_items(connection, meeting.id)
    found = treatments(connection, [item.treatment_id for item in items if item.treatment_id])
    deadlines = case_deadlines(connection, {one.case_id for one in found.values()})
    files = _files(connection, items, found)
    minutes = kind is PaperKind.MINUTES
    paper = Paper(
        kind=kind,
        forum=forum.forum.name,
        forum_code=forum.forum.code,
        on=meeting.on,
        at=clock(row.at),
        place=row.place,
        participants=attendees(row.participants) if minutes else (),
        apologies=attendees(row.apologies) if minutes else (),
        next_meeting=coming,
        groups=_groups(items, found, deadlines, files, minutes),
    )
    return with_all_marks(paper) if marked else paper


def _groups(
    items: Sequence[Any], found: dict[int, Any], deadlines: dict[int, list[Any]], files: Files, minutes: bool
) -> tuple[Group, ...]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        number = (item.number or "").split(".")[0] if item.group_title else ""  # a paper may have no groups at all
        key = (number, item.group_title)
        printed = _printed_item(item, found.get(item.treatment_id), deadlines, minutes)
        groups.setdefault(key, []).append(replace(printed, attachments=files.get(item.id, ())))
    return tuple(Group(number, title, tuple(entries)) for (number, title), entries in groups.items())


def _printed_item(item: Any, treatment: Any, deadlines: dict[int, list[Any]], minutes: bool) -> Item:
    source = treatment if treatment is not None else item
    outcome = source.outcome if minutes else None
    course = section(source.texts, COURSE) or ()
    background = section(source.texts, "background")
    return Item(
        number=item.number or "",
        title=item.title,
        kind=ItemKind(item.kind),
        journal_number=source.journal_number,
        officers=tuple(source.officers),
        background=(*(background or ()), *course) if course else background,
        recommendation=section(source.texts, "recommendation"),
        presentation=section(source.texts, "presentation"),
        decision=_decision(source) if minutes else None,
        purposes=tuple(Purpose(purpose) for purpose in source.purposes),
        outcome=Outcome(outcome) if outcome else None,
        attachment_marks=source.attachment_marks,
        deadlines=tuple(_deadline(found) for found in deadlines.get(treatment.case_id, ())) if treatment else (),
        absent=attendees(item.absent) if minutes else (),
        case_id=treatment.case_id if treatment else None,
        closed=source.closed,
    )
