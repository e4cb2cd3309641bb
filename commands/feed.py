"""The calendar that people subscribe to."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json
from states.errors import SagsgangError

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from states.feed import Entry
    from workflow.feed import Feed

SCREEN = Path("-")


class WhereTo(SagsgangError):
    """A calendar that goes nowhere."""

    def __init__(self) -> None:
        super().__init__("Where shall the calendar go? Say -o FILE, such as -o kkr.ics, or -o - for the screen.")


def mount(app: typer.Typer) -> None:
    """Put this command among those of the first rank."""
    app.command("calendar")(calendar)


def calendar(
    forum: Annotated[list[str] | None, typer.Option(help="Of this forum only; may be said again.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file, such as kkr.ics; - for the screen.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Write the calendar to subscribe to: meetings, days before them, deadlines, promises, points of no return.

    The same entry keeps its name from file to file, and counts its changes. A closed case is told by its number only.

    Example: sagsgang calendar --forum KKR -o kkr.ics
    """
    from commands.delivering import write_file
    from templates.calendar_file import calendar_file
    from templates.calendar_words import calendar_name

    if output is None and not json:
        raise WhereTo
    feed = _told(forum or [])
    if json:
        as_json([_as_json(entry) for entry in feed.entries])
    content = calendar_file(feed.entries, calendar_name(feed.forums))
    if output == SCREEN:
        sys.stdout.write(content.decode())
    elif output:
        write_file(output, content)
        print(f"Wrote {output}: {_entries(len(feed.entries))}.")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _told(forums: list[str]) -> "Feed":
    """What is told now. Only news is written, and then the whole is looked at again under the lock of the writer."""
    from workflow.feed import tell, tell_and_note

    feed = edge.read(lambda connection: tell(connection, forums, now=edge.now()))
    if not feed.is_news:
        return feed
    return edge.write(lambda connection: tell_and_note(connection, forums, now=edge.now()), "calendar")


def _as_json(entry: "Entry") -> dict[str, object]:
    return {
        "uid": entry.uid,
        "kind": entry.kind,
        "title": entry.title,
        "on": entry.on,
        "at": entry.at,
        "last": entry.last,
        "place": entry.place,
        "words": entry.words,
        "forums": entry.forums,
        "cancelled": entry.cancelled,
        "sequence": entry.sequence,
        "changed_at": entry.changed_at,
    }
