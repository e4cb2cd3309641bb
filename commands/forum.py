"""Commands about forums: their settings and how far their meetings are known."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

app = typer.Typer(help="Forums: list, show, set when items must be in and where letters go.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
HEAD = ("code", "cut_off", "dispatch", "meetings", "next", "last", "name")


@app.command("list")
def list_(json: Json = False) -> None:
    """List the forums with their settings and how many meetings are planned.

    Example: sagsgang forum list
    """
    from workflow.forum_settings import told_forums

    rows = edge.read(lambda connection: told_forums(connection, edge.today()))
    if json:
        as_json(rows)
    else:
        as_table(HEAD, [[row[name] for name in HEAD] for row in rows])


@app.command()
def show(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="Code, name or municipality.")], json: Json = False
) -> None:
    """Show a forum: its names, its settings and its planned meetings; a day of a meeting's own has a star.

    Example: sagsgang forum show KKR
    """
    from workflow.forum_settings import told_forum

    told = edge.read(lambda connection: told_forum(connection, forum, edge.today()))
    if json:
        as_json(told)
    else:
        _print(told)


def _print(told: dict[str, Any]) -> None:
    print(f"{told['code']}: {told['name']}")
    if told["aliases"]:
        print(f"Also called: {', '.join(told['aliases'])}")
    print(f"Items in: {told['cut_off']} before the meeting; agenda out: {told['dispatch']} before")
    if told["email"]:
        print(f"Letters go to: {told['email']}")
    if told["monthly"]:
        print("No meeting is known: plans reckon with one a month, on a day not known, and none in July.")
    if told["meetings"]:
        head = ("date", "time", "place", "cut_off", "dispatch")
        as_table(head, [[_cell(row, name) for name in head] for row in told["meetings"]])


def _cell(row: dict[str, Any], name: str) -> Any:
    return f"{row[name]} *" if name in row["own"] else row[name]


@app.command("set")
def set_(
    forums: Annotated[list[str], typer.Argument(metavar="FORUM...", help="Codes, names or municipalities.")],
    cut_off: Annotated[
        str | None, typer.Option("--cut-off", help="How long before a meeting items must be in: “14 days”.")
    ] = None,
    dispatch: Annotated[
        str | None, typer.Option(help="How long before a meeting the agenda goes out: “5 working days”.")
    ] = None,
    email: Annotated[str | None, typer.Option(help='Where letters to the forum go ("" for nowhere).')] = None,
) -> None:
    """Set how long before its meetings a forum's items must be in and its agenda goes out, and where letters to it go.

    The planned meetings to come follow, but for those with a day of their own.

    Example: sagsgang forum set KKR --cut-off "14 days" --dispatch "5 working days"
    """
    from ingest.calendar_rule import read_notice
    from workflow.forum_settings import Settings, set_forum

    if cut_off is None and dispatch is None and email is None:
        edge.misused("Say what is to be otherwise: --cut-off, --dispatch or --email.")
    cut, sent = (read_notice(word) if word is not None else None for word in (cut_off, dispatch))

    def work(connection: "Connection") -> list[Settings]:
        return [
            set_forum(connection, forum, cut_off=cut, dispatch=sent, email=email, by=edge.who(), now=edge.now())
            for forum in forums
        ]

    for done in edge.write(work, "forum set"):
        letters = f", letters to {done.email}" if done.email else ""
        print(f"{done.forum}: items in {done.cut_off} before a meeting, agenda out {done.dispatch} before{letters}.")
        for count, what in (
            (done.followed, "follow"),
            (done.own, "keep a day of their own"),
            (done.passed, "have a cut-off now that has passed"),
        ):
            if count:
                print(f"  planned meetings that {what}: {count}")
