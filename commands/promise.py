"""Commands about promises: cases that a forum was promised for a later meeting."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json
from states.forms import Form

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from states.promises import Promised
    from workflow.promises import Followed, Span

app = typer.Typer(
    help="Promises: what a forum was promised; add, list, find, accept, dismiss, keep, move, drop.",
    no_args_is_help=True,
)
PromiseId = Annotated[int, typer.Argument(metavar="PROMISE", help="The promise's number.", callback=edge.a_number)]
From = Annotated[str | None, typer.Option("--from", help="The first day it may come, YYYY-MM-DD.")]
To = Annotated[str | None, typer.Option("--to", help="The last day it may come, YYYY-MM-DD.")]
Meeting = Annotated[str | None, typer.Option(help="The forum's meeting, YYYY-MM-DD.")]
Reason = Annotated[str, typer.Option(help="Why, in a few words.", callback=edge.some_words)]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@app.command()
def add(
    forum: Annotated[str, typer.Option(help="To whom it is promised, such as KKR.")],
    words: Annotated[str, typer.Option(help="How it was promised.")],
    subject: Annotated[str, typer.Option(help="What it is about (else the words).")] = "",
    case: Annotated[int | None, typer.Option(help="The case that comes.", callback=edge.a_number)] = None,
    meeting: Meeting = None,
    from_: From = None,
    to: To = None,
) -> None:
    """Note a promise; without a meeting or days it is for a coming meeting.

    Example: sagsgang promise add --forum KKR --words "KKR får en sag om taksterne i efteråret" --from 2027-09-01
    --to 2027-11-30
    """
    from workflow.promises import Promise, add_promise

    if not words.strip():
        edge.misused("say how it was promised, in a few words.")
    promise = Promise(forum, words, subject.strip(), case, _span(meeting, from_, to), edge.day_or_none(meeting))
    number = edge.write(
        lambda connection: add_promise(connection, promise, by=edge.who(), now=edge.now()), "promise add"
    )
    print(f"Promise {number} is noted.")


def _span(meeting: str | None, first: str | None, last: str | None) -> "Span":
    from workflow.promises import Span

    if meeting and (first or last):
        edge.misused("say --meeting, or --from and --to, not both.")
    return Span(edge.day_or_none(first), edge.day_or_none(last))


@app.command("list")
def list_(
    forum: Annotated[str | None, typer.Option(help="Of this forum only.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Only those that count: proposed ones left out.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Kept, dropped and dismissed ones too.")] = False,
    format: Annotated[Form | None, typer.Option("--format", help="Write it in Danish, in this form.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write it in Danish, to this file.")] = None,
    json: Json = False,
) -> None:
    """List what is promised, the overdue first; what the reader only proposes is marked so.

    Example: sagsgang promise list --forum KKR
    """
    from commands.promises_told import print_promises, promise_json
    from workflow.promises import promises

    found = edge.read(lambda connection: promises(connection, forum, ended=everything, now=edge.now()))
    if open_:
        found = [one for one in found if one.promise.state == "open"]
    if json:
        as_json([promise_json(one) for one in found])
    elif format or output:
        _write(found, format, output)
    else:
        print_promises(found)


def _write(found: "Sequence[Followed]", said: Form | None, output: Path | None) -> None:
    """What confidential items promise is left out of a document, and how much that is, is said."""
    from commands.delivering import choose_form, deliver
    from commands.papers_told import as_printed
    from commands.promises_told import promise_json
    from db.queries.facts import load_forums
    from templates.press import press
    from templates.promises import promises_sheet

    form = choose_form(said, output)
    shown = [one for one in found if not one.promise.closed]
    forums = {code: entry.forum for code, entry in edge.read(load_forums).items()}
    if form is Form.JSON:
        printed = as_printed([promise_json(one) for one in shown])
    else:
        listed = [(one.promise, one.overdue) for one in shown]
        printed = press(promises_sheet(listed, forums, on=edge.today()), form)
    deliver(printed, output, f"{len(shown)} promises")
    if len(shown) < len(found):
        typer.echo(f"note: {len(found) - len(shown)} of closed items (lukket) are left out", err=True)


@app.command()
def find(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")] = None,
) -> None:
    """Read what the register's own paper of a meeting promises; an import does it by itself. Only proposed.

    Example: sagsgang promise find KKR --meeting 2027-06-20
    """
    from workflow.promise_proposals import read_promises

    on = edge.day_or_none(meeting)
    count = edge.write(
        lambda connection: read_promises(connection, forum, on, by=edge.who(), now=edge.now()), "promise find"
    )
    print(f"{count or 'Nothing'} new{' proposed: sagsgang promise list' if count else ' is promised there'}.")


@app.command()
def accept(promise: PromiseId) -> None:
    """Say that a proposed promise counts; an ended one is taken up again.

    Example: sagsgang promise accept 134
    """
    from workflow import promises

    _done(lambda connection: promises.accept(connection, promise, by=edge.who(), now=edge.now()), "accept")


@app.command()
def dismiss(promise: PromiseId) -> None:
    """Say that what the reader proposed is no promise.

    Example: sagsgang promise dismiss 134
    """
    from workflow import promises

    _done(lambda connection: promises.dismiss(connection, promise, by=edge.who(), now=edge.now()), "dismiss")


@app.command()
def keep(promise: PromiseId, meeting: Meeting = None) -> None:
    """Say that a promise was kept, at a meeting or where the register shows it.

    Example: sagsgang promise keep 134 --meeting 2027-06-20
    """
    from workflow import promises

    on = edge.day_or_none(meeting)
    _done(lambda connection: promises.keep(connection, promise, on, by=edge.who(), now=edge.now()), "keep")


@app.command()
def move(promise: PromiseId, reason: Reason, meeting: Meeting = None, from_: From = None, to: To = None) -> None:
    """Promise it for another day (--to alone), for other days, or for a meeting; the old ones are kept with the reason.

    Example: sagsgang promise move 134 --to 2027-09-04 --reason "afventer en national aftale"
    """
    from workflow import promises

    if not (meeting or from_ or to):
        edge.misused("say when instead: --meeting DATE, --to DATE, or --from DATE --to DATE.")
    span = _span(meeting, from_ or to, to)
    on = edge.day_or_none(meeting)
    _done(
        lambda connection: promises.move(
            connection, promise, span, meeting=on, reason=reason, by=edge.who(), now=edge.now()
        ),
        "move",
    )


@app.command()
def drop(promise: PromiseId, reason: Reason) -> None:
    """Give a promise up, for a reason.

    Example: sagsgang promise drop 134 --reason "løst på anden vis"
    """
    from workflow import promises

    _done(lambda connection: promises.drop(connection, promise, reason=reason, by=edge.who(), now=edge.now()), "drop")


def _done(work: "Callable[[Connection], Promised]", name: str) -> None:
    from commands.promises_told import promise_line

    print(promise_line(edge.write(work, f"promise {name}")))
