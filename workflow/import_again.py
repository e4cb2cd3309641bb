"""A paper of a meeting that the register knows: minutes meet their agenda, a changed paper shows its differences."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import printed_items, treatments
from db.queries.facts import load_case
from db.queries.imports import papers_of
from db.record import Update, Write
from states.agenda import REMOVED
from states.differences import FIELDS, Difference, differences, pair_items, title_key
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.machine import OPEN_STATES, TreatmentTrigger, treatment_after
from states.paper import Doubt, Group, Item, ItemKind, Paper, PaperKind, plain
from states.paper_json import reading
from workflow.desk import HELD, Desk, open_desk
from workflow.import_deadlines import deadline_rows
from workflow.import_head import doubts_of
from workflow.import_items import (
    Met,
    contents_of,
    decided_columns,
    known_treatments,
    standing_row,
    stored_people,
    take_case,
)
from workflow.opening import Contents, content_columns
from workflow.printing import printed_paper
from workflow.route_shelf import RouteShelf

AGENDA_FIELDS = tuple(field for field in FIELDS if field not in ("decision", "outcome"))


class PaperDiffers(SagsgangError):
    """A changed paper is written only when that is asked for."""

    def __init__(self, forum: str, on: date, found: Sequence[Difference]) -> None:
        lines = "\n".join(f"  {difference}" for difference in found)
        super().__init__(
            f"The register already has this paper of {forum} {on}, and {len(found)} things differ. "
            f"Nothing was written; to write them: --replace.\n{lines}"
        )


def meet_again(
    connection: Connection,
    entry: RegisteredForum,
    meeting: MeetingFacts,
    paper: Paper,
    digest: str,
    shelf: RouteShelf,
    *,
    replacing: bool,
    by: str,
    now: datetime,
) -> Met:
    """Bring a paper together with the items that its meeting has.

    The first minutes of a meeting bring decisions, and a head that stands over the agenda's, not new texts; items that
    were not on the agenda are new cases. What they say otherwise is a doubt. Any other difference is written only when
    `replacing`. Raises PaperDiffers.
    """
    first_minutes = paper.kind is PaperKind.MINUTES and meeting.state != HELD
    fields = _fields(paper.kind, first_minutes and not replacing)
    there, found = _compared(connection, entry, meeting, paper, fields)
    if found and not first_minutes and not replacing:
        raise PaperDiffers(meeting.forum, meeting.on, found)
    met = Met(differences=tuple(found), unchanged=not found)
    with open_desk(connection, by=by, now=now) as desk:
        known = _Meeting(connection, desk, entry, meeting, digest, shelf)
        known.take(paper, there, met, rewrite=replacing and bool(found))
    if first_minutes:
        met.doubts = (*doubts_of(found), *_doubts(found, paper))
    return met


def _compared(
    connection: Connection, entry: RegisteredForum, meeting: MeetingFacts, paper: Paper, fields: tuple[str, ...]
) -> tuple[Mapping[str, Any], list[Difference]]:
    """The register's reading of the meeting, and what differs in the paper.

    A paper that we wrote has a line for each file without a mark; one from elsewhere, whose files were attached since,
    has none: the nearer of the two counts.
    """
    ours = (
        reading(printed_paper(connection, entry, meeting, paper.kind, None, marked=marked)) for marked in (True, False)
    )
    both = [(there, differences(there, reading(paper), fields=fields)) for there in ours]
    return min(both, key=lambda pair: len(pair[1]))


def _fields(kind: PaperKind, only_items: bool) -> tuple[str, ...]:
    """What is compared of the items that both papers have."""
    if only_items:
        return ()
    return FIELDS if kind is PaperKind.MINUTES else AGENDA_FIELDS


def _doubts(found: Sequence[Difference], paper: Paper) -> Iterator[Doubt]:
    lines = {item.number: item.source_lines[0] for item in paper.items if item.source_lines}
    for one in found:
        if one.field == "item" and one.old is None:
            yield Doubt(f"item {one.item} ({one.new}) was not on the agenda", lines.get(one.item or ""))
        elif one.field == "item":
            yield Doubt(f"item {one.item} of the agenda ({one.old}) is not in the minutes")


def _key(item: Mapping[str, Any]) -> tuple[str, str]:
    """What tells the items of one agenda apart: a number may be printed twice."""
    return item["number"], item["title"]


class _Meeting:
    """The meeting whose items are brought together with a paper's."""

    def __init__(
        self,
        connection: Connection,
        desk: Desk,
        entry: RegisteredForum,
        meeting: MeetingFacts,
        digest: str,
        shelf: RouteShelf,
    ) -> None:
        self.desk, self.entry, self.meeting, self.digest, self.shelf = desk, entry, meeting, digest, shelf
        self.rows = {(row.number or "", row.title): row for row in printed_items(connection, meeting.id)}
        self.treatments = treatments(connection, [row.treatment_id for row in self.rows.values() if row.treatment_id])
        known = known_treatments(connection, entry, meeting)
        self.waiting = {title: row for title, row in known.items() if row.id not in self.treatments}
        self.replaced: frozenset[str] = frozenset()

    def take(self, paper: Paper, there: Mapping[str, Any], met: Met, *, rewrite: bool) -> None:
        """Write what is new, and what is different when `rewrite`; tell `met` which case each item is."""
        if rewrite:
            self.replaced = papers_of(self.desk.connection, self.meeting.id, paper.kind)
        printed = [(group, item) for group in paper.groups for item in group.items]
        here = [item for group in reading(paper)["groups"] for item in group["items"]]
        old = [item for group in there["groups"] for item in group["items"]]
        pairs = pair_items(old, here)
        for place, (before, _) in enumerate(pairs, 1):
            group, item = printed[place - 1]
            if before is None:
                self._new(group, item, place, met)
            else:
                self._known(self.rows[_key(before)], group, item, place, met, rewrite=rewrite)
        if rewrite:
            kept = {_key(before) for before, _ in pairs if before is not None}
            for key, row in self.rows.items():
                if key not in kept:
                    self._gone(row)

    def _new(self, group: Group, item: Item, place: int, met: Met) -> None:
        if item.kind is not ItemKind.CASE:
            row = standing_row(self.desk, self.meeting, group, item, place)
            self.desk.note("item_imported", None, {"title": item.title}, row)
            return
        known = self.waiting.pop(title_key(item.title), None)
        case_id, opened = take_case(
            self.desk, self.entry, self.meeting, group, item, place, self.digest, self.shelf, known
        )
        met.case_of[place] = case_id
        met.new_cases += (case_id,) if opened else ()

    def _known(self, row: Any, group: Group, item: Item, place: int, met: Met, *, rewrite: bool) -> None:
        treatment = self.treatments.get(row.treatment_id)
        if treatment is not None:
            met.case_of[place] = treatment.case_id
        case_id = treatment.case_id if treatment is not None else None
        rows = list(self._rewritten(row, treatment, group, item, place) if rewrite else self._minuted(row, item))
        if case_id is not None:
            rows.extend(deadline_rows(self.desk, case_id, item, self.digest, replaced=self.replaced))
        if rows:
            met.unchanged = False
            self.desk.note("item_replaced" if rewrite else "item_minuted", case_id, {"title": item.title}, *rows)

    def _minuted(self, row: Any, item: Item) -> Iterator[Write]:
        """What minutes add to an item: who was not there, and for a standing item the decision."""
        changes: dict[str, Any] = {}
        if item.absent and stored_people(item.absent) != row.absent:
            changes["absent"] = stored_people(item.absent)
        if row.treatment_id is None and item.decision is not None and row.outcome is None:
            contents = contents_of(item, Group("", row.group_title, ()), self.digest)
            texts = {**(row.texts or {}), "decision": contents.texts["decision"]}
            changes |= {"texts": texts, "outcome": item.outcome, "words": plain(item.decision)}
        if changes:
            yield Update("agenda_item", {"id": row.id}, changes)

    def _rewritten(self, row: Any, treatment: Any, group: Group, item: Item, place: int) -> Iterator[Write]:
        contents = contents_of(item, group, self.digest)
        changes: dict[str, Any] = {
            "title": item.title,
            "closed": item.closed,
            "number": item.number,
            "group_title": group.title,
            "position": place * 10,
        }
        if item.absent:
            changes["absent"] = stored_people(item.absent)
        if treatment is None:
            changes |= _standing(row, item, contents)
        elif treatment.state in OPEN_STATES:
            yield Update("treatment", {"id": treatment.id}, content_columns(contents, item.purposes), {"open": True})
        else:
            yield Update("treatment", {"id": treatment.id}, decided_columns(treatment, contents), {"open": False})
        if treatment is not None and title_key(treatment.title) == title_key(row.title) and row.title != item.title:
            yield self._retitled(treatment.case_id, item.title)
        yield Update("agenda_item", {"id": row.id}, changes)

    def _retitled(self, case_id: int, title: str) -> Update:
        """A case that goes by its item's title goes by the new one."""
        version = load_case(self.desk.connection, case_id).version
        return Update("cases", {"id": case_id}, {"title": title, "version": version + 1}, {"version": version})

    def _gone(self, row: Any) -> None:
        """The item left the paper: it stays in the register, off the agenda; its case waits for another meeting."""
        treatment = self.treatments.get(row.treatment_id)
        rows: list[Write] = [Update("agenda_item", {"id": row.id}, {"kind": REMOVED})]
        if treatment is not None and treatment.state in OPEN_STATES:
            state = treatment_after(treatment.state, TreatmentTrigger.UNPLACE)
            rows.append(Update("treatment", {"id": treatment.id}, {"state": state, "meeting_id": None}, {"open": True}))
        case_id = treatment.case_id if treatment is not None else None
        self.desk.note("item_removed", case_id, {"title": row.title}, *rows)


def _standing(row: Any, item: Item, contents: Contents) -> dict[str, Any]:
    """A standing item's own columns; an agenda takes its decision away as little as a case's."""
    changes: dict[str, Any] = {"purposes": list(item.purposes), "officers": list(item.officers)}
    changes |= {"journal_number": item.journal_number, "attachment_marks": item.attachment_marks}
    if item.decision is not None:
        changes |= {"outcome": item.outcome, "words": plain(item.decision)}
    kept = {name: text for name, text in (row.texts or {}).items() if name == "decision"}
    return {**changes, "texts": {**kept, **contents.texts}}
