"""What `sagsgang run` does: it ticks until it is told to stop, with the pages beside it."""

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext

from commands import edge
from commands.pages import pages
from commands.ticking import one_tick, tell
from web.server import serve
from workflow.clock import local, sentence
from workflow.schedule import Ticker


def enduring_tick(every: int, stops: Callable[[], bool]) -> None:
    """One tick of a clock that goes on whatever happens: a database that is away is said, and asked again later."""
    stamp = f"{local(edge.now())} "
    try:
        tell(one_tick(edge.now, every, stops), stamp)
    except Exception as problem:  # the next tick may find it mended
        print(f"{stamp}{sentence(problem)}", file=sys.stderr, flush=True)


def run_clock(every: int, host: str, port: int) -> None:
    """Tick until a signal says stop; with the pages where they have an address. Raises CannotServe."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    settings = edge.settings()
    with serve(pages(settings), host, port) if settings.mail.link else nullcontext() as place:
        print(f"The clock runs, a tick every {every} seconds. Stop it with Ctrl-C.", flush=True)
        if place:
            print(f"The pages stand at {place}, for {settings.mail.link}.", flush=True)
        Ticker(lambda: enduring_tick(every, stop.is_set), every=every, stop=stop).run()
    print("The clock has stopped.", flush=True)
