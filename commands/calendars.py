"""`sagsgang meeting load`: a calendar of meetings from a file."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge


def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: forum,date[,time,place,cut_off,dispatch].")],
) -> None:
    """Take in a calendar of meetings, all of it or nothing; dates as YYYY-MM-DD.

    An empty column means the forum's own setting. A meeting that is there takes on what the file says.

    Example: sagsgang meeting load meetings-2027.csv
    """
    from ingest.calendar_file import read_meetings
    from workflow.calendars import load_calendar
    from workflow.reading import read_content

    lines = read_meetings(read_content(file), file.name)
    done = edge.write(
        lambda connection: load_calendar(connection, lines, file.name, by=edge.who(), now=edge.now()), "meeting load"
    )
    print(f"{file.name}: {done.added} meetings added, {done.changed} changed, {done.same} as they stood.")
