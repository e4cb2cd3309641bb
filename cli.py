"""The command line: mounts the commands, and says every refusal in one sentence."""

import os
import sys
from typing import Annotated

import typer

from commands import (
    agenda,
    attach,
    calendars,
    case,
    check,
    council,
    deadline,
    decide,
    edge,
    feed,
    forum,
    handover,
    health,
    ladder,
    mail,
    meeting,
    minutes,
    outbox,
    packs,
    papers,
    person,
    plan,
    promise,
    publish,
    register,
    reminders,
    route,
    running,
    send,
    task,
    template,
    whatif,
    wheel,
)
from commands.two_words import TwoWords
from states.errors import SagsgangError

app = typer.Typer(
    name="sagsgang",
    cls=TwoWords,
    help="The course of a case: takes cases through their forums, keeps their dates, writes the next agenda.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def common(
    database: Annotated[
        str | None, typer.Option("--db", help="The register: a file or a database URL (else SAGSGANG_DATABASE_URL).")
    ] = None,
    today: Annotated[
        str | None, typer.Option(help="Act as if it were this day, YYYY-MM-DD. What is written stays written.")
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback does all
        bool, typer.Option("--version", help="Print the version and end.", callback=edge.print_version, is_eager=True)
    ] = False,
) -> None:
    """Options for every command."""
    edge.choose(database, today)


register.mount(app)
plan.mount(app)
whatif.mount(app)
decide.mount(app)
running.mount(app)
health.mount(app)
reminders.mount(app)
agenda.mount(app)
minutes.mount(app, meeting.app)
attach.mount(app)
check.mount(app)
papers.mount(app)
packs.mount(app)
publish.mount(app)
handover.mount(app)
feed.mount(app)
app.add_typer(case.app, name="case")
app.add_typer(council.app, name="council")
app.add_typer(meeting.app, name="meeting")
app.add_typer(send.app, name="send")
app.add_typer(forum.app, name="forum")
app.add_typer(route.app, name="route")
app.add_typer(task.app, name="task")
app.add_typer(promise.app, name="promise")
app.add_typer(outbox.app, name="outbox")
app.add_typer(mail.app, name="mail")
app.add_typer(deadline.app, name="deadline")
app.add_typer(ladder.app, name="ladder")
app.add_typer(person.app, name="person")
app.add_typer(template.app, name="template")
app.add_typer(wheel.app, name="wheel")


calendars.mount(meeting.app)


def main() -> None:
    """Run the command that was typed.

    Ends in 0 when it was done, 1 when it was refused, 2 when it was typed wrongly.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # Danish, whatever the locale
    try:
        edge.check_typed(sys.argv)
        app()
    except SagsgangError as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
