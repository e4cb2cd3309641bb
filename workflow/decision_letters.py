"""What letters say of decisions: which forum decided what on a case, in its own words, and what is asked now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from db.files import Files
from db.queries.agendas import case_deadlines
from db.queries.facts import load_forums
from db.queries.published import cases_treated_closed
from states.extract import Extract
from states.facts import CaseFacts, LaidStop
from states.forms import Form
from states.letters import Enclosure
from states.machine import DONE_STATES
from templates.council_ledger import summary
from templates.extract import extract_sheet
from templates.letter_words import (
    case_link,
    case_words,
    council_words,
    deadline_words,
    decision_words,
    extract_file,
)
from templates.press import press
from workflow.councils import ledger_of
from workflow.extract import NotDecidedThen, NotDecidedThere, OnlyTold, extract

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Subject:
    """The case that a letter is about. `closed`: some forum has it, or had it, as a closed item (lukket)."""

    case: CaseFacts
    closed: bool
    link: str

    @property
    def named(self) -> tuple[int, ...]:
        """The cases that letters about it name by title."""
        return () if self.closed else (self.case.id,)

    @property
    def facts(self) -> dict[str, Any]:
        """What every letter about it says."""
        return {
            "case": case_words(self.case.id, self.case.title, closed=self.closed),
            "closed": self.closed,
            "link": case_link(self.link, self.case.id),
            "command": f"sagsgang case show {self.case.id}",
        }


def subject(connection: Connection, case: CaseFacts, link: str) -> Subject:
    """The case as letters name it."""
    closed = any(one.closed for one in case.treatments) or bool(cases_treated_closed(connection, [case.id]))
    return Subject(case, closed, link)


def told_at(connection: Connection, about: Subject, stop: LaidStop) -> tuple[list[dict[str, Any]], list[Extract]]:
    """What was decided at one stop: each forum's decision in its own words; of councils, how many answered what.

    Of a closed case, who decided and when, and no word more.
    """
    councils = _councils(connection)
    if all(code in councils for code in stop.stop.forums):
        ledger = ledger_of(connection, about.case.id, stop.stop.key)
        return [council_words("" if about.closed else summary(ledger))], []
    extracts = list(_extracts(connection, about.case, stop))
    return [decision_words(one, closed=about.closed) for one in extracts], extracts


def _councils(connection: Connection) -> set[str]:
    return {code for code, entry in load_forums(connection).items() if entry.forum.municipality}


def _extracts(connection: Connection, case: CaseFacts, stop: LaidStop) -> Iterator[Extract]:
    for code in dict.fromkeys(one.forum for one in case.at(stop.id) if one.state in DONE_STATES):
        try:
            yield extract(connection, case.id, code, closed=True)
        except (NotDecidedThere, NotDecidedThen, OnlyTold):
            continue  # a later forum's paper tells of it, and nobody has its words


def enclosed(about: Subject, extracts: Sequence[Extract], files: Files | None) -> tuple[Enclosure, ...]:
    """Each extract as a PDF, stored; none of a closed case, and none where no folder keeps files."""
    if files is None or about.closed:
        return ()
    return tuple(_enclosed(one, about.case.id, files) for one in extracts)


def _enclosed(found: Extract, case_id: int, files: Files) -> Enclosure:
    content = press(extract_sheet(found), Form.PDF).content
    return keep(files, content, extract_file(found.forum.code, found.on, case_id))


def keep(files: Files, content: bytes, name: str) -> Enclosure:
    """A PDF as it goes with a letter; its content is stored under its digest. Raises CannotKeep."""
    return Enclosure(name, PDF, files.keep(content), len(content))


def first_ahead(deadlines: Iterable[Any], today: date) -> Any | None:
    """The first of these deadlines (the earliest first) with an exact day that has not passed."""
    return next((row for row in deadlines if row.on and row.on - timedelta(days=row.before) >= today), None)


def due(connection: Connection, case_id: int, today: date) -> dict[str, str]:
    """What the first open deadline ahead of a case says: the day in words, and what the law says if it is missed."""
    first = first_ahead(case_deadlines(connection, [case_id])[case_id], today)
    if first is None:
        return {"deadline": "", "legal_default": ""}
    return {"deadline": deadline_words(first.on, before=first.before), "legal_default": first.legal_default or ""}
