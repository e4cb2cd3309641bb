"""The clock: one tick for cron, the clock that runs, and the coming year played through."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge

CRON, RUNNING = 3_600, 60
"""Seconds between ticks: of a cron job that runs hourly, or more often; and of the running clock."""

LOOPBACK, PORT = "127.0.0.1", 8022
"""Where the pages are served; as web/server.py has it."""

Every = Annotated[int, typer.Option(min=1, max=86_400, help="Seconds between two ticks; three missed ones are told.")]


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("tick")(tick)
    app.command("run")(run)
    app.command("rehearse")(rehearse)


def tick(
    now: Annotated[str | None, typer.Option(help="The moment to go by, YYYY-MM-DDTHH:MM in local time.")] = None,
    every: Every = CRON,
) -> None:
    """Do what is due by now, once: for cron. Several at a time do no harm.

    Cases whose date has come go on, the yearly wheel opens its cases, letters are written and sent. Ends in 1 where
    something could not be done, or letters could not leave (the mail server is down); the rest is done all the same.

    Example: sagsgang tick
    """
    from commands.ticking import moment_typed, one_tick, tell

    told = one_tick(moment_typed(now), every)
    tell(told)
    if told.failures:
        raise typer.Exit(1)


def run(
    every: Every = RUNNING,
    host: Annotated[str, typer.Option(help="Where the pages are served: this machine alone, unless said.")] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port of the pages.")] = PORT,
) -> None:
    """Run the clock until it is told to stop (Ctrl-C, SIGTERM); it ends after the letter in hand.

    Where SAGSGANG_LINK says the address of the pages, they are served in the same process, to a proxy in front of it.

    Example: sagsgang run
    """
    from commands.clockwork import run_clock

    edge.read(lambda _register: None)  # a register that is not there, or a wrong setting, is said at once
    run_clock(every, host, port)


def rehearse(
    until: Annotated[str, typer.Option(help="The last day to play, YYYY-MM-DD.")],
    silence: Annotated[bool, typer.Option("--silence", help="As if nobody did or answered anything.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write it to this file.")] = None,
) -> None:
    """Play the coming days one by one as if they had come, and list the letters that would leave: day, to whom, what.

    Nothing leaves and nothing is kept. It is played as if each thing were done on its last day, and others who want to
    write to the register wait meanwhile: some seconds a year.

    Example: sagsgang rehearse --until 2028-06-30
    """
    from commands.rehearsing import foresee, told_json, told_text

    last = edge.day(until)
    if last < edge.today():
        edge.misused("the last day lies before today.")
    seen = foresee(last, silence=silence)
    words = told_json(seen) if json else told_text(seen, last)
    if output is None:
        print(words)
    else:
        output.write_text(f"{words}\n", encoding="utf-8")
        print(f"Wrote {output}: {len(seen.letters)} letters.")
    for failure in seen.failures:
        typer.echo(failure, err=True)
    if seen.failures:
        raise typer.Exit(1)
