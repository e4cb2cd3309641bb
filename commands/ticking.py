"""What `sagsgang tick` does, and `sagsgang run` at each tick."""

import os
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial

from commands import edge
from commands.hands import Hands
from commands.posting import posting_of, send_letters
from db.files import Files
from settings import Settings
from states.beats import CLOCK
from states.errors import SagsgangError
from states.hours import moment
from workflow.clock import Ticker, Told, Work, tick
from workflow.producers import producers
from workflow.wheel import open_due


class BadMoment(SagsgangError):
    """A moment that is none."""

    def __init__(self, word: str) -> None:
        super().__init__(f"{word!r} is no moment; write it as 2027-06-20T07:00, in local time unless a zone is said.")


def moment_typed(word: str | None) -> Callable[[], datetime]:
    """The clock that a tick goes by: the one on the wall, or one that stands at the moment that was typed.

    Raises BadMoment.
    """
    if word is None:
        return edge.now
    try:
        typed = moment(datetime.fromisoformat(word.strip()))
    except (ValueError, OverflowError) as error:
        raise BadMoment(word) from error
    if not edge.FIRST_YEAR <= typed.year <= edge.LAST_YEAR:
        raise BadMoment(word)
    return lambda: typed


def holder() -> str:
    """This process, as others see it in a beat or a lease."""
    return f"{socket.gethostname()}:{os.getpid()}"


def one_tick(now: Callable[[], datetime], every: int, stops: Callable[[], bool] = lambda: False) -> Told:
    """Do what is due. `stops`: asked between letters. Raises Unavailable, and what opening the register raises."""
    settings = edge.settings()
    with edge.opened() as database:
        hands = Hands(database, CLOCK, now)
        files = Files(settings.files) if settings.files else None
        return tick(hands, work_of(settings, hands, stops, files), Ticker(holder(), every))


def work_of(settings: Settings, hands: Hands, stops: Callable[[], bool], files: Files | None = None) -> Work:
    """What a tick sees to in this office; without `files` letters go without enclosures."""
    mail = settings.mail
    leaves = mail.sender is not None and (mail.server is not None or mail.folder is not None)
    return Work(
        producers=producers(files, mail.sender),
        posting=posting_of(settings),
        link=mail.link,
        open_duties=partial(open_due, routes=settings.routes),
        send=(lambda limit: send_letters(settings, hands, limit=limit, stops=stops)) if leaves else None,
    )


def tell(told: Told, stamp: str = "") -> None:
    """What was done on the one stream, what was not on the other."""
    for line in told.lines:
        print(f"{stamp}{line}", flush=True)
    for failure in told.failures:
        print(f"{stamp}{failure}", file=sys.stderr, flush=True)
