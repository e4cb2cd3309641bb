"""What `verify` can find, each as one sentence that names the place."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong."""

    STORAGE = "storage"
    UNREADABLE = "unreadable"
    EVENT_MISSING = "event_missing"
    EVENT_CHANGED = "event_changed"
    PAYLOAD_CHANGED = "payload_changed"
    CHAIN_BROKEN = "chain_broken"
    HEAD = "head"
    CUT = "cut"
    REWRITTEN = "rewritten"
    ROW_MISSING = "row_missing"
    ROW_UNEXPLAINED = "row_unexplained"
    VALUE = "value"
    FILE = "file"


_SENTENCES = {
    Fault.STORAGE: "The database file is damaged: {stands}.",
    Fault.UNREADABLE: "Table {table} cannot be read: {stands}.",
    Fault.EVENT_MISSING: "Missing from the journal: event {stands}.",
    Fault.EVENT_CHANGED: "Event {event} was changed, put in, or moved: its hash does not fit it.",
    Fault.PAYLOAD_CHANGED: "Event {event}: its content was changed after it was written.",
    Fault.CHAIN_BROKEN: "Event {event} does not follow the event before it: one of the two was changed or put in.",
    Fault.HEAD: "The head of the journal says {journal}, and the journal ends with {stands}.",
    Fault.CUT: "The journal ends at event {stands}, and event {event} was known before: it was cut, or is an old copy.",
    Fault.REWRITTEN: "Event {event} is another than the one known before: the journal was rewritten.",
    Fault.ROW_MISSING: "{table} {key} is missing; the journal says that it was written.",
    Fault.ROW_UNEXPLAINED: "{table} {key} stands there, and no event wrote it.",
    Fault.FILE: "The file of attachment {key} {stands}; its digest is {journal}.",
    Fault.VALUE: "{table} {key}, {column}: the journal says {journal!r}, and {stands!r} stands there.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit; as text, a sentence for a person.

    `journal`: what the journal says; `stands`: what is there instead.
    """

    fault: Fault
    event: int | None = None
    table: str | None = None
    key: str | None = None
    column: str | None = None
    journal: object = None
    stands: object = None

    def __str__(self) -> str:
        return _SENTENCES[self.fault].format(
            event=self.event,
            table=self.table,
            key=self.key,
            column=self.column,
            journal=self.journal,
            stands=self.stands,
        )
