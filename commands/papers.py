"""Commands for the papers beside agenda and minutes: sager på vej, follow-up, extracts, letters."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import counted
from states.forms import Form
from states.grouping import Grouping
from states.zone import ZONE

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from states.sheet import Sheet
    from templates.printed import Printed
    from workflow.covering_letter import Letter

RECENT = timedelta(days=90)
"""What is told of without --since: about one round of meetings (KKR's are 60 to 78 days apart)."""

OneForum = Annotated[str | None, typer.Option(help="Only this forum, by its code or name.")]
Since = Annotated[str | None, typer.Option(help="From which day on, YYYY-MM-DD (else the last 90 days).")]
Closed = Annotated[bool, typer.Option("--closed", help="Closed items (lukket) too; without it they are left out.")]
How = Annotated[Form | None, typer.Option("--format", help="How it is written (else as FILE is named, else text).")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")]
AsJson = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("pipeline")(pipeline)
    app.command("follow-up")(follow_up)
    app.command("extract")(extract)
    app.command("letter")(letter)


def pipeline(
    forum: OneForum = None,
    field: Annotated[str | None, typer.Option(help="Only this field (fagområde), such as social.")] = None,
    by: Annotated[Grouping, typer.Option(help="What the cases are listed under.")] = Grouping.FORUM,
    since: Since = None,
    closed: Closed = False,
    format: How = None,
    output: Output = None,
    json: AsJson = False,
) -> None:
    """Write "Sager på vej": what is sent out, under way with its expected forum and month, and lately finished.

    Example: sagsgang pipeline --forum KKR -o sager-paa-vej.pdf
    """
    from commands.delivering import choose_form, deliver
    from commands.papers_told import as_printed, pipeline_told
    from templates.pipeline import pipeline_sheet
    from workflow.pipeline import pipeline as look

    form, start, today = choose_form(format, output, json=json), _since(since), _today()
    found = edge.read(
        lambda connection: look(connection, forum=forum, field=field, since=start, closed=closed, today=today)
    )
    _say_left_out(found.left_out)
    if form is Form.JSON:
        printed = as_printed(pipeline_told(found))
    else:
        sheet = pipeline_sheet(found.cases, found.forums, on=today, since=start, to=found.forum, by=by)
        printed = _press(sheet, form)
    deliver(printed, output, counted(len(found.cases), "case"))


def follow_up(
    forum: OneForum = None,
    since: Since = None,
    closed: Closed = False,
    format: How = None,
    output: Output = None,
    json: AsJson = False,
) -> None:
    """Write the follow-up list: who must do what by when, from which decision; open tasks first.

    Open tasks are told of however old they are; --since is about ended tasks and about decisions without a task.

    Example: sagsgang follow-up --forum KKR -o opfoelgning.docx
    """
    from commands.delivering import choose_form, deliver
    from commands.papers_told import as_printed, follow_up_told
    from templates.follow_up import follow_up_sheet
    from workflow.follow_up import follow_up as look

    form, start, today = choose_form(format, output, json=json), _since(since), _today()
    found = edge.read(lambda connection: look(connection, forum, since=start, closed=closed))
    _say_left_out(found.left_out)
    if form is Form.JSON:
        printed = as_printed(follow_up_told(found, today))
    else:
        sheet = follow_up_sheet(found.tasks, found.decisions, found.forums, on=today, since=start, of=found.forum)
        printed = _press(sheet, form)
    deliver(printed, output, counted(len(found.tasks), "task"))


def extract(
    case: Annotated[int, typer.Argument(metavar="CASE", help="The case's number.", callback=edge.a_number)],
    forum: Annotated[str | None, typer.Option(help="Whose minutes (else the forum that decided last).")] = None,
    meeting: Annotated[str | None, typer.Option(help="Of which day, YYYY-MM-DD (else the latest decision).")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="Also where the item is closed (lukket).")] = False,
    format: How = None,
    output: Output = None,
    json: AsJson = False,
) -> None:
    """Write the extract of minutes for one case: what that forum decided, for the next forum's item.

    Example: sagsgang extract 12 --forum K22 -o uddrag.docx
    """
    from commands.delivering import choose_form, deliver
    from commands.papers_told import as_printed, extract_told
    from templates.extract import extract_sheet
    from workflow.extract import extract as look

    form, on = choose_form(format, output, json=json), edge.day_or_none(meeting)
    found = edge.read(lambda connection: look(connection, case, forum, on, closed=closed))
    printed = as_printed(extract_told(found)) if form is Form.JSON else _press(extract_sheet(found), form)
    deliver(printed, output, f"{found.forum.code} {found.on}, case {found.item.case_id}")


def letter(
    forum: Annotated[str | None, typer.Argument(metavar="[FORUM]", help="Whose agenda the letter goes with.")] = None,
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")] = None,
    case: Annotated[
        int | None, typer.Option(help="Instead: the case whose decision goes out.", callback=edge.a_number)
    ] = None,
    to: Annotated[str | None, typer.Option(help="With --case: to whom, such as Region Syddanmark.")] = None,
    sender: Annotated[
        str | None, typer.Option(help="Who signs: a name, or initials that are known (else you).")
    ] = None,
    contact: Annotated[str | None, typer.Option(help="Where the sender is reached: a telephone number.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="With --case: also where the item is closed.")] = False,
    format: How = None,
    output: Output = None,
    json: AsJson = False,
) -> None:
    """Write a letter: the one that goes with an agenda, or the one that a decision becomes.

    With --case, FORUM and --meeting say whose decision and of which day (else the latest).

    Example: sagsgang letter KKR --contact "tlf. 12 34 56 78" -o brev.docx
    """
    from commands.delivering import choose_form, deliver
    from templates.covering_letter import Sender
    from workflow.covering_letter import letter_with_agenda, letter_with_decision

    _check_letter(forum, case, to, closed=closed)
    form, on, today = choose_form(format, output, json=json), edge.day_or_none(meeting), _today()
    signs = Sender(sender or edge.who(), contact or "")

    def look(connection: "Connection") -> "Letter":
        if case is None or to is None:
            return letter_with_agenda(connection, forum or "", on, signs, today=today)
        return letter_with_decision(connection, case, to, signs, forum=forum, on=on, closed=closed, today=today)

    found = edge.read(look)
    for note in found.notes:
        typer.echo(f"note: {note}", err=True)
    deliver(_press(found.sheet, form), output, found.sheet.title)


def _check_letter(forum: str | None, case: int | None, to: str | None, *, closed: bool) -> None:
    if case is None and forum is None:
        edge.misused("say FORUM, whose agenda the letter goes with, or --case and --to.")
    if (case is None) != (to is None):
        edge.misused("--case and --to belong together.")
    if closed and case is None:
        edge.misused("--closed goes with --case: a letter with an agenda never names a closed item.")


def _press(sheet: "Sheet", form: Form) -> "Printed":
    from templates.press import press

    return press(sheet, form)


def _today() -> date:
    return edge.now().astimezone(ZONE).date()


def _since(word: str | None) -> date:
    return edge.day(word) if word else _today() - RECENT


def _say_left_out(count: int) -> None:
    if count:
        typer.echo(f"note: {count} closed (lukket) left out; --closed takes them in", err=True)
