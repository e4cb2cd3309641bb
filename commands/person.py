"""Commands about people: members and officers, and their addresses."""

from typing import Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table
from commands.typed import plain_words

app = typer.Typer(help="People: members and officers with their initials and addresses.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
Who = Annotated[
    str, typer.Argument(metavar="PERSON", help="Initials, a name, an address or a number.", callback=plain_words)
]
HEAD = ("id", "name", "initials", "email", "forums")


@app.command("set")
def set_(
    person: Who,
    name: Annotated[str | None, typer.Option(help="The full name.", callback=plain_words)] = None,
    initials: Annotated[str | None, typer.Option(help='The initials, such as bel ("" for none).')] = None,
    email: Annotated[str | None, typer.Option(help='The e-mail address ("" for none).')] = None,
    new: Annotated[
        bool, typer.Option("--new", help="It is somebody else than those who are called nearly so.")
    ] = False,
) -> None:
    """Give a person an address, initials or another name; whom nobody knows is added.

    Example: sagsgang person set bel --name "Bente Lund" --email bel@example.dk
    """
    from workflow.people import PersonChange, set_person

    change = PersonChange(name, initials, email)
    done = edge.write(
        lambda connection: set_person(connection, person, change, new=new, by=edge.who(), now=edge.now()), "person set"
    )
    print(f"Person {done.person}{' is added' if done.new else ''}.")
    if done.deadlines:
        print(f"Deadlines that name the person in the new way: {done.deadlines}")


@app.command("list")
def list_(
    without_address: Annotated[
        bool, typer.Option("--without-address", help="Only those whom no letter reaches.")
    ] = False,
    json: Json = False,
) -> None:
    """List everybody by name, with the forums where they have a seat.

    Example: sagsgang person list --without-address
    """
    from workflow.people import told_people

    rows = edge.read(lambda connection: told_people(connection, without_address=without_address))
    if json:
        as_json(rows)
    else:
        as_table(HEAD, [[row[name] for name in HEAD] for row in rows])


@app.command()
def show(person: Who, json: Json = False) -> None:
    """Show a person with every seat, and the open deadlines that are theirs.

    Example: sagsgang person show bel
    """
    from commands.deadlines_told import deadline_json, print_deadlines
    from workflow.deadline_list import Wanted, deadlines
    from workflow.people import told_person

    def look(connection: Any) -> tuple[dict[str, Any], Any]:
        told = told_person(connection, person)
        owner = told["initials"] or told["email"] or told["name"]
        return told, deadlines(connection, Wanted(owner=owner), today=edge.today())

    told, due = edge.read(look)
    if json:
        as_json(told | {"deadlines": [deadline_json(one, edge.today()) for one in due]})
        return
    print(f"Person {told['id']}: {told['name']}")
    print(f"Initials: {told['initials'] or '-'}; address: {told['email'] or '-'}")
    if told["seats"]:
        as_table(tuple(told["seats"][0]), [list(seat.values()) for seat in told["seats"]])
    if due:
        print("\nDue:")
        print_deadlines(due, edge.today())
