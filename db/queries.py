"""Reads that more than one use case needs. Each takes the open connection and returns plain rows, already loaded."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from db.errors import UnknownCase
from db.models import AgendaItem, Case, Decision, Forum, Meeting, Stop, Treatment
from states.forums import Forum as ForumName
from states.forums import find_forum


def reading(connection: Connection) -> Session:
    """A session over the caller's transaction, for reads; closing it leaves the transaction as it is."""
    return Session(connection, autoflush=False)


def forums(connection: Connection) -> tuple[ForumName, ...]:
    """Every forum as a plain value, in the order they were made."""
    return tuple(ForumName(row.code, row.name, tuple(row.aliases), row.municipality) for row in forum_rows(connection))


def forum_rows(connection: Connection) -> Sequence[Forum]:
    """Every forum with its settings, in the order they were made."""
    with reading(connection) as session:
        return session.exec(select(Forum).order_by(col(Forum.id))).all()


def forum_by_name(connection: Connection, name: str) -> Forum:
    """The forum that goes by this code, name or alias. Raises states.forums.UnknownForum."""
    code = find_forum(name, forums(connection)).code
    with reading(connection) as session:
        return session.exec(select(Forum).where(Forum.code == code)).one()


def case_by_id(connection: Connection, case_id: int) -> Case:
    """One case; a case that was joined into another resolves to that one. Raises UnknownCase."""
    with reading(connection) as session:
        found = session.get(Case, case_id)
        while found is not None and found.joined_into is not None:
            found = session.get(Case, found.joined_into)
    if found is None:
        raise UnknownCase(case_id)
    return found


def cases(connection: Connection) -> Sequence[Case]:
    """Every case that was not joined into another, in the order of their numbers."""
    with reading(connection) as session:
        return session.exec(select(Case).where(col(Case.joined_into).is_(None)).order_by(col(Case.id))).all()


def stops(connection: Connection, case_id: int) -> Sequence[Stop]:
    """A case's stops in the order of the route."""
    with reading(connection) as session:
        return session.exec(select(Stop).where(Stop.case_id == case_id).order_by(col(Stop.position))).all()


def treatments(connection: Connection, case_id: int) -> Sequence[Treatment]:
    """A case's treatments in the order they were planned."""
    with reading(connection) as session:
        return session.exec(select(Treatment).where(Treatment.case_id == case_id).order_by(col(Treatment.id))).all()


def open_treatments(connection: Connection, forum_id: int) -> Sequence[tuple[Treatment, Case]]:
    """What one forum still has to act on, with the case; costs the same however many cases are closed."""
    with reading(connection) as session:
        wanted = (
            select(Treatment, Case)
            .join(Case, col(Case.id) == col(Treatment.case_id))
            .where(Treatment.forum_id == forum_id, col(Treatment.open).is_(True))
            .order_by(col(Treatment.id))
        )
        return session.exec(wanted).all()


def meetings(connection: Connection, forum_id: int) -> Sequence[Meeting]:
    """A forum's meetings, the earliest first."""
    with reading(connection) as session:
        return session.exec(select(Meeting).where(Meeting.forum_id == forum_id).order_by(col(Meeting.on))).all()


def meeting_on(connection: Connection, forum_id: int, on: date) -> Meeting | None:
    """The forum's meeting on this day."""
    with reading(connection) as session:
        return session.exec(select(Meeting).where(Meeting.forum_id == forum_id, Meeting.on == on)).one_or_none()


def next_meeting(connection: Connection, forum_id: int) -> Meeting | None:
    """The forum's first meeting that is neither held nor cancelled."""
    with reading(connection) as session:
        wanted = (
            select(Meeting)
            .where(Meeting.forum_id == forum_id, col(Meeting.state).in_(("planned", "locked")))
            .order_by(col(Meeting.on))
            .limit(1)
        )
        return session.exec(wanted).one_or_none()


def agenda_items(connection: Connection, meeting_id: int) -> Sequence[AgendaItem]:
    """A meeting's items in the order of the agenda."""
    with reading(connection) as session:
        wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(col(AgendaItem.position))
        return session.exec(wanted).all()


def decisions(connection: Connection, case_id: int) -> Sequence[Decision]:
    """A case's decisions that count (not those that were corrected), the earliest first."""
    with reading(connection) as session:
        wanted = (
            select(Decision)
            .where(Decision.case_id == case_id, col(Decision.current).is_(True))
            .order_by(col(Decision.on), col(Decision.id))
        )
        return session.exec(wanted).all()
