"""Commands about how letters leave: what is set, and one letter to try it."""

from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:  # heavy: `--help` must not load a mail client
    from settings import Settings
    from states.addresses import Address
    from states.letters import Outgoing

app = typer.Typer(help="How letters leave: show, test.", no_args_is_help=True)
HEAD = ("setting", "value", "from")


@app.command()
def show(json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """Show the settings of letters that are in force, and where each was said; passwords are not shown.

    Example: sagsgang mail show
    """
    from commands.mail_told import in_force, lacking

    rows = in_force(edge.settings())
    if json:
        as_json([dict(zip(HEAD, row, strict=True)) for row in rows])
    else:
        as_table(HEAD, rows)
    _warn(edge.settings())
    for lack in lacking(edge.settings().mail):
        typer.echo(f"note: {lack}", err=True)


@app.command()
def test(to: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who gets the letter: your own address.")]) -> None:
    """Send one letter at once, saying each step; ends in 1 when it did not leave.

    It goes by the settings that are in force, at any hour, and past the outbox.

    Example: sagsgang mail test bel@example.dk
    """
    from commands.mail_told import way_told
    from mail.answers import advice
    from mail.message import compose
    from mail.transport import open_carrier
    from settings import sender, way_out
    from states.letters import Verdict

    settings = edge.settings()
    _warn(settings)
    way, by = way_out(settings.mail), sender(settings.mail)
    letter = _letter(to, by, settings)
    message = compose(letter, by, lambda _digest: b"")
    print(f"From {by.email} to {letter.to.email}, {way_told(way)}.")
    with open_carrier(way, print) as carrier:
        answer = carrier.carry(by.email, letter.to.email, message)
    if answer.verdict is not Verdict.ACCEPTED:
        typer.echo(f"It did not leave. {answer.words}.", err=True)
        if words := advice(answer):
            typer.echo(words, err=True)
        raise typer.Exit(1)
    print(f"Accepted: {answer.words}." if settings.mail.server else f"{answer.words}.")


def _letter(to: str, by: "Address", settings: "Settings") -> "Outgoing":
    """The letter that is sent to try it. Raises NotAnAddress, NoWords."""
    from secrets import token_hex

    from commands.mail_told import NoWords
    from mail.policy import ascii_email
    from states.addresses import Address, email_address
    from states.letters import Draft, LetterKind, Outgoing
    from templates import shelf
    from templates.letters import write

    shelf.choose(settings.templates)
    now, address = edge.now(), Address(email_address(to))
    (written,) = write([Draft(f"test:{now.isoformat()}", LetterKind.TEST, address, {})])
    worded = written.wording
    if worded.failure is not None:
        raise NoWords(worded.failure)
    message_id = f"<{ascii_email(token_hex(16) + by.email[by.email.index('@') :])}>"
    return Outgoing(0, address, worded.subject or "", worded.text or "", worded.html or "", message_id, now)


def _warn(settings: "Settings") -> None:
    from settings import exposed_secret

    if path := exposed_secret(settings):
        typer.echo(f"note: {path} holds the password, and everybody on this machine may read it: chmod 600", err=True)
