"""Sending agendas: from its dispatch day on, a locked agenda goes to every member of its forum."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.files import Files
from db.queries.dispatches import Sent
from db.queries.dispatches import dispatches as all_dispatches
from db.queries.facts import load_forums, load_meetings
from db.queries.outbox import known_keys
from db.queries.sending import FixedMeeting, Seated, cases_titled, fixed_meetings, seated
from states.addresses import Address
from states.changes import Version, changes
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.feed import Entry
from states.letters import Draft, LetterKind
from states.paper import Paper
from states.zone import ZONE
from templates.letter_words import agenda_words, change_lines, members_of
from templates.words import day
from workflow.agenda import choose_meeting
from workflow.agenda_letter import Enclosed, enclose, invite, meeting_entry
from workflow.batch import Batch
from workflow.desk import registered
from workflow.meeting_changes import TOLD, told_of
from workflow.prepared import Prepared
from workflow.public_papers import Confidential, confidential, public_paper


class NotLocked(SagsgangError):
    """An agenda that is not fixed may still change, and is not sent."""

    def __init__(self, forum: str, on: date, state: str) -> None:
        super().__init__(
            f"The agenda of {forum} {on} is not locked (the meeting is {state}), so it is not sent. Lock it first: "
            f"sagsgang meeting lock {forum} --meeting {on}."
        )


class NobodyToSendTo(SagsgangError):
    """The forum has no address at all."""

    def __init__(self, forum: str, unreached: int) -> None:
        super().__init__(
            f"Nobody in {forum} has an address ({unreached} members are registered). Say where its letters go: "
            f"sagsgang forum set {forum} --email ADDRESS, or sagsgang person set NAME --email ADDRESS."
        )


def dispatches(
    connection: Connection,
    *,
    today: date,
    link: str,  # noqa: ARG001  # every producer is asked alike
    files: Files | None = None,
    organizer: Address | None = None,
) -> Batch:
    """The agendas whose day has come, to whoever has not been sent the latest version; later ones say what changed.

    To every member with an address; to the forum's own mailbox where a member, or all of them, have none. `files`:
    where the agenda and its attachments are put; without, they do not go along. `organizer`: who asks to the meeting;
    without, nothing goes to calendars. Closed items leave as a number. `link` is not used: an agenda has no page yet.
    """
    due = [one for one in fixed_meetings(connection, today) if one.goes_out <= today]
    office = _Office(connection, today, files, organizer)
    return Batch(tuple(draft for one in due for draft in office.letters(one)))


def agenda_letters(
    connection: Connection,
    forum: str,
    on: date | None,
    *,
    today: date,
    files: Files | None = None,
    organizer: Address | None = None,
) -> Prepared:
    """The same for one meeting's agenda, whatever its dispatch day; those who were sent it before get nothing.

    Raises UnknownForum, NoSuchMeeting, NoMeetingAhead, NotLocked, NobodyToSendTo.
    """
    code = registered(load_forums(connection), forum).forum.code
    fixed = {one.facts.on: one for one in fixed_meetings(connection, today, code)}
    meeting = fixed.get(on) if on else next(iter(fixed.values()), None)
    if meeting is None:
        other = choose_meeting(code, load_meetings(connection, code), on)
        raise NotLocked(code, other.on, other.state)
    who = seated(connection, code, today)
    if not _recipients(who, ""):
        raise NobodyToSendTo(code, len(who.unreached))
    drafts = _Office(connection, today, files, organizer).letters(meeting)
    return Prepared(Batch(tuple(drafts)), who.unreached)


def _key(dispatch_id: int, email: str) -> str:
    return f"dispatch:{dispatch_id}:{email}"


def _recipients(who: Seated, forum: str) -> list[Address]:
    """Members by name; the mailbox for those who have no address of their own."""
    there = {one.email.casefold() for one in who.members}
    box = who.mailbox if who.unreached or not who.members else None
    extra = [Address(box, members_of(forum))] if box and box.casefold() not in there else []
    return [*who.members, *extra]


@dataclass(frozen=True, slots=True)
class _Office:
    """What all letters of one look share."""

    connection: Connection
    today: date
    files: Files | None
    organizer: Address | None

    def letters(self, meeting: FixedMeeting) -> list[Draft]:
        """The letters about one meeting to those who have not had the latest version of its agenda."""
        entry = load_forums(self.connection)[meeting.facts.forum]
        to = _recipients(seated(self.connection, meeting.facts.forum, self.today), entry.forum.name)
        keys = {_key(version, one.email) for version in meeting.versions for one in to}
        known = known_keys(self.connection, keys)
        missing = [one for one in to if _key(meeting.versions[-1], one.email) not in known]
        return list(self._written(meeting, missing, known)) if missing else []

    def _written(self, meeting: FixedMeeting, to: Iterable[Address], known: set[str]) -> Iterator[Draft]:
        sent = all_dispatches(self.connection, meeting.facts.id)
        secret = confidential(self.connection)
        papers = [self._public(one.paper, meeting.facts, secret) for one in sent]
        enclosed = enclose(papers[-1], self.files) if self.files else Enclosed()
        entry = meeting_entry(self.connection, meeting.facts.id, sent[-1].version, self.today)
        facts = {
            **agenda_words(papers[-1]),
            "goes_out": day(meeting.goes_out),
            "late": self.today > meeting.goes_out and len(sent) == 1,
            "reason": _reason(sent[-1], secret),
            "enclosed": bool(enclosed.files),
            "attached": enclosed.attachments,
            "invited": bool(entry and self.organizer),
            TOLD: _told(papers[-1], entry),
        }
        named = _named(self.connection, papers)
        for one in to:
            had = _had(meeting, one, known)
            changed = {"changed": _changed(sent, papers, had) if had is not None else [], "first": had is None}
            yield Draft(
                _key(meeting.versions[-1], one.email),
                LetterKind.DISPATCH,
                one,
                facts | changed,
                enclosures=enclosed.files,
                invitation=invite(entry, self.organizer, one),
                named=named,
            )

    def _public(self, paper: Paper, meeting: MeetingFacts, secret: Confidential) -> Paper:
        return public_paper(self.connection, paper, meeting, load_forums(self.connection)[meeting.forum], secret)


def _told(paper: Paper, entry: Entry | None) -> dict[str, Any]:
    """What the letter says of the meeting itself, so that a later change of it is told."""
    at = paper.at.isoformat("minutes") if paper.at else None
    return told_of(at, paper.place, entry.sequence if entry else 0)


def _named(connection: Connection, papers: Sequence[Paper]) -> tuple[int, ...]:
    """The cases that an agenda and what it says of earlier ones name by title, those that are expected next too."""
    items = {item.case_id for paper in papers for item in paper.items if item.case_id and not item.closed}
    coming = [title for paper in papers if paper.next_meeting for title in paper.next_meeting.expected]
    return tuple(sorted({*items, *cases_titled(connection, coming)}))


def _had(meeting: FixedMeeting, one: Address, known: set[str]) -> int | None:
    """The place of the latest version that this recipient was sent; None for one who has had none."""
    places = [place for place, version in enumerate(meeting.versions) if _key(version, one.email) in known]
    return max(places, default=None)


def _changed(sent: list[Sent], papers: list[Paper], had: int) -> list[str]:
    since, until = (Version(one.version, one.at.astimezone(ZONE).date()) for one in (sent[had], sent[-1]))
    return change_lines(changes(papers[had], papers[-1], since=since, until=until))


def _reason(sent: Sent, secret: Confidential) -> str:
    """Why the agenda was sent again; not where the words name a closed item."""
    reason = sent.reason or ""
    return "" if any(title.casefold() in reason.casefold() for title in secret.titles) else reason
