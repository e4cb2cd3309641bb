"""Extracts by letter: what was decided on a case, sent on to the forum that has it next, or to anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.files import Files
from db.queries.calls import CalledMeeting, called_meetings
from db.queries.causes import forum_addresses
from db.queries.decisions import last_decision
from db.queries.facts import load_case, load_forums, load_meetings
from states.addresses import Address, email_address
from states.errors import SagsgangError
from states.extract import Extract
from states.facts import CaseFacts, LaidStop, MeetingState
from states.letters import Draft, Enclosure, LetterKind
from states.people import Reached
from templates.letter_words import decision_words, meeting_words
from templates.words import weekday_and_day
from workflow.decision_letters import Subject, enclosed, subject, told_at
from workflow.desk import registered
from workflow.extract import extract
from workflow.people import reach


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an extract. `forum`: the code of the forum that has the case now; None for anybody else."""

    to: Address
    forum: str | None = None


ON, ANSWERS, BACK, FOR_INFORMATION, RECALLED = "on", "answers", "back", "for_information", "recalled"
"""Why somebody gets an extract: the case came on to them by a decision, or with the answers that were in on the last
day; or back; they asked for it; or it is theirs no more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an extract tells: the case, what each forum decided, and the files of it."""

    about: Subject
    decisions: tuple[dict[str, Any], ...]
    enclosures: tuple[Enclosure, ...] = ()
    corrected: bool = False

    def draft(self, key: str, recipient: Recipient, why: str, comes_on: Mapping[str, Any]) -> Draft:
        """The letter to one recipient. `comes_on`: see `coming`."""
        facts = {
            **self.about.facts,
            **comes_on,
            "decisions": list(self.decisions),
            "enclosed": bool(self.enclosures),
            "corrected": self.corrected,
            "why": why,
        }
        case, closed, named = self.about.case.id, self.about.closed, self.about.named
        return Draft(key, LetterKind.EXTRACT, recipient.to, facts, case, self.enclosures, closed=closed, named=named)


def extract_key(moved_by: int, forum: str | None, email: str) -> str:
    """What an extract is called for ever. `moved_by`: the decision's id, or that of the cause that closed answers.

    `forum`: the code of the one that gets it as a forum.
    """
    return f"extract:{moved_by}:{forum or '-'}:{email}"


def told_of_stop(
    connection: Connection, case: CaseFacts, stop: LaidStop, link: str, files: Files | None, *, corrected: bool
) -> Told:
    """What was decided at one stop of the case, by all of its forums."""
    about = subject(connection, case, link)
    decisions, extracts = told_at(connection, about, stop)
    return Told(about, tuple(decisions), enclosed(about, extracts, files), corrected)


def told_of_extract(
    connection: Connection, case: CaseFacts, forum: str | None, link: str, files: Files | None
) -> tuple[Told, Extract]:
    """What one forum decided on the case (the latest, without). Raises what `extract` raises."""
    about = subject(connection, case, link)
    found = extract(connection, case.id, forum, closed=True)
    decisions = (decision_words(found, closed=about.closed),)
    return Told(about, decisions, enclosed(about, [found], files)), found


NOWHERE: Mapping[str, Any] = {"meeting": "", "cut_off": "", "too_late": False}
"""Where nobody knows a meeting that the case can come on."""


def coming(connection: Connection, case: CaseFacts, forums: Sequence[str], today: date) -> dict[str, Mapping[str, Any]]:
    """When each forum is to have the case on, and the last day for items there.

    That is the meeting ahead that it was placed on, else the first whose agenda is open. On an agenda that was sent the
    case stands already: no `cut_off` is told. `too_late`: that day is over. Forums of one secretariat meet days apart,
    and pass cases on all the same.
    """
    placed = {one.forum: one.meeting_id for one in case.open_treatments}
    called = called_meetings(connection, today)
    return {code: _coming_there(connection, code, placed.get(code), called, today) for code in forums}


def _coming_there(
    connection: Connection, code: str, placed: int | None, called: Sequence[CalledMeeting], today: date
) -> Mapping[str, Any]:
    for one in load_meetings(connection, code):
        if one.id == placed and one.state == MeetingState.LOCKED and one.on >= today:
            return {"meeting": meeting_words(one.on, one.at), "cut_off": "", "too_late": False}
    there = sorted((one for one in called if one.code == code), key=lambda one: one.id != placed)
    if not there:
        return NOWHERE
    first = there[0]
    words = {"meeting": meeting_words(first.on, first.at), "cut_off": weekday_and_day(first.cut_off)}
    return {**words, "too_late": first.cut_off < today}


class NoAddressThere(SagsgangError):
    """The forum or person is known, and nobody has said where letters go."""

    def __init__(self, name: str, how: str) -> None:
        super().__init__(f"{name} has no address. Say it: {how}, or give an address with --to.")


def extract_letter(
    connection: Connection,
    case_id: int,
    forum: str | None,
    to: str,
    *,
    today: date,
    link: str,
    files: Files | None = None,
) -> Draft:
    """The letter with what a forum decided on a case (the latest decision, without), to a forum, person or address.

    Of a closed case only its number leaves. Raises what `extract` raises, UnknownForum, NoAddressThere, NotAnAddress.
    """
    case = load_case(connection, case_id)
    told, found = told_of_extract(connection, case, forum, link, files)
    recipient = _recipient(connection, to)
    decision = last_decision(connection, case.id, found.forum.code)
    waits = any(one.forum == recipient.forum for one in case.open_treatments)
    comes_on = coming(connection, case, [recipient.forum] if recipient.forum else [], today)
    key = extract_key(decision.id if decision else 0, recipient.forum, recipient.to.email)
    return told.draft(key, recipient, ON if waits else FOR_INFORMATION, comes_on.get(recipient.forum or "", NOWHERE))


def _recipient(connection: Connection, to: str) -> Recipient:
    """An address, or who is registered under these words, a forum first."""
    if "@" in to:
        email = email_address(to)
        return Recipient(Address(email, _named(reach(connection, email))))
    forums = load_forums(connection)
    if (person := reach(connection, to)).email and to not in forums:
        return Recipient(Address(person.email, person.name))
    entry = registered(forums, to)
    email = forum_addresses(connection).get(entry.forum.code, "")
    if not email:
        raise NoAddressThere(entry.forum.name, f"sagsgang forum set {entry.forum.code} --email ADDRESS")
    return Recipient(Address(email, entry.forum.name), entry.forum.code)


def _named(person: Reached) -> str:
    return "" if "@" in person.name else person.name
