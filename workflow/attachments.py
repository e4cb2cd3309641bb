"""Attaching files to items, leaving them out, and listing them. The file itself is stored before (db/files.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.attachments import Given, given_to_cases, given_to_items
from db.record import Insert, Update
from states.attachments import Attachment, GivenAttachment, Visit, first_fixed_after, numbered, shown_at
from states.errors import SagsgangError
from states.facts import CaseFacts, TreatmentFacts
from states.machine import DONE_STATES, TreatmentState
from workflow.desk import HELD, LOCKED, Desk, open_desk
from workflow.errors import LockedAgenda, WrongMeetingState
from workflow.items import ItemPlace, find_item


class AlreadyAttached(SagsgangError):
    """The item has this very file."""

    def __init__(self, place: ItemPlace, known: Attachment) -> None:
        super().__init__(
            f"This file is attachment {known.number} ({known.name}) of {place} already. Nothing was written."
        )


class NoSuchAttachment(SagsgangError):
    """The item has no attachment of that number."""

    def __init__(self, place: ItemPlace, number: int, count: int) -> None:
        has = f"{count} attachments" if count != 1 else "1 attachment"
        super().__init__(f"There is no attachment {number} of {place}, which has {has if count else 'none'}.")


class DecidedWith(SagsgangError):
    """What a forum decided on keeps its files."""

    def __init__(self, place: ItemPlace) -> None:
        super().__init__(
            f"{place.forum} has decided on {place} with this file; it stays. Nothing was written. "
            "To leave it out from the next forum on, name the case by its number."
        )


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is stored already: what it was called, its digest, its size in bytes, its media type."""

    name: str
    digest: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment at its item."""

    place: ItemPlace
    attachment: Attachment

    @property
    def is_sent(self) -> bool:
        """Whether the agenda that the item stands on was locked before."""
        treatment = self.place.treatment
        locked = self.place.meeting is not None and self.place.meeting.state == LOCKED
        return locked and (treatment is None or treatment.state is TreatmentState.ON_AGENDA)


def attach(
    connection: Connection,
    item: str,
    file: StoredFile,
    *,
    forum: str | None = None,
    reason: str | None = None,
    by: str,
    now: datetime,
) -> Attached:
    """Attach a stored file to an item (see `find_item`), last. It goes with the case from there on.

    At a meeting that was held it completes the archive: later items that are decided, or were sent, do not get it.
    Raises AlreadyAttached, and what finding the item raises.
    """
    place = find_item(connection, item, forum=forum, lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        files = _Files(connection, place)
        if known := next((one for one in files.shown if one.digest == file.digest), None):
            raise AlreadyAttached(place, known)
        row = files.new_row(desk.ledger.next_id(), file)
        facts = _facts(place, file.name, file.digest, reason)
        desk.note("attached", place.case.id if place.case else None, facts, Insert("attachment", row))
        number = len(files.shown) + 1
    return Attached(place, Attachment(row["id"], number, file.name, file.digest, file.size, file.media_type))


def detach(
    connection: Connection,
    item: str,
    number: int,
    *,
    forum: str | None = None,
    reason: str | None = None,
    by: str,
    now: datetime,
) -> Attached:
    """Leave an attachment out, by its number at the item, from this treatment on. The file and the row are kept.

    Raises NoSuchAttachment, DecidedWith, LockedAgenda (no reason), and what finding the item raises.
    """
    place = find_item(connection, item, forum=forum, lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        _refuse_leaving_out(desk, place, reason)
        files = _Files(connection, place)
        found = next((one for one in files.shown if one.number == number), None)
        if found is None:
            raise NoSuchAttachment(place, number, len(files.shown))
        write = Update("attachment", {"id": found.id}, {"left_out_from": files.here})
        facts = _facts(place, found.name, found.digest, reason)
        desk.note("detached", place.case.id if place.case else None, facts, write)
    return Attached(place, found)


def attachments_at(connection: Connection, item: str, *, forum: str | None = None) -> list[Attached]:
    """The attachments of an item, in their order. Raises what finding the item raises."""
    place = find_item(connection, item, forum=forum)
    return [Attached(place, one) for one in _Files(connection, place).shown]


def _refuse_leaving_out(desk: Desk, place: ItemPlace, reason: str | None) -> None:
    if place.treatment and place.treatment.outcome:
        raise DecidedWith(place)
    meeting = next((one for one in desk.meetings(place.forum) if place.meeting and one.id == place.meeting.id), None)
    sent = place.treatment is None or place.treatment.state is TreatmentState.ON_AGENDA
    if meeting and sent and meeting.state == HELD:
        raise WrongMeetingState(place.forum, meeting.on, meeting.state, "its items keep their files")
    if meeting and sent and meeting.state == LOCKED and not reason:
        raise LockedAgenda(place.forum, meeting.on)


def _facts(place: ItemPlace, name: str, digest: str, reason: str | None) -> dict[str, Any]:
    on = place.meeting.on if place.meeting else None
    told = {"title": place.title, "forum": place.forum, "on": on, "item": place.number, "name": name, "digest": digest}
    return told | {"reason": reason}


class _Files:
    """What an item was given, and what it shows of it. `here`: what its attachments hang on, as `left_out_from` has it:
    the treatment, or the standing item's own row."""

    def __init__(self, connection: Connection, place: ItemPlace) -> None:
        self.place = place
        self.visits: list[Visit] = []
        self.given: Sequence[GivenAttachment]
        if place.case and place.treatment:
            self.here = place.treatment.id
            self.visits, self.given = _of_case(connection, place.case)
            self.shown = shown_at(self.visits, self.given, self.here)
        else:
            self.here = place.item_id or 0
            self.given = given_to_items(connection, [self.here]).get(self.here, [])
            self.shown = numbered(one for one in self.given if one.left_out_from is None)

    def new_row(self, key: int, file: StoredFile) -> dict[str, Any]:
        """The row of one attachment more."""
        place, treatment = self.place, self.place.treatment
        here = next((one for one in self.visits if one.treatment_id == self.here), None)
        return {
            "id": key,
            "case_id": place.case.id if place.case else None,
            "treatment_id": treatment.id if treatment else None,
            "agenda_item_id": place.item_id,
            "position": max((one.position for one in self.given), default=0) + 1,
            "name": file.name,
            "digest": file.digest,
            "size": file.size,
            "media_type": file.media_type,
            "left_out_from": first_fixed_after(self.visits, here) if here else None,
        }


def _of_case(connection: Connection, case: CaseFacts) -> Given:
    found = given_to_cases(connection, [case.id]).get(case.id)
    return found or ([*map(_visit, case.treatments)], [])


def _visit(one: TreatmentFacts) -> Visit:
    fixed = one.state in DONE_STATES or one.state is TreatmentState.ON_AGENDA
    return Visit(one.id, one.stop_id, one.forum, one.is_open, one.decided_on, fixed)
