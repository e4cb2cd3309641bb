"""The clock: one tick for cron, the clock that runs, and the coming year played through."""

from typing import Annotated

import typer

from commands import edge

CRON, RUNNING = 900, 60
"""Seconds between ticks: as cron is asked to do it in docs/running.md, and as the running clock does it."""

Every = Annotated[int, typer.Option(min=1, max=86_400, help="Seconds between two ticks; three missed ones are told.")]


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("tick")(tick)
    app.command("run")(run)


def tick(
    now: Annotated[str | None, typer.Option(help="The moment to go by, YYYY-MM-DDTHH:MM in local time.")] = None,
    every: Every = CRON,
) -> None:
    """Do what is due by now, once: for cron. Several at a time do no harm.

    Cases whose date has come go on, the yearly wheel opens its cases, letters are written and sent. Ends in 1 where
    something could not be done; the rest is done all the same.

    Example: sagsgang tick
    """
    from commands.ticking import moment_typed, one_tick, tell

    told = one_tick(moment_typed(now), every)
    tell(told)
    if told.failures:
        raise typer.Exit(1)


def run(every: Every = RUNNING) -> None:
    """Run the clock until it is told to stop (Ctrl-C, SIGTERM); it ends after the letter in hand.

    Example: sagsgang run
    """
    from commands.ticking import run_clock

    edge.read(lambda _register: None)  # a register that is not there, or a wrong setting, is said at once
    run_clock(every)
