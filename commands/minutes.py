"""The minutes of a meeting, and what is entered of it by hand: who was there, and what became of a standing item."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from states.forms import Form
from states.outcomes import Outcome

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from workflow.attendance import Attendance, Attended

ForumCode = Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")]
Meeting = Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")]
Reason = Annotated[str | None, typer.Option(help="Why, where it is recorded already.", callback=edge.some_words)]


def mount(app: typer.Typer, meeting: typer.Typer) -> None:
    """Put these commands on the command line, and into the group about meetings."""
    app.command("minutes")(minutes)
    meeting.command("attendance")(attendance)
    meeting.command("minute")(minute)


def minutes(
    forum: ForumCode,
    meeting: Annotated[
        str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the last that anything is recorded of).")
    ] = None,
    format: Annotated[Form | None, typer.Option(help="How it is written (else as FILE is named, else text).")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Write the minutes of a meeting that was held, or a draft while its agenda is locked.

    Example: sagsgang minutes KKR --meeting 2027-06-20 -o referat.pdf
    """
    from commands.delivering import choose_form, deliver
    from templates.press import press
    from workflow.minutes import minutes as minutes_of

    form = choose_form(format, output, json=json)
    on = edge.day_or_none(meeting)
    made = edge.read(lambda connection: minutes_of(connection, forum, on))
    deliver(press(made.paper, form), output, f"minutes of {made.meeting.forum} {made.meeting.on}")
    for note in made.notes:
        typer.echo(f"note: {note}", err=True)


def attendance(
    forum: ForumCode,
    meeting: Meeting = None,
    listed: Annotated[
        Path | None,
        typer.Option("--from", help="Both lists anew: one person a line, under Deltagere and Afbud (- reads input)."),
    ] = None,
    present: Annotated[
        list[str] | None, typer.Option(help="A person who was there; may be repeated, or people parted by semicolons.")
    ] = None,
    apologies: Annotated[list[str] | None, typer.Option(help="A person who sent apologies; as above.")] = None,
    off: Annotated[list[str] | None, typer.Option(help="A person to take off the lists, by name.")] = None,
    absent_at: Annotated[
        list[str] | None,
        typer.Option(help="Who was away under an item: ITEM | NAME; NAME (nobody where ITEM | stands alone)."),
    ] = None,
    reason: Reason = None,
) -> None:
    """Record who was at a meeting, who sent apologies, and who was away under an item.

    Example: sagsgang meeting attendance KKR --present "Anna Krag (V) Vejen" --apologies "Bo Lind (A) Odense"
    """
    from commands.attendance import asked, print_attendance
    from workflow.attendance import record_attendance

    if not any((listed, present, apologies, off, absent_at)):
        edge.misused("Say who was there: --from FILE, --present NAME, --apologies NAME, --off NAME, --absent-at ITEM.")
    on = edge.day_or_none(meeting)
    read = edge.read(lambda connection: asked(connection, listed, present, apologies, off, absent_at))

    def work(connection: "Connection", said: "Attendance" = read) -> "Attended":
        return record_attendance(connection, forum, on, said, reason=reason, by=edge.who(), now=edge.now())

    print_attendance(edge.write(work, "meeting attendance"))


def minute(
    forum: ForumCode,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The item's number, such as 1.1.")],
    words: Annotated[str, typer.Option(help="What was decided or told, in exact words.")],
    meeting: Meeting = None,
    outcome: Annotated[Outcome | None, typer.Option(help="What it means (else as the words say).")] = None,
    reason: Reason = None,
) -> None:
    """Record what became of a standing item, such as the approval of the last minutes.

    Example: sagsgang meeting minute KKR 1.1 --words "Referatet blev godkendt."
    """
    from workflow.minuting import minute_item

    if not words.strip():
        edge.misused("--words: say what was decided or told.")
    on = edge.day_or_none(meeting)
    done = edge.write(
        lambda connection: minute_item(
            connection, forum, on, item, words, outcome, reason=reason, by=edge.who(), now=edge.now()
        ),
        "meeting minute",
    )
    meant = done.outcome or "the words leave open what it means; to say it: --outcome OUTCOME --reason WORDS"
    print(f"{done.meeting.forum} {done.meeting.on}, item {done.number} ({done.title}): {meant}.")
