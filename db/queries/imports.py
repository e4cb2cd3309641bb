"""Reads of the importer: which files were taken in, which cases may be the same, who is known."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from db.models import Row as Register
from states.facts import MeetingState
from states.machine import ENDED

_TABLES = Register.metadata.tables
_FILE, _FORUM, _CASE, _TREATMENT, _MEETING = (
    _TABLES[name] for name in ("imported_file", "forum", "cases", "treatment", "meeting")
)
_ITEM, _PERSON, _MEMBERSHIP, _SUGGESTION = (
    _TABLES[name] for name in ("agenda_item", "person", "membership", "suggestion")
)


def known_file(connection: Connection, digest: str) -> Any:
    """The forum's `code` and the date (`on`) of the meeting that a file with this SHA-256 digest was taken in for."""
    query = (
        select(_FORUM.c.code, _MEETING.c.on)
        .join_from(_FILE, _MEETING, _MEETING.c.id == _FILE.c.meeting_id)
        .join(_FORUM, _FORUM.c.id == _MEETING.c.forum_id)
        .where(_FILE.c.digest == digest)
    )
    return connection.execute(query).first()


def papers_of(connection: Connection, meeting_id: int, kind: str) -> frozenset[str]:
    """The digests of the agendas, or of the minutes (`kind`), that were taken in for a meeting."""
    query = select(_FILE.c.digest).where(_FILE.c.meeting_id == meeting_id, _FILE.c.kind == kind)
    return frozenset(connection.execute(query).scalars())


def cases_before(connection: Connection, code: str) -> list[int]:
    """The cases that a forum has before it, or had on a meeting that is not held: a paper of its may change them."""
    query = (
        select(_TREATMENT.c.case_id)
        .join_from(_TREATMENT, _FORUM)
        .outerjoin(_MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
        .where(_FORUM.c.code == code)
        .where(or_(_TREATMENT.c.open.is_(True), _MEETING.c.state != MeetingState.HELD))
    )
    return sorted(set(connection.execute(query).scalars()))


def seats(connection: Connection, forum_id: int) -> set[tuple[str, str | None, str | None]]:
    """Who is known at a forum: name, party letter, municipality."""
    query = (
        select(_PERSON.c.name, _MEMBERSHIP.c.party, _MEMBERSHIP.c.municipality)
        .join_from(_MEMBERSHIP, _PERSON)
        .where(_MEMBERSHIP.c.forum_id == forum_id)
    )
    return {(row.name, row.party, row.municipality) for row in connection.execute(query)}


def people_named(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The ids of the people who are known by these names."""
    query = select(_PERSON.c.id, _PERSON.c.name).where(_PERSON.c.name.in_(list(names)))
    return {row.name: row.id for row in connection.execute(query)}


def cases_with_texts(connection: Connection, since: date, until: date) -> list[Any]:
    """Cases that may be met again: open ones without a meeting, and those treated at a meeting between two dates.

    One row a treatment: `id` (the case's), `title`, `texts`, `meeting_id`, `open`, and whether it is `printed` on an
    agenda. Joined cases are left out.
    """
    near = _MEETING.c.on.between(since, until)
    printed = exists().where(_ITEM.c.treatment_id == _TREATMENT.c.id).label("printed")
    query = (
        select(_CASE.c.id, _CASE.c.title, _TREATMENT.c.texts, _TREATMENT.c.meeting_id, _TREATMENT.c.open, printed)
        .join_from(_CASE, _TREATMENT, _TREATMENT.c.case_id == _CASE.c.id)
        .outerjoin(_MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
        .where(_CASE.c.joined_into.is_(None))
        .where(or_(near, _TREATMENT.c.open.is_(True) & _CASE.c.state.not_in(ENDED)))
        .order_by(_CASE.c.id, _TREATMENT.c.id)
    )
    return list(connection.execute(query))


def suggested_pairs(connection: Connection, case_ids: Iterable[int]) -> set[tuple[int, int]]:
    """The pairs that were suggested before, dismissed ones too, for these cases."""
    ids = list(case_ids)
    query = select(_SUGGESTION.c.case_id, _SUGGESTION.c.other_id).where(
        or_(_SUGGESTION.c.case_id.in_(ids), _SUGGESTION.c.other_id.in_(ids))
    )
    return {(row.case_id, row.other_id) for row in connection.execute(query)}


def suggestions(connection: Connection) -> list[Any]:
    """The open suggestions with both titles, the likeliest first."""
    other = _CASE.alias("other")
    query = (
        select(_SUGGESTION, _CASE.c.title, other.c.title.label("other_title"))
        .join_from(_SUGGESTION, _CASE, _CASE.c.id == _SUGGESTION.c.case_id)
        .join(other, other.c.id == _SUGGESTION.c.other_id)
        .where(_SUGGESTION.c.state == "open")
        .order_by(_SUGGESTION.c.score.desc(), _SUGGESTION.c.id)
    )
    return list(connection.execute(query))
