"""Extracts by letter: what was decided on a case, sent on to the forum that has it next, or to anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.files import Files
from db.queries.calls import called_meetings
from states.addresses import Address
from states.extract import Extract
from states.facts import CaseFacts, LaidStop
from states.letters import Draft, Enclosure, LetterKind
from templates.letter_words import decision_words, meeting_words
from templates.words import weekday_and_day
from workflow.decision_letters import Subject, enclosed, subject, told_at
from workflow.extract import extract


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an extract. `forum`: the code of the forum that has the case now; None for anybody else."""

    to: Address
    forum: str | None = None


ON, BACK, FOR_INFORMATION, RECALLED = "on", "back", "for_information", "recalled"
"""Why somebody gets an extract: the case came on to them, or back; they asked for it; or it is theirs no more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an extract tells: the case, what each forum decided, and the files of it."""

    about: Subject
    decisions: tuple[dict[str, Any], ...]
    enclosures: tuple[Enclosure, ...] = ()
    corrected: bool = False

    def draft(self, key: str, recipient: Recipient, why: str, comes_on: Mapping[str, str]) -> Draft:
        """The letter to one recipient. `comes_on`: see `coming`."""
        facts = {
            **self.about.facts,
            **comes_on,
            "decisions": list(self.decisions),
            "enclosed": bool(self.enclosures),
            "corrected": self.corrected,
            "why": why,
        }
        case, closed = self.about.case.id, self.about.closed
        return Draft(key, LetterKind.EXTRACT, recipient.to, facts, case, self.enclosures, closed=closed)


def extract_key(decision_id: int, forum: str | None, email: str) -> str:
    """What an extract is called for ever. `forum`: the code of the one that gets it as a forum."""
    return f"extract:{decision_id}:{forum or '-'}:{email}"


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


def coming(connection: Connection, forums: Sequence[str], today: date) -> dict[str, dict[str, str]]:
    """When each forum can have a case on: its first meeting whose agenda is open, and the last day for items."""
    found: dict[str, dict[str, str]] = {code: {"meeting": "", "cut_off": ""} for code in forums}
    for one in reversed(called_meetings(connection, today)):
        if one.code in found and one.cut_off >= today:
            words = {"meeting": meeting_words(one.on, one.at), "cut_off": weekday_and_day(one.cut_off)}
            found[one.code] = words
    return found
