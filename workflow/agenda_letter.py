"""What goes out with an agenda: the agenda itself, its attachments, and the meeting for the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from db.files import FileMissing, Files
from states.addresses import Address
from states.feed import Entry, EntryKind
from states.forms import Form
from states.letters import Enclosure
from states.packed import PackedFile
from states.paper import Paper
from states.zone import ZONE
from templates.attachment_pack import pack_pdf, safe_name, why_apart
from templates.calendar_file import invitation
from templates.letter_words import agenda_file, pack_file
from templates.packing import CannotPack, is_pdf, picture_kind
from templates.press import press
from workflow.decision_letters import keep
from workflow.feed import entry_of
from workflow.public_papers import public_files

MOST_BYTES = 20_000_000
"""Of all that goes with one letter: in mail it grows by a third, and many servers take no more than 25 to 35 MB."""

NONE, WHOLE, TOO_LARGE, MISSING = "none", "whole", "too_large", "missing"
"""What became of the attachments: there are none, they go along, they are too large, a file cannot be had."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files that go with an agenda's letter, and what became of the attachments."""

    files: tuple[Enclosure, ...] = ()
    attachments: str = NONE


def enclose(paper: Paper, files: Files) -> Enclosed:
    """The agenda as PDF and its attachments, stored. Raises CannotKeep.

    PDFs and pictures go in one file with a page before each; what can go in none goes along as it is. Where all is too
    large for a letter, or a file cannot be had, the agenda goes alone.
    """
    code, on = paper.forum_code or "", paper.on or date.min
    agenda = keep(files, press(paper, Form.PDF).content, agenda_file(code, on))
    packed = [PackedFile(item.number, item.title, item.closed, one) for item, one in public_files(paper)]
    if not packed:
        return Enclosed((agenda,))
    if agenda.size + sum({one.attachment.digest: one.attachment.size for one in packed}.values()) > MOST_BYTES:
        return Enclosed((agenda,), TOO_LARGE)
    try:
        attachments = _attachments(packed, paper.forum or code, on, pack_file(code, on), files)
    except (FileMissing, CannotPack):
        return Enclosed((agenda,), MISSING)
    if agenda.size + sum(one.size for one in attachments) > MOST_BYTES:
        return Enclosed((agenda,), TOO_LARGE)
    return Enclosed((agenda, *attachments), WHOLE)


def _attachments(packed: Sequence[PackedFile], forum: str, on: date, name: str, files: Files) -> list[Enclosure]:
    contents = {one.attachment.digest: files.content(one.attachment.digest, one.name) for one in packed}
    bound = pack_pdf(packed, contents, forum, on).content
    apart = [one for one in packed if _comes_apart(contents[one.attachment.digest])]
    return [keep(files, bound, name), *map(_as_it_is, apart)]


def _comes_apart(content: bytes) -> bool:
    """Whether the pack has only a cover for it: neither PDF nor picture, or one that cannot be opened."""
    return not (is_pdf(content) or picture_kind(content)) or bool(why_apart(content))


def _as_it_is(file: PackedFile) -> Enclosure:
    one = file.attachment
    return Enclosure(safe_name(file), one.media_type, one.digest, one.size)


def meeting_entry(connection: Connection, meeting_id: int, version: int, today: date) -> Entry | None:
    """The meeting for a calendar; each version of the agenda stands above the one before."""
    entry = entry_of(connection, EntryKind.MEETING, meeting_id, now=datetime.combine(today, time(12), ZONE))
    return replace(entry, sequence=max(entry.sequence, version - 1)) if entry else None


def invite(entry: Entry | None, organizer: Address | None, to: Address) -> str | None:
    """The calendar part for one recipient; None where nobody has said who letters come from."""
    return invitation(entry, organizer, to) if entry and organizer else None
