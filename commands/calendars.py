"""Calendars of meetings: from a file, by a rule, and what is set for one meeting."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from states.meeting_rule import RuledDay
    from workflow.calendars import Loaded

FIRST_YEAR_DIGITS = 4
MOST_YEARS = 30
Place = Annotated[str | None, typer.Option(help="Where.")]
Time = Annotated[str | None, typer.Option(help="HH:MM.")]


class ShiftWord(StrEnum):
    """Where a meeting goes that would fall on a closing day."""

    NEXT = "next"
    PREVIOUS = "previous"
    NONE = "none"


def mount(app: typer.Typer) -> None:
    """Put these commands among those of meetings."""
    app.command("load")(load)
    app.command("plan")(plan)
    app.command("set")(set_)


def load(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV or XLSX: forum,date[,time,place,cut_off,dispatch]; or ICS.")
    ],
    forum: Annotated[
        str | None, typer.Option(help="Whose meetings they are, where a row does not say; in an ICS file, all of them.")
    ] = None,
) -> None:
    """Take in a calendar of meetings, all of it or nothing; dates as YYYY-MM-DD.

    An empty column means the forum's own setting. A meeting that is there takes on what the file says; one that is held
    or sent is left alone, and one that the file does not name stays. Events of an ICS file name their forum.

    Example: sagsgang meeting load meetings-2027.csv
    """
    from db.queries.facts import load_forums
    from ingest.calendar_file import open_calendar
    from workflow.calendars import load_calendar
    from workflow.reading import read_content

    known = [entry.forum for entry in edge.read(load_forums).values()]
    found = open_calendar(read_content(file), file.name, forums=known, forum=forum, today=edge.today())
    done = edge.write(
        lambda connection: load_calendar(connection, found.lines, file.name, by=edge.who(), now=edge.now()),
        "meeting load",
    )
    for note in (*found.notes, *done.notes):
        print(note)
    print(f"{file.name}: {_counted(done)}.")


def _counted(done: "Loaded") -> str:
    said = f"{_meetings(done.added)} added, {done.changed} changed, {done.same} as they stood"
    if done.cancelled:
        said += f", {done.cancelled} cancelled"
    return said + (f", {done.left_alone} left alone (held, or the agenda is sent)" if done.left_alone else "")


def _meetings(count: int) -> str:
    return f"{count} meeting{'s' if count != 1 else ''}"


def plan(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    rule: Annotated[str, typer.Option(help="Such as “first friday of feb, apr, jun”; Danish or English.")],
    from_: Annotated[str, typer.Option("--from", help="A year, or YYYY-MM-DD.")],
    to: Annotated[str | None, typer.Option(help="A year, or YYYY-MM-DD (else the year of --from).")] = None,
    time: Time = None,
    place: Place = None,
    shift: Annotated[
        ShiftWord, typer.Option(help="Where a meeting goes that would fall on a closing day.")
    ] = ShiftWord.NEXT,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the days.")] = False,
) -> None:
    """Plan a forum's meetings by a rule; those that would fall on a closing day go to another working day.

    Example: sagsgang meeting plan KKR --rule "first friday of feb, apr, jun, sep, nov" --from 2028 --to 2030
    """
    from ingest.calendar_lines import MeetingLine
    from ingest.calendar_rule import read_rule
    from states.meeting_rule import ruled_days
    from states.shift import Shift
    from workflow.calendars import days_there, load_calendar

    (first, last), at = _interval(from_, to), edge.clock(time)
    asked = read_rule(rule)
    there = edge.read(lambda connection: days_there(connection, forum))
    days = ruled_days(asked, first, last, Shift(shift))  # the office's closing days are known by now
    _show(days, there, shift)
    if dry_run or not days:
        print(f"{_meetings(len(days))}; nothing was saved.")
        return
    lines = [MeetingLine(number, forum, one.on, at, place) for number, one in enumerate(days, start=1)]
    done = edge.write(
        lambda connection: load_calendar(connection, lines, rule, by=edge.who(), now=edge.now()), "meeting plan"
    )
    print(*done.notes, f"{forum}: {_counted(done)}.", sep="\n")


def _interval(from_: str, to: str | None) -> tuple[date, date]:
    first, last = _end(from_, "01-01"), _end(to or from_[:FIRST_YEAR_DIGITS], "12-31")
    if last < first:
        edge.misused(f"--to {last} lies before --from {first}.")
    if last.year - first.year >= MOST_YEARS:
        edge.misused(f"--from to --to is over {MOST_YEARS} years; nobody plans that far.")
    return first, last


def _end(word: str, day: str) -> date:
    return edge.day(f"{word}-{day}" if word.isdigit() and len(word) == FIRST_YEAR_DIGITS else word)


def _show(days: "list[RuledDay]", there: dict[date, str], shift: ShiftWord) -> None:
    for one in days:
        known = f"; {there[one.on]} already" if one.on in there else ""
        moved = f"; {one.moved_from:%A %Y-%m-%d} is a closing day" if one.moved_from else ""
        print(f"{one.on} {one.on:%A}{moved}{known}")
    if count := sum(1 for one in days if one.moved_from):
        print(f"{count} moved to the {shift} working day (--shift {shift}).")


def set_(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    meeting: Annotated[str, typer.Argument(metavar="DATE", help="Which meeting, YYYY-MM-DD.")],
    cut_off: Annotated[str | None, typer.Option("--cut-off", help="Last day for items, YYYY-MM-DD.")] = None,
    dispatch: Annotated[str | None, typer.Option(help="The day the agenda goes out, YYYY-MM-DD.")] = None,
    time: Time = None,
    place: Place = None,
    usual: Annotated[bool, typer.Option("--usual", help="Cut-off and dispatch by the forum's settings again.")] = False,
    reason: Annotated[
        str | None, typer.Option(help="Why; needed when the agenda is sent.", callback=edge.some_words)
    ] = None,
) -> None:
    """Set the days, the time or the place of one meeting; its days then no longer follow the forum's settings.

    Example: sagsgang meeting set KKR 2027-06-20 --cut-off 2027-06-01 --place Middelfart
    """
    from states.calendar import is_working_day
    from workflow.meeting_settings import MeetingChange, set_meeting

    change = MeetingChange(edge.clock(time), place, edge.day_or_none(cut_off), edge.day_or_none(dispatch), usual=usual)
    if change == MeetingChange():
        edge.misused("Say what is to be otherwise: --cut-off, --dispatch, --time, --place or --usual.")
    on = edge.day(meeting)
    done = edge.write(
        lambda connection: set_meeting(connection, forum, on, change, reason=reason, by=edge.who(), now=edge.now()),
        "meeting set",
    )
    where = "".join(f", {word}" for word in (done.at, done.place) if word)
    print(f"{done.forum} {done.on}{where}: items in by {done.cut_off}, agenda out on {done.dispatch}.")
    for name, day in (("cut-off", change.cut_off), ("dispatch", change.dispatch)):
        if day and not is_working_day(day):
            print(f"Mind that the {name} {day} is a closing day.")
