"""Checking an agenda before it goes out."""

from dataclasses import asdict
from typing import Annotated

import typer

from commands import edge
from commands.tables import as_json


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("check")(check)


def check(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Look through an agenda for what is missing or does not fit; ends in 1 when something is found.

    Example: sagsgang check KKR --meeting 2027-06-20
    """
    from workflow.check import check_agenda

    on = edge.day_or_none(meeting)
    checked = edge.read(lambda connection: check_agenda(connection, forum, on, now=edge.now()))
    findings = checked.findings
    if json:
        as_json([asdict(one) for one in findings])
    else:
        for one in findings:
            print(one.message)
        told = f"{len(list(checked.paper.items))} items of {checked.meeting.forum} {checked.meeting.on}"
        print(f"Looked through {told}: {len(findings) or 'nothing'} to look at.")
    if findings:
        raise typer.Exit(1)
