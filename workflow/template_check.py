"""The office's templates tried on real meetings of the register, before one is needed."""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_forums, load_meetings
from states.changes import AgendaChanges
from states.document_json import Document
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forms import Form
from states.forums import RegisteredForum
from states.letters import LetterKind
from states.paper import Paper, PaperKind
from templates import shelf
from templates.broken import TemplateBroken
from templates.catalogue import ENDINGS, form_of_template, is_of_letters, made_by
from templates.child import in_child
from templates.example import example_changes, example_letters, example_papers, example_sheet
from templates.letters import faults, given_names
from templates.office import own_templates
from templates.trying import fault, press_each
from templates.words_check import words_faults
from workflow.agenda import choose_meeting, next_agenda
from workflow.desk import HELD, LOCKED, registered
from workflow.printing import printed_paper

LATEST = 2
"""How many of a forum's latest meetings are tried: enough to meet most of what its papers hold, and quick."""

BATCH = 8
"""How many documents one child fills in: its time is enough for many more of usual size."""


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
        Trial("changes of the example", example_changes()),
        Trial("list of the example", example_sheet()),
    ]


def example_for(name: str, kind: PaperKind) -> Trial:
    """The example that a template shows itself on."""
    agenda, minutes, changed, listed = example()
    if name.startswith(("sheet.", "changes.")):
        return listed if name.startswith("sheet.") else changed
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


def forum_codes(connection: Connection) -> list[str]:
    """The codes of all forums, which front.yaml has its chapters by."""
    return list(load_forums(connection))


def check_templates(names: Iterable[str], tried: Iterable[Trial], forums: Collection[str] = ()) -> list[Finding]:
    """What is wrong with these templates of the office, each fault once. Reads nothing but the templates.

    `forums`: the codes of all that there are; without them a chapter of front.yaml for a forum is taken on trust.
    """
    chosen, trials = list(names), list(tried)
    found = [finding for name in chosen for finding in _read(name, forums)]
    chosen, letters = _apart(chosen)
    wanted = {
        form: [trial for trial in trials if any(form in _forms(name) and _fits(name, trial) for name in chosen)]
        for form in Form
    }
    batches = [(form, fit[at : at + BATCH]) for form, fit in wanted.items() for at in range(0, len(fit), BATCH)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each waits for a child
        tellings = pool.map(lambda batch: _tried(*batch), batches)
        for finding in (*(one for telling in tellings for one in telling), *_letter_faults(letters)):
            if not any(_same(finding, known) for known in found):
                found.append(finding)
    return sorted(found, key=lambda one: (one.template, one.part, one.line or 0))


def _apart(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The templates of documents, and those of letters."""
    named = list(names)
    return [name for name in named if not is_of_letters(name)], [name for name in named if is_of_letters(name)]


def _letter_faults(names: Collection[str]) -> Iterator[Finding]:
    """What is wrong with letters' templates, tried on the example letters that they take part in."""
    kinds = {name.partition(".")[0].removeprefix("letter-") for name in names}
    drafts = [one for one in example_letters() if one.kind in kinds or kinds - set(LetterKind)]
    for draft, wrong in zip(drafts, faults(drafts), strict=True):
        if wrong is not None:
            told = f"{draft.kind} letter of the example"
            yield Finding(wrong["template"], wrong["message"], line=wrong["line"], shown_by=told)


def _same(one: Finding, known: Finding) -> bool:
    """Whether they tell of one fault: what reading the template finds with its line, documents meet again."""
    if (one.template, one.part) != (known.template, known.part):
        return False
    return one.message == known.message or (one.line == known.line and not known.shown_by)


def _forms(name: str) -> tuple[Form, ...]:
    """The forms that a template shows itself in; words are in all of them, and text is the quickest."""
    return (form_of_template(name) or Form.TEXT,)


def _fits(name: str, trial: Trial) -> bool:
    """Whether a template has to do with a document. Changes have a template of their own only as a page."""
    if name.startswith("changes."):
        return isinstance(trial.document, AgendaChanges)
    if name.startswith("paper.") and not name.endswith(".css"):
        return isinstance(trial.document, Paper)
    if name.startswith("sheet."):
        return not isinstance(trial.document, Paper)
    return not made_by(name)


def _read(name: str, forums: Collection[str]) -> Iterator[Finding]:
    """What is seen without filling it in."""
    if name not in set(own_templates()):
        return
    if name.endswith(shelf.WORDS):
        yield from (Finding(name, message, line=line) for line, message in words_faults(name, forums))
    elif name.endswith(".j2"):
        yield from _unknown_names(name)


def _unknown_names(name: str) -> Iterator[Finding]:
    try:
        for line, strange in json.loads(in_child("unknown_names", name, name, given_names(name)).content):
            yield Finding(name, f"{strange!r} is unknown", line=line)
    except SagsgangError as error:
        yield Finding(**{**fault(error), "template": name})


def _tried(form: Form, trials: list[Trial]) -> list[Finding]:
    documents = [trial.document for trial in trials]
    try:
        told = _press_each(documents, form)
    except TemplateBroken as error:  # the child died of it, and which document it was is not known
        return [Finding(**fault(error))]
    return [Finding(**told_of, shown_by=trial.words) for told_of, trial in zip(told, trials, strict=False) if told_of]


def _press_each(documents: list[Document], form: Form) -> list[dict[str, Any] | None]:
    if not shelf.for_child():
        printed = press_each(documents, form)
    else:
        main = "paper" if any(isinstance(document, Paper) for document in documents) else "sheet"
        printed = in_child("press_each", main + ENDINGS[form], documents, form)
    told: list[dict[str, Any] | None] = json.loads(printed.content)
    return told
