"""Letters that are sent by hand: an agenda, an extract, a request to councils."""

from typing import Annotated

import typer

from commands import edge

app = typer.Typer(help="Send by letter: agenda, extract, request.", no_args_is_help=True)
CaseId = Annotated[int, typer.Argument(metavar="CASE", help="The case's number.", callback=edge.a_number)]


@app.command()
def agenda(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first to come).")] = None,
) -> None:
    """Send a locked agenda to the members of its forum now, before its dispatch day. Whoever has it gets nothing.

    Example: sagsgang send agenda KKR
    """
    from commands.sending import files, organizer, queue_letters
    from workflow.sending import agenda_letters

    on, asks, kept = edge.day_or_none(meeting), organizer(), files()
    found = edge.read(
        lambda connection: agenda_letters(connection, forum, on, today=edge.today(), files=kept, organizer=asks)
    )
    queue_letters(found, "send agenda")


@app.command()
def extract(
    case: CaseId,
    to: Annotated[str, typer.Option("--to", help="An address, a forum, or a person by initials or name.")],
    forum: Annotated[str | None, typer.Option(help="Whose decision (else the latest).")] = None,
) -> None:
    """Send what a forum decided on a case, in its own words, to a forum or to anybody.

    Example: sagsgang send extract 12 --forum K22 --to KKR
    """
    from commands.sending import files, link, queue_letters
    from workflow.batch import Batch
    from workflow.extract_letters import extract_letter
    from workflow.prepared import Prepared

    pages, kept = link(), files()
    draft = edge.read(
        lambda connection: extract_letter(connection, case, forum, to, today=edge.today(), link=pages, files=kept)
    )
    queue_letters(Prepared(Batch((draft,))), "send extract")


@app.command()
def request(
    case: CaseId,
    councils: Annotated[
        list[str] | None, typer.Argument(metavar="[COUNCIL]...", help="Municipalities by name or number (else all).")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Remind those that have not answered.")] = False,
    stop: Annotated[
        str | None, typer.Option(help="The stop's key, where the case goes to the councils more than once.")
    ] = None,
) -> None:
    """Ask the councils that a case waits for, a letter each, and note that they were sent it (or asked again).

    Example: sagsgang send request 12 Odense Assens --again
    """
    from commands.sending import files, link, queue_letters
    from workflow.requests import noting_asked_again, requests

    names, pages, kept = councils or [], link(), files()
    found = edge.read(
        lambda connection: requests(
            connection, case, names, stop, again=again, today=edge.today(), link=pages, files=kept
        )
    )
    first = noting_asked_again(case, found, stop, by=edge.who(), now=edge.now()) if again else None
    queue_letters(found, "send request", first=first)
