"""Files that go with an item: attach, list, leave out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from ingest.attached import GivenFile
    from workflow.attachments import Attached

Item = Annotated[str, typer.Argument(metavar="ITEM", help="The item, such as KKR/2027-06-20/2.3, or a case's number.")]
Forum = Annotated[str | None, typer.Option(help="Which forum's item, where the case waits at several.")]
Reason = Annotated[str | None, typer.Option(help="Why, where the agenda was sent already.", callback=edge.some_words)]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
HEAD = ("number", "name", "size", "media_type", "digest")


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("attach")(attach)
    app.command("attachments")(attachments)
    app.command("detach")(detach)


def attach(
    item: Item,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file; it is copied to the folder of files.")],
    name: Annotated[str | None, typer.Option(help="What it is called in the papers (else as the file is).")] = None,
    forum: Forum = None,
    reason: Reason = None,
) -> None:
    """Attach a file to an item; it goes with the case from this forum on.

    Example: sagsgang attach KKR/2027-06-20/2.3 regnskab.pdf --name "Regnskab 2026.pdf"
    """
    from ingest.attached import read_attached
    from workflow.attachments import StoredFile
    from workflow.attachments import attach as attach_to
    from workflow.items import find_item, on_agenda

    _check(item)
    file = read_attached(path, name)
    files = edge.files()
    edge.read(lambda connection: find_item(connection, item, forum=forum))  # nothing is stored for what is not there
    stored = StoredFile(file.name, files.keep(file.content), len(file.content), file.media_type)
    done = edge.write(
        lambda connection: attach_to(
            connection, item, stored, forum=forum, reason=reason, by=edge.who(), now=edge.now()
        ),
        "attach",
    )
    place = edge.read(lambda connection: on_agenda(connection, done.place))
    print(f"Attached {file.name} as number {done.attachment.number} to {place}.")
    _tell_of(file, name)
    if done.is_sent:
        typer.echo("note: this agenda was locked before; who has it does not have this file", err=True)


def _tell_of(file: "GivenFile", asked: str | None) -> None:
    """Say what a person would not expect of a file that is attached all the same."""
    from templates.attachment_pack import why_apart

    if asked is not None and asked != file.name:
        typer.echo(f"note: the name was changed to {file.name}", err=True)
    if file.promised:
        typer.echo(f"note: the name ends in {file.promised}, and the content is {file.media_type}", err=True)
    if why := why_apart(file.content):
        typer.echo(f"note: {file.name} {why}: in a pack its cover will say that it comes apart", err=True)


def attachments(item: Item, forum: Forum = None, json: Json = False) -> None:
    """List the files that go with an item.

    Example: sagsgang attachments KKR/2027-06-20/2.3
    """
    from workflow.attachments import attachments_at

    _check(item)
    found = edge.read(lambda connection: attachments_at(connection, item, forum=forum))
    rows = [{name: getattr(one.attachment, name) for name in HEAD} for one in found]
    if json:
        as_json(rows)
    else:
        as_table(HEAD, [[f"{row[name]:,}" if name == "size" else row[name] for name in HEAD] for row in rows])


def detach(
    item: Item,
    number: Annotated[int, typer.Argument(help="The attachment's number at the item.", callback=edge.a_number)],
    forum: Forum = None,
    reason: Reason = None,
) -> None:
    """Leave a file out of an item and of those after it; earlier items keep it.

    Example: sagsgang detach KKR/2027-06-20/2.3 2
    """
    from workflow.attachments import detach as leave_out

    _check(item)

    def work(connection: "Connection") -> "Attached":
        return leave_out(connection, item, number, forum=forum, reason=reason, by=edge.who(), now=edge.now())

    done = edge.write(work, "detach")
    print(f"Left out {done.attachment.name} from {done.place} on.")


def _check(item: str) -> None:
    """A case's number must be one that a row can have."""
    if item.isdecimal():
        edge.a_number(int(item[:20]))
