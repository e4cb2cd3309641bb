"""The next agenda, its versions, and what changed in it since it was sent."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json
from states.forms import Form

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from workflow.agenda import Agenda

ForumCode = Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")]
Meeting = Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")]
Format = Annotated[Form | None, typer.Option(help="How it is written (else as FILE is named, else text).")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Number = Annotated[int | None, typer.Option(min=1, help="The agenda as it was sent this time, counted from 1.")]


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("agenda")(agenda)
    app.command("agenda diff")(diff)


def agenda(
    forum: ForumCode,
    meeting: Meeting = None,
    format: Format = None,
    output: Output = None,
    json: Json = False,
    why: Annotated[bool, typer.Option("--why", help="List every open case and why it is on or off.")] = False,
    version: Number = None,
) -> None:
    """Write the next agenda of a forum from the cases that wait there. What changed in it: sagsgang agenda diff.

    Example: sagsgang agenda KKR -o kkr.pdf
    """
    from commands.delivering import choose_form, deliver
    from templates.press import press
    from workflow.agenda import next_agenda

    form = choose_form(format, output, json=json)
    on = edge.day_or_none(meeting)
    if version is not None:
        if why:
            edge.misused("--why tells of the agenda as it is now; leave out --version.")
        _deliver_version(forum, meeting, version, form, output)
        return
    made = edge.read(lambda connection: next_agenda(connection, forum, on, why=why))
    if why:
        _print_reasons(made, form)
    if output or not why:
        deliver(press(made.paper, form), output, f"{made.meeting.forum} {made.meeting.on}")
    for doubt in () if why else made.paper.doubts:  # --why has said it of each case
        typer.echo(f"note: {doubt}", err=True)
    for change in made.changes:
        typer.echo(f"changed since it was locked: {change}", err=True)


def _print_reasons(made: "Agenda", form: Form) -> None:
    from commands.reasons import reasons

    rows = reasons(made)
    if form is Form.JSON:
        as_json(rows)
        return
    for row in rows:
        print(f"{'on ' if row['on'] else 'off'}  case {row['case_id']} {row['title']}: {row['reason']}")


def _deliver_version(forum: str, meeting: str | None, version: int, form: Form, output: Path | None) -> None:
    from commands.delivering import deliver
    from templates.press import press
    from workflow.versions import sent_on, versions

    kept = edge.read(lambda connection: versions(connection, forum, edge.day_or_none(meeting)))
    sent = kept.get(version)
    named = f"{kept.meeting.forum} {kept.meeting.on}, version {version} as it was sent on {sent_on(sent)}"
    deliver(press(sent.paper, form), output, named)


def diff(
    forum: ForumCode,
    meeting: Meeting = None,
    since: Annotated[
        int | None, typer.Option("--from", min=1, help="From this version (else the latest that was sent).")
    ] = None,
    until: Annotated[int | None, typer.Option("--to", min=1, help="To this version (else as it is now).")] = None,
    format: Format = None,
    output: Output = None,
    json: Json = False,
) -> None:
    """Show item by item what changed in an agenda since it was sent, or from one version to another.

    Example: sagsgang agenda diff KKR -o aendringer.html
    """
    from commands.delivering import choose_form, deliver
    from templates.press import press
    from workflow.versions import agenda_changes

    form = choose_form(format, output, json=json)
    on = edge.day_or_none(meeting)
    changed = edge.read(lambda connection: agenda_changes(connection, forum, on, since=since, until=until))
    deliver(press(changed, form), output, f"what changed in {changed.forum_code} {changed.on}")
