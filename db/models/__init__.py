"""The tables of the register. Names of states and outcomes are stored as text; JSON is canonical text; instants UTC."""

from db.models.cases import Case, Stop, Suggestion, Treatment
from db.models.clock import Beat, CalendarEntry, WheelDuty, WheelTurn
from db.models.decisions import Deadline, Decision, Task
from db.models.follow import CouncilAnswer, Promise
from db.models.forums import Forum, Membership, Municipality, Person
from db.models.journal import Command, JournalEvent, JournalHead, OutboxLetter
from db.models.letters import Delivery, Letter
from db.models.meetings import AgendaItem, Attachment, Dispatch, ImportedFile, Meeting
from db.models.reminding import Acknowledgement, LadderSetting, Reminder
from db.models.row import Row

UNJOURNALLED = frozenset({"command", "event", "journal_head", "delivery", "beat", "calendar_entry"})
"""The tables that are the journal itself or its lock, and those that only say how far a machine has come.

Every other row is made by an event that says it whole.
"""

__all__ = [
    "UNJOURNALLED",
    "Acknowledgement",
    "AgendaItem",
    "Attachment",
    "Beat",
    "CalendarEntry",
    "Case",
    "Command",
    "CouncilAnswer",
    "Deadline",
    "Decision",
    "Delivery",
    "Dispatch",
    "Forum",
    "ImportedFile",
    "JournalEvent",
    "JournalHead",
    "LadderSetting",
    "Letter",
    "Meeting",
    "Membership",
    "Municipality",
    "OutboxLetter",
    "Person",
    "Promise",
    "Reminder",
    "Row",
    "Stop",
    "Suggestion",
    "Task",
    "Treatment",
    "WheelDuty",
    "WheelTurn",
]
