"""The pages of an archive that tell people what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from states.archive import Manifest
from states.site import slug
from states.zone import ZONE
from templates.environment import fill_page, fill_plain
from templates.list_words import short_day
from templates.site import ListedMeeting, years_of
from templates.words import clock, phrases, say, weekday_and_day


@dataclass(frozen=True, slots=True)
class ArchivedTable:
    """A table of the archive: its file and how many rows it has."""

    name: str
    path: str
    rows: int

    @property
    def holds(self) -> str:
        """What stands in it, in Danish; "" where nobody has said it."""
        return phrases("archive_tables").get(self.name, "")


def archive_index(
    meetings: Sequence[ListedMeeting],
    cases: int,
    attachments: Sequence[tuple[str, str]],
    tables: Sequence[ArchivedTable],
    manifest: Manifest,
) -> bytes:
    """The page from which all in the archive is found. `cases`: how many; `attachments`: name and place of each."""
    told = _told(tables, manifest)
    told["cases"] = say("archive", "counted", count=cases)
    return fill_page("archive.html.j2", years=years_of(meetings), attachments=attachments, **told).encode()


def version_name(agenda: str, number: int) -> str:
    """What the file of a sent agenda is called, without its ending. `agenda`: what that of the agenda is called."""
    return slug(say("archive", "version_file", agenda=agenda, number=number)) or f"{agenda}-{number}"


def version_title(number: int, at: datetime, reason: str | None) -> str:
    """A sent agenda in the list: its number, the local day, and why it was sent again."""
    entry = "version_again" if reason else "version"
    return say("archive", entry, number=number, day=short_day(at.astimezone(ZONE).date()), reason=reason or "")


def archive_readme(tables: Sequence[ArchivedTable], manifest: Manifest) -> bytes:
    """What the archive is and how it is read, as plain text."""
    return fill_plain("archive.txt.j2", **_told(tables, manifest)).encode()


def _told(tables: Sequence[ArchivedTable], manifest: Manifest) -> dict[str, object]:
    rows = [(one.path, one.rows, one.holds) for one in tables]
    made = datetime.fromisoformat(manifest.made_at).astimezone(ZONE)
    return {
        "tables": rows,
        "manifest": manifest,
        "made": say("archive", "made", day=weekday_and_day(made.date()), clock=clock(made.time())),
        "labels": phrases("archive"),
        "site": phrases("site"),
    }
