"""The office's templates tried on real meetings of the register, before one is needed."""

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import product

from sqlalchemy import Connection

from db.queries.facts import load_forums, load_meetings
from states.document_json import Document
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forms import Form
from states.forums import RegisteredForum
from states.paper import Paper, PaperKind
from templates import shelf
from templates.broken import TemplateBroken
from templates.catalogue import form_of_template
from templates.child import in_child
from templates.example import example_papers, example_sheet
from templates.office import own_templates
from templates.press import press
from templates.words_check import words_faults
from workflow.agenda import choose_meeting, next_agenda
from workflow.desk import HELD, LOCKED, registered
from workflow.printing import printed_paper

LATEST = 2
"""How many of a forum's latest meetings are tried: enough to meet most of what its papers hold, and quick."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A document that templates are tried on, and what it is: "agenda of KKR 2027-06-20"."""

    words: str
    document: Document


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a template, and the document that showed it ("" where none was needed)."""

    template: str
    message: str
    part: str = ""
    line: int | None = None
    shown_by: str = ""


def trials(connection: Connection) -> list[Trial]:
    """The latest meetings of each forum whose agenda was fixed, as agenda and, where held, as minutes; our example."""
    meetings = load_meetings(connection)
    found = [
        trial
        for code, entry in load_forums(connection).items()
        for meeting in [one for one in meetings if one.forum == code and one.state in (LOCKED, HELD)][-LATEST:]
        for trial in _of_meeting(connection, entry, meeting)
    ]
    return [*found, *example()]


def example() -> list[Trial]:
    """The documents of our own invention, which hold one of everything."""
    agenda, minutes = example_papers()
    return [
        Trial("agenda of the example", agenda),
        Trial("minutes of the example", minutes),
        Trial("list of the example", example_sheet()),
    ]


def example_for(name: str, kind: PaperKind) -> Trial:
    """The example that a template shows itself on."""
    agenda, minutes, listed = example()
    if name.startswith("sheet."):
        return listed
    return minutes if kind is PaperKind.MINUTES else agenda


def trial_of(connection: Connection, forum: str, on: date | None, kind: PaperKind) -> Trial:
    """One meeting's agenda or minutes: that of `on`, else the forum's latest that was fixed, else its next.

    Raises UnknownForum, NoSuchMeeting, NoMeetingAhead.
    """
    entry = registered(load_forums(connection), forum)
    meetings = load_meetings(connection, entry.forum.code)
    fixed = [one for one in meetings if one.state in (LOCKED, HELD)]
    meeting = fixed[-1] if fixed and on is None else choose_meeting(entry.forum.code, meetings, on)
    return _trial(connection, entry, meeting, kind)


def _of_meeting(connection: Connection, entry: RegisteredForum, meeting: MeetingFacts) -> Iterator[Trial]:
    yield _trial(connection, entry, meeting, PaperKind.AGENDA)
    if meeting.state == HELD:
        yield _trial(connection, entry, meeting, PaperKind.MINUTES)


def _trial(connection: Connection, entry: RegisteredForum, meeting: MeetingFacts, kind: PaperKind) -> Trial:
    paper = next_agenda(connection, entry.forum.code, meeting.on).paper
    if kind is PaperKind.MINUTES:
        paper = printed_paper(connection, entry, meeting, kind, paper.next_meeting)
    return Trial(f"{kind} of {entry.forum.code} {meeting.on}", paper)


def check_templates(names: Iterable[str], tried: Iterable[Trial]) -> list[Finding]:
    """What is wrong with these templates of the office, each fault once. Reads nothing but the templates."""
    chosen, trials = list(names), list(tried)
    found = [finding for name in chosen for finding in _read(name)]
    pairs = sorted({(form, at) for name in chosen for form, at in product(_forms(name), _fitting(name, trials))})
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each waits for a child
        tellings = pool.map(lambda pair: _printed(trials[pair[1]], pair[0]), pairs)
        for finding in (one for telling in tellings for one in telling):
            if not any(_same(finding, known) for known in found):
                found.append(finding)
    return sorted(found, key=lambda one: (one.template, one.part, one.line or 0))


def _same(one: Finding, known: Finding) -> bool:
    """Whether they tell of one fault: a name that is unknown is found by reading, and met again by every document."""
    return (one.template, one.part, one.line) == (known.template, known.part, known.line) and (
        one.message == known.message or not known.shown_by
    )


def _forms(name: str) -> tuple[Form, ...]:
    """The forms that a template shows itself in; words are in all of them, and text is the quickest."""
    return (form_of_template(name) or Form.TEXT,)


def _fitting(name: str, trials: list[Trial]) -> list[int]:
    """The places of the documents that a template has to do with."""
    if name.startswith("paper."):
        return [at for at, trial in enumerate(trials) if isinstance(trial.document, Paper)]
    if name.startswith("sheet."):
        return [at for at, trial in enumerate(trials) if not isinstance(trial.document, Paper)]
    return list(range(len(trials)))


def _read(name: str) -> Iterator[Finding]:
    """What is seen without filling it in."""
    if name not in set(own_templates()):
        return
    if name.endswith(shelf.WORDS):
        yield from (Finding(name, message, line=line) for line, message in words_faults(name))
    elif name.endswith(".j2"):
        try:
            for line, strange in json.loads(in_child("unknown_names", name, name).content):
                yield Finding(name, f"{strange!r} is unknown", line=line)
        except SagsgangError as error:
            yield _finding(name, error, "")


def _printed(trial: Trial, form: Form) -> list[Finding]:
    try:
        press(trial.document, form)
    except SagsgangError as error:
        return [_finding("", error, trial.words)]
    return []


def _finding(name: str, error: SagsgangError, shown_by: str) -> Finding:
    if isinstance(error, TemplateBroken):
        return Finding(error.name, error.reason, error.part, error.line, shown_by)
    return Finding(name, str(error), shown_by=shown_by)
