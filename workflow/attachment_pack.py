"""The attachment pack: the files that go with an agenda, in the order of its items."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.files import Files
from states.errors import SagsgangError
from states.packed import PackedFile
from states.paper import Item, Paper
from workflow.agenda import next_agenda
from workflow.items import NoSuchItem


class NothingToPack(SagsgangError):
    """No file goes with the agenda, or none that may be sent around."""

    def __init__(self, forum: str, on: date | None, closed: int) -> None:
        left = f" beside {closed} of closed items (say --closed, or name the item)" if closed else ""
        super().__init__(f"The agenda of {forum} {on} has no attachments{left}. Attach one with sagsgang attach.")


@dataclass(frozen=True, slots=True)
class Pack:
    """Whose agenda it is, the files in the order of its items, and how many of closed items are left out."""

    forum_code: str
    forum: str
    on: date
    files: tuple[PackedFile, ...]
    left_out: int


def pack(
    connection: Connection, forum: str, on: date | None = None, *, item: str | None = None, closed: bool = False
) -> Pack:
    """What goes into the pack of a forum's next agenda, or that of its meeting `on`; of one `item`, if named.

    The files of closed items (lukket) are left out unless they are asked for, or the item is named. Only reads.
    Raises NoSuchItem, NothingToPack, and what finding the agenda raises.
    """
    made = next_agenda(connection, forum, on)
    code, day = made.meeting.forum, made.meeting.on
    files = [
        PackedFile(one.number, one.title, one.closed, file)
        for one in _wanted(made.paper, code, day, item)
        for file in one.attachments
    ]
    shown = tuple(one for one in files if closed or item or not one.closed)
    left_out = len(files) - len(shown)
    if not shown:
        raise NothingToPack(code, day, left_out)
    return Pack(code, made.paper.forum or code, day, shown, left_out)


def _wanted(paper: Paper, forum: str, on: date, number: str | None) -> list[Item]:
    items = list(paper.items)
    found = [one for one in items if number in (None, one.number)]
    if not found:
        raise NoSuchItem(forum, on, number or "", [one.number for one in items])
    return found


def contents(found: Pack, files: Files) -> dict[str, bytes]:
    """The content of each file, by its digest. Raises FileMissing."""
    return {one.attachment.digest: files.content(one.attachment.digest, one.name) for one in found.files}
