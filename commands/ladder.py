"""The ladder: when and whom to remind."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table, counted

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from workflow.ladders import Where

app = typer.Typer(help="The ladder of reminders: when and whom to remind; show, set, clear.", no_args_is_help=True)

Forum = Annotated[str | None, typer.Option(help="For one forum.")]
Kind = Annotated[
    str | None,
    typer.Option(help="For one kind: report, hearing, notice, contract_expiry, task, promise, cut_off, dispatch."),
]
Person = Annotated[str | None, typer.Option(help="For one person: an address, initials or a name.")]
Before = Annotated[str | None, typer.Option(help="Working days before, the earliest first, such as 30,14,7,3,1.")]
Head = Annotated[
    str | None, typer.Option(help="The head of secretariat: an address, or somebody registered who has one.")
]
Chair = Annotated[str | None, typer.Option(help="The address of the forum's chair.")]
HeadFrom = Annotated[
    int | None, typer.Option(help="From so many working days before, the head is asked after a silence.")
]
ChairFrom = Annotated[int | None, typer.Option(help="At the first step so near, the chair is asked; 0 for never.")]
Until = Annotated[str | None, typer.Option(help="With --person: on leave, nothing before this day.")]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SETTING]…", help="before, head, chair, head-from, chair-from or until; all, without."),
]


def _where(forum: str | None, kind: str | None, person: str | None) -> "Where":
    from workflow.ladders import Where

    return Where(forum, kind, person)


@app.command()
def show(forum: Forum = None, kind: Kind = None, person: Person = None, json: Json = False) -> None:
    """Show the ladder that counts for a forum, a kind or a person, and everything that is set.

    Example: sagsgang ladder show --forum KKR --kind hearing
    """
    from workflow.ladders import told_ladder

    told = edge.read(lambda connection: told_ladder(connection, _where(forum, kind, person)))
    as_json(told) if json else _print(told)


@app.command("set")
def set_(
    forum: Forum = None,
    kind: Kind = None,
    person: Person = None,
    before: Before = None,
    head: Head = None,
    chair: Chair = None,
    head_from: HeadFrom = None,
    chair_from: ChairFrom = None,
    until: Until = None,
) -> None:
    """Set when and whom to remind, for the whole office or for what is named; what is not said stays as it is.

    The narrower wins: a person, a kind at a forum, a forum, a kind, the office. --before without --kind leaves cut-offs
    and dispatch days as they are.

    Example: sagsgang ladder set --forum KKR --before 20,10,5,1 --chair formand@example.dk
    """
    from states.ladder_settings import days_before
    from workflow.ladders import LadderChange, set_ladder

    days = days_before(before) if before is not None else None
    change = LadderChange(days, head_from, chair_from, head, chair, edge.day_or_none(until))
    where = _where(forum, kind, person)
    setting, anew = edge.write(
        lambda connection: set_ladder(connection, where, change, by=edge.who(), now=edge.now()), "ladder set"
    )
    laid = f" {counted(anew, 'open deadline')} laid anew." if anew else ""
    print(f"Set for {setting.scope}.{laid}")


@app.command()
def clear(names: Names = None, forum: Forum = None, kind: Kind = None, person: Person = None) -> None:
    """Take back what is set for the office or for what is named; the wider setting counts again.

    Example: sagsgang ladder clear until --person bel
    """
    from states.ladder_settings import SETTINGS
    from workflow.ladders import clear_ladder

    chosen = [name.replace("-", "_") for name in names or ()]
    if unknown := [name for name in chosen if name not in SETTINGS]:
        edge.misused(f"{unknown[0]!r} is no setting; there are {', '.join(SETTINGS)}.")
    where = _where(forum, kind, person)
    scope = edge.write(
        lambda connection: clear_ladder(connection, where, chosen, by=edge.who(), now=edge.now()), "ladder clear"
    )
    print(f"Cleared for {scope}.")


def _print(told: dict[str, Any]) -> None:
    days = ", ".join(map(str, told["before"]))
    after = ", and each working day after" if told["after"] else ""
    print(f"Reminded: {f'{days} working days before, ' if days else ''}on the day{after}.")
    print(f"Head of secretariat: {told['head'] or 'not set'}; after a silence from {told['head_from']} days before on.")
    print(f"Chair: {told['chair'] or 'not set'}; {_chair(told['chair_from'])}.")
    if told["until"]:
        print(f"On leave: nothing before {told['until']}.")
    if told["settings"]:
        print()
        head = tuple(told["settings"][0])
        as_table(head, [[_days(row[name]) for name in head] for row in told["settings"]])


def _chair(days: int) -> str:
    return f"asked once, from {days} working days before" if days else "never asked"


def _days(value: Any) -> Any:
    return ",".join(map(str, value)) if isinstance(value, list) else value
