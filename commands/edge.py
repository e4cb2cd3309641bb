"""The edge: the one place that reads the clock and the settings, and that owns transactions and command ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NoReturn, TypeVar
from uuid import uuid4

import typer

from commands.typed import plain_words
from states.errors import SagsgangError
from states.zone import ZONE

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from db.engine import Database
    from db.files import Files
    from settings import Settings

T = TypeVar("T")
Typed = TypeVar("Typed", int, int | None, list[int])

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A date outside is a slip of the hand, and would overflow where days are counted from it."""

LARGEST_NUMBER = 2**31 - 1
"""The largest number of a row that every database can be asked for."""


class BadDate(SagsgangError):
    """A date that is none."""

    def __init__(self, word: str) -> None:
        super().__init__(f"{word!r} is no date; write it as YYYY-MM-DD, such as 2027-06-20.")


class NotUtf8(SagsgangError):
    """Words that the terminal sent in another encoding."""

    def __init__(self, word: str) -> None:
        shown = word.encode("utf-8", "replace").decode()
        super().__init__(f"{shown!r} is not UTF-8: set the terminal to UTF-8 and type it again. Nothing was written.")


def check_typed(words: Iterable[str]) -> None:
    """Raises NotUtf8 for a typed word whose bytes are no text (Python carries such bytes as lone surrogates)."""
    for word in words:
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise NotUtf8(word)


@dataclass(slots=True)
class _Chosen:
    database: str | None = None
    today: date | None = None
    noticed: bool = False


_chosen = _Chosen()


def choose(database: str | None, today: str | None) -> None:
    """Keep what the common options say. Raises BadDate."""
    _chosen.database, _chosen.today, _chosen.noticed = database, day(today) if today else None, False


def day(word: str) -> date:
    """A date as it is typed. Raises BadDate."""
    try:
        found = date.fromisoformat(word.strip())
    except ValueError as error:
        raise BadDate(word) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadDate(word)
    return found


def day_or_none(word: str | None) -> date | None:
    """A date as it is typed, if it is. Raises BadDate."""
    return day(word) if word else None


def now() -> datetime:
    """This moment in UTC, or noon of the day that --today names."""
    if _chosen.today:
        return datetime.combine(_chosen.today, time(12), ZONE).astimezone(UTC)
    return datetime.now(UTC)


def today() -> date:
    """The local date of this moment."""
    return now().astimezone(ZONE).date()


def settings() -> Settings:
    """The settings of this run."""
    from settings import read_settings

    return read_settings(database=_chosen.database)


class NoFilesFolder(SagsgangError):
    """A register on a server, and nobody has said where its files are."""

    def __init__(self) -> None:
        super().__init__("Where are attached files kept? Set SAGSGANG_FILES to a folder that all who work here share.")


def files() -> Files:
    """The folder of attached files. Raises NoFilesFolder."""
    from db.files import Files

    folder = settings().files
    if folder is None:
        raise NoFilesFolder
    return Files(folder)


@contextmanager
def opened() -> Iterator[Database]:
    """The register, open; with the office's own templates and closing days chosen.

    For several transactions on it: commands/hands.py.
    """
    from db.engine import open_database
    from states.closing import choose as choose_closing_days
    from states.closing import read_closing_days
    from templates.shelf import choose as choose_templates

    chosen = settings()
    choose_closing_days(read_closing_days(chosen.closing_days))
    choose_templates(chosen.templates)
    database = open_database(chosen.database)
    try:
        yield database
    finally:
        database.close()


def read(look: Callable[[Connection], T]) -> T:
    """What a look at the register gives."""
    from db.transaction import snapshot

    with opened() as database, snapshot(database) as connection:
        _notice_a_dead_clock(connection)
        return look(connection)


def _notice_a_dead_clock(connection: Connection) -> None:
    """Said once, beside what was asked for, where a clock was started and has stopped; not in a rehearsal."""
    from db.beats import last_beat
    from states.beats import CLOCK, has_stopped

    if _chosen.today or _chosen.noticed:
        return
    _chosen.noticed = True
    beat = last_beat(connection, CLOCK)
    if beat is not None and has_stopped(beat, now()):
        since = beat.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        typer.echo(f"note: the clock has not ticked since {since}; start it with sagsgang run", err=True)


def write(work: Callable[[Connection], T], name: str) -> T:
    """Do one piece of work in one transaction, once, however often the database makes us try."""
    from db.transaction import AlreadyDone, transaction

    with opened() as database:
        done = transaction(database, work, command_id=str(uuid4()), by=settings().user, now=now(), name=name)
    if isinstance(done, AlreadyDone):
        raise AnswerLost
    return done


class AnswerLost(SagsgangError):
    """The work was done at the first try, and only its answer was lost on the way."""

    def __init__(self) -> None:
        super().__init__("It was done, but the database's answer was lost on the way: look at the case to see it.")


def who() -> str:
    """Who does it: SAGSGANG_USER, else the login."""
    return settings().user


def misused(message: str) -> NoReturn:
    """End as wrong usage (2) with a sentence."""
    raise typer.BadParameter(message)


class BadTime(SagsgangError):
    """A time of day that is none."""

    def __init__(self, word: str) -> None:
        super().__init__(f"{word!r} is no time of day; write it as HH:MM, such as 10:00.")


def clock(word: str | None) -> str | None:
    """A time of day as it is typed (9:30 too), as HH:MM. Raises BadTime."""
    if not word:
        return None
    try:
        return time.fromisoformat(word.strip().zfill(len("HH:MM"))).strftime("%H:%M")
    except ValueError as error:
        raise BadTime(word) from error


class NoSuchNumber(SagsgangError):
    """A number that no row can have."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no number {number}: they go up to {LARGEST_NUMBER}.")


def a_number(typed: Typed) -> Typed:
    """The number of a case, a task or a suggestion, or several, as typed. Raises NoSuchNumber."""
    for number in typed if isinstance(typed, list) else [typed]:
        if number is not None and abs(number) > LARGEST_NUMBER:
            raise NoSuchNumber(number)
    return typed


def some_words(words: str | None, param: typer.CallbackParam) -> str | None:
    """A reason that says something, in plain letters. An empty one is wrong usage."""
    words = plain_words(words, param)
    if words is not None and not words.strip():
        misused("say why in a few words; an empty reason explains nothing.")
    return words


def print_version(wanted: bool) -> None:
    """Print which version this is, and end."""
    if wanted:
        from importlib.metadata import version

        print(f"sagsgang {version('sagsgang')}")
        raise typer.Exit
