"""The tables of the register. Names of states and outcomes are stored as text; JSON is canonical text; instants UTC."""

from db.models.cases import Case, Stop, Suggestion, Treatment
from db.models.decisions import Deadline, Decision, Task
from db.models.follow import CouncilAnswer, Promise
from db.models.forums import Forum, Membership, Municipality, Person
from db.models.journal import Command, JournalEvent, JournalHead, OutboxLetter
from db.models.meetings import AgendaItem, Attachment, Dispatch, ImportedFile, Meeting
from db.models.row import Row

UNJOURNALLED = frozenset({"command", "event", "journal_head"})
"""The tables that are the journal itself, or its lock; every other row is made by an event that says it whole."""

__all__ = [
    "UNJOURNALLED",
    "AgendaItem",
    "Attachment",
    "Case",
    "Command",
    "CouncilAnswer",
    "Deadline",
    "Decision",
    "Dispatch",
    "Forum",
    "ImportedFile",
    "JournalEvent",
    "JournalHead",
    "Meeting",
    "Membership",
    "Municipality",
    "OutboxLetter",
    "Person",
    "Promise",
    "Row",
    "Stop",
    "Suggestion",
    "Task",
    "Treatment",
]
