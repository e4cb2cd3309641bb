"""Commands about letters on their way out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json, counted
from states.errors import SagsgangError
from states.letters import DeliveryState

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

app = typer.Typer(help="Letters: list, show, approve, cancel, retry, send.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
Letter = Annotated[int, typer.Argument(metavar="LETTER", help="The letter's number.", callback=edge.a_number)]
Letters = Annotated[
    list[int] | None, typer.Argument(metavar="LETTER…", help="The letters' numbers.", callback=edge.a_number)
]


@app.command("list")
def list_(
    state: Annotated[
        list[DeliveryState] | None, typer.Option("--state", help="Only letters in this state; may be said again.")
    ] = None,
    json: Json = False,
) -> None:
    """List the letters, the latest first, and how far each has come.

    Example: sagsgang outbox list --state failed
    """
    from commands.letters_told import listed, print_letters
    from db.queries.outbox import letter_list

    rows = edge.read(lambda connection: [listed(row) for row in letter_list(connection, state or ())])
    if json:
        as_json(rows)
        return
    print_letters(rows)


@app.command()
def show(
    number: Letter,
    json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write it as it is sent, to this .eml file.")
    ] = None,
) -> None:
    """Show one letter whole: to whom, how far it has come, and what it says.

    Example: sagsgang outbox show 134
    """
    from commands.letters_told import print_letter, whole
    from workflow.outbox_desk import letter
    from workflow.withheld import withheld

    row, kept = edge.read(lambda connection: (letter(connection, number), withheld(connection, [number])))
    if output:
        from commands.posting import write_message

        write_message(row, output)
    elif json:
        as_json(whole(row, kept.get(number)))
    else:
        print_letter(whole(row, kept.get(number)))


@app.command()
def approve(
    numbers: Letters = None,
    everything: Annotated[bool, typer.Option("--all", help="Every letter that waits for approval.")] = False,
) -> None:
    """Let letters go that a person had to look at first.

    Example: sagsgang outbox approve 134 135
    """
    from db.queries.outbox import waiting_for_approval
    from workflow import outbox_desk

    def work(connection: "Connection") -> list[int]:
        chosen = waiting_for_approval(connection) if everything else _named(numbers)
        outbox_desk.approve(connection, chosen, by=edge.who(), now=edge.now())
        return chosen

    _one_or_all(numbers, everything)
    done = edge.write(work, "outbox approve")
    print(f"{counted(len(done), 'letter')} approved.")


@app.command()
def cancel(
    numbers: Letters,
    reason: Annotated[str, typer.Option(help="Why it is not to be sent.", callback=edge.some_words)],
) -> None:
    """Say that letters are not to be sent.

    Example: sagsgang outbox cancel 134 --reason "told by telephone"
    """
    from workflow import outbox_desk

    def work(connection: "Connection") -> None:
        outbox_desk.cancel(connection, _named(numbers), reason=reason, by=edge.who(), now=edge.now())

    edge.write(work, "outbox cancel")
    print(f"{counted(len(_named(numbers)), 'letter')} cancelled: {reason}")


@app.command()
def retry(
    numbers: Letters = None,
    everything: Annotated[bool, typer.Option("--all", help="Every letter that failed.")] = False,
) -> None:
    """Have letters tried again that failed or were put off; one that could not be worded is worded anew.

    Example: sagsgang outbox retry --all
    """
    from db.queries.outbox import failed
    from templates.letters import write
    from workflow import outbox_desk

    _one_or_all(numbers, everything)
    chosen = edge.read(failed) if everything else _named(numbers)
    drafts = edge.read(lambda connection: outbox_desk.unworded(connection, chosen))
    worded = {one.draft.key: one.wording for one in write(drafts)}

    def work(connection: "Connection") -> list[int]:
        return outbox_desk.retry(connection, chosen, worded, by=edge.who(), now=edge.now())

    still = edge.write(work, "outbox retry")
    print(f"{counted(len(chosen) - len(still), 'letter')} will be tried again.")
    if still:
        raise StillNotWorded(still)


class StillNotWorded(SagsgangError):
    """Letters that no template can word, tried once more."""

    def __init__(self, numbers: list[int]) -> None:
        named = ", ".join(map(str, numbers))
        super().__init__(
            f"Still not worded: letter {named}. See why with sagsgang outbox show {numbers[0]}, and mend the template."
        )


@app.command()
def send(
    most: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many letters.")] = None,
) -> None:
    """Send now what is due, without waiting for the clock.

    Example: sagsgang outbox send
    """
    from commands.posting import send_now

    told = send_now(limit=most)
    for one in told:
        print(one)
    if not told:
        print("Nothing is due.")
    if any(one.state is DeliveryState.FAILED for one in told):
        raise typer.Exit(1)


def _named(numbers: list[int] | None) -> list[int]:
    """The numbers typed, each once."""
    return list(dict.fromkeys(numbers or ()))


def _one_or_all(numbers: list[int] | None, everything: bool) -> None:
    if bool(numbers) == everything:
        edge.misused("name the letters, or say --all.")
